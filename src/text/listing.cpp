#include "text/listing.hpp"

#include <algorithm>
#include <boost/move/algo/adaptive_sort.hpp>

#include "text/catalogue.hpp"
#include "text/fill.hpp"

namespace creneau::text {

namespace {

class Lister {
 public:
  Lister(Language language, Names& names, const ChangeSet& changes)
      : language_(language), names_(names), changes_(changes) {}

  [[nodiscard]] Listing list() {
    for (const SessionChange& change : changes_.sessions) add_session(change);
    sum_up();
    for (const ReservationChange& change : changes_.reservations)
      if (changes_.command != CommandKind::import_planning) add_reservation(change);
    if (changes_.command == CommandKind::block_slots ||
        changes_.command == CommandKind::unblock_slots)
      for (const BlockChange& change : changes_.blocks) add_block(change);
    for (const ClosureChange& change : changes_.closures_changed) add_closure(change.closure);
    if (changes_.rules_changed) add_rules(*changes_.rules_changed);
    if (changes_.sessions.empty()) sum_up();
    boost::movelib::adaptive_sort(
        listing_.lines.begin(), listing_.lines.end(),
        [](const ListingLine& a, const ListingLine& b) { return a.start < b.start; });
    return std::move(listing_);
  }

 private:
  /// The session as it was at that plan, out of whatever the change set carries of it.
  [[nodiscard]] const Session* find(SessionId id, PlanNumber plan) const {
    const auto fits = [&](const Session& session) {
      return session.id == id && session.plan == plan && session.is_planned();
    };
    for (const Session& session : changes_.relied_on)
      if (fits(session)) return &session;
    for (const SessionChange& change : changes_.sessions) {
      if (change.after && fits(*change.after)) return &*change.after;
      if (change.before && fits(*change.before)) return &*change.before;
    }
    return nullptr;
  }

  [[nodiscard]] ListingLine line_of(const Session& session) {
    ListingLine line;
    line.date = in_words(language_, session.date);
    line.inspector = names_.of(session.inspector);
    line.centre = names_.of(session.planning ? session.planning->centre : session.proposed_centre);
    if (session.planning)
      line.category =
          fill(language_, pattern(Key::exam, language_),
               {{"category", std::string(code_of(session.planning->category))},
                {"part", session.planning->part == ExamPart::unstated
                             ? std::string{}
                             : std::string(in_words(language_, session.planning->part))}});
    return line;
  }

  void add(ListingLine line, Key sentence) {
    Values values{{"date", line.date},         {"times", line.times},
                  {"centre", line.centre},     {"inspector", line.inspector},
                  {"category", line.category}, {"school", line.school}};
    if (line.units.value != 0) values.put("units", line.units.value);
    line.sentence = fill(language_, pattern(sentence, language_), values);
    listing_.lines.push_back(std::move(line));
  }

  void add_session(const SessionChange& change) {
    const bool shows_before =
        !change.after || (changes_.command == CommandKind::unplan_sessions && change.before);
    const Session& session = shows_before ? *change.before : *change.after;
    ListingLine line = line_of(session);
    line.start = session.start();
    line.times = in_words(language_, session.hours);
    if (session.planning)
      line.units = session.planning->grid.units_of(session.planning->grid.slots());
    add(std::move(line), Key::listed_session);
    ++listing_.sessions;
  }

  void add_slots(const Session& session, SlotSet slots, SchoolId school) {
    ListingLine line = line_of(session);
    line.start = session.start_of(slots.front());
    line.times = times_in_words(language_, session, slots);
    line.units = session.planning->grid.units_of(slots);
    line.school = names_.of(school);
    add(std::move(line), Key::listed_exam);
  }

  void add_reservation(const ReservationChange& change) {
    const bool goes = change.slots_after.empty();
    const Session* session = find(change.session, goes ? change.plan_before : change.plan_after);
    const SlotSet told = change.plan_before == change.plan_after ? change.leaves() | change.enters()
                                                                 : change.slots_after;
    if (session != nullptr && !told.empty()) add_slots(*session, told, change.school);
  }

  void add_block(const BlockChange& change) {
    const Session* session = find(change.session, change.plan);
    if (session != nullptr && !change.slots.empty()) add_slots(*session, change.slots, {});
  }

  [[nodiscard]] std::string who_of(const Closure& closure) {
    switch (closure.scope) {
      case ClosureScope::inspector:
        return fill(language_, pattern(Key::scope_inspector, language_),
                    {{"inspector", names_.of(InspectorId{closure.who})}});
      case ClosureScope::centre:
        return fill(language_, pattern(Key::scope_centre, language_),
                    {{"centre", names_.of(CentreId{closure.who})}});
      case ClosureScope::office: break;
    }
    return fill(language_, pattern(Key::scope_office, language_),
                {{"office", names_.of(OfficeId{closure.who})}});
  }

  /// Whole days as days, anything else from moment to moment.
  [[nodiscard]] std::string time_of(const Closure& closure) const {
    using std::chrono::days;
    const auto first = std::chrono::floor<days>(closure.from);
    const auto end = std::chrono::floor<days>(closure.to);
    if (closure.from == first && closure.to == end && first < end)
      return in_words(language_, Period{first, end - days{1}});
    return fill(
        language_, pattern(Key::from_to, language_),
        {{"first", in_words(language_, closure.from)}, {"last", in_words(language_, closure.to)}});
  }

  void add_closure(const Closure& closure) {
    ListingLine line;
    line.start = closure.from;
    line.date = in_words(language_, std::chrono::floor<std::chrono::days>(closure.from));
    line.sentence = fill(language_, pattern(Key::listed_closure, language_),
                         {{"who", who_of(closure)},
                          {"when", time_of(closure)},
                          {"reason", closure.reason == Reason::unstated
                                         ? std::string{}
                                         : std::string(in_words(language_, closure.reason))}});
    listing_.lines.push_back(std::move(line));
  }

  void add_rules(const RulesChange& change) {
    const auto add_missing = [&](const auto& here, const auto& there, Key sentence) {
      for (const RuleEntry& entry : here) {
        if (std::find(there.begin(), there.end(), entry) != there.end()) continue;
        ListingLine line;
        line.start = LocalTime{entry.from};
        line.date = in_words(language_, entry.from);
        line.sentence =
            fill(language_, pattern(sentence, language_),
                 {{"date", line.date}, {"rule", one_line(entry.key + " = " + entry.value)}});
        listing_.lines.push_back(std::move(line));
      }
    };
    add_missing(change.before, change.after, Key::listed_rule_removed);
    add_missing(change.after, change.before, Key::listed_rule_added);
  }

  /// What all lines so far have in common, and their days.
  void sum_up() {
    const auto& lines = listing_.lines;
    if (lines.empty()) return;
    const auto common = [&](std::string ListingLine::* column) {
      const auto differs = [&](const ListingLine& line) {
        return line.*column != lines.front().*column;
      };
      return std::any_of(lines.begin(), lines.end(), differs) ? std::string{}
                                                              : lines.front().*column;
    };
    Period period{Date::max(), Date::min()};
    for (const ListingLine& line : lines) {
      const auto date = std::chrono::floor<std::chrono::days>(line.start);
      period = {std::min(period.first, date), std::max(period.last, date)};
      listing_.units += line.units.value;
    }
    listing_.category = common(&ListingLine::category);
    listing_.school = common(&ListingLine::school);
    listing_.when =
        fill(language_, pattern(lines.size() == 1 ? Key::when_one : Key::when_many, language_),
             {{"date", lines.front().date},
              {"times", lines.front().times},
              {"period", in_words(language_, period)},
              {"centre", common(&ListingLine::centre)}});
  }

  Language language_;
  Names& names_;
  const ChangeSet& changes_;
  Listing listing_;
};

}  // namespace

Listing list(Language language, Names& names, const ChangeSet& changes) {
  return Lister(language, names, changes).list();
}

std::vector<ListingLine> Texts::listing(const Receipt& receipt) const {
  Names names(language_, directory_);
  return list(language_, names, receipt.changes).lines;
}

}  // namespace creneau::text
