#include "random/any_command.hpp"

#include <type_traits>

namespace creneau::testing {

namespace {

/// Writes values one after the other, each with a blank before it.
class Text {
 public:
  template <class... Values>
  Text& operator()(const Values&... values) {
    (add(values), ...);
    return *this;
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void add(const char* word) { word_of(word); }
  void add(const std::string& text) { word_of("'" + text.substr(0, 40) + "'"); }
  template <class Number>
    requires std::is_arithmetic_v<Number>
  void add(Number number) {
    word_of(std::to_string(number));
  }
  template <class Code>
    requires std::is_enum_v<Code>
  void add(Code code) {
    word_of(std::to_string(static_cast<int>(code)));
  }
  template <class Entity>
  void add(Id<Entity> id) {
    add(id.value);
  }
  void add(Minutes minutes) { add(minutes.count()); }
  void add(Date date) { add(date.time_since_epoch().count()); }
  void add(LocalTime time) { add(time.time_since_epoch().count()); }
  void add(Hours hours) { (*this)(hours.start, "-", hours.end); }
  void add(Period period) { (*this)(period.first, "-", period.last); }
  void add(SlotSet slots) { add(slots.bits()); }
  void add(const SlotId& slot) { (*this)(slot.session, "/", slot.plan.value, "/", slot.ordinal); }
  void add(const Grid& grid) {
    (*this)(grid.slot_count, "x", grid.units_of_slot, "x", grid.unit_minutes);
  }
  void add(const Closure& closure) {
    (*this)(closure.scope, closure.who, closure.from, closure.to, closure.reason, closure.note);
  }
  void add(const RuleEntry& entry) { (*this)(entry.from, entry.key, entry.value); }
  void add(const CreateSessions::Item& item) {
    (*this)(item.inspector, item.date, item.half_day, item.hours, item.external_ref);
  }
  void add(const ImportPlanning::Held& held) {
    (*this)(held.school, held.slots, held.external_ref);
  }
  void add(const ImportPlanning::Item& item) {
    (*this)(item.inspector, item.date, item.hours, item.centre, item.category, item.part, item.grid,
            item.unavailable, item.reservations, item.external_ref);
  }
  template <class Value>
  void add(const std::optional<Value>& value) {
    if (value)
      add(*value);
    else
      word_of("-");
  }
  template <class List>
    requires requires(const List& list) { list.size(), list[0]; }
  void add(const List& list) {
    word_of("[");
    // A list that is too long for a command is not shown whole.
    for (std::size_t index = 0; index < list.size() && index < 20; ++index) add(list[index]);
    word_of("]");
  }
  void word_of(const std::string& word) {
    if (!text_.empty()) text_ += ' ';
    text_ += word;
  }
  std::string text_;
};

void say(Text& text, const CreateSessions& it) {
  text("create", it.sessions, it.override_calendar);
}
void say(Text& text, const RemoveSessions& it) {
  text("remove", it.sessions, it.note);
}
void say(Text& text, const PlanSessions& it) {
  text("plan", it.sessions, it.centre, it.category, it.part, it.override_calendar);
}
void say(Text& text, const UnplanSessions& it) {
  text("unplan", it.sessions, it.cascade, it.reason, it.note);
}
void say(Text& text, const ChangeSession& it) {
  text("change", it.session, it.inspector, it.centre, it.date, it.start, it.override_calendar,
       it.reason, it.note);
}
void say(Text& text, const ReserveSlots& it) {
  text("reserve", it.school, it.slots, it.external_ref);
}
void say(Text& text, const ReserveWish& it) {
  text("wish", it.school, it.category, it.part, it.exams, it.units.value, it.inspectors, it.centre,
       it.period, it.half_day, it.external_ref);
}
void say(Text& text, const CancelByOffice& it) {
  text("cancel", it.reservations, it.slots, it.reason, it.note, it.correction);
}
void say(Text& text, const CancelBySchool& it) {
  text("school cancels", it.reservations, it.slots, it.note);
}
void say(Text& text, const BlockSlots& it) {
  text("block", it.slots, it.reason, it.note);
}
void say(Text& text, const UnblockSlots& it) {
  text("unblock", it.slots, it.reason, it.note);
}
void say(Text& text, const AddClosure& it) {
  text("close", it.closure);
}
void say(Text& text, const RemoveClosures& it) {
  text("open", it.closures);
}
void say(Text& text, const SetRules& it) {
  text("rules", it.entries, it.note);
}
void say(Text& text, const ImportPlanning& it) {
  text("import", it.sessions, it.office, it.notify);
}

}  // namespace

std::string description_of(const AnyCommand& command) {
  Text text;
  std::visit([&](const auto& it) { say(text, it); }, command);
  return text.take();
}

std::string description_of(const Call& call) {
  return std::string(code_of(call.actor.role)) + ':' + std::to_string(call.actor.who) + " in " +
         std::string(call.departement.code()) + " '" + call.request.substr(0, 20) + "': ";
}

}  // namespace creneau::testing
