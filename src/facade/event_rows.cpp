#include "facade/event_rows.hpp"

#include "creneau/json/json.hpp"

namespace creneau::facade {

result<bool> is_after(std::int32_t side) {
  if (side != CRN_SIDE_BEFORE && side != CRN_SIDE_AFTER) return bad_argument("side");
  return side == CRN_SIDE_AFTER;
}

result<void> copy_sessions(const Event& event, bool after, std::size_t first,
                           const RowsOut<crn_session>& to) {
  return to.copy(event.changes.sessions, first, [after](const SessionChange& change) {
    const std::optional<Session>& side = after ? change.after : change.before;
    return side ? plain(*side) : crn_session{};
  });
}

result<void> copy_relied_on(const Event& event, std::size_t first, const RowsOut<crn_session>& to) {
  return to.copy(event.changes.relied_on, first, kAsItIs);
}

result<void> copy_reservations(const Event& event, std::size_t first,
                               const RowsOut<crn_reservation_change>& to) {
  return to.copy(event.changes.reservations, first, kAsItIs);
}

result<void> copy_blocks(const Event& event, std::size_t first,
                         const RowsOut<crn_block_change>& to) {
  return to.copy(event.changes.blocks, first,
                 [&](const BlockChange& change) { return plain(event.changes, change); });
}

result<void> copy_closures(const Event& event, std::size_t first, const RowsOut<crn_closure>& to) {
  return to.copy(event.changes.closures_changed, first, kAsItIs);
}

result<void> copy_rules(const Event& event, bool after, std::size_t first,
                        const RowsOut<crn_rule>& to) {
  static const std::vector<RuleEntry> kNone;
  const auto& changed = event.changes.rules_changed;
  return to.copy(!changed ? kNone : after ? changed->after : changed->before, first, kAsItIs);
}

result<void> copy_remarks(const Event& event, std::size_t first, const RowsOut<crn_remark>& to) {
  return to.copy(event.changes.remarks, first, kAsItIs);
}

result<void> copy_lines(const Notice& notice, std::size_t first,
                        const RowsOut<crn_notice_line>& to) {
  return to.copy(notice.lines, first, kAsItIs);
}

result<void> copy_subjects(const Error& error, std::size_t first, const RowsOut<crn_subject>& to) {
  return to.copy(error.subjects, first, kAsItIs);
}

std::string json_of(const Event& event) {
  return boost::json::serialize(json::changes_of(event.changes));
}

}  // namespace creneau::facade
