// history, refusals.
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
  std::int64_t redact = 0;
};

template <class EntityId>
result<EntityId> id_of_text(const std::string& text) {
  if (text.empty()) return EntityId{};
  if (const auto id = parse_id(text)) return EntityId{*id};
  return Error{ErrorCode::bad_argument}.with_text(text);
}

result<Exit> history(Context& context, const Output& output, const HistoryOptions& options) {
  BOOST_OUTCOME_TRY(const Departement departement, context.departement());
  if (options.redact != 0) {
    if (context.actor().role != Role::operator_) return Error{ErrorCode::not_allowed};
    if (!context.options().preview) {
      BOOST_OUTCOME_TRY(context.database().redact(departement, {options.redact}));
    }
    output.document({{"redacted", options.redact}});
    output.text(std::to_string(options.redact) + "\n");
    return Exit::done;
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
                    context.queries().history(context.actor(), filter, {{}, options.limit}));
  json::Json rows = json::Json::array();
  for (const Event& event : page.rows) {
    rows.push_back(json::of(event));
    const Actor& actor = event.changes.actor;
    output.text(std::to_string(event.number.value) + "  " + creneau::to_text(event.changes.at) +
                "  " + std::string(text::in_words(context.language(), actor.role)) +
                (actor.who != 0 ? " " + std::to_string(actor.who) : std::string{}) +
                (actor.subject.empty() ? std::string{} : " (" + actor.subject + ")") + "\n    " +
                context.texts().banner(event) + "\n");
  }
  output.document({{"rows", std::move(rows)},
                   {"next", page.next ? json::Json(page.next->major) : json::Json()}});
  if (page.next) output.text("… --since " + std::to_string(page.next->major) + "\n");
  return Exit::done;
}

result<Exit> refusals(Context& context, const Output& output) {
  BOOST_OUTCOME_TRY(const Departement departement, context.departement());
  BOOST_OUTCOME_TRY(const auto page,
                    context.queries().refusals(context.actor(), departement, PageRequest{}));
  json::Json rows = json::Json::array();
  for (const Refusal& it : page.rows) {
    rows.push_back(json::of(it));
    output.text(creneau::to_text(it.at) + "  " +
                std::string(text::in_words(context.language(), it.command)) + "  " +
                std::string(name_of(it.code)) + "\n");
  }
  output.document({{"rows", std::move(rows)}});
  return Exit::done;
}

}  // namespace

void add_history(CLI::App& app, Program& program) {
  auto* command = app.add_subcommand(
      "history", "Qui a changé quoi, quand, pourquoi / who changed what, when, why");
  auto options = std::make_shared<HistoryOptions>();
  command->add_option("--since", options->since, "Après ce numéro / after this number");
  command->add_option("--session", options->session, "D'une session / of a session");
  command->add_option("--reservation", options->reservation,
                      "D'une réservation / of a reservation");
  command->add_option("--school", options->school, "D'une auto-école / of a school");
  command->add_option("--limit", options->limit)->check(CLI::Range(std::size_t{1}, kMaxPage));
  command->add_option("--redact", options->redact,
                      "Efface le texte libre d'une ligne / erase the free text of one line");
  program.on(command, [options](Context& context, const Output& output) {
    return history(context, output, *options);
  });
  program.on(app.add_subcommand("refusals", "Le journal des refus / the journal of refusals"),
             refusals);
}

}  // namespace creneau::cli
