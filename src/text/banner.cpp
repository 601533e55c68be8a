#include <algorithm>

#include "creneau/text/text.hpp"
#include "text/fill.hpp"
#include "text/keys.hpp"
#include "text/listing.hpp"

namespace creneau::text {

namespace {

/// Puts a count where there is something to count, so that a part of the sentence can depend on it.
void put_some(Values& values, std::string_view name, std::int64_t count) {
  if (count != 0) values.put(name, count);
}

template <class Rows, class Test>
std::int64_t count_if(const Rows& rows, Test&& test) {
  return static_cast<std::int64_t>(std::count_if(rows.begin(), rows.end(), test));
}

std::int64_t count_missing(const std::vector<RuleEntry>& here,
                           const std::vector<RuleEntry>& there) {
  return count_if(here, [&](const RuleEntry& entry) {
    return std::find(there.begin(), there.end(), entry) == there.end();
  });
}

/// What has become of the slots that a cancellation gave back.
std::string slots_now(Language language, const ChangeSet& changes) {
  std::int64_t count = 0;
  for (const ReservationChange& change : changes.reservations) count += change.leaves().size();
  Values values;
  values.put("count", count);
  return fill(
      language,
      pattern(changes.blocks.empty() ? Key::slots_now_free : Key::slots_now_unavailable, language),
      values);
}

/// The values of a command's question and banner.
Values values_of(Language language, Names& names, const ChangeSet& changes,
                 const Listing& listing) {
  Values values{{"when", listing.when},
                {"category", listing.category},
                {"school", listing.school},
                {"slots", slots_now(language, changes)}};
  values.put("sessions", listing.sessions).put("units", listing.units);
  put_some(values, "cancelled",
           count_if(changes.reservations, [](const auto& it) { return it.slots_after.empty(); }));
  put_some(values, "made",
           count_if(changes.reservations, [](const auto& it) { return it.slots_before.empty(); }));
  put_some(values, "kept", static_cast<std::int64_t>(changes.reservations.size()));
  values.put("closures", static_cast<std::int64_t>(changes.closures_changed.size()));
  if (changes.closures_changed.size() == 1) values.put("closure", listing.lines.front().sentence);
  if (changes.rules_changed) {
    const auto& [before, after] = *changes.rules_changed;
    values.put("added", count_missing(after, before)).put("removed", count_missing(before, after));
  }
  if (changes.sessions.size() == 1 && changes.sessions.front().after)
    values.put("inspector", names.of(changes.sessions.front().after->inspector));
  return values;
}

/// The reason and the note, or nothing.
std::string because(Language language, const ChangeSet& changes) {
  std::string note = one_line(changes.note);
  while (note.ends_with('.') || note.ends_with(' ')) note.pop_back();
  const Values values{{"reason", std::string(in_words(language, changes.reason))}, {"note", note}};
  if (changes.reason != Reason::unstated)
    return " " + fill(language, pattern(Key::because, language), values);
  if (note.empty()) return {};
  return " " + fill(language, pattern(Key::noted, language), values);
}

/// Until when the school may cancel what was reserved; of several, the first that closes.
std::string cancellable(Language language, const ChangeSet& changes, const RuleBook& rules) {
  std::optional<Deadline> first;
  std::size_t count = 0;
  for (const ReservationChange& change : changes.reservations)
    for (const Session& session : changes.relied_on) {
      if (session.id != change.session || !session.is_planned() || change.slots_after.empty())
        continue;
      ++count;
      Deadline deadline = cancellation_deadline(
          session.departement, session.start_of(change.slots_after.front()), rules);
      if (!first || deadline.closes_at < first->closes_at) first = std::move(deadline);
    }
  if (!first) return {};
  const bool one = count == 1;
  if (changes.at >= first->closes_at)
    return " " +
           std::string(pattern(one ? Key::may_not_cancel : Key::may_not_cancel_first, language));
  return " " + fill(language, pattern(one ? Key::may_cancel_one : Key::may_cancel_first, language),
                    {{"until", until(language, *first)}});
}

}  // namespace

std::string Texts::banner(const Receipt& receipt, const RuleBook* rules) const {
  const ChangeSet& changes = receipt.changes;
  if (changes.empty()) return std::string(pattern(Key::banner_nothing, language_));
  Names names(language_, directory_);
  const Listing listing = list(language_, names, changes);
  std::string banner = fill(language_, pattern(keys_of(changes.command).banner, language_),
                            values_of(language_, names, changes, listing));
  // The sentence of a closure has its reason in it.
  if (changes.closures_changed.empty()) banner += because(language_, changes);
  if (rules != nullptr && changes.command == CommandKind::reserve_slots)
    banner += cancellable(language_, changes, *rules);
  for (const Remark& said : changes.remarks) banner += " " + remark(said);
  return banner;
}

std::string Texts::question(const Receipt& preview) const {
  const ChangeSet& changes = preview.changes;
  if (changes.empty()) return std::string(pattern(Key::banner_nothing, language_));
  Names names(language_, directory_);
  const Listing listing = list(language_, names, changes);
  return fill(language_, pattern(keys_of(changes.command).question, language_),
              values_of(language_, names, changes, listing));
}

std::string Texts::remark(const Remark& remark) const {
  Names names(language_, directory_);
  const bool is_school = remark.subject.kind == Subject::Kind::school;
  const std::string name =
      is_school ? names.of(SchoolId{remark.subject.id}) : names.of(OfficeId{remark.subject.id});
  Values values{
      {"id", std::to_string(remark.subject.id)},
      {"thing",
       fill(language_, pattern(is_school ? Key::thing_school : Key::thing_office, language_),
            {{"id", name}})}};
  put_some(values, "amount", remark.amount);
  return fill(language_, pattern(key_of(remark.kind), language_), values);
}

}  // namespace creneau::text
