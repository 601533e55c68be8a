#pragma once
/// \file
/// How commands hook into the program.

#include <CLI/CLI.hpp>
#include <functional>

#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/values.hpp"

namespace creneau::cli {

/// A command's work, once its options are parsed.
using Action = std::function<result<Exit>(Context&, const Output&)>;

/// The program while its command line is parsed.
struct Program {
  Options options;
  /// Set by the subcommand that was called.
  std::function<Exit(const Output&)> run;

  /// Makes `command` do `action` on an open database.
  void on(CLI::App* command, Action action) {
    command->callback([this, action = std::move(action)] {
      run = [this, action](const Output& output) { return on_database(output, action); };
    });
  }

  [[nodiscard]] Exit on_database(const Output& output, const Action& action) {
    auto context = Context::open(options);
    if (!context) return output.error(context.error(), nullptr);
    const auto done = action(*context.value(), output);
    return done ? done.value() : output.error(done.error(), context.value().get());
  }
};

/// \name The groups of commands; each adds its subcommands.
/// \{
void add_base(CLI::App& app, Program& program);
void add_rules(CLI::App& app, Program& program);
void add_closures(CLI::App& app, Program& program);
void add_sessions(CLI::App& app, Program& program);
void add_schools(CLI::App& app, Program& program);
void add_week(CLI::App& app, Program& program);
void add_slots(CLI::App& app, Program& program);
void add_exams(CLI::App& app, Program& program);
void add_files(CLI::App& app, Program& program);
void add_notices(CLI::App& app, Program& program);
void add_history(CLI::App& app, Program& program);
void add_demo(CLI::App& app, Program& program);
/// \}

/// Digits: CLI11 would take "010" for eight, and the greatest number for one that is too great.
[[nodiscard]] inline CLI::Validator decimal(std::size_t most_digits = 9) {
  return CLI::Validator(
      [most_digits](const std::string& text) {
        const bool is_decimal = !text.empty() && text.size() <= most_digits &&
                                text.find_first_not_of("0123456789") == text.npos &&
                                (text.size() == 1 || text[0] != '0');
        return is_decimal ? std::string{} : "Could not convert " + text;
      },
      "");
}

/// The options of a filtered, paged list.
struct ListOptions {
  std::string from;
  std::string to;
  std::vector<std::string> inspectors;
  std::string centre;
  std::string category;
  std::string status;
  std::size_t limit = 200;
  std::string after;

  void add_to(CLI::App* command) {
    command->add_option("--from", from, "Premier jour (2026-06-15) / first day (2026-06-15)");
    command->add_option("--to", to, "Dernier jour / last day");
    command->add_option("--inspector", inspectors, "Matricule(s)");
    command->add_option("--centre", centre,
                        "Centre, par nom ou numéro / Centre, by name or number");
    command->add_option("--category", category, "Catégorie (CE) / category (CE)");
  }
  void add_status_to(CLI::App* command, std::vector<std::string> codes) {
    command->add_option("--status", status, "Statut / Status")->check(CLI::IsMember(codes));
  }
  void add_page_to(CLI::App* command) {
    command->add_option("--limit", limit, "Lignes au plus / rows at most")
        ->check(CLI::Range(std::size_t{1}, kMaxPage));
    command->add_option("--after", after, "Suite d'une liste / where a list goes on");
  }
  /// The filter that they mean; `status` is left to the command.
  [[nodiscard]] result<SessionFilter> filter(const Context& context,
                                             Departement departement) const {
    SessionFilter it;
    it.departement = departement;
    BOOST_OUTCOME_TRY(it.period, period_of(from, to));
    for (const std::string& matricule : inspectors) {
      BOOST_OUTCOME_TRY(const InspectorId id, context.inspector(matricule));
      it.inspectors.push_back(id);
    }
    if (!centre.empty()) {
      BOOST_OUTCOME_TRY(it.centre, context.centre(centre, departement));
    }
    if (!category.empty()) {
      BOOST_OUTCOME_TRY(it.category, category_of(category));
    }
    // An inspector sees its own sessions only.
    if (it.inspectors.empty() && context.actor().inspector())
      it.inspectors.push_back(context.actor().inspector());
    return it;
  }
  [[nodiscard]] result<PageRequest> page() const {
    BOOST_OUTCOME_TRY(const Cursor cursor, cursor_of(after));
    return PageRequest{cursor, limit};
  }
};

/// Narrows a filter to what a status means of sessions; "" is any.
inline void choose_status(const std::string& status, SessionFilter& filter) {
  if (status == "available") filter.status = SessionFilter::Status::available;
  if (status == "planned") filter.status = SessionFilter::Status::planned;
  if (status == "free") filter.with_free_slots = true;
}

/// Reads every page of the planning that a filter names.
[[nodiscard]] inline result<std::vector<SessionDetail>> whole_planning(
    Context& context, const SessionFilter& filter) {
  std::vector<SessionDetail> all;
  PageRequest page;
  while (true) {
    BOOST_OUTCOME_TRY(auto found, context.queries().planning(context.actor(), filter, page));
    std::move(found.rows.begin(), found.rows.end(), std::back_inserter(all));
    if (!found.next) return all;
    page.after = *found.next;
  }
}

}  // namespace creneau::cli
