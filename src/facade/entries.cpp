#include "facade/entries.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "creneau/policy/entry_texts.hpp"
#include "creneau/text/mail_address.hpp"
#include "facade/sized.hpp"

namespace creneau::facade {

namespace {

template <class Row>
[[nodiscard]] result<void> check_mail(const Row& row) {
  if (row.mail.empty() || text::is_mail_address(row.mail)) return success();
  return Error{ErrorCode::bad_address, row.id}.with_text(row.mail);
}

/// Each posting ends after it begins and before the next one begins. \pre they are by date
[[nodiscard]] result<void> check_postings(const Inspector& inspector) {
  const Posting* before = nullptr;
  for (const Posting& posting : inspector.postings) {
    if (posting.period.last < posting.period.first)
      return Error{ErrorCode::end_before_start, inspector.id}.with_text(inspector.matricule);
    if (before != nullptr && posting.period.first <= before->period.last)
      return Error{ErrorCode::posting_overlap, inspector.id}.with_text(inspector.matricule);
    before = &posting;
  }
  return success();
}

/// Counts entries of one kind, and looks whether two would bear one key.
class KeyCheck {
 public:
  explicit KeyCheck(DirectoryTaken& taken) noexcept : taken_(taken) {}

  template <class Row, class KeyOf>
  [[nodiscard]] result<void> run(const std::vector<Row>& present, const std::vector<Row>& added,
                                 KeyOf&& key_of) {
    std::map<std::int64_t, std::string> keys;
    for (const Row& row : present) keys[row.id.value] = key_of(row);
    for (const Row& row : added) {
      if (!row.id) return bad_argument("id");
      ++(keys.contains(row.id.value) ? taken_.changed : taken_.added);
      keys[row.id.value] = key_of(row);
    }
    std::map<std::string_view, std::int64_t> owners;
    for (const auto& [id, key] : keys)
      if (const auto [owner, is_first] = owners.emplace(key, id); !key.empty() && !is_first)
        return Error{ErrorCode::duplicate_reference, decltype(Row::id){id},
                     decltype(Row::id){owner->second}}
            .with_text(key);
    return success();
  }

 private:
  DirectoryTaken& taken_;
};

}  // namespace

result<void> check_entries(const DirectoryRows& entries) {
  const auto has_sound_ids = [](const auto& rows) {
    return std::all_of(rows.begin(), rows.end(), [](const auto& it) { return it.id.value >= 0; });
  };
  if (!has_sound_ids(entries.offices) || !has_sound_ids(entries.schools) ||
      !has_sound_ids(entries.inspectors) || !has_sound_ids(entries.centres))
    return bad_argument("id");
  BOOST_OUTCOME_TRY(check_entry_texts(entries));
  for (const Office& it : entries.offices) {
    BOOST_OUTCOME_TRY(check_mail(it));
  }
  for (const School& it : entries.schools) {
    BOOST_OUTCOME_TRY(check_mail(it));
  }
  for (const Inspector& it : entries.inspectors) {
    BOOST_OUTCOME_TRY(check_postings(it));
  }
  return success();
}

result<DirectoryTaken> put(MemoryDirectory& directory, const DirectoryRows& entries, bool keep) {
  DirectoryTaken taken;
  KeyCheck keys(taken);
  BOOST_OUTCOME_TRY(const auto offices, directory.offices({}));
  BOOST_OUTCOME_TRY(keys.run(offices, entries.offices, [](const Office& it) { return it.name; }));
  BOOST_OUTCOME_TRY(const auto schools, directory.schools({}));
  BOOST_OUTCOME_TRY(
      keys.run(schools, entries.schools, [](const School& it) { return it.aurige_id; }));
  BOOST_OUTCOME_TRY(const auto inspectors, directory.inspectors({}));
  BOOST_OUTCOME_TRY(
      keys.run(inspectors, entries.inspectors, [](const Inspector& it) { return it.matricule; }));
  BOOST_OUTCOME_TRY(const auto centres, directory.centres({}));
  BOOST_OUTCOME_TRY(keys.run(centres, entries.centres, [](const Centre& it) {
    return std::string(it.departement.code()) + ' ' + it.name;
  }));
  if (!keep) return taken;
  MemoryDirectory changed = directory;
  for (const Office& it : entries.offices) changed.add(it);
  for (const School& it : entries.schools) changed.add(it);
  for (const Inspector& it : entries.inspectors) changed.add(it);
  for (const Centre& it : entries.centres) changed.add(it);
  directory = std::move(changed);
  return taken;
}

}  // namespace creneau::facade
