#include "creneau/text/names.hpp"
#include "facade/delegates.hpp"

namespace creneau::facade {

namespace {

constexpr std::size_t kMostText = 1000;

/// Puts real ids in the place of fresh ones.
class IdPutter {
 public:
  explicit IdPutter(const CommitBuilder::NewIds& ids) noexcept : ids_(ids) {}

  void put(SessionId& id) const noexcept { put(id, ids_.sessions); }
  void put(ReservationId& id) const noexcept { put(id, ids_.reservations); }
  void put(ClosureId& id) const noexcept { put(id, ids_.closures); }
  void put(Subject& subject) const noexcept {
    if (subject.kind != Subject::Kind::session && subject.kind != Subject::Kind::slot) return;
    SessionId id{subject.id};
    put(id);
    subject.id = id.value;
  }

 private:
  template <class EntityId>
  static void put(EntityId& id, std::span<const std::int64_t> ids) noexcept {
    if (id.is_fresh() && id.fresh_place() < ids.size()) id = {ids[id.fresh_place()]};
  }
  const CommitBuilder::NewIds& ids_;
};

void put_ids(ChangeSet& changes, Revision number, const IdPutter& ids) noexcept {
  for (SessionChange& change : changes.sessions) {
    if (!change.after) continue;
    ids.put(change.after->id);
    change.after->revision = number;
  }
  for (ReservationChange& change : changes.reservations) {
    ids.put(change.id);
    ids.put(change.session);
  }
  for (BlockChange& change : changes.blocks) ids.put(change.session);
  for (ClosureChange& change : changes.closures_changed) ids.put(change.closure.id);
  for (Remark& remark : changes.remarks) ids.put(remark.subject);
  for (Notice& notice : changes.notices)
    for (NoticeLine& line : notice.lines) ids.put(line.reservation);
}

[[nodiscard]] bool are_ids(std::span<const std::int64_t> ids, std::uint32_t wanted) noexcept {
  return ids.size() == wanted &&
         std::all_of(ids.begin(), ids.end(), [](std::int64_t id) { return id > 0; });
}

}  // namespace

void Answer::set_text(std::string_view text) {
  text_ = text::one_line(text, kMostText);
}

void Answer::add_subject(const crn_subject& subject) {
  constexpr std::size_t kMostSubjects = 1000;
  const auto kind = value_of<Subject::Kind>(subject.kind);
  if (!kind || subjects_.size() == kMostSubjects) return;
  Subject it{*kind, subject.id, subject.plan, subject.ordinal};
  if (*kind == Subject::Kind::departement) {
    const auto departement = departement_of(subject.departement);
    if (!departement) return;
    it.id = static_cast<std::int64_t>(departement.assume_value().index());
  }
  if (*kind == Subject::Kind::category) {
    const auto category = value_of<Category>(static_cast<std::int32_t>(subject.id));
    if (!category || subject.id > INT32_MAX) return;
    it.id = static_cast<std::int64_t>(*category);
  }
  subjects_.push_back(it);
}

ErrorCode code_said(crn_status status, std::initializer_list<ErrorCode> also) noexcept {
  const auto code = static_cast<ErrorCode>(status);
  const bool is_known =
      is_ports_own(code) || std::find(also.begin(), also.end(), code) != also.end();
  return is_known ? code : ErrorCode::host_error;
}

Error said(ErrorCode code, const Answer& answer) {
  Error error{code};
  error.subjects.assign(answer.subjects().begin(), answer.subjects().end());
  error.text = answer.text();
  return error;
}

Error said(crn_status status, const Answer& answer, std::initializer_list<ErrorCode> also) {
  Error error = said(code_said(status, also), answer);
  // A status that no port may say is the only word there is.
  if (error.code == ErrorCode::host_error && error.text.empty() && status != CRN_ERROR_HOST_ERROR)
    error.text = std::to_string(status);
  return error;
}

CommitBuilder::CommitBuilder(std::vector<Event> events) : places_(events.size()) {
  for (std::size_t place = 0; place < events.size(); ++place)
    places_[place].event = std::move(events[place]);
}

result<CommitBuilder::Place*> CommitBuilder::at(std::size_t place) {
  if (place >= places_.size()) return bad_argument("place");
  return &places_[place];
}

result<void> CommitBuilder::assign(std::size_t place, std::int64_t number, const NewIds& ids) {
  BOOST_OUTCOME_TRY(Place* const it, at(place));
  if (it->assigned) return bad_argument("place");
  if (number <= 0) return bad_argument("number");
  const crn_event_head head = plain(it->event);
  if (!are_ids(ids.sessions, head.new_sessions)) return bad_argument("sessions");
  if (!are_ids(ids.reservations, head.new_reservations)) return bad_argument("reservations");
  if (!are_ids(ids.closures, head.new_closures)) return bad_argument("closures");
  it->event.number = {number};
  put_ids(it->event.changes, it->event.number, IdPutter{ids});
  it->assigned = true;
  return success();
}

result<void> CommitBuilder::done(std::size_t place) {
  BOOST_OUTCOME_TRY(Place* const it, at(place));
  if (!it->assigned) return bad_argument("place");
  it->answer = {};
  it->answer.outcome = Commit::Outcome::done;
  it->answer.number = it->event.number;
  it->answered = true;
  return success();
}

result<void> CommitBuilder::replayed(std::size_t place, const crn_event_head* head, crn_text json) {
  BOOST_OUTCOME_TRY(Place* const it, at(place));
  BOOST_OUTCOME_TRY(Event seen, event_of(head, json));
  it->answer = {};
  it->answer.outcome = Commit::Outcome::replayed;
  it->answer.seen = std::move(seen);
  it->answered = true;
  return success();
}

result<void> CommitBuilder::conflict(std::size_t place) {
  BOOST_OUTCOME_TRY(Place* const it, at(place));
  it->answer = {};
  it->answer.outcome = Commit::Outcome::conflict;
  it->answered = true;
  return success();
}

result<void> CommitBuilder::failed(std::size_t place, crn_status status, std::string_view text) {
  BOOST_OUTCOME_TRY(Place* const it, at(place));
  if (!is_error_code(status)) return bad_argument("status");
  if (status == CRN_ERROR_CONFLICT) return conflict(place);
  Answer words;
  words.set_text(text);
  it->answer = {};
  it->answer.error = said(status, words, {ErrorCode::unconfirmed});
  it->answered = true;
  return success();
}

bool CommitBuilder::take(std::size_t place, ChangeSet& changes, Commit& answer) noexcept {
  Place& it = places_[place];
  changes = std::move(it.event.changes);
  if (!it.answered) return false;
  if (it.answer.outcome == Commit::Outcome::done) changes.notices.clear();
  answer = std::move(it.answer);
  return true;
}

}  // namespace creneau::facade
