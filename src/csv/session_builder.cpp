#include "csv/session_builder.hpp"

#include <algorithm>
#include <span>
#include <tuple>

#include "creneau/model/iso_text.hpp"
#include "creneau/policy/slot_grid.hpp"
#include "creneau/policy/zones.hpp"
#include "csv/values.hpp"

namespace creneau::csv {

namespace {

using Rows = std::span<const SoundRow>;
using Item = ImportPlanning::Item;

/// When the session of a row begins, as far as the row says.
Minutes session_start(const SoundRow& row) noexcept {
  return row.session ? row.session->start : row.time;
}

bool same_day(const SoundRow& a, const SoundRow& b) noexcept {
  return a.inspector == b.inspector && a.date == b.date;
}

/// Whether `b` goes on with the session of `a`, the row before it.
bool goes_on(const SoundRow& a, const SoundRow& b) noexcept {
  if (!same_day(a, b) || a.session != b.session) return false;
  return a.session || (b.time == a.time + kPlainRow && a.centre == b.centre &&
                       a.category == b.category && a.part == b.part);
}

/// The other system's reference in a cell of the column Réservation: what follows "#", our own
/// number and a space; the whole cell where it does not begin like that.
std::string_view reference_in(std::string_view cell) noexcept {
  if (!cell.starts_with('#')) return cell;
  const std::size_t end = std::min(cell.find_first_not_of("0123456789", 1), cell.size());
  if (end == 1) return cell;
  if (end == cell.size()) return {};
  return cell[end] == ' ' ? cell.substr(end + 1) : cell;
}

class SessionBuilder {
 public:
  SessionBuilder(Departement departement, const RuleBook& rules, const Columns& columns,
                 Faults& faults)
      : zone_(zone_of(departement)), rules_(rules), columns_(columns), faults_(faults) {}

  std::vector<Item> build(std::vector<SoundRow>& rows) {
    std::sort(rows.begin(), rows.end(), [](const SoundRow& a, const SoundRow& b) {
      return std::tuple(a.inspector, a.date, session_start(a), a.time, a.line) <
             std::tuple(b.inspector, b.date, session_start(b), b.time, b.line);
    });
    const SoundRow* before = nullptr;
    Minutes before_end{};
    for (Rows rest = rows; !rest.empty();) {
      std::size_t count = 1;
      while (count < rest.size() && goes_on(rest[count - 1], rest[count])) ++count;
      const Rows session = rest.first(count);
      rest = rest.subspan(count);
      const SoundRow& first = session.front();
      const Hours hours =
          first.session.value_or(Hours{first.time, session.back().time + kPlainRow});
      if (before != nullptr && same_day(*before, first) && hours.start < before_end)
        fault(first, Heading::time,
              Error{ErrorCode::session_overlap, first.inspector, Subject{first.date}}.with_limit(
                  before->line, first.line));
      before_end = before != nullptr && same_day(*before, first) ? std::max(before_end, hours.end)
                                                                 : hours.end;
      before = &first;
      add(session, hours);
    }
    std::sort(items_.begin(), items_.end(),
              [](const Item& a, const Item& b) { return a.line < b.line; });
    return std::move(items_);
  }

 private:
  void add(Rows rows, Hours hours) {
    const SoundRow& first = rows.front();
    const std::size_t faults_before = faults_.size();
    check_clock(first, first.session ? Heading::start : Heading::time, hours.start);
    check_clock(rows.back(), first.session ? Heading::end : Heading::time, hours.end);
    Item item;
    item.line = first.line;
    item.inspector = first.inspector;
    item.date = first.date;
    item.hours = hours;
    item.centre = first.centre;
    item.category = first.category;
    item.part = first.part;
    if (first.session) {
      check_agreement(rows);
      if (!first.category)
        check_whole(rows);
      else if (rows.size() > 1 && rows.back().status == RowStatus::left_over)
        lay_grid(item, rows.first(rows.size() - 1), rows.back().time);
      else
        lay_grid(item, rows, hours.end);
    } else if (first.category) {
      lay_grid_of_rules(item, rows);
    }
    if (faults_.size() == faults_before) items_.push_back(std::move(item));
  }

  void check_clock(const SoundRow& row, Heading heading, Minutes time) {
    if (resolve(zone_, row.date + time).kind == ResolvedTime::Kind::skipped)
      fault(
          row, heading,
          Error{ErrorCode::time_skipped, Subject{row.date}}.with_limit(time.count(), time.count()));
  }

  /// Rows that state one session say the same of it.
  void check_agreement(Rows rows) {
    for (const SoundRow& row : rows.subspan(1)) {
      if (row.centre != rows.front().centre) disagrees(row, rows.front(), Heading::centre);
      if (row.category != rows.front().category) disagrees(row, rows.front(), Heading::category);
      if (row.part != rows.front().part) disagrees(row, rows.front(), Heading::part);
    }
  }

  void disagrees(const SoundRow& row, const SoundRow& first, Heading heading) {
    fault(row, heading,
          Error{ErrorCode::bad_argument}
              .with_limit(first.line, row.line)
              .with_text(columns_.has(heading) ? columns_.title(heading) : std::string{}));
  }

  /// An available session is one row, which begins with it.
  void check_whole(Rows rows) {
    if (rows.front().time != rows.front().session->start)
      fault(rows.front(), Heading::time,
            Error{ErrorCode::bad_time}.with_text(to_text(rows.front().time)));
    for (const SoundRow& row : rows.subspan(1)) again(row);
  }

  /// A slot has a second row.
  void again(const SoundRow& row) {
    fault(row, Heading::time, Error{ErrorCode::named_twice}.with_text(to_text(row.time)));
  }

  /// Slots of one length fill the session up to `end`.
  void lay_grid(Item& item, Rows rows, Minutes end) {
    const SoundRow& first = rows.front();
    const Minutes length = (rows.size() > 1 ? rows[1].time : end) - first.time;
    const auto misfit = [&](const SoundRow& row) {
      fault(row, Heading::time,
            Error{ErrorCode::grid_does_not_fit}.with_limit(length.count(),
                                                           item.hours.length().count()));
    };
    Minutes expected = item.hours.start;
    for (std::size_t index = 0; index < rows.size(); ++index, expected += length) {
      const SoundRow& row = rows[index];
      if (index > 0 && row.time == rows[index - 1].time) return again(row);
      if (row.time != expected || row.status == RowStatus::left_over) return misfit(row);
      if (row.units != first.units) return disagrees(row, first, Heading::units);
    }
    const auto unit_minutes = length.count() / first.units;
    if (expected != end || rows.size() > kMaxSlotsOfSession || unit_minutes < 1 ||
        unit_minutes > 240 || unit_minutes * first.units != length.count())
      return misfit(rows.back());
    item.grid =
        Grid{static_cast<std::uint16_t>(unit_minutes), static_cast<std::uint16_t>(first.units),
             static_cast<std::uint16_t>(rows.size())};
    fill_slots(item, rows);
  }

  /// Plain rows say when the inspector examines, the rules how that breaks into slots. The rows
  /// that a slot meets say the same of it.
  void lay_grid_of_rules(Item& item, Rows rows) {
    const Rules& rules = rules_.on(item.date);
    const Minutes length{rules.unit_minutes * rules.units_of_slot};
    const Error misfit =
        Error{ErrorCode::grid_does_not_fit}.with_limit(length.count(), item.hours.length().count());
    const Minutes start = item.hours.start;
    const auto row_at = [&](Minutes time) {
      return rows.begin() + std::min<std::ptrdiff_t>((time - start) / kPlainRow,
                                                     static_cast<std::ptrdiff_t>(rows.size()));
    };
    const auto fit = creneau::lay_grid(rules, item.hours);
    if (!fit) return fault(rows.front(), Heading::time, misfit);
    item.grid = fit->grid;
    std::vector<SoundRow> slots;
    Minutes end = start;
    for (unsigned ordinal = 0; ordinal < fit->grid.slot_count; ++ordinal) {
      const auto first = row_at(end);
      end += length;
      for (auto row = first + 1; row < row_at(end + kPlainRow - Minutes{1}); ++row)
        if (row->status != first->status || row->school != first->school ||
            row->reservation != first->reservation)
          disagrees(*row, *first, Heading::status);
      slots.push_back(*first);
    }
    for (auto row = row_at(end); row < rows.end(); ++row)
      if (row->status == RowStatus::reserved) fault(*row, Heading::time, misfit);
    fill_slots(item, slots);
  }

  /// What becomes of each slot.
  void fill_slots(Item& item, Rows rows) {
    std::vector<std::string_view> cells;  // of item.reservations
    for (unsigned ordinal = 0; ordinal < rows.size(); ++ordinal) {
      const SoundRow& row = rows[ordinal];
      if (row.status == RowStatus::unavailable) item.unavailable.insert(ordinal);
      if (row.status != RowStatus::reserved) continue;
      auto& held = item.reservations;
      std::size_t place = held.size();
      if (!row.reservation.empty())
        place = static_cast<std::size_t>(std::find(cells.begin(), cells.end(), row.reservation) -
                                         cells.begin());
      else if (ordinal > 0 && place > 0 && cells.back().empty() &&
               held.back().slots.contains(ordinal - 1) && held.back().school == row.school)
        --place;
      if (place == held.size()) {
        cells.push_back(row.reservation);
        held.push_back({row.school, {}, std::string(reference_in(row.reservation))});
      } else if (held[place].school != row.school) {
        fault(row, Heading::reservation, Error{ErrorCode::bad_argument}.with_text(row.reservation),
              row.reservation);
      }
      held[place].slots.insert(ordinal);
    }
  }

  void fault(const SoundRow& row, Heading heading, Error error, std::string cell = {}) {
    if (heading == Heading::time) cell = to_text(row.time);
    add_fault(faults_, row.line, columns_.place(heading), std::move(error), std::move(cell));
  }

  const ZoneId zone_;
  const RuleBook& rules_;
  const Columns& columns_;
  Faults& faults_;
  std::vector<Item> items_;
};

}  // namespace

std::vector<Item> build_sessions(std::vector<SoundRow> rows, Departement departement,
                                 const RuleBook& rules, const Columns& columns, Faults& faults) {
  return SessionBuilder(departement, rules, columns, faults).build(rows);
}

}  // namespace creneau::csv
