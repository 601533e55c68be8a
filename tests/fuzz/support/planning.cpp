#include "planning.hpp"

#include <bit>
#include <map>
#include <string>

#include "world.hpp"

namespace creneau::fuzz {

namespace {

template <class Row>
void append(std::vector<Row>& to, const crn_rows* page) {
  const auto rows = all<Row>(page);
  to.insert(to.end(), rows.begin(), rows.end());
}

[[nodiscard]] std::uint64_t slots_of_grid(const crn_session& session) {
  return session.slot_count == 64 ? ~std::uint64_t{0}
                                  : (std::uint64_t{1} << session.slot_count) - 1;
}

[[nodiscard]] std::string name_of(const crn_session& session) {
  return "session " + std::to_string(session.id);
}

/// What is taken in one session.
struct Taken {
  std::uint32_t plan = 0;
  std::uint64_t reserved = 0;
  std::uint64_t unavailable = 0;

  void take(std::uint64_t& to, std::uint64_t slots, std::uint32_t of_plan) {
    require(((reserved | unavailable) & slots) == 0, "no slot is taken twice");
    require(plan == of_plan, "what is taken is of the present plan");
    to |= slots;
  }
};

void check_slots(const Planning& planning) {
  std::map<std::int64_t, Taken> taken;
  for (const crn_session& it : planning.sessions) taken[it.id].plan = it.plan;
  for (const crn_reservation& it : planning.reservations) {
    require(it.slots != 0, "a reservation holds something");
    Taken& of = taken[it.session];
    of.take(of.reserved, it.slots, it.plan);
  }
  for (const crn_block& it : planning.blocks) {
    Taken& of = taken[it.slot.session];
    of.take(of.unavailable, std::uint64_t{1} << it.slot.ordinal, it.slot.plan);
  }
  require(taken.size() == planning.sessions.size(), "what is taken is of a session");
  for (const crn_session& it : planning.sessions) {
    const Taken& of = taken[it.id];
    require(it.reserved == of.reserved && it.unavailable == of.unavailable,
            [&] { return name_of(it) + " says what is taken of it"; });
    require(((it.reserved | it.unavailable) & ~slots_of_grid(it)) == 0,
            [&] { return name_of(it) + " has slots outside its grid"; });
  }
}

void check_inspectors(const Planning& planning) {
  for (const crn_session& one : planning.sessions)
    for (const crn_session& other : planning.sessions)
      require(one.id == other.id || one.inspector != other.inspector || one.date != other.date ||
                  one.end <= other.start || other.end <= one.start,
              [&] { return name_of(one) + " overlaps " + name_of(other); });
}

/// The units of one inspector's week.
struct Count {
  std::int32_t planned = 0;
  std::int32_t unavailable = 0;
  std::int32_t assigned = 0;
};
using Counts = std::map<std::int64_t, Count>;

void check_week(const crn_engine* engine, crn_departement departement, std::int32_t monday,
                const Counts& counts) {
  const crn_actor actor = office_of(departement);
  crn_week_query query;
  CRN_INIT(query);
  query.departement = departement;
  query.week = monday;
  std::vector<crn_units> rows(counts.size() + 1);
  std::size_t count = 0;
  must([&](crn_error** error) {
    return crn_engine_week(engine, &actor, &query, rows.data(), rows.size(), sizeof(crn_units),
                           &count, nullptr, error);
  });
  require(count == counts.size(), "a week has a row for each inspector");
  for (std::size_t place = 0; place < count; ++place) {
    const crn_units& row = rows[place];
    const auto found = counts.find(row.inspector);
    require(found != counts.end() && row.week == monday, "a row of a week is of it");
    const Count& recount = found->second;
    require(row.planned == recount.planned && row.unavailable == recount.unavailable &&
                row.assigned == recount.assigned,
            "the units of a week are those of a recount");
    require(row.reservable >= 0 && row.reservable <= crn_units_unassigned(row),
            "the units of a week add up");
  }
}

void check_weeks(const crn_engine* engine, const Planning& planning) {
  std::map<std::int32_t, Counts> weeks;
  for (const crn_session& it : planning.sessions) {
    if (it.centre == 0) continue;
    Count& count = weeks[crn_week_of(it.date)][it.inspector];
    count.planned += it.units_of_slot * it.slot_count;
    count.unavailable += it.units_of_slot * std::popcount(it.unavailable);
    count.assigned += it.units_of_slot * std::popcount(it.reserved);
  }
  for (const auto& [monday, counts] : weeks)
    check_week(engine, planning.sessions.front().departement, monday, counts);
}

}  // namespace

Planning::Planning(const crn_engine* engine, crn_departement departement) {
  const crn_actor actor = office_of(departement);
  crn_session_filter filter;
  CRN_INIT(filter);
  filter.departement = departement;
  each_page(
      [&](const crn_page* page, crn_rows** rows, crn_error** error) {
        return crn_engine_planning(engine, &actor, &filter, page, rows, error);
      },
      [&](Rows rows) {
        append(sessions, rows);
        append(reservations, rows);
        append(blocks, rows);
        pages.push_back(std::move(rows));
      });
  crn_closure_filter which;
  CRN_INIT(which);
  which.departement = departement;
  each_page(
      [&](const crn_page* page, crn_rows** rows, crn_error** error) {
        return crn_engine_closures(engine, &actor, &which, page, rows, error);
      },
      [&](Rows rows) {
        append(closures, rows);
        pages.push_back(std::move(rows));
      });
}

void check_planning(const crn_engine* engine, const Planning& planning) {
  check_slots(planning);
  check_inspectors(planning);
  check_weeks(engine, planning);
}

}  // namespace creneau::fuzz
