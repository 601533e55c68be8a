package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.creneau.internal.Library;
import java.io.IOException;
import java.lang.reflect.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that the C ABI can do, Java can do: each exported name, and where it is. */
class CompletenessTest {
  private static final Path NAMES =
      Path.of(System.getProperty("creneau.project"), "capi/abi/names.txt");

  /** What C needs and Java has in itself: making and giving up objects, lists, texts, dates. */
  private static final Pattern LANGUAGE =
      Pattern.compile(
          "crn_(\\w+_destroy|(clock|storage|directory|outbox|notifier|engine|rows|planning_file)_create(_\\w+)?|rows_\\w+|string_text|text_of|date|date_parts|week|week_of"
              + "|week_parts|departement_of|answer_\\w+|commit_count|error_\\w+|notice_get|notice_lines"
              + "|event_get|event_relied_on)");

  private static Map<String, String> places() {
    Map<String, String> places = new TreeMap<>();
    String table =
        """
        crn_check_rules RulesDocuments.check
        crn_clock_set Engine$Builder.clock
        crn_code_name Category.name
        crn_code_number Category.valueOf
        crn_code_text Words.of
        crn_commit_assign ports.Commit.assign
        crn_commit_conflict ports.Commit.conflict
        crn_commit_done ports.Commit.done
        crn_commit_event ports.Commit.changes
        crn_commit_failed ports.Commit.failed
        crn_commit_replayed ports.Commit.replayed
        crn_database_backup Database.backup
        crn_database_check Database.check
        crn_database_create_in_memory Database.inMemory
        crn_database_directory Actor.schools
        crn_database_journal_mode Database.journalMode
        crn_database_open Database.at
        crn_database_open_sqlite Database.at
        crn_database_outbox OperatorActor.notices
        crn_database_purge Database.purge
        crn_database_put Database.put
        crn_database_redact Database.redact
        crn_database_storage Engine.office
        crn_database_wait_for_change Database.waitForChange
        crn_date_text Words.of
        crn_departement_at Zones.departements
        crn_departement_count Zones.departements
        crn_engine_add_closure OfficeActor.close
        crn_engine_banner Actor.banner
        crn_engine_block_slots OfficeActor.block
        crn_engine_cancel_by_office OfficeActor.cancel
        crn_engine_cancel_by_school SchoolActor.cancel
        crn_engine_change_session OfficeActor.change
        crn_engine_closures ReadingActor.closures
        crn_engine_create_sessions OfficeActor.create
        crn_engine_deadline Actor.deadline
        crn_engine_deadline_text Actor.deadlineText
        crn_engine_deadlines Actor.deadlines
        crn_engine_entries Actor.schools
        crn_engine_exams SchoolActor.exams
        crn_engine_explain CreneauException.message
        crn_engine_find_schools ReadingActor.findSchools
        crn_engine_history ReadingActor.history
        crn_engine_import_file OperatorActor.importPlanning
        crn_engine_import_planning OperatorActor.run
        crn_engine_is_holiday Actor.isHoliday
        crn_engine_listing Actor.listing
        crn_engine_notices OperatorActor.notices
        crn_engine_opening Actor.opening
        crn_engine_plan_sessions OfficeActor.plan
        crn_engine_planning ReadingActor.slots
        crn_engine_question Actor.question
        crn_engine_read_planning OperatorActor.checkPlanning
        crn_engine_refusals OperatorActor.refusals
        crn_engine_remove_closures OfficeActor.reopen
        crn_engine_remove_sessions OfficeActor.remove
        crn_engine_reserve_slots OfficeActor.reserve
        crn_engine_reserve_wish OfficeActor.reserve
        crn_engine_retry OperatorActor.retry
        crn_engine_rules Actor.rules
        crn_engine_rules_on Actor.rulesOn
        crn_engine_run_batch OfficeActor.runAll
        crn_engine_school_named ReadingActor.schoolNamed
        crn_engine_send OperatorActor.send
        crn_engine_sessions ReadingActor.sessions
        crn_engine_set_rules OperatorActor.setRules
        crn_engine_unblock_slots OfficeActor.unblock
        crn_engine_unplan_sessions OfficeActor.unplan
        crn_engine_week ReadingActor.week
        crn_engine_write_csv ReadingActor.csv
        crn_engine_write_workbook ReadingActor.export
        crn_event_blocks ChangeSet.blocks
        crn_event_closures ChangeSet.closures
        crn_event_json ChangeSet.toJson
        crn_event_matches ports.EventFilter.matches
        crn_event_notice ChangeSet.notices
        crn_event_remarks Receipt.remarks
        crn_event_reservations Receipt.reservations
        crn_event_rules ChangeSet.rules
        crn_event_sessions Receipt.sessions
        crn_local_time_text Words.of
        crn_name_matches ports.Directory.matches
        crn_notice_mail OperatorActor.mail
        crn_planning_file_departement PlanningCheck.departement
        crn_planning_file_session_count PlanningCheck.sessions
        crn_preset_rules RulesDocuments.preset
        crn_read_entries Database.putDirectory
        crn_status_class CreneauException.code
        crn_status_meaning ErrorCode.meaning
        crn_status_name ErrorCode.name
        crn_to_instants Zones.instants
        crn_to_local_times Zones.localTimes
        crn_units_offered Units.offered
        crn_units_unassigned Units.unassigned
        crn_version Engine.version
        crn_write_entries OperatorActor.schoolsCsv
        crn_zone_of Zones.of
        """;
    table.lines().map(it -> it.split(" ")).forEach(it -> places.put(it[0], it[1]));
    return places;
  }

  private static List<String> names(String kind) throws IOException {
    try (Stream<String> lines = Files.lines(NAMES)) {
      return lines.filter(it -> it.startsWith(kind + " ")).map(it -> it.split(" ")[1]).toList();
    }
  }

  @Test
  void everyFunctionHasAPlace() throws IOException {
    List<String> functions = names("function");
    List<String> missing = new ArrayList<>(functions);
    missing.removeIf(it -> places().containsKey(it) || LANGUAGE.matcher(it).matches());
    assertEquals(List.of(), missing);
    assertTrue(functions.containsAll(places().keySet()));
  }

  @Test
  void everyPlaceIsThere() throws ClassNotFoundException {
    for (String place : places().values()) {
      int dot = place.lastIndexOf('.');
      Class<?> type = Class.forName("fr.creneau." + place.substring(0, dot));
      assertTrue(
          Arrays.stream(type.getMethods())
              .map(Member::getName)
              .anyMatch(place.substring(dot + 1)::equals),
          place);
    }
  }

  @Test
  void everyCodeHasAConstant() throws IOException {
    List<String> constants = names("constant");
    enums()
        .forEach(
            (prefix, type) -> {
              Set<String> known =
                  Arrays.stream(type.getEnumConstants())
                      .map(Enum::name)
                      .collect(Collectors.toSet());
              assertTrue(
                  constants.stream().anyMatch(it -> it.startsWith("CRN_" + prefix + "_")), prefix);
              for (String it : constants) {
                String name =
                    it.startsWith("CRN_" + prefix + "_") ? it.substring(prefix.length() + 5) : "";
                boolean isNothing =
                    name.isEmpty()
                        || name.equals("UNSTATED")
                        || name.equals("NONE")
                        || name.startsWith("STATUS_");
                assertTrue(isNothing || known.contains(name), it);
              }
            });
  }

  private static Map<String, Class<? extends Enum<?>>> enums() {
    Map<String, Class<? extends Enum<?>>> enums = new TreeMap<>();
    enums.put("CATEGORY", Category.class);
    enums.put("REASON", Reason.class);
    enums.put("ROLE", Role.class);
    enums.put("PART", ExamPart.class);
    enums.put("COUNTING", Counting.class);
    enums.put("NOTICE", NoticeKind.class);
    enums.put("NOTICE_STATUS", NoticeStatus.class);
    enums.put("DELIVERY", fr.creneau.ports.Delivery.class);
    enums.put("LANGUAGE", Language.class);
    enums.put("EXAMS", When.class);
    enums.put("HALF_DAY", HalfDay.class);
    enums.put("SECURITY", Security.class);
    enums.put("JOURNAL", RefusalJournal.class);
    enums.put("COMMAND", CommandKind.class);
    enums.put("CLOSURE", ClosureScope.class);
    enums.put("SLOT", SlotStatus.class);
    enums.put("REMARK", RemarkKind.class);
    enums.put("SUBJECT", SubjectKind.class);
    enums.put("ENCODING", Encoding.class);
    enums.put("PRESET", RulesPreset.class);
    return enums;
  }

  @Test
  void everyConstantHasTheNumberOfC() throws Exception {
    Map<String, Integer> numbers = new TreeMap<>();
    Pattern constant = Pattern.compile("\\bCRN_(\\w+) = (\\d+)");
    for (String header : List.of("creneau.h", "creneau_ports.h", "creneau_types.h")) {
      Path file = Path.of(System.getProperty("creneau.project"), "capi/include").resolve(header);
      constant
          .matcher(Files.readString(file))
          .results()
          .forEach(it -> numbers.put(it.group(1), Integer.valueOf(it.group(2))));
    }
    int compared = 0;
    for (Map.Entry<String, Class<? extends Enum<?>>> it : enums().entrySet()) {
      for (Enum<?> value : it.getValue().getEnumConstants()) {
        Integer number = numbers.get(it.getKey() + "_" + value.name());
        assertNotNull(number, it.getKey() + "_" + value.name());
        assertEquals(
            number, it.getValue().getMethod("number").invoke(value), it.getKey() + "_" + value);
        ++compared;
      }
    }
    assertTrue(compared > 100, "" + compared);
  }

  @Test
  void errorCodesAreThoseOfTheLibrary() {
    List<Library.Code> codes = Library.errorCodes();
    assertEquals(codes.size(), ErrorCode.values().length);
    Map<Integer, Class<?>> classes =
        Map.of(0, RefusedException.class, 1, BadInputException.class, 2, FailedException.class);
    for (Library.Code it : codes) {
      ErrorCode code = ErrorCode.of(it.number());
      assertEquals(it.name().toUpperCase(), code.name());
      assertEquals(it.meaning(), code.meaning());
      assertEquals(
          classes.get(it.errorClass()), CreneauException.of(code, "").getClass().getSuperclass());
    }
  }

  @Test
  void theVersionIsThatOfTheModule() {
    assertEquals("1.0.0", Engine.version());
  }
}
