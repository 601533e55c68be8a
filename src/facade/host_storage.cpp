#include <boost/unordered/unordered_flat_map.hpp>

#include "facade/host_ports.hpp"

namespace creneau::facade {

namespace {

[[nodiscard]] Error host_error(std::string text) {
  return Error{ErrorCode::host_error}.with_text(std::move(text));
}

/// Calls a delegate and makes of its status a result.
template <class Call>
[[nodiscard]] result<void> ask(Call&& call) {
  Answer answer;
  const crn_status status = call(answer);
  if (status != CRN_OK) return said(status, answer);
  return success();
}

template <class Ids>
void give(const Ids& ids, const std::int64_t*& to, std::size_t& count) noexcept {
  to = plain_ids(ids.data());
  count = ids.size();
}

[[nodiscard]] crn_page plain(const PageRequest& page) noexcept {
  return {sizeof(crn_page), static_cast<std::uint32_t>(page.limit), facade::plain(page.after)};
}

[[nodiscard]] crn_session_filter plain(const SessionFilter& filter) noexcept {
  crn_session_filter it{};
  it.struct_size = sizeof it;
  it.departement = facade::plain(filter.departement);
  it.period = facade::plain(filter.period);
  give(filter.inspectors, it.inspectors, it.inspector_count);
  it.centre = filter.centre.value;
  it.category = filter.category ? number_of(*filter.category) : 0;
  it.has_part = filter.part.has_value();
  it.part = filter.part ? number_of(*filter.part) : 0;
  it.planned = filter.status == SessionFilter::Status::planned;
  it.available = filter.status == SessionFilter::Status::available;
  it.with_free_slots = filter.with_free_slots;
  it.hours = facade::plain(filter.hours);
  return it;
}

/// What `Needs` points to in plain types, for the time of a call.
class PlainNeeds {
 public:
  explicit PlainNeeds(const Needs& needs) noexcept {
    it_.struct_size = sizeof it_;
    it_.departement = facade::plain(needs.departement);
    if (needs.request) {
      request_ = {sizeof request_, number_of(needs.request->role), needs.request->who,
                  facade::plain(needs.request->request)};
      it_.request = &request_;
    }
    give(needs.sessions, it_.sessions, it_.session_count);
    give(needs.reservations, it_.reservations, it_.reservation_count);
    give(needs.closure_ids, it_.closures, it_.closure_count);
    it_.reservations_of_sessions = needs.reservations_of_sessions;
    it_.blocks_of_sessions = needs.blocks_of_sessions;
    it_.closures_of_sessions = needs.closures;
    it_.rules = needs.rule_entries;
    if (needs.inspector_days) {
      it_.inspector_days = 1;
      give(needs.inspector_days->inspectors, it_.day_inspectors, it_.day_inspector_count);
      if (needs.inspector_days->period) {
        it_.has_days = 1;
        it_.days = facade::plain(*needs.inspector_days->period);
      }
    }
    if (needs.candidates) {
      filter_ = plain(needs.candidates->filter);
      it_.candidates = &filter_;
      it_.enough = needs.candidates->enough;
    }
    if (needs.closures_within) {
      it_.has_closures_within = 1;
      it_.closures_within = facade::plain(*needs.closures_within);
    }
  }
  PlainNeeds(const PlainNeeds&) = delete;
  PlainNeeds& operator=(const PlainNeeds&) = delete;

  [[nodiscard]] const crn_needs& get() const noexcept { return it_; }

 private:
  crn_needs it_{};
  crn_request request_{};
  crn_session_filter filter_{};
};

/// Slots of a session that decisions may look up in its grid.
[[nodiscard]] bool are_in_grid(const Session& session, PlanNumber plan, SlotSet slots) noexcept {
  return session.is_planned() && session.plan == plan &&
         session.planning->grid.slots().contains_all(slots);
}

/// Decisions take it for granted that taken slots lie in the grid of their session.
[[nodiscard]] result<void> check_slots(const Rows& rows) {
  if (rows.reservations.empty() && rows.blocks.empty()) return success();
  boost::unordered_flat_map<std::int64_t, const Session*> sessions;
  for (const SessionState& state : rows.sessions)
    sessions.emplace(state.session.id.value, &state.session);
  const auto fits = [&](SessionId id, PlanNumber plan, SlotSet slots) {
    const auto found = sessions.find(id.value);
    return found == sessions.end() || are_in_grid(*found->second, plan, slots);
  };
  for (const Reservation& it : rows.reservations)
    if (!fits(it.session, it.plan, it.slots))
      return host_error("load: reservation " + std::to_string(it.id.value));
  for (const BlockedSlot& it : rows.blocks)
    if (!fits(it.slot.session, it.slot.plan, SlotSet::of({it.slot.ordinal})))
      return host_error("load: block of session " + std::to_string(it.slot.session.value));
  return success();
}

template <class From, class To>
void move_into(std::vector<From>& from, To& to) {
  to.assign(std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// Reads a page of a list through a delegate; `take(Rows&, Page&)` moves its rows.
template <class Row, class Call, class Take>
[[nodiscard]] result<Page<Row>> read_page(const PageRequest& request, const char* too_many,
                                          Call&& call, Take&& take) {
  Rows rows;
  BOOST_OUTCOME_TRY(ask([&](Answer& answer) { return call(plain(request), rows, answer); }));
  Page<Row> page;
  page.next = rows.next;
  page.number = rows.number;
  BOOST_OUTCOME_TRY(take(rows, page));
  if (page.rows.size() > request.limit) return host_error(too_many);
  return page;
}

}  // namespace

result<void> HostStorage::load(const Needs& needs, Snapshot& snapshot) const {
  Rows rows;
  const PlainNeeds plain_needs(needs);
  BOOST_OUTCOME_TRY(
      ask([&](Answer& answer) { return delegate_->load(plain_needs.get(), rows, answer); }));
  BOOST_OUTCOME_TRY(check_slots(rows));
  snapshot.number = rows.number;
  snapshot.rules = rows.rules_version;
  snapshot.closures_revision = rows.closures_revision;
  snapshot.more_candidates = rows.more_candidates;
  if (!rows.events.empty()) snapshot.seen = std::move(rows.events.front());
  move_into(rows.sessions, snapshot.sessions);
  move_into(rows.reservations, snapshot.reservations);
  snapshot.blocks = std::move(rows.blocks);
  snapshot.closures = std::move(rows.closures);
  snapshot.rule_entries = std::move(rows.rules);
  return success();
}

void HostStorage::commit(std::span<ChangeSet> sets, std::span<Commit> answers) {
  // What is not answered: nothing was changed until the delegate is called, then nobody knows.
  ErrorCode otherwise = ErrorCode::no_memory;
  Answer words;
  std::optional<CommitBuilder> builder;
  try {
    std::vector<Event> events;
    events.reserve(sets.size());
    for (ChangeSet& changes : sets) events.emplace_back(Revision{}, std::move(changes));
    builder.emplace(std::move(events));
    otherwise = ErrorCode::unconfirmed;
    // Of a status that no port may say nobody knows what it means.
    const crn_status status = delegate_->commit(*builder, words);
    if (is_ports_own(static_cast<ErrorCode>(status)) || status == CRN_ERROR_CONFLICT)
      otherwise = static_cast<ErrorCode>(status);
  } catch (...) {
    // `otherwise` says how far it came.
  }
  for (std::size_t place = 0; place < sets.size(); ++place) {
    Commit& answer = answers[place];
    if (builder && builder->take(place, sets[place], answer)) continue;
    answer = {};
    if (otherwise == ErrorCode::conflict) answer.outcome = Commit::Outcome::conflict;
    try {
      answer.error = said(otherwise, words);
    } catch (const std::bad_alloc&) {
      answer.error = Error{otherwise};
    }
  }
}

result<void> HostStorage::record(const Refusal& refusal) {
  const RefusalRow row{refusal};
  crn_refusal it = facade::plain(row.it);
  it.slots = row.slots.data();
  it.slot_count = row.slots.size();
  return ask([&](Answer& answer) { return delegate_->record(it, answer); });
}

result<Storage::Rules> HostStorage::rules() const {
  Rows rows;
  BOOST_OUTCOME_TRY(ask([&](Answer& answer) { return delegate_->rules(rows, answer); }));
  return Rules{rows.rules_version, std::move(rows.rules)};
}

result<Page<SessionState>> HostStorage::sessions(const SessionFilter& filter,
                                                 const PageRequest& page) const {
  return read_page<SessionState>(
      page, "sessions: too many rows",
      [&](const crn_page& it, Rows& rows, Answer& answer) {
        return delegate_->sessions(plain(filter), it, rows, answer);
      },
      [](Rows& rows, Page<SessionState>& to) -> result<void> {
        to.rows = std::move(rows.sessions);
        return success();
      });
}

result<Page<ReservedSession>> HostStorage::reservations(const ReservationFilter& filter,
                                                        const PageRequest& page) const {
  crn_reservation_filter it{};
  it.struct_size = sizeof it;
  if (filter.departement) it.departement = facade::plain(*filter.departement);
  it.period = facade::plain(filter.period);
  it.school = filter.school.value;
  it.centre = filter.centre.value;
  give(filter.inspectors, it.inspectors, it.inspector_count);
  it.category = filter.category ? number_of(*filter.category) : 0;
  return read_page<ReservedSession>(
      page, "reservations: too many rows",
      [&](const crn_page& which, Rows& rows, Answer& answer) {
        return delegate_->reservations(it, which, rows, answer);
      },
      [](Rows& rows, Page<ReservedSession>& to) -> result<void> {
        if (rows.sessions.size() != rows.reservations.size())
          return host_error("reservations: not as many sessions");
        for (std::size_t place = 0; place < rows.reservations.size(); ++place) {
          Reservation& reservation = rows.reservations[place];
          Session& session = rows.sessions[place].session;
          if (reservation.session != session.id ||
              !are_in_grid(session, reservation.plan, reservation.slots))
            return host_error("reservations: reservation " + std::to_string(reservation.id.value));
          to.rows.push_back({std::move(reservation), std::move(session)});
        }
        return success();
      });
}

result<Page<Closure>> HostStorage::closures(const ClosureFilter& filter,
                                            const PageRequest& page) const {
  const crn_closure_filter it{sizeof it, facade::plain(filter.departement),
                              facade::plain(filter.period)};
  return read_page<Closure>(
      page, "closures: too many rows",
      [&](const crn_page& which, Rows& rows, Answer& answer) {
        return delegate_->closures(it, which, rows, answer);
      },
      [](Rows& rows, Page<Closure>& to) -> result<void> {
        to.rows = std::move(rows.closures);
        return success();
      });
}

result<Page<Event>> HostStorage::events(const EventFilter& filter, const PageRequest& page) const {
  const crn_event_filter it{sizeof it,
                            facade::plain(filter.departement),
                            filter.after.value,
                            filter.session.value,
                            filter.reservation.value,
                            filter.school.value};
  return read_page<Event>(
      page, "events: too many rows",
      [&](const crn_page& which, Rows& rows, Answer& answer) {
        return delegate_->events(it, which, rows, answer);
      },
      [](Rows& rows, Page<Event>& to) -> result<void> {
        to.rows = std::move(rows.events);
        return success();
      });
}

result<Page<Refusal>> HostStorage::refusals(Departement departement,
                                            const PageRequest& page) const {
  return read_page<Refusal>(
      page, "refusals: too many rows",
      [&](const crn_page& which, Rows& rows, Answer& answer) {
        return delegate_->refusals(facade::plain(departement), which, rows, answer);
      },
      [](Rows& rows, Page<Refusal>& to) -> result<void> {
        for (RefusalRow& row : rows.refusals) to.rows.push_back(std::move(row.it));
        return success();
      });
}

/// So many that the weeks of one query add up.
constexpr std::int64_t kMostUnitsOfWeek = std::numeric_limits<std::int32_t>::max() / kMostWeeks;

result<void> HostStorage::week_units(const WeekFilter& filter,
                                     std::vector<InspectorUnits>& rows) const {
  crn_week_query query{};
  query.struct_size = sizeof query;
  query.departement = facade::plain(filter.departement);
  query.week = facade::plain(filter.week.monday());
  query.week_count = 1;
  query.category = filter.category ? number_of(*filter.category) : 0;
  query.inspector = filter.inspector.value;
  Rows answered;
  BOOST_OUTCOME_TRY(ask([&](Answer& answer) {
    return delegate_->week_units(query, facade::plain(filter.now), answered, answer);
  }));
  std::int64_t planned = 0;
  for (const InspectorUnits& row : answered.units) planned += row.units.planned.value;
  if (planned > kMostUnitsOfWeek) return Error{ErrorCode::host_error}.with_text("planned");
  rows.insert(rows.end(), answered.units.begin(), answered.units.end());
  return success();
}

}  // namespace creneau::facade
