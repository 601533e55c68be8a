#pragma once
/// \file
/// The model as JSON: what storages keep of events and notices, and what the command line prints.

#include <nlohmann/json.hpp>

#include "creneau/model/change_set.hpp"
#include "creneau/model/directory.hpp"
#include "creneau/model/refusal.hpp"
#include "creneau/model/session_detail.hpp"
#include "creneau/model/summary.hpp"
#include "creneau/port/outbox.hpp"

namespace creneau::json {

/// Keys keep their order, so that the same thing is the same bytes.
using Json = nlohmann::ordered_json;

/// \name Writing
/// \{

/// A value of the model as an object. Local times are "2026-06-15T08:30", instants UTC with Z, ids
/// numbers, codes the names of the model. Empty texts and zero ids are left out. Thread-safe.
[[nodiscard]] Json of(const Session& session);
[[nodiscard]] Json of(const SessionState& state);
[[nodiscard]] Json of(const SessionDetail& detail);
[[nodiscard]] Json of(const Reservation& reservation);
[[nodiscard]] Json of(const ReservedSession& row);
[[nodiscard]] Json of(const Closure& closure);
[[nodiscard]] Json of(const RuleEntry& entry);
[[nodiscard]] Json of(const Actor& actor);
[[nodiscard]] Json of(const Remark& remark);
[[nodiscard]] Json of(const Subject& subject);
[[nodiscard]] Json of(const NoticeLine& line);
[[nodiscard]] Json of(const OutboxEntry& entry);
[[nodiscard]] Json of(const Refusal& refusal);
[[nodiscard]] Json of(const UnitCount& units);
[[nodiscard]] Json of(const WeekSummary& summary);
[[nodiscard]] Json of(const School& school);
[[nodiscard]] Json of(const SlotId& slot);
/// The whole change set.
[[nodiscard]] Json of(const Event& event);
/// Code, class, subjects, limit, actual, text and, where it is too late, the deadline.
[[nodiscard]] Json of(const Error& error);
/// \}

/// \name Reading
/// What `of` wrote and `dump` made text of. `storage_corrupt`, with the text's fault, for anything
/// else. Thread-safe.
/// \{

/// The changes of a change set, as `changes_of` wrote them: without the envelope.
[[nodiscard]] result<ChangeSet> change_set_from(std::string_view text);
/// An array of NoticeLine.
[[nodiscard]] result<std::vector<NoticeLine>> notice_lines_from(std::string_view text);
/// An array of SlotId.
[[nodiscard]] result<std::vector<SlotId>> slots_from(std::string_view text);
/// \}

/// The changes of a change set and what it relied on, without its envelope.
[[nodiscard]] Json changes_of(const ChangeSet& changes);

}  // namespace creneau::json
