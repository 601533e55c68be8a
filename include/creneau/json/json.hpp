#pragma once
/// \file
/// The model as JSON: what storages keep of events and notices, and what the command line prints.

#include <boost/json.hpp>

#include "creneau/model/change_set.hpp"
#include "creneau/model/directory.hpp"
#include "creneau/model/refusal.hpp"
#include "creneau/model/session_detail.hpp"
#include "creneau/model/summary.hpp"
#include "creneau/port/outbox.hpp"

namespace creneau::json {

/// \name Values
/// Boost.JSON's. Keys keep their order, so that the same thing is the same bytes; numbers are exact;
/// giving one back takes no memory.
/// \{
using Json = boost::json::value;     ///< anything
using Object = boost::json::object;  ///< keys with values, in the order in which they were put
using Array = boost::json::array;    ///< values
/// \}

/// \name Writing
/// \{

/// A value of the model as an object. Local times are "2026-06-15T08:30", instants UTC with Z, ids
/// numbers, codes the names of the model. Empty texts and zero ids are left out. Thread-safe.
[[nodiscard]] Object of(const Session& session);
[[nodiscard]] Object of(const SessionState& state);
[[nodiscard]] Object of(const SessionDetail& detail);
[[nodiscard]] Object of(const Reservation& reservation);
[[nodiscard]] Object of(const ReservedSession& row);
[[nodiscard]] Object of(const Closure& closure);
[[nodiscard]] Object of(const RuleEntry& entry);
[[nodiscard]] Object of(const Actor& actor);
[[nodiscard]] Object of(const Remark& remark);
[[nodiscard]] Object of(const Subject& subject);
[[nodiscard]] Object of(const NoticeLine& line);
[[nodiscard]] Object of(const OutboxEntry& entry);
[[nodiscard]] Object of(const Refusal& refusal);
[[nodiscard]] Object of(const UnitCount& units);
[[nodiscard]] Object of(const WeekSummary& summary);
[[nodiscard]] Object of(const School& school);
[[nodiscard]] Object of(const SlotId& slot);
/// The whole change set.
[[nodiscard]] Object of(const Event& event);
/// Code, class, subjects, limit, actual, text and, where it is too late, the deadline.
[[nodiscard]] Object of(const Error& error);
/// \}

/// \name Reading
/// What `of` wrote and `boost::json::serialize` made text of. `storage_corrupt`, with the text's
/// fault, for anything else. Thread-safe.
/// \{

/// The changes of a change set, as `changes_of` wrote them: without the envelope.
[[nodiscard]] result<ChangeSet> change_set_from(std::string_view text);
/// An array of NoticeLine.
[[nodiscard]] result<std::vector<NoticeLine>> notice_lines_from(std::string_view text);
/// An array of SlotId.
[[nodiscard]] result<std::vector<SlotId>> slots_from(std::string_view text);
/// An array of texts.
[[nodiscard]] result<std::vector<std::string>> texts_from(std::string_view text);
/// \}

/// The changes of a change set and what it relied on, without its envelope.
[[nodiscard]] Object changes_of(const ChangeSet& changes);

}  // namespace creneau::json
