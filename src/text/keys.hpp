#pragma once
/// \file
/// Which keys of the catalogue belong to a code of the model. A code without a wording does not
/// compile. Internal to `creneau::text`.

#include "creneau/model/change_set.hpp"
#include "creneau/model/error.hpp"
#include "creneau/model/notice.hpp"
#include "creneau/policy/rules.hpp"
#include "text/catalogue.hpp"

namespace creneau::text {

[[nodiscard]] constexpr Key key_of(ErrorCode code) noexcept {
  switch (code) {
#define CRENEAU_ERROR(name, number, kind, meaning) \
  case ErrorCode::name: return Key::error_##name;
#include "creneau/model/error_codes.def"
#undef CRENEAU_ERROR
  }
  return Key::error_host_error;
}

/// What is said of a command: its name, before it and after it.
struct CommandKeys {
  Key name;
  Key question;
  Key banner;
};

[[nodiscard]] constexpr CommandKeys keys_of(CommandKind command) noexcept {
#define CRENEAU_COMMAND(kind) \
  case CommandKind::kind: return {Key::command_##kind, Key::question_##kind, Key::banner_##kind};
  switch (command) {
    CRENEAU_COMMAND(create_sessions)
    CRENEAU_COMMAND(remove_sessions)
    CRENEAU_COMMAND(plan_sessions)
    CRENEAU_COMMAND(unplan_sessions)
    CRENEAU_COMMAND(change_session)
    CRENEAU_COMMAND(reserve_slots)
    CRENEAU_COMMAND(cancel_by_office)
    CRENEAU_COMMAND(cancel_by_school)
    CRENEAU_COMMAND(block_slots)
    CRENEAU_COMMAND(unblock_slots)
    CRENEAU_COMMAND(add_closure)
    CRENEAU_COMMAND(remove_closure)
    CRENEAU_COMMAND(set_rules)
    CRENEAU_COMMAND(import_planning)
  }
#undef CRENEAU_COMMAND
  return {Key::command_import_planning, Key::banner_nothing, Key::banner_nothing};
}

struct NoticeKeys {
  Key title;
  Key intro;
};

[[nodiscard]] constexpr NoticeKeys keys_of(NoticeKind kind) noexcept {
#define CRENEAU_NOTICE(kind) \
  case NoticeKind::kind: return {Key::notice_##kind, Key::intro_##kind};
  switch (kind) {
    CRENEAU_NOTICE(reserved)
    CRENEAU_NOTICE(changed)
    CRENEAU_NOTICE(cancelled_by_office)
    CRENEAU_NOTICE(cancelled_by_school)
    CRENEAU_NOTICE(cancellation_confirmed)
  }
#undef CRENEAU_NOTICE
  return {Key::notice_changed, Key::intro_changed};
}

[[nodiscard]] constexpr Key key_of(Remark::Kind kind) noexcept {
  switch (kind) {
    case Remark::Kind::minutes_left_over: return Key::remark_minutes_left_over;
    case Remark::Kind::orphan_units: return Key::remark_orphan_units;
    case Remark::Kind::session_in_closure: return Key::remark_session_in_closure;
    case Remark::Kind::undeliverable: break;
  }
  return Key::remark_undeliverable;
}

[[nodiscard]] constexpr Key key_of(Counting counting) noexcept {
  switch (counting) {
    case Counting::calendar: return Key::counting_calendar;
    case Counting::clear_days: return Key::counting_clear_days;
    case Counting::mon_sat: return Key::counting_mon_sat;
    case Counting::mon_fri: return Key::counting_mon_fri;
    case Counting::elapsed_hours: break;
  }
  return Key::counting_elapsed_hours;
}

}  // namespace creneau::text
