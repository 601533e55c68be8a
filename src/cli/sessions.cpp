// sessions create | list | plan | unplan | change | remove.
#include "cli/program.hpp"
#include "cli/table.hpp"
#include "creneau/text/names.hpp"

namespace creneau::cli {

namespace {

struct CreateOptions {
  std::vector<std::string> inspectors;
  std::string from;
  std::string to;
  std::string half_day = "both";
  std::string hours;
  std::string days = "mon,tue,wed,thu,fri";
  bool skip_holidays = false;
  bool override_calendar = false;
};

/// "mon,tue" or "lun,mar" as weekdays.
result<std::array<bool, 7>> weekdays_of(const std::string& text) {
  constexpr std::array<std::string_view, 14> kNames{"sun", "mon", "tue", "wed", "thu",
                                                    "fri", "sat", "dim", "lun", "mar",
                                                    "mer", "jeu", "ven", "sam"};
  std::array<bool, 7> days{};
  std::string_view left = text;
  while (!left.empty()) {
    const auto name = left.substr(0, left.find(','));
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end())
      return Error{ErrorCode::bad_argument}.with_text("--days " + std::string(name));
    days[static_cast<std::size_t>(found - kNames.begin()) % 7] = true;
    left.remove_prefix(std::min(left.size(), name.size() + 1));
  }
  return days;
}

result<CreateSessions> create_command(const Context& context, Departement departement,
                                      const RuleBook& rules, const CreateOptions& options) {
  CreateSessions command;
  command.override_calendar = options.override_calendar;
  BOOST_OUTCOME_TRY(const auto weekdays, weekdays_of(options.days));
  BOOST_OUTCOME_TRY(const Period period,
                    period_of(options.from, options.to.empty() ? options.from : options.to));
  std::optional<Hours> hours;
  if (!options.hours.empty()) {
    hours = detail::parse_hours(options.hours);
    if (!hours) return Error{ErrorCode::bad_time}.with_text(options.hours);
  }
  std::vector<HalfDay> half_days;
  if (options.half_day != "afternoon") half_days.push_back(HalfDay::morning);
  if (options.half_day != "morning") half_days.push_back(HalfDay::afternoon);
  if (hours) half_days.resize(1);
  for (const std::string& matricule : options.inspectors) {
    BOOST_OUTCOME_TRY(const InspectorId inspector, context.inspector(matricule));
    for (Date date = period.first; date <= period.last; date += std::chrono::days{1}) {
      if (!weekdays[weekday_of(date).c_encoding()]) continue;
      if (options.skip_holidays && rules.is_holiday(departement, date)) continue;
      for (const HalfDay half_day : half_days)
        command.sessions.push_back({inspector, date, half_day, hours, {}});
      // The engine refuses more; do not build a century of them first.
      if (command.sessions.size() > kMaxSlotsOfCommand) return command;
    }
  }
  if (command.sessions.empty()) return Error{ErrorCode::bad_argument}.with_text("DAYS");
  return command;
}

result<Exit> list_sessions(Context& context, const Output& output, const ListOptions& options) {
  BOOST_OUTCOME_TRY(const Departement departement, context.departement());
  BOOST_OUTCOME_TRY(SessionFilter filter, options.filter(context, departement));
  choose_status(options.status, filter);
  BOOST_OUTCOME_TRY(const PageRequest request, options.page());
  BOOST_OUTCOME_TRY(const auto page, context.queries().sessions(context.actor(), filter, request));
  text::Names names(context.language(), context.database());
  Table table = output.columns({{"n°", "no."},
                                {"date", "date"},
                                {"heures", "hours"},
                                {"matricule", "matricule"},
                                {"centre", "centre"},
                                {"cat.", "cat."},
                                {"plan", "plan"},
                                {"libres", "free"},
                                {"réservés", "reserved"},
                                {"indispo", "unavailable"}});
  json::Array rows;
  for (const SessionState& state : page.rows) {
    const Session& it = state.session;
    rows.push_back(json::of(state));
    const Inspector* inspector = names.find(it.inspector);
    const Centre* centre = names.find(it.is_planned() ? it.planning->centre : it.proposed_centre);
    table.add({std::to_string(it.id.value), creneau::to_text(it.date),
               creneau::to_text(it.hours.start) + "–" + creneau::to_text(it.hours.end),
               inspector != nullptr ? inspector->matricule : std::to_string(it.inspector.value),
               centre == nullptr ? std::string{}
               : it.is_planned() ? centre->name
                                 : "(" + centre->name + ")",
               it.is_planned() ? std::string(code_of(it.planning->category)) : std::string{},
               it.is_planned() ? std::to_string(it.plan.value) : std::string{},
               it.is_planned() ? std::to_string(state.free().size()) : std::string{},
               it.is_planned() ? std::to_string(state.reserved.size()) : std::string{},
               it.is_planned() ? std::to_string(state.unavailable.size()) : std::string{}});
  }
  output.document({{"rows", std::move(rows)},
                   {"next", page.next ? json::Json(to_text(*page.next)) : json::Json()}});
  output.table(table);
  if (page.next) output.text("… --after " + to_text(*page.next) + "\n");
  return Exit::done;
}

/// Those among the sessions that an event changed which a filter of days and inspectors finds.
void choose_again(const Event& done, const SessionFilter& filter,
                  SmallVector<SessionId, 2>& chosen) {
  for (const SessionChange& change : done.changes.sessions) {
    if (!change.after) continue;
    const Session& it = *change.after;
    const auto& inspectors = filter.inspectors;
    if (filter.period.first <= it.date && it.date <= filter.period.last &&
        (inspectors.empty() ||
         std::find(inspectors.begin(), inspectors.end(), it.inspector) != inspectors.end()))
      chosen.push_back(it.id);
  }
}

/// Adds the sessions that the user names, or all that a filter finds in one status.
result<void> choose(Context& context, Departement departement, const std::vector<std::string>& ids,
                    const ListOptions& options, SessionFilter::Status status,
                    SmallVector<SessionId, 2>& chosen) {
  if (!ids.empty()) return parse_ids(ids, chosen);
  if (options.from.empty() && options.to.empty() && options.inspectors.empty())
    return Error{ErrorCode::bad_argument}.with_text("SESSION");
  BOOST_OUTCOME_TRY(SessionFilter filter, options.filter(context, departement));
  filter.status = status;
  if (status == SessionFilter::Status::available) {
    // Of available sessions these say what to plan, not what to find.
    filter.centre = {};
    filter.category.reset();
    BOOST_OUTCOME_TRY(const auto done, context.done_before(departement));
    if (done && done->changes.command == CommandKind::plan_sessions) {
      choose_again(*done, filter, chosen);
      return success();
    }
  }
  PageRequest page;
  while (true) {
    BOOST_OUTCOME_TRY(const auto found, context.queries().sessions(context.actor(), filter, page));
    for (const SessionState& state : found.rows) chosen.push_back(state.session.id);
    // The engine refuses more than one command takes.
    if (!found.next || chosen.size() > kMaxSlotsOfCommand) return success();
    page.after = *found.next;
  }
}

struct PlanOptions {
  std::vector<std::string> ids;
  ListOptions filter;
  std::string part;
  bool override_calendar = false;
};

struct UnplanOptions {
  std::vector<std::string> ids;
  bool cascade = false;
  std::string reason;
  std::string note;
};

result<Exit> unplan(Context& context, const Output& output, const UnplanOptions& options) {
  BOOST_OUTCOME_TRY(const Departement departement, context.departement());
  UnplanSessions command;
  BOOST_OUTCOME_TRY(parse_ids(options.ids, command.sessions));
  BOOST_OUTCOME_TRY(command.reason, reason_of(options.reason));
  command.note = options.note;
  if (options.cascade) {
    // What the office sees now is what it agrees to cancel: exactly these.
    std::vector<ReservationId> cascade;
    BOOST_OUTCOME_TRY(const auto done, context.done_before(departement));
    if (done) {
      for (const ReservationChange& change : done->changes.reservations)
        cascade.push_back(change.id);
    } else {
      const auto seen = context.engine().preview(context.call(departement), command);
      if (!seen && seen.error().code == ErrorCode::session_has_reservations)
        for (const Subject& subject : seen.error().subjects)
          if (subject.kind == Subject::Kind::reservation) cascade.push_back({subject.id});
    }
    std::sort(cascade.begin(), cascade.end());
    command.cascade = std::move(cascade);
  }
  return cli::run(context, output, departement, command, true);
}

struct ChangeOptions {
  std::string id;
  std::string inspector;
  std::string centre;
  std::string date;
  std::string start;
  std::string reason;
  std::string note;
  bool override_calendar = false;
};

result<ChangeSession> change_command(const Context& context, Departement departement,
                                     const ChangeOptions& options) {
  ChangeSession command;
  const auto id = parse_id(options.id);
  if (!id) return Error{ErrorCode::bad_argument}.with_text(options.id);
  command.session = {*id};
  if (!options.inspector.empty()) {
    BOOST_OUTCOME_TRY(command.inspector, context.inspector(options.inspector));
  }
  if (!options.centre.empty()) {
    BOOST_OUTCOME_TRY(command.centre, context.centre(options.centre, departement));
  }
  if (!options.date.empty()) {
    BOOST_OUTCOME_TRY(command.date, date_of(options.date));
  }
  if (!options.start.empty()) {
    command.start = parse_time(options.start);
    if (!command.start) return Error{ErrorCode::bad_time}.with_text(options.start);
  }
  BOOST_OUTCOME_TRY(command.reason, reason_of(options.reason));
  command.note = options.note;
  command.override_calendar = options.override_calendar;
  return command;
}

}  // namespace

void add_sessions(CLI::App& app, Program& program) {
  auto* sessions = app.add_subcommand("sessions", "Les demi-journées / half-days");
  sessions->require_subcommand(1);

  auto* create = sessions->add_subcommand(
      "create", "Crée des sessions disponibles / create available sessions");
  auto create_options = std::make_shared<CreateOptions>();
  create->add_option("--inspector", create_options->inspectors, "Matricule(s)")->required();
  create
      ->add_option("--from", create_options->from,
                   "Premier jour (2026-06-15) / first day (2026-06-15)")
      ->required();
  create->add_option("--to", create_options->to, "Dernier jour / last day");
  create
      ->add_option("--half-day", create_options->half_day,
                   "Matin, après-midi ou les deux / Morning, afternoon or both")
      ->check(CLI::IsMember({"morning", "afternoon", "both"}));
  create->add_option("--hours", create_options->hours,
                     "D'autres heures, comme 08:30-12:00 / Other hours, as in 08:30-12:00");
  create->add_option("--days", create_options->days,
                     "Jours de la semaine, sinon lun,mar,mer,jeu,ven / Days of the week, otherwise "
                     "mon,tue,wed,thu,fri");
  create->get_option("--hours")->excludes("--half-day");
  create->add_flag("--skip-holidays", create_options->skip_holidays,
                   "Laisse de côté les jours fériés / leave holidays out");
  create->add_flag("--override-calendar", create_options->override_calendar,
                   "Malgré fériés et fermetures / despite holidays and closures");
  program.on(create, [create_options](Context& context, const Output& output) -> result<Exit> {
    BOOST_OUTCOME_TRY(const Departement departement, context.departement());
    BOOST_OUTCOME_TRY(const RuleBook* rules, context.engine().rules());
    BOOST_OUTCOME_TRY(const auto command,
                      create_command(context, departement, *rules, *create_options));
    return cli::run(context, output, departement, command);
  });

  auto* list_command = sessions->add_subcommand("list", "Liste les sessions / list sessions");
  auto list_options = std::make_shared<ListOptions>();
  list_options->add_to(list_command);
  list_options->add_status_to(list_command, {"available", "planned", "free"});
  list_options->add_page_to(list_command);
  program.on(list_command, [list_options](Context& context, const Output& output) {
    return list_sessions(context, output, *list_options);
  });

  auto* plan = sessions->add_subcommand("plan", "Planifie des sessions / plan sessions");
  auto plan_options = std::make_shared<PlanOptions>();
  plan->add_option("SESSION", plan_options->ids, "Numéros, ou un filtre / numbers, or a filter");
  plan_options->filter.add_to(plan);
  for (const char* option : {"--from", "--to", "--inspector"})
    plan->get_option("SESSION")->excludes(plan->get_option(option));
  plan->get_option("--centre")->required();
  plan->get_option("--category")->required();
  plan->add_option("--part", plan_options->part,
                   "Épreuve : off_road, on_road, complete / Part: off_road, on_road, complete");
  plan->add_flag("--override-calendar", plan_options->override_calendar,
                 "Malgré fériés et fermetures / despite holidays and closures");
  program.on(plan, [plan_options](Context& context, const Output& output) -> result<Exit> {
    BOOST_OUTCOME_TRY(const Departement departement, context.departement());
    PlanSessions command;
    BOOST_OUTCOME_TRY(choose(context, departement, plan_options->ids, plan_options->filter,
                             SessionFilter::Status::available, command.sessions));
    BOOST_OUTCOME_TRY(command.centre, context.centre(plan_options->filter.centre, departement));
    BOOST_OUTCOME_TRY(command.category, category_of(plan_options->filter.category));
    BOOST_OUTCOME_TRY(command.part, part_of(plan_options->part));
    command.override_calendar = plan_options->override_calendar;
    return cli::run(context, output, departement, command);
  });

  auto* unplan_command =
      sessions->add_subcommand("unplan", "Annule la planification / make available again");
  auto unplan_options = std::make_shared<UnplanOptions>();
  unplan_command->add_option("SESSION", unplan_options->ids, "Numéros / Numbers")->required();
  unplan_command->add_flag(
      "--cascade", unplan_options->cascade,
      "Annule aussi les réservations vues / cancel the reservations seen, too");
  unplan_command->add_option("--reason", unplan_options->reason, "Motif / reason");
  unplan_command->add_option("--note", unplan_options->note, "Texte libre / free text");
  program.on(unplan_command, [unplan_options](Context& context, const Output& output) {
    return unplan(context, output, *unplan_options);
  });

  auto* change =
      sessions->add_subcommand("change", "Change une session planifiée / change a planned session");
  auto change_options = std::make_shared<ChangeOptions>();
  change->add_option("SESSION", change_options->id, "Numéro / Number")->required();
  change->add_option("--inspector", change_options->inspector,
                     "Nouvel inspecteur (matricule) / New inspector (matricule)");
  change->add_option("--centre", change_options->centre, "Nouveau centre / New centre");
  change->add_option("--date", change_options->date, "Nouvelle date / New date");
  change->add_option("--start", change_options->start,
                     "Nouveau début, comme 08:30 / New start, as in 08:30");
  change->add_option("--reason", change_options->reason, "Motif / reason");
  change->add_option("--note", change_options->note, "Texte libre / free text");
  change->add_flag("--override-calendar", change_options->override_calendar,
                   "Malgré fériés et fermetures / despite holidays and closures");
  program.on(change, [change_options](Context& context, const Output& output) -> result<Exit> {
    BOOST_OUTCOME_TRY(const Departement departement, context.departement());
    BOOST_OUTCOME_TRY(const auto command, change_command(context, departement, *change_options));
    return cli::run(context, output, departement, command, true);
  });

  auto* remove = sessions->add_subcommand(
      "remove", "Retire des sessions disponibles / remove available sessions");
  auto ids = std::make_shared<std::vector<std::string>>();
  auto note = std::make_shared<std::string>();
  remove->add_option("SESSION", *ids, "Numéros / Numbers")->required();
  remove->add_option("--note", *note, "Texte libre / free text");
  program.on(remove, [ids, note](Context& context, const Output& output) -> result<Exit> {
    BOOST_OUTCOME_TRY(const Departement departement, context.departement());
    RemoveSessions command;
    BOOST_OUTCOME_TRY(parse_ids(*ids, command.sessions));
    command.note = *note;
    return cli::run(context, output, departement, command, true);
  });
}

}  // namespace creneau::cli
