// history, refusals.
#include <chrono>

#include "cli/program.hpp"
#include "cli/table.hpp"
#include "creneau/text/names.hpp"

namespace creneau::cli {

namespace {

struct HistoryOptions {
  std::int64_t since = 0;
  std::string session;
  std::string reservation;
  std::string school;
  std::size_t limit = 100;
  std::chrono::seconds::rep wait = 0;
  std::int64_t redact = 0;
};

template <class EntityId>
result<EntityId> id_of_text(const std::string& text) {
  if (text.empty()) return EntityId{};
  if (const auto id = parse_id(text)) return EntityId{*id};
  return Error{ErrorCode::bad_argument}.with_text(text);
}

/// When, in the département's time, and who.
std::string signature(Context& context, Departement departement, Instant at, const Actor& actor,
                      text::Names& names) {
  std::string who(text::in_words(context.language(), actor.role));
  if (actor.office())
    who += " " + names.of(actor.office());
  else if (actor.school())
    who += " " + names.of(actor.school());
  else if (actor.inspector())
    who += " " + names.of(actor.inspector());
  else if (actor.who != 0)
    who += " " + std::to_string(actor.who);
  if (!actor.subject.empty()) who += " (" + text::one_line(actor.subject) + ")";
  const LocalTime local = to_local(zone_of(departement), at);
  return text::in_words(context.language(), local) + ", " + who;
}

result<Exit> redact(Context& context, const Output& output, Departement departement,
                    Revision number) {
  EventFilter only;
  only.departement = departement;
  only.after = {number.value - 1};
  BOOST_OUTCOME_TRY(const auto page, context.database().events(only, {{}, 1}));
  if (page.rows.empty() || page.rows.front().number != number)
    return Error{ErrorCode::bad_argument}.with_text("--redact " + std::to_string(number.value));
  const std::string question = output.say("Effacer pour toujours le texte libre de la ligne ",
                                          "Erase for ever the free "
                                          "text of line ") +
                               std::to_string(number.value) + output.say(" ?", "?");
  BOOST_OUTCOME_TRY(const auto ended, output.ask(question));
  if (ended) return *ended;
  BOOST_OUTCOME_TRY(context.database().redact(departement, number));
  output.document({{"redacted", number.value}});
  output.text(output.say("Texte effacé : ligne ", "Text erased: line ") +
              std::to_string(number.value) + "\n");
  return Exit::done;
}

/// A page of the history; where it has no line, the first that come within `at_most`.
result<Page<Event>> wait_for(Context& context, const EventFilter& filter, std::size_t limit,
                             std::chrono::milliseconds at_most) {
  const auto until = std::chrono::steady_clock::now() + at_most;
  while (true) {
    BOOST_OUTCOME_TRY(auto page, context.queries().history(context.actor(), filter, {{}, limit}));
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (!page.rows.empty() || left.count() <= 0) return page;
    BOOST_OUTCOME_TRY(context.database().wait_for_change(filter.departement, page.number, left));
  }
}

result<Exit> history(Context& context, const Output& output, const HistoryOptions& options) {
  BOOST_OUTCOME_TRY(const Departement departement, context.departement());
  if (options.redact != 0) {
    BOOST_OUTCOME_TRY(authorize_upkeep(context.actor()));
    return redact(context, output, departement, {options.redact});
  }
  EventFilter filter;
  filter.departement = departement;
  filter.after = {options.since};
  BOOST_OUTCOME_TRY(filter.session, id_of_text<SessionId>(options.session));
  BOOST_OUTCOME_TRY(filter.reservation, id_of_text<ReservationId>(options.reservation));
  if (!options.school.empty()) {
    BOOST_OUTCOME_TRY(const School school, context.school(options.school, departement));
    filter.school = school.id;
  }
  BOOST_OUTCOME_TRY(const auto page,
                    wait_for(context, filter, options.limit, std::chrono::seconds{options.wait}));
  text::Names names(context.language(), context.database());
  json::Array rows;
  for (const Event& event : page.rows) {
    rows.push_back(json::of(event));
    const ChangeSet& changes = event.changes;
    output.text(std::to_string(event.number.value) + "  " +
                signature(context, departement, changes.at, changes.actor, names) + "\n    " +
                context.texts().banner(event) + "\n");
  }
  if (page.rows.empty()) output.table(Table({}));
  output.document({{"rows", std::move(rows)},
                   {"next", page.next ? json::Json(page.next->major) : json::Json()}});
  if (page.next) output.text("… --since " + std::to_string(page.next->major) + "\n");
  return Exit::done;
}

result<Exit> refusals(Context& context, const Output& output, const ListOptions& options) {
  BOOST_OUTCOME_TRY(const Departement departement, context.departement());
  BOOST_OUTCOME_TRY(const PageRequest request, options.page());
  BOOST_OUTCOME_TRY(const auto page,
                    context.queries().refusals(context.actor(), departement, request));
  text::Names names(context.language(), context.database());
  json::Array rows;
  for (const Refusal& it : page.rows) {
    rows.push_back(json::of(it));
    std::string slots;
    for (const SlotId& slot : it.slots) slots += " " + to_text(slot);
    output.text(signature(context, departement, it.at, it.actor, names) + "\n    " +
                std::string(text::in_words(context.language(), it.command)) + slots +
                output.say(" : ", ": ") + context.texts().error(Error{it.code}, departement) +
                "\n");
  }
  if (page.rows.empty()) output.table(Table({}));
  output.document({{"rows", std::move(rows)},
                   {"next", page.next ? json::Json(to_text(*page.next)) : json::Json()}});
  if (page.next) output.text("… --after " + to_text(*page.next) + "\n");
  return Exit::done;
}

}  // namespace

void add_history(CLI::App& app, Program& program) {
  auto* command = app.add_subcommand(
      "history", "Qui a changé quoi, quand, pourquoi / who changed what, when, why");
  auto options = std::make_shared<HistoryOptions>();
  command->add_option("--since", options->since, "Après ce numéro / after this number")
      ->check(decimal(18));
  command->add_option("--session", options->session, "D'une session / of a session");
  command->add_option("--reservation", options->reservation,
                      "D'une réservation / of a reservation");
  command->add_option("--school", options->school, "D'une auto-école / of a school");
  command->add_option("--limit", options->limit, "Lignes au plus / Rows at most")
      ->check(CLI::Range(std::size_t{1}, kMaxPage));
  command
      ->add_option("--wait", options->wait,
                   "S'il n'y en a pas, attend tant de secondes / if there are none, wait so many "
                   "seconds")
      ->check(CLI::Range(0, 86'400));
  command
      ->add_option("--redact", options->redact,
                   "Efface le texte libre d'une ligne / erase the free text of one line")
      ->check(decimal(18));
  program.on(command, [options](Context& context, const Output& output) {
    return history(context, output, *options);
  });
  auto* refusals_command =
      app.add_subcommand("refusals", "Le journal des refus / the journal of refusals");
  auto list_options = std::make_shared<ListOptions>();
  list_options->add_page_to(refusals_command);
  program.on(refusals_command, [list_options](Context& context, const Output& output) {
    return refusals(context, output, *list_options);
  });
}

}  // namespace creneau::cli
