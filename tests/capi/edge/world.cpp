#include "capi/edge/world.hpp"

#include <stdexcept>

namespace creneau::capi_testing {

namespace {

void need(crn_status status) {
  if (status != CRN_OK) throw std::runtime_error(crn_status_name(status).data);
}

void put_directory(crn_database* database) {
  crn_rows* rows = nullptr;
  need(crn_rows_create(&rows, nullptr));
  const crn_departement d93 = crn_departement_of("93");
  crn_office office{};
  office.id = 1;
  office.name = crn_text_of("BER 93");
  office.mail = crn_text_of("ber93@example.org");
  office.departements = &d93;
  office.departement_count = 1;
  need(crn_rows_add_offices(rows, &office, 1, sizeof office, nullptr));
  crn_school school{};
  school.id = 12;
  school.name = crn_text_of("Auto-école 93-012");
  school.aurige_id = crn_text_of("AE93012");
  school.mail = crn_text_of("ae93012@example.org");
  need(crn_rows_add_schools(rows, &school, 1, sizeof school, nullptr));
  const crn_posting posting{d93, {0, 0}};
  crn_inspector inspector{};
  inspector.id = 7;
  inspector.matricule = crn_text_of("93-07");
  inspector.name = crn_text_of("IPCSR 93-07");
  inspector.postings = &posting;
  inspector.posting_count = 1;
  need(crn_rows_add_inspectors(rows, &inspector, 1, sizeof inspector, nullptr));
  crn_centre centre{};
  centre.id = 3;
  centre.name = crn_text_of("Rosny");
  centre.departement = d93;
  need(crn_rows_add_centres(rows, &centre, 1, sizeof centre, nullptr));
  need(crn_database_put(database, rows, 0, nullptr, nullptr));
  crn_rows_destroy(rows);
}

crn_status create_sessions(World& world, crn_error** error) {
  crn_new_session halves[2]{};
  for (int half : {0, 1}) {
    halves[half].inspector = 7;
    halves[half].date = crn_date(2026, 6, 15);
    halves[half].half_day = half == 0 ? CRN_HALF_DAY_MORNING : CRN_HALF_DAY_AFTERNOON;
    halves[half].external_ref = crn_text_of("a reference that is longer than a short text");
  }
  CRN_NEW(crn_create_sessions, command);
  command.sessions = halves;
  command.session_size = sizeof halves[0];
  command.session_count = 2;
  crn_event* receipt = nullptr;
  const crn_status status =
      crn_engine_create_sessions(world.engine, &world.call, &command, &receipt, error);
  if (status != CRN_OK) return status;
  crn_session made[2];
  need(crn_event_sessions(receipt, CRN_SIDE_AFTER, 0, 2, made, sizeof made[0], nullptr));
  world.sessions = {made[0].id, made[1].id};
  crn_event_destroy(receipt);
  return status;
}

crn_status plan_sessions(World& world, crn_error** error) {
  CRN_NEW(crn_plan_sessions, command);
  command.sessions = world.sessions.data();
  command.session_count = world.sessions.size();
  command.centre = 3;
  command.category = CRN_CATEGORY_CE;
  return crn_engine_plan_sessions(world.engine, &world.call, &command, nullptr, error);
}

crn_status preview_of_a_wish(World& world, crn_error** error) {
  crn_call call = world.call;
  call.mode = CRN_MODE_PREVIEW;
  CRN_NEW(crn_reserve_wish, wish);
  wish.school = 12;
  wish.category = CRN_CATEGORY_CE;
  wish.units = 2;
  crn_event* preview = nullptr;
  crn_status status = crn_engine_reserve_wish(world.engine, &call, &wish, &preview, error);
  crn_string* question = nullptr;
  if (status == CRN_OK)
    status = crn_engine_question(world.engine, preview, CRN_LANGUAGE_FRENCH, &question, error);
  crn_string_destroy(question);
  crn_event_destroy(preview);
  return status;
}

crn_status reserve_slots(World& world, crn_error** error) {
  const crn_slot slots[] = {{world.sessions[0], 1, 0}, {world.sessions[0], 1, 1}};
  CRN_NEW(crn_reserve_slots, command);
  command.school = 12;
  command.slots = slots;
  command.slot_count = 2;
  crn_call call = world.call;
  call.request = crn_text_of("a request id that is longer than a short text");
  crn_event* receipt = nullptr;
  const crn_status status =
      crn_engine_reserve_slots(world.engine, &call, &command, &receipt, error);
  crn_event_destroy(receipt);
  return status;
}

crn_status reserve_a_batch(World& world, crn_error** error) {
  const crn_slot slots[] = {{world.sessions[1], 1, 0}, {world.sessions[1], 1, 2}};
  crn_reserve_slots commands[2];
  crn_batch_item items[2]{};
  for (int place : {0, 1}) {
    CRN_INIT(commands[place]);
    commands[place].school = 12;
    commands[place].slots = &slots[place];
    commands[place].slot_count = 1;
    items[place].call = &world.call;
    items[place].command = &commands[place];
    items[place].kind = CRN_COMMAND_RESERVE_SLOTS;
  }
  crn_batch_outcome outcomes[2];
  const crn_status status = crn_engine_run_batch(world.engine, items, 2, sizeof items[0], outcomes,
                                                 sizeof outcomes[0], nullptr, nullptr, error);
  if (status != CRN_OK) return status;
  // A batch is as good as its items: the first that is out of memory stands for all.
  for (const crn_batch_outcome& it : outcomes)
    if (it.status != CRN_OK && it.status != CRN_ERROR_SLOT_TAKEN) return it.status;
  return CRN_OK;
}

crn_status planning(World& world, crn_error** error) {
  CRN_NEW(crn_session_filter, filter);
  filter.departement = world.call.departement;
  crn_rows* rows = nullptr;
  const crn_status status =
      crn_engine_planning(world.engine, &world.office, &filter, nullptr, &rows, error);
  crn_rows_destroy(rows);
  return status;
}

crn_status week(World& world, crn_error** error) {
  CRN_NEW(crn_week_query, query);
  query.departement = world.call.departement;
  query.week = crn_date(2026, 6, 15);
  crn_units rows[2];
  size_t count = 0;
  return crn_engine_week(world.engine, &world.office, &query, rows, 2, sizeof rows[0], &count,
                         nullptr, error);
}

crn_status exams_and_history(World& world, crn_error** error) {
  CRN_NEW(crn_exam_query, query);
  query.school = 12;
  crn_rows* rows = nullptr;
  crn_status status = crn_engine_exams(world.engine, &world.school, &query, nullptr, &rows, error);
  crn_rows_destroy(rows);
  if (status != CRN_OK) return status;
  CRN_NEW(crn_event_filter, filter);
  filter.departement = world.call.departement;
  status = crn_engine_history(world.engine, &world.office, &filter, nullptr, &rows, error);
  crn_string* json = nullptr;
  if (status == CRN_OK) status = crn_event_json(crn_rows_event(rows, 0), &json, error);
  crn_string_destroy(json);
  crn_rows_destroy(rows);
  return status;
}

crn_status cancel_by_school(World& world, crn_error** error) {
  const crn_slot slot{world.sessions[0], 1, 0};
  crn_call call = world.call;
  call.actor = &world.school;
  CRN_NEW(crn_cancel_by_school, command);
  command.slots = &slot;
  command.slot_count = 1;
  command.note = crn_text_of("a note that is longer than a short text");
  crn_event* receipt = nullptr;
  crn_status status = crn_engine_cancel_by_school(world.engine, &call, &command, &receipt, error);
  crn_event_destroy(receipt);
  return status;
}

crn_status change_session(World& world, crn_error** error) {
  CRN_NEW(crn_change_session, command);
  command.session = world.sessions[0];
  command.date = crn_date(2026, 6, 16);
  return crn_engine_change_session(world.engine, &world.call, &command, nullptr, error);
}

crn_status add_closure(World& world, crn_error** error) {
  CRN_NEW(crn_add_closure, command);
  command.scope = CRN_CLOSURE_INSPECTOR;
  command.who = 7;
  command.from = crn_date(2026, 6, 18) * 1440;
  command.to = command.from + 1440;
  return crn_engine_add_closure(world.engine, &world.call, &command, nullptr, error);
}

crn_status set_rules(World& world, crn_error** error) {
  crn_rule rule{};
  rule.from = crn_date(2027, 1, 1);
  rule.key = crn_text_of("cancellation.counting");
  rule.value = crn_text_of("mon_fri");
  CRN_NEW(crn_set_rules, command);
  command.rules = &rule;
  command.rule_size = sizeof rule;
  command.rule_count = 1;
  crn_call call = world.call;
  call.actor = &world.operator_;
  return crn_engine_set_rules(world.engine, &call, &command, nullptr, error);
}

crn_status csv_and_back(World& world, crn_error** error) {
  CRN_NEW(crn_session_filter, filter);
  filter.departement = world.call.departement;
  crn_string* bytes = nullptr;
  crn_status status =
      crn_engine_write_csv(world.engine, &world.office, &filter, nullptr, &bytes, error);
  crn_planning_file* file = nullptr;
  if (status == CRN_OK)
    status = crn_engine_read_planning(world.engine, crn_string_text(bytes), nullptr, &file, nullptr,
                                      error);
  crn_planning_file_destroy(file);
  crn_string_destroy(bytes);
  return status;
}

crn_status import_file(World& world, crn_error** error) {
  const crn_text file = crn_text_of(
      "Date,Heure,Matricule,Nom,Centre,Departement\n"
      "17/06/26,08:30,93-07,IPCSR 93-07,Rosny,93\n"
      "17/06/26,09:00,93-07,IPCSR 93-07,Rosny,93\n");
  crn_planning_file* planning = nullptr;
  crn_status status =
      crn_engine_read_planning(world.engine, file, nullptr, &planning, nullptr, error);
  if (status != CRN_OK) return status;
  crn_call call = world.call;
  call.actor = &world.operator_;
  crn_rows* faults = nullptr;
  status = crn_engine_import_file(world.engine, &call, planning, nullptr, &faults, error);
  crn_rows_destroy(faults);
  crn_planning_file_destroy(planning);
  return status;
}

int32_t deliver(void*, const crn_notice*, crn_answer* answer) {
  crn_answer_set_text(answer, crn_text_of("a word that is longer than a short text"));
  return CRN_DELIVERY_DELIVERED;
}

int32_t refuse(void*, const crn_notice*, crn_answer*) {
  return CRN_DELIVERY_REFUSED;
}

/// Sends what is due to a notifier that refuses it: notices that are dead afterwards.
crn_status let_notices_die(World& world, crn_error** error) {
  CRN_NEW(crn_notifier_port, port);
  port.deliver = refuse;
  crn_notifier* notifier = nullptr;
  crn_status status = crn_notifier_create(&port, &notifier, error);
  if (status == CRN_OK)
    status = crn_engine_send(world.engine, &world.operator_, notifier, nullptr, nullptr, error);
  crn_notifier_destroy(notifier);
  return status;
}

/// Tries two dead notices again. Where it fails, they must be dead as before, or asking again fails.
crn_status retry_notices(World& world, crn_error** error) {
  crn_rows* rows = nullptr;
  const crn_status listed = crn_engine_notices(world.engine, &world.operator_,
                                               CRN_NOTICE_STATUS_DEAD, 0, 2, &rows, error);
  if (listed != CRN_OK) return listed;
  std::int64_t notices[2];
  for (const std::size_t place : {0U, 1U}) {
    crn_notice_facts facts;
    need(crn_notice_get(crn_rows_notice(rows, place), &facts, sizeof facts, nullptr));
    notices[place] = facts.id;
  }
  crn_rows_destroy(rows);
  return crn_engine_retry(world.engine, &world.operator_, notices, 2,
                          crn_text_of("another.address.than.before@example.org"), error);
}

crn_status list_notices(World& world, crn_error** error) {
  crn_rows* rows = nullptr;
  const crn_status status =
      crn_engine_notices(world.engine, &world.operator_, 0, 0, 0, &rows, error);
  crn_rows_destroy(rows);
  return status;
}

crn_status make_a_notifier(World&, crn_error** error) {
  CRN_NEW(crn_notifier_port, port);
  port.deliver = deliver;
  crn_notifier* notifier = nullptr;
  const crn_status status = crn_notifier_create(&port, &notifier, error);
  crn_notifier_destroy(notifier);
  return status;
}

}  // namespace

World::World(Kept kept) {
  need(crn_database_create_in_memory(nullptr, &database, nullptr));
  put_directory(database);
  need(crn_clock_create_manual(1780300800000000, &clock, nullptr));  // 2026-06-01T08:00:00Z
  CRN_NEW(crn_engine_options, options);
  options.database = database;
  options.clock = clock;
  if (kept == Kept::in_c) {
    table_storage* const tables = table_storage_create();
    const crn_storage_port storage_port = table_storage_port(tables);
    const crn_outbox_port outbox_port = table_storage_outbox_port(tables);
    need(crn_storage_create(&storage_port, &options.storage, nullptr));
    need(crn_outbox_create(&outbox_port, &options.outbox, nullptr));
    table_storage_free(tables);
  }
  need(crn_engine_create(&options, &engine, nullptr));
  // The engine keeps them.
  crn_storage_destroy(options.storage);
  crn_outbox_destroy(options.outbox);
  for (crn_actor* it : {&office, &school, &operator_}) CRN_INIT(*it);
  office.role = CRN_ROLE_OFFICE;
  office.who = 1;
  school.role = CRN_ROLE_SCHOOL;
  school.who = 12;
  operator_.role = CRN_ROLE_OPERATOR;
  CRN_INIT(call);
  call.actor = &office;
  call.departement = crn_departement_of("93");
}

World::~World() {
  crn_engine_destroy(engine);
  crn_clock_destroy(clock);
  crn_database_destroy(database);
}

std::size_t World::events() const {
  CRN_NEW(crn_event_filter, filter);
  filter.departement = call.departement;
  crn_rows* rows = nullptr;
  need(crn_engine_history(engine, &office, &filter, nullptr, &rows, nullptr));
  const std::size_t count = crn_rows_count(rows, CRN_ROWS_EVENTS);
  crn_rows_destroy(rows);
  return count;
}

const std::vector<Step>& day() {
  static const std::vector<Step> kDay{{"create_sessions", create_sessions},
                                      {"plan_sessions", plan_sessions},
                                      {"preview_of_a_wish", preview_of_a_wish},
                                      {"reserve_slots", reserve_slots},
                                      {"reserve_a_batch", reserve_a_batch},
                                      {"planning", planning},
                                      {"week", week},
                                      {"exams_and_history", exams_and_history},
                                      {"cancel_by_school", cancel_by_school},
                                      {"change_session", change_session},
                                      {"add_closure", add_closure},
                                      {"set_rules", set_rules},
                                      {"csv_and_back", csv_and_back},
                                      {"import_file", import_file},
                                      {"list_notices", list_notices},
                                      {"let_notices_die", let_notices_die},
                                      {"retry_notices", retry_notices},
                                      {"make_a_notifier", make_a_notifier}};
  return kDay;
}

}  // namespace creneau::capi_testing
