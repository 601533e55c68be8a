#pragma once
/// \file
/// The product's sentences: what a command will do, what it did, and why it did not.

#include <optional>
#include <string>
#include <vector>

#include "creneau/model/change_set.hpp"
#include "creneau/model/error.hpp"
#include "creneau/policy/cancellation.hpp"
#include "creneau/policy/rules.hpp"
#include "creneau/port/directory.hpp"
#include "creneau/text/codes.hpp"
#include "creneau/text/dates.hpp"
#include "creneau/text/language.hpp"

namespace creneau::text {

/// One line of what a command is about. Columns that do not apply are empty.
struct ListingLine {
  LocalTime start{};      ///< local to the département; the lines are in this order
  std::string date;       ///< "lundi 15 juin 2026"
  std::string times;      ///< "08 h 30 – 10 h 00"
  std::string centre;     ///< its name
  std::string inspector;  ///< name and matricule
  std::string school;     ///< its name
  std::string category;   ///< "CE", with the part where it is stated
  Units units;            ///< zero where nothing is counted
  std::string sentence;   ///< all of it in one line
};

/// "jusqu'au mardi 9 juin 2026 inclus": the last day on which a school may cancel, or the last
/// minute where the rule counts hours.
[[nodiscard]] std::string until(Language language, const Deadline& deadline);

/// Until when a school may cancel, in full: local time and UTC, zone, way of counting, days that
/// were not counted.
[[nodiscard]] std::string in_words(Language language, const Deadline& deadline);

/// Writes sentences in one language. Names come from the directory; where it does not know an id,
/// or fails, the number stands in for the name. Foreign text (names, notes, what other systems say)
/// is made one printable line; it is plain text, so escape it before it becomes HTML. Thread-safe
/// if the directory is; holds a reference to it.
class Texts {
 public:
  /// Writes in `language`.
  Texts(Language language, const Directory& directory)
      : language_(language), directory_(directory) {}

  /// The language in which it writes.
  [[nodiscard]] Language language() const noexcept { return language_; }

  /// Why something was not done: the thing, the rule, the way out. Local times of errors that do
  /// not name a zone are those of `departement`; UTC where it is left out.
  [[nodiscard]] std::string error(const Error& error,
                                  std::optional<Departement> departement = {}) const;

  /// The confirmation: what a command did, with its reason and remarks. With `rules` a reservation
  /// says until when the school may cancel.
  [[nodiscard]] std::string banner(const Receipt& receipt, const RuleBook* rules = nullptr) const;

  /// The question to ask before a command is run, out of its preview.
  [[nodiscard]] std::string question(const Receipt& preview) const;

  /// What a receipt or a preview is about, line by line, by date and time.
  [[nodiscard]] std::vector<ListingLine> listing(const Receipt& receipt) const;

  /// Something that the receipt says beside the changes.
  [[nodiscard]] std::string remark(const Remark& remark) const;

 private:
  Language language_;
  const Directory& directory_;
};

}  // namespace creneau::text
