// slots list | reserve | cancel | block | unblock.
#include "cli/program.hpp"
#include "cli/table.hpp"
#include "creneau/text/names.hpp"

namespace creneau::cli {

namespace {

std::string_view status_code(SlotStatus status) {
  constexpr std::array<std::string_view, 3> kCodes{"free", "reserved", "unavailable"};
  return kCodes[static_cast<std::size_t>(status)];
}

result<Exit> list_slots(Context& context, const Output& output, const ListOptions& options) {
  BOOST_OUTCOME_TRY(const Departement departement, context.departement());
  BOOST_OUTCOME_TRY(SessionFilter filter, options.filter(context, departement));
  filter.status = SessionFilter::Status::planned;
  choose_status(options.status, filter);
  BOOST_OUTCOME_TRY(const PageRequest request, options.page());
  BOOST_OUTCOME_TRY(const auto page, context.queries().planning(context.actor(), filter, request));
  text::Names names(context.language(), context.database());
  Table table = output.columns({{"créneau", "slot"},
                                {"date", "date"},
                                {"heures", "hours"},
                                {"unités", "units"},
                                {"matricule", "matricule"},
                                {"centre", "centre"},
                                {"cat.", "cat."},
                                {"statut", "status"},
                                {"auto-école", "school"},
                                {"réservation", "reservation"}});
  json::Array rows;
  for (const SessionDetail& detail : page.rows) {
    const Session& session = detail.state.session;
    if (!session.is_planned()) continue;
    const json::Object object = json::of(detail);
    const Inspector* inspector = names.find(session.inspector);
    const Centre* centre = names.find(session.planning->centre);
    for (const unsigned ordinal : session.planning->grid.slots()) {
      const SlotStatus status = detail.status(ordinal);
      if (!options.status.empty() && status_code(status) != options.status) continue;
      json::Object row = object.at("slots").at(ordinal).as_object();
      row["slot"] = to_text(SlotId{session.id, session.plan, ordinal});
      row["session"] = session.id.value;
      row["inspector"] = session.inspector.value;
      row["centre"] = session.planning->centre.value;
      row["category"] = code_of(session.planning->category);
      rows.push_back(std::move(row));
      const Reservation* holder = detail.holder(ordinal);
      const School* school = holder != nullptr ? names.find(holder->school) : nullptr;
      table.add({to_text(SlotId{session.id, session.plan, ordinal}), creneau::to_text(session.date),
                 creneau::to_text(Minutes{session.start_of(ordinal) - session.date}) + "–" +
                     creneau::to_text(Minutes{session.end_of(ordinal) - session.date}),
                 std::to_string(session.planning->grid.units_of_slot),
                 inspector != nullptr ? inspector->matricule : std::string{},
                 centre != nullptr ? centre->name : std::string{},
                 std::string(code_of(session.planning->category)),
                 std::string(text::in_words(context.language(), status)),
                 school != nullptr ? school->name : std::string{},
                 holder != nullptr ? std::to_string(holder->id.value) : std::string{}});
    }
  }
  output.document({{"rows", std::move(rows)},
                   {"next", page.next ? json::Json(to_text(*page.next)) : json::Json()}});
  // A page of sessions may have none of the slots that are asked for.
  if (!page.next || !table.empty()) output.table(table);
  if (page.next) output.text("… --after " + to_text(*page.next) + "\n");
  return Exit::done;
}

struct ReserveOptions {
  std::string school;
  std::vector<std::string> slots;
  int exams = 0;
  int units = 0;
  std::string part;
  std::string half_day;
  ListOptions filter;
  std::string reference;
};

result<Exit> reserve(Context& context, const Output& output, const ReserveOptions& options) {
  BOOST_OUTCOME_TRY(const Departement departement, context.departement());
  BOOST_OUTCOME_TRY(const School school, context.school(options.school, departement));
  if (!options.slots.empty()) {
    ReserveSlots command;
    command.school = school.id;
    BOOST_OUTCOME_TRY(parse_slots(options.slots, command.slots));
    command.external_ref = options.reference;
    return cli::run(context, output, departement, command);
  }
  if (options.filter.category.empty())
    return Error{ErrorCode::bad_argument}.with_text("SLOT|--category");
  if (options.exams != 0 && options.part.empty())
    return Error{ErrorCode::bad_argument}.with_text("--part");
  ReserveWish command;
  command.school = school.id;
  command.exams = options.exams;
  command.units = {options.units};
  command.external_ref = options.reference;
  BOOST_OUTCOME_TRY(const SessionFilter filter, options.filter.filter(context, departement));
  command.category = *filter.category;
  command.inspectors = filter.inspectors;
  command.centre = filter.centre;
  command.period = filter.period;
  BOOST_OUTCOME_TRY(command.part, part_of(options.part));
  if (!options.half_day.empty())
    command.half_day = options.half_day == "morning" ? HalfDay::morning : HalfDay::afternoon;
  return cli::run(context, output, departement, command);
}

struct CancelOptions {
  std::vector<std::string> slots;
  std::vector<std::string> reservations;
  std::string reason;
  std::string note;
  bool correction = false;
};

template <class Command>
result<Exit> block(Context& context, const Output& output, const CancelOptions& options) {
  BOOST_OUTCOME_TRY(const Departement departement, context.departement());
  Command command;
  BOOST_OUTCOME_TRY(parse_slots(options.slots, command.slots));
  BOOST_OUTCOME_TRY(command.reason, reason_of(options.reason));
  command.note = options.note;
  return cli::run(context, output, departement, command);
}

}  // namespace

void add_slots(CLI::App& app, Program& program) {
  auto* slots = app.add_subcommand("slots", "Les créneaux / slots");
  slots->require_subcommand(1);

  auto* list_command = slots->add_subcommand("list", "Liste les créneaux / list slots");
  auto list_options = std::make_shared<ListOptions>();
  list_options->add_to(list_command);
  list_options->add_status_to(list_command, {"free", "reserved", "unavailable"});
  list_options->add_page_to(list_command);
  list_command->get_option("--limit")->description(
      "Sessions au plus, chacune avec tous ses créneaux / sessions at most, each with all its "
      "slots");
  program.on(list_command, [list_options](Context& context, const Output& output) {
    return list_slots(context, output, *list_options);
  });

  auto* reserve_command =
      slots->add_subcommand("reserve", "Réserve pour une auto-école / reserve for a school");
  auto reserve_options = std::make_shared<ReserveOptions>();
  auto* named =
      reserve_command->add_option("SLOT", reserve_options->slots,
                                  "Créneaux, comme 221/1/3 ou 221/1/3-5 / Slots, as in 221/1/3 "
                                  "or 221/1/3-5");
  reserve_command
      ->add_option("--school", reserve_options->school, "Nom ou id Aurige / name or Aurige id")
      ->required();
  reserve_command
      ->add_option("--exams", reserve_options->exams, "Nombre d'épreuves / number of exams")
      ->check(decimal());
  reserve_command
      ->add_option("--units", reserve_options->units, "Nombre d'unités / number of units")
      ->check(decimal());
  reserve_command->add_option("--part", reserve_options->part,
                              "Épreuve : off_road, on_road, complete / Part: off_road, on_road, "
                              "complete");
  reserve_command->add_option("--half-day", reserve_options->half_day, "Demi-journée / Half-day")
      ->check(CLI::IsMember({"morning", "afternoon"}));
  reserve_command->add_option("--reference", reserve_options->reference,
                              "Référence externe / external reference");
  reserve_options->filter.add_to(reserve_command);
  // Either the slots are named, or what is needed.
  for (const char* option : {"--exams", "--units", "--part", "--half-day", "--from", "--to",
                             "--inspector", "--centre", "--category"})
    named->excludes(reserve_command->get_option(option));
  program.on(reserve_command, [reserve_options](Context& context, const Output& output) {
    return reserve(context, output, *reserve_options);
  });

  const auto add_reason = [](CLI::App* command, const std::shared_ptr<CancelOptions>& options) {
    command->add_option(
        "--reason", options->reason,
        "Motif : late_school_request, inspector_absent, centre_closed, weather, vehicle, error, "
        "other / Reason: late_school_request, inspector_absent, centre_closed, weather, vehicle, "
        "error, other");
    command->add_option("--note", options->note, "Texte libre / free text");
  };

  auto* cancel = slots->add_subcommand("cancel", "Annule des réservations / cancel reservations");
  auto cancel_options = std::make_shared<CancelOptions>();
  cancel->add_option("SLOT", cancel_options->slots, "Créneaux / Slots");
  cancel->add_option("--reservation", cancel_options->reservations,
                     "Réservations entières / whole reservations");
  cancel->add_flag("--correction", cancel_options->correction,
                   "Après coup, sans courriel / afterwards, without mails");
  add_reason(cancel, cancel_options);
  program.on(cancel, [cancel_options](Context& context, const Output& output) -> result<Exit> {
    BOOST_OUTCOME_TRY(const Departement departement, context.departement());
    CancelByOffice command;
    BOOST_OUTCOME_TRY(parse_slots(cancel_options->slots, command.slots));
    BOOST_OUTCOME_TRY(parse_ids(cancel_options->reservations, command.reservations));
    BOOST_OUTCOME_TRY(command.reason, reason_of(cancel_options->reason));
    command.note = cancel_options->note;
    command.correction = cancel_options->correction;
    return cli::run(context, output, departement, command, true);
  });

  auto* block_command = slots->add_subcommand("block", "Rend indisponible / make unavailable");
  auto block_options = std::make_shared<CancelOptions>();
  block_command->add_option("SLOT", block_options->slots, "Créneaux / Slots")->required();
  add_reason(block_command, block_options);
  program.on(block_command, [block_options](Context& context, const Output& output) {
    return block<BlockSlots>(context, output, *block_options);
  });

  auto* unblock_command = slots->add_subcommand("unblock", "Rend libre / make free");
  auto unblock_options = std::make_shared<CancelOptions>();
  unblock_command->add_option("SLOT", unblock_options->slots, "Créneaux / Slots")->required();
  add_reason(unblock_command, unblock_options);
  program.on(unblock_command, [unblock_options](Context& context, const Output& output) {
    return block<UnblockSlots>(context, output, *unblock_options);
  });
}

}  // namespace creneau::cli
