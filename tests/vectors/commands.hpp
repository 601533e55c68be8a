#pragma once
/// \file
/// The commands of a vector as the engine takes them.

#include <nlohmann/json.hpp>
#include <string>

#include "vectors/symbols.hpp"

namespace creneau::vectors {

using Json = nlohmann::json;

/// What must be there, or the vector is wrong.
template <class Value>
Value need(const std::optional<Value>& value, const std::string& text) {
  if (!value) throw BadVector("no such value: " + text);
  return *value;
}
inline std::string text_at(const Json& object, const char* key) {
  return object.value(key, std::string{});
}
inline std::vector<std::string> texts_at(const Json& object, const char* key) {
  return object.value(key, std::vector<std::string>{});
}

inline Date date_of(const std::string& text) {
  return need(parse_date(text), text);
}
inline Instant instant_of(const std::string& text) {
  return need(parse_instant(text), text);
}
inline Departement departement_of(const std::string& text) {
  return need(Departement::from_code(text), text);
}
inline Category category_of(const std::string& text) {
  return need(category_from_code(text), text);
}
inline Reason reason_at(const Json& object) {
  return need(reason_from_code(text_at(object, "reason")), text_at(object, "reason"));
}
inline ExamPart part_at(const Json& object) {
  return need(exam_part_from_code(text_at(object, "part")), text_at(object, "part"));
}
inline HalfDay half_day_of(const std::string& text) {
  if (text != "morning" && text != "afternoon") throw BadVector("no half-day: " + text);
  return text == "morning" ? HalfDay::morning : HalfDay::afternoon;
}
inline Hours hours_of(const Json& object) {
  const std::string start = object.at("start").get<std::string>();
  const std::string end = object.at("end").get<std::string>();
  return {need(parse_time(start), start), need(parse_time(end), end)};
}
/// Days `[from, to]`; what is left out is open.
inline Period period_at(const Json& object) {
  Period period;
  if (object.contains("from")) period.first = date_of(object.at("from").get<std::string>());
  if (object.contains("to")) period.last = date_of(object.at("to").get<std::string>());
  return period;
}
inline SlotSet ordinals_of(const Json& array) {
  SlotSet slots;
  for (const Json& ordinal : array) slots.insert(ordinal.get<unsigned>());
  return slots;
}
inline std::vector<RuleEntry> rules_of(const Json& array) {
  std::vector<RuleEntry> entries;
  for (const Json& it : array)
    entries.push_back({date_of(it.at("from").get<std::string>()), it.at("key").get<std::string>(),
                       it.at("value").get<std::string>()});
  return entries;
}

/// Reads the arguments of one command; names become ids.
class CommandReader {
 public:
  CommandReader(const Symbols& symbols, const Json& arguments)
      : symbols_(symbols), arguments_(arguments) {}

  /// Gives the command to `use`.
  template <class Use>
  void read(const std::string& command, Use&& use) const {
    if (command == "create_sessions") return use(create());
    if (command == "remove_sessions") return use(remove());
    if (command == "plan_sessions") return use(plan());
    if (command == "unplan_sessions") return use(unplan());
    if (command == "change_session") return use(change());
    if (command == "reserve_slots") return use(reserve());
    if (command == "reserve_wish") return use(wish());
    if (command == "cancel_by_office") return use(cancel_by_office());
    if (command == "cancel_by_school") return use(cancel<CancelBySchool>());
    if (command == "block_slots") return use(block<BlockSlots>());
    if (command == "unblock_slots") return use(block<UnblockSlots>());
    if (command == "add_closure") return use(add_closure());
    if (command == "remove_closures") return use(remove_closures());
    if (command == "set_rules") return use(set_rules());
    if (command == "import_planning") return use(import());
    throw BadVector("no such command: " + command);
  }

 private:
  template <class EntityId>
  [[nodiscard]] EntityId id_at(const char* key) const {
    const std::string symbol = text_at(arguments_, key);
    return symbol.empty() ? EntityId{} : symbols_.id<EntityId>(symbol);
  }
  template <class Ids>
  void ids_at(const char* key, Ids& ids) const {
    for (const std::string& symbol : texts_at(arguments_, key))
      ids.push_back(symbols_.id<typename Ids::value_type>(symbol));
  }
  /// "monday/1/3", or "monday/1/3-5" for three.
  void slots_at(const char* key, SmallVector<SlotId, 2>& slots) const {
    for (const std::string& text : texts_at(arguments_, key)) {
      const auto second = text.rfind('/');
      const auto first = text.rfind('/', second - 1);
      const SessionId session = symbols_.id<SessionId>(text.substr(0, first));
      const auto plan =
          static_cast<std::uint32_t>(std::stoul(text.substr(first + 1, second - first - 1)));
      const std::string ordinals = text.substr(second + 1);
      const auto dash = ordinals.find('-');
      const auto from = static_cast<unsigned>(std::stoul(ordinals));
      const auto to = dash == std::string::npos
                          ? from
                          : static_cast<unsigned>(std::stoul(ordinals.substr(dash + 1)));
      for (unsigned ordinal = from; ordinal <= to; ++ordinal)
        slots.push_back({session, {plan}, ordinal});
    }
  }
  [[nodiscard]] bool flag(const char* key) const { return arguments_.value(key, false); }

  [[nodiscard]] CreateSessions create() const {
    CreateSessions command;
    command.override_calendar = flag("override_calendar");
    for (const Json& it : arguments_.at("sessions")) {
      CreateSessions::Item item;
      item.inspector = symbols_.id<InspectorId>(it.at("inspector").get<std::string>());
      item.date = date_of(it.at("date").get<std::string>());
      if (it.contains("start"))
        item.hours = hours_of(it);
      else
        item.half_day = half_day_of(it.at("half_day").get<std::string>());
      command.sessions.push_back(item);
    }
    return command;
  }
  [[nodiscard]] RemoveSessions remove() const {
    RemoveSessions command;
    ids_at("sessions", command.sessions);
    return command;
  }
  [[nodiscard]] PlanSessions plan() const {
    PlanSessions command;
    ids_at("sessions", command.sessions);
    command.centre = id_at<CentreId>("centre");
    command.category = category_of(text_at(arguments_, "category"));
    command.part = part_at(arguments_);
    command.override_calendar = flag("override_calendar");
    return command;
  }
  [[nodiscard]] UnplanSessions unplan() const {
    UnplanSessions command;
    ids_at("sessions", command.sessions);
    if (arguments_.contains("cascade")) ids_at("cascade", command.cascade.emplace());
    command.reason = reason_at(arguments_);
    return command;
  }
  [[nodiscard]] ChangeSession change() const {
    ChangeSession command;
    command.session = id_at<SessionId>("session");
    command.inspector = id_at<InspectorId>("inspector");
    command.centre = id_at<CentreId>("centre");
    if (arguments_.contains("date")) command.date = date_of(text_at(arguments_, "date"));
    if (arguments_.contains("start"))
      command.start = need(parse_time(text_at(arguments_, "start")), text_at(arguments_, "start"));
    command.override_calendar = flag("override_calendar");
    command.reason = reason_at(arguments_);
    return command;
  }
  [[nodiscard]] ReserveSlots reserve() const {
    ReserveSlots command;
    command.school = id_at<SchoolId>("school");
    slots_at("slots", command.slots);
    return command;
  }
  [[nodiscard]] ReserveWish wish() const {
    ReserveWish command;
    command.school = id_at<SchoolId>("school");
    command.category = category_of(text_at(arguments_, "category"));
    command.part = part_at(arguments_);
    command.exams = arguments_.value("exams", 0);
    command.units = {arguments_.value("units", 0)};
    ids_at("inspectors", command.inspectors);
    command.centre = id_at<CentreId>("centre");
    command.period = period_at(arguments_);
    if (arguments_.contains("half_day"))
      command.half_day = half_day_of(text_at(arguments_, "half_day"));
    return command;
  }
  template <class Cancel>
  [[nodiscard]] Cancel cancel() const {
    Cancel command;
    ids_at("reservations", command.reservations);
    slots_at("slots", command.slots);
    return command;
  }
  [[nodiscard]] CancelByOffice cancel_by_office() const {
    auto command = cancel<CancelByOffice>();
    command.reason = reason_at(arguments_);
    command.correction = flag("correction");
    return command;
  }
  template <class Block>
  [[nodiscard]] Block block() const {
    Block command;
    slots_at("slots", command.slots);
    command.reason = reason_at(arguments_);
    return command;
  }
  [[nodiscard]] AddClosure add_closure() const {
    AddClosure command;
    Closure& closure = command.closure;
    if (arguments_.contains("inspector")) {
      closure.scope = ClosureScope::inspector;
      closure.who = id_at<InspectorId>("inspector").value;
    } else if (arguments_.contains("centre")) {
      closure.scope = ClosureScope::centre;
      closure.who = id_at<CentreId>("centre").value;
    } else {
      closure.scope = ClosureScope::office;
      closure.who = id_at<OfficeId>("office").value;
    }
    closure.from = need(parse_local_time(text_at(arguments_, "from")), "from");
    closure.to = need(parse_local_time(text_at(arguments_, "to")), "to");
    closure.reason = reason_at(arguments_);
    return command;
  }
  [[nodiscard]] RemoveClosures remove_closures() const {
    RemoveClosures command;
    ids_at("closures", command.closures);
    return command;
  }
  [[nodiscard]] SetRules set_rules() const {
    SetRules command;
    command.entries = rules_of(arguments_.at("rules"));
    return command;
  }
  [[nodiscard]] ImportPlanning import() const {
    ImportPlanning command;
    command.office = id_at<OfficeId>("office");
    command.notify = flag("notify");
    for (const Json& it : arguments_.at("sessions")) {
      ImportPlanning::Item item;
      item.inspector = symbols_.id<InspectorId>(it.at("inspector").get<std::string>());
      item.date = date_of(it.at("date").get<std::string>());
      item.hours = hours_of(it);
      if (it.contains("centre")) item.centre = symbols_.id<CentreId>(text_at(it, "centre"));
      if (it.contains("category")) item.category = category_of(text_at(it, "category"));
      item.part = part_at(it);
      item.unavailable = ordinals_of(it.value("unavailable", Json::array()));
      const Json reservations = it.value("reservations", Json::array());
      for (const Json& held : reservations)
        item.reservations.push_back(
            {symbols_.id<SchoolId>(text_at(held, "school")), ordinals_of(held.at("slots")), {}});
      command.sessions.push_back(std::move(item));
    }
    return command;
  }

  const Symbols& symbols_;
  const Json& arguments_;
};

}  // namespace creneau::vectors
