// exams list | show | cancel.
#include "cli/exam_list.hpp"
#include "cli/program.hpp"
#include "creneau/model/made_ids.hpp"
#include "creneau/text/names.hpp"

namespace creneau::cli {

namespace {

struct ExamOptions {
  std::string school;
  std::string category;
  bool past = false;
  bool all = false;
  std::size_t limit = 200;
  std::string after;
};

/// Whose exams and where: a school its own everywhere, an office a school's in its département.
result<ExamQuery> query_of(const Context& context, const ExamOptions& options) {
  ExamQuery query;
  if (context.actor().role == Role::school) {
    query.school = context.actor().school();
    if (!options.school.empty()) return Error{ErrorCode::not_allowed};
  } else {
    BOOST_OUTCOME_TRY(query.departement, context.departement());
    if (options.school.empty()) return Error{ErrorCode::bad_argument}.with_text("--school");
    BOOST_OUTCOME_TRY(const School school, context.school(options.school, *query.departement));
    query.school = school.id;
  }
  if (!options.category.empty()) {
    BOOST_OUTCOME_TRY(query.category, category_of(options.category));
  }
  query.when = options.all    ? ExamQuery::When::all
               : options.past ? ExamQuery::When::past
                              : ExamQuery::When::upcoming;
  return query;
}

result<Exit> list(Context& context, const Output& output, const ExamOptions& options) {
  BOOST_OUTCOME_TRY(const ExamQuery query, query_of(context, options));
  BOOST_OUTCOME_TRY(const Cursor after, cursor_of(options.after));
  PageRequest request{after, options.limit};
  BOOST_OUTCOME_TRY(auto page, context.queries().exams(context.actor(), query, request));
  // A page of today may hold only exams that are not asked for: what begins is no end of the list.
  while (page.rows.empty() && page.next) {
    request.after = *page.next;
    BOOST_OUTCOME_TRY(page, context.queries().exams(context.actor(), query, request));
  }
  BOOST_OUTCOME_TRY(auto shown, exam_list(context, output, context.actor(), query, page));
  output.document({{"rows", std::move(shown.rows)},
                   {"next", page.next ? json::Json(to_text(*page.next)) : json::Json()}});
  output.table(shown.table);
  if (page.next) output.text("… --after " + to_text(*page.next) + "\n");
  return Exit::done;
}

/// The reservation of a number, among what the actor may see.
result<ReservedSession> find(const Context& context, const ExamOptions& options,
                             const std::string& number) {
  const auto id = parse_id(number);
  if (!id) return Error{ErrorCode::bad_argument}.with_text("RESERVATION " + number);
  BOOST_OUTCOME_TRY(ExamQuery query, query_of(context, options));
  query.when = ExamQuery::When::all;
  PageRequest page;
  while (true) {
    BOOST_OUTCOME_TRY(const auto found, context.queries().exams(context.actor(), query, page));
    for (const ReservedSession& it : found.rows)
      if (it.reservation.id.value == *id) return it;
    if (!found.next) return Error{ErrorCode::unknown_reservation, ReservationId{*id}};
    page.after = *found.next;
  }
}

result<Exit> show(Context& context, const Output& output, const ExamOptions& options,
                  const std::string& number) {
  BOOST_OUTCOME_TRY(const ReservedSession it, find(context, options, number));
  BOOST_OUTCOME_TRY(const RuleBook* rules, context.engine().rules());
  const Deadline deadline = cancellation_deadline(it.session.departement, it.start(), *rules);
  json::Object object = json::of(it);
  json::Array slots;
  for (const unsigned ordinal : it.reservation.slots)
    slots.emplace_back(to_text(SlotId{it.session.id, it.session.plan, ordinal}));
  object["slots"] = slots;
  object["deadline"] = json::Object{{"closes_at", creneau::to_text(deadline.closes_at)},
                                    {"message", text::in_words(context.language(), deadline)}};
  output.document(std::move(object));
  text::Names names(context.language(), context.database());
  const Centre* centre = names.find(it.session.planning->centre);
  const bool french = context.language() == text::Language::fr;
  std::string text = text::in_words(context.language(), it.session.date) + ", " +
                     text::times_in_words(context.language(), it.session, it.reservation.slots) +
                     "\n";
  text += (french ? "Unités : " : "Units: ") + std::to_string(it.units().value) + "\n";
  if (centre != nullptr) text += "Centre : " + centre->name + ", " + centre->place + "\n";
  text += french ? "Créneaux :" : "Slots:";
  for (const auto& slot : slots) text += " " + std::string(slot.as_string());
  output.text(text + "\n" + text::in_words(context.language(), deadline) + "\n");
  return Exit::done;
}

struct CancelOptions {
  std::vector<std::string> reservations;
  std::vector<std::string> slots;
  std::string note;
};

result<Exit> cancel(Context& context, const Output& output, const CancelOptions& options) {
  CancelBySchool command;
  BOOST_OUTCOME_TRY(parse_ids(options.reservations, command.reservations));
  BOOST_OUTCOME_TRY(parse_slots(options.slots, command.slots));
  command.note = options.note;
  // A school may hold exams in several départements; a command is of one.
  Departement departement;
  if (context.options().departement.empty() && context.actor().role == Role::school &&
      !options.reservations.empty()) {
    // Perhaps it is gone, or another school's: the engine says so where its planning is.
    if (const auto told = departement_of(command.reservations.front())) {
      departement = *told;
    } else {
      BOOST_OUTCOME_TRY(departement, context.departement());
    }
  } else {
    BOOST_OUTCOME_TRY(departement, context.departement());
  }
  return cli::run(context, output, departement, command, true);
}

}  // namespace

void add_exams(CLI::App& app, Program& program) {
  auto* exams = app.add_subcommand("exams", "Les examens d'une auto-école / a school's exams");
  exams->require_subcommand(1);

  auto* list_command = exams->add_subcommand("list", "Mes examens à venir / upcoming exams");
  auto options = std::make_shared<ExamOptions>();
  list_command->add_option("--school", options->school,
                           "Pour un bureau : l'auto-école / for an office: the school");
  list_command->add_option("--category", options->category, "Catégorie / category");
  list_command->add_flag("--past", options->past, "Passés / past ones");
  list_command->add_flag("--all", options->all, "Tous / all");
  list_command->add_option("--limit", options->limit, "Lignes au plus / Rows at most")
      ->check(CLI::Range(std::size_t{1}, kMaxPage));
  list_command->add_option("--after", options->after, "Suite d'une liste / where a list goes on");
  program.on(list_command, [options](Context& context, const Output& output) {
    return list(context, output, *options);
  });

  auto* show_command =
      exams->add_subcommand("show", "Un examen : créneaux, centre, date limite / one exam");
  auto show_options = std::make_shared<ExamOptions>();
  auto number = std::make_shared<std::string>();
  show_command->add_option("RESERVATION", *number, "Numéro / Number")->required();
  show_command->add_option("--school", show_options->school,
                           "Pour un bureau : l'auto-école / for an office: the school");
  program.on(show_command, [show_options, number](Context& context, const Output& output) {
    return show(context, output, *show_options, *number);
  });

  auto* cancel_command = exams->add_subcommand("cancel", "Annule un examen / cancel an exam");
  auto cancel_options = std::make_shared<CancelOptions>();
  cancel_command->add_option("RESERVATION", cancel_options->reservations, "Numéros / Numbers");
  cancel_command->add_option("--slot", cancel_options->slots,
                             "Seulement ce créneau / only this slot");
  cancel_command->add_option("--note", cancel_options->note, "Texte libre / free text");
  program.on(cancel_command, [cancel_options](Context& context, const Output& output) {
    return cancel(context, output, *cancel_options);
  });
}

}  // namespace creneau::cli
