#pragma once
/// \file
/// Writes the mails of notices.

#include <functional>
#include <vector>

#include "creneau/policy/rules.hpp"
#include "creneau/port/directory.hpp"
#include "creneau/port/outbox.hpp"
#include "creneau/text/language.hpp"

namespace creneau::text {

/// Fills a notice's recipient, message and calendar texts in one language, from the templates
/// `notice.html` and `notice.txt`. A mail lists its lines by date and time, local to the notice's
/// département.
///
/// The address is the school's or the office's out of the directory; one that is missing or is not
/// valid stays empty, which makes the notice undeliverable. A school's mail names the office that the
/// notice comes from, and answers go there.
///
/// Thread-safe if the directory and `rules` are; holds a reference to the directory.
class MailWriter final : public NoticeWriter {
 public:
  /// Gives the rules in force, as `BasicEngine::rules` does; what it gives must stay valid while
  /// the writer lives. With it a mail says until when the school may cancel.
  using RulesSource = std::function<result<const RuleBook*>()>;

  /// Writes in `language`. Without `rules` mails say no deadline.
  MailWriter(Language language, const Directory& directory, RulesSource rules = {})
      : language_(language), directory_(directory), rules_(std::move(rules)) {}

  /// Fills every notice. The directory's or the rules' error where they fail, `no_memory`, or
  /// `host_error` with what was thrown: the notices are then not to be used.
  [[nodiscard]] result<void> write(std::vector<Notice>& notices) const override;

 private:
  Language language_;
  const Directory& directory_;
  RulesSource rules_;
};

}  // namespace creneau::text
