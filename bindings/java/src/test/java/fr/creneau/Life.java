package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A planning that lives through a scenario; see tests/vectors/README.md. */
final class Life {
  static final Path VECTORS = Path.of(System.getProperty("creneau.project"), "tests/vectors");

  /** Where a scenario is run. */
  interface Place {
    void fill(
        List<Office> offices,
        List<School> schools,
        List<Inspector> inspectors,
        List<Centre> centres)
        throws Exception;

    Engine engine();
  }

  /** A clock that stands where it is put. */
  static final class Standing implements InstantSource {
    private volatile Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final JsonObject scenario;
  private final Engine engine;
  private final Standing clock;
  private final Map<String, Map<String, Long>> ids = new HashMap<>();
  private final Map<String, Map<String, Long>> names =
      Map.of(
          "session", new LinkedHashMap<>(),
          "reservation", new LinkedHashMap<>(),
          "closure", new LinkedHashMap<>());
  private final Map<Long, List<String>> departements = new LinkedHashMap<>();
  private final boolean hasOutbox;
  private long lastNotice;

  Life(JsonObject scenario, Place place, Standing clock, boolean hasOutbox) throws Exception {
    this.scenario = scenario;
    this.engine = place.engine();
    this.clock = clock;
    this.hasOutbox = hasOutbox;
    clock.now = Instant.parse(scenario.get("now").getAsString());
    JsonObject world =
        read(VECTORS.resolve("worlds/" + scenario.get("world").getAsString() + ".json"));
    for (String kind : List.of("office", "school", "inspector", "centre")) {
      Map<String, Long> known = new LinkedHashMap<>();
      for (JsonElement it : world.getAsJsonArray(kind + "s")) {
        known.put(text(it.getAsJsonObject(), "name"), known.size() + 1L);
      }
      ids.put(kind, known);
    }
    List<Office> offices = new ArrayList<>();
    for (JsonObject it : objects(world, "offices")) {
      long id = id("office", text(it, "name"));
      departements.put(id, texts(it, "departements"));
      offices.add(
          new Office(
              id,
              text(it, "name"),
              text(it, "mail"),
              text(it, "phone"),
              texts(it, "departements"),
              ""));
    }
    List<School> schools = new ArrayList<>();
    for (JsonObject it : objects(world, "schools")) {
      schools.add(
          new School(
              id("school", text(it, "name")),
              text(it, "name"),
              text(it, "aurige_id"),
              text(it, "mail"),
              categories(it),
              !it.has("active") || it.get("active").getAsBoolean(),
              ""));
    }
    List<Inspector> inspectors = new ArrayList<>();
    for (JsonObject it : objects(world, "inspectors")) {
      List<Posting> postings = new ArrayList<>();
      for (JsonObject post : objects(it, "postings")) {
        postings.add(
            new Posting(
                text(post, "departement"),
                new Period(
                    post.has("from") ? date(post, "from") : Period.FIRST_DATE,
                    post.has("to") ? date(post, "to") : Period.LAST_DATE)));
      }
      inspectors.add(
          new Inspector(
              id("inspector", text(it, "name")),
              text(it, "name"),
              "IPCSR " + text(it, "name"),
              postings,
              categories(it),
              ""));
    }
    List<Centre> centres = new ArrayList<>();
    for (JsonObject it : objects(world, "centres")) {
      centres.add(
          new Centre(
              id("centre", text(it, "name")),
              text(it, "name"),
              text(it, "place"),
              text(it, "departement"),
              categories(it),
              ""));
    }
    place.fill(offices, schools, inspectors, centres);
  }

  static JsonObject read(Path path) throws IOException {
    return JsonParser.parseString(Files.readString(path)).getAsJsonObject();
  }

  // ---- JSON ----------------------------------------------------------------------------------

  private static String text(JsonObject from, String name) {
    return from.has(name) && !from.get(name).isJsonNull() ? from.get(name).getAsString() : "";
  }

  private static int number(JsonObject from, String name) {
    return from.has(name) ? from.get(name).getAsInt() : 0;
  }

  private static boolean flag(JsonObject from, String name) {
    return from.has(name) && from.get(name).getAsBoolean();
  }

  private static LocalDate date(JsonObject from, String name) {
    String date = text(from, name);
    return date.contains("W")
        ? LocalDate.parse(date + "-1", DateTimeFormatter.ISO_WEEK_DATE)
        : LocalDate.parse(date);
  }

  private static int minutes(String time) {
    return time.equals("24:00") ? 1440 : LocalTime.parse(time).toSecondOfDay() / 60;
  }

  private static List<JsonObject> objects(JsonObject from, String name) {
    return !from.has(name)
        ? List.of()
        : StreamSupport.stream(from.getAsJsonArray(name).spliterator(), false)
            .map(JsonElement::getAsJsonObject)
            .toList();
  }

  private static List<String> texts(JsonObject from, String name) {
    return !from.has(name)
        ? List.of()
        : StreamSupport.stream(from.getAsJsonArray(name).spliterator(), false)
            .map(JsonElement::getAsString)
            .toList();
  }

  private static Set<Category> categories(JsonObject from) {
    return texts(from, "categories").stream().map(Category::valueOf).collect(Collectors.toSet());
  }

  private static <E extends Enum<E>> Optional<E> code(Class<E> of, JsonObject from, String name) {
    String text = text(from, name);
    return text.isEmpty() ? Optional.empty() : Optional.of(Enum.valueOf(of, text.toUpperCase()));
  }

  // ---- Names ---------------------------------------------------------------------------------

  private long id(String kind, String name) {
    Map<String, Long> known = ids.containsKey(kind) ? ids.get(kind) : names.get(kind);
    return known.getOrDefault(name, 999_999L);
  }

  private long idIn(JsonObject from, String kind) {
    return from.has(kind) ? id(kind, text(from, kind)) : 0;
  }

  private List<Long> idsIn(JsonObject from, String name, String kind) {
    return texts(from, name).stream().map(it -> id(kind, it)).toList();
  }

  private String name(String kind, long id) {
    Map<String, Long> known = ids.containsKey(kind) ? ids.get(kind) : names.get(kind);
    return known.entrySet().stream()
        .filter(it -> it.getValue() == id)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("#" + id);
  }

  /** "monday/1/3-5" is three slots. */
  private List<SlotId> slots(JsonObject from) {
    List<SlotId> found = new ArrayList<>();
    for (String text : texts(from, "slots")) {
      String[] parts = text.split("/");
      String[] ends = parts[2].split("-");
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int ordinal = Integer.parseInt(ends[0]); ordinal <= last; ++ordinal) {
        found.add(new SlotId(id("session", parts[0]), Integer.parseInt(parts[1]), ordinal));
      }
    }
    return found;
  }

  private String subject(Subject it) {
    String kind = it.kind().name().toLowerCase();
    return switch (it.kind()) {
      case SLOT -> "slot:" + name("session", it.id()) + "/" + it.plan() + "/" + it.ordinal();
      case OFFICE, SCHOOL, INSPECTOR, CENTRE, SESSION, RESERVATION, CLOSURE ->
          kind + ":" + name(kind, it.id());
      case DATE -> "date:" + LocalDate.ofEpochDay(it.id());
      case DEPARTEMENT -> "departement:" + it.departement();
      case CATEGORY -> "category:" + Category.of((int) it.id());
      default -> kind + ":" + it.id();
    };
  }

  // ---- Steps ---------------------------------------------------------------------------------

  void run() {
    for (JsonObject step : objects(scenario, "steps")) {
      if (step.has("at")) {
        clock.now = Instant.parse(text(step, "at"));
      }
      if (step.has("command")) {
        command(step);
      }
      if (step.has("state")) {
        state(step);
      }
    }
  }

  private String departement(JsonObject step) {
    return step.has("departement") ? text(step, "departement") : text(scenario, "departement");
  }

  private void command(JsonObject step) {
    String where = text(step, "step");
    Command command =
        command(
            text(step, "command"),
            step.has("arguments") ? step.getAsJsonObject("arguments") : new JsonObject());
    Receipt last = null;
    for (boolean preview :
        flag(step, "preview") ? new boolean[] {true} : new boolean[] {true, false}) {
      try {
        last = give(step, command, preview);
        if (step.has("refused")) {
          fail(where + ": it was done");
        }
      } catch (CreneauException error) {
        if (!step.has("refused")) {
          throw error;
        }
        refusal(where, step.getAsJsonObject("refused"), error);
      }
    }
    if (last == null) {
      return;
    }
    if (step.has("names")) {
      JsonObject made = step.getAsJsonObject("names");
      learn("session", texts(made, "sessions"), last.sessions().stream().map(Session::id).toList());
      learn(
          "reservation",
          texts(made, "reservations"),
          last.reservations().stream()
              .filter(it -> it.slotsBefore().isEmpty())
              .map(ReservationChange::id)
              .toList());
      learn(
          "closure",
          texts(made, "closures"),
          last.changes().closures().stream()
              .filter(ClosureChange::added)
              .map(it -> it.closure().id())
              .toList());
    }
    if (step.has("done")) {
      receipt(where, step.getAsJsonObject("done"), last);
    }
    lastNotice = notices().stream().mapToLong(it -> it.notice().id()).max().orElse(0);
  }

  private List<OutboxEntry> notices() {
    return hasOutbox ? engine.operator().notices(Optional.empty()) : List.of();
  }

  private void learn(String kind, List<String> wanted, List<Long> made) {
    for (int place = 0; place < Math.min(wanted.size(), made.size()); ++place) {
      names.get(kind).put(wanted.get(place), made.get(place));
    }
  }

  private Receipt give(JsonObject step, Command command, boolean preview) {
    String[] as = text(step, "as").split(":", 2);
    String request = text(step, "request");
    String departement = departement(step);
    switch (as[0]) {
      case "office" -> {
        OfficeActor it = engine.office(id("office", as[1])).in(departement).request(request);
        return preview ? it.preview(command) : it.run(command);
      }
      case "school" -> {
        SchoolActor it = engine.school(id("school", as[1])).in(departement).request(request);
        return preview ? it.preview(command) : it.run(command);
      }
      case "operator" -> {
        OperatorActor it = engine.operator().in(departement).request(request);
        return preview ? it.preview(command) : it.run(command);
      }
      default -> {
        // Somebody to whom the API does not even offer commands.
        Role role = as[0].equals("reader") ? Role.READER : Role.INSPECTOR;
        long id = id(as[0].equals("reader") ? "office" : "inspector", as[1]);
        OfficeActor it =
            new OfficeActor(engine, Actor.who(role, id, ""), new Envelope(departement, request));
        return preview ? it.preview(command) : it.run(command);
      }
    }
  }

  private Command command(String kind, JsonObject given) {
    Optional<Reason> reason = code(Reason.class, given, "reason");
    Optional<ExamPart> part = code(ExamPart.class, given, "part");
    Optional<Category> category = code(Category.class, given, "category");
    boolean override = flag(given, "override_calendar");
    return switch (kind) {
      case "create_sessions" ->
          new CreateSessions(
              objects(given, "sessions").stream()
                  .map(
                      it ->
                          it.has("half_day")
                              ? NewSession.of(
                                  idIn(it, "inspector"),
                                  date(it, "date"),
                                  code(HalfDay.class, it, "half_day").orElseThrow())
                              : NewSession.of(
                                  idIn(it, "inspector"),
                                  date(it, "date"),
                                  new Hours(minutes(text(it, "start")), minutes(text(it, "end")))))
                  .toList(),
              override);
      case "remove_sessions" -> new RemoveSessions(idsIn(given, "sessions", "session"), "");
      case "plan_sessions" ->
          new PlanSessions(
              idsIn(given, "sessions", "session"),
              idIn(given, "centre"),
              category.orElseThrow(),
              part,
              override);
      case "unplan_sessions" ->
          new UnplanSessions(
              idsIn(given, "sessions", "session"),
              given.has("cascade")
                  ? Optional.of(idsIn(given, "cascade", "reservation"))
                  : Optional.empty(),
              reason,
              "");
      case "change_session" ->
          new ChangeSession(
              idIn(given, "session"),
              idIn(given, "inspector"),
              idIn(given, "centre"),
              given.has("date") ? Optional.of(date(given, "date")) : Optional.empty(),
              given.has("start")
                  ? Optional.of(LocalTime.parse(text(given, "start")))
                  : Optional.empty(),
              reason,
              "",
              override);
      case "reserve_slots" -> new ReserveSlots(idIn(given, "school"), slots(given), "");
      case "reserve_wish" ->
          new ReserveWish(
              idIn(given, "school"),
              category.orElseThrow(),
              part,
              number(given, "exams"),
              number(given, "units"),
              idsIn(given, "inspectors", "inspector"),
              idIn(given, "centre"),
              new Period(
                  given.has("from") ? date(given, "from") : Period.FIRST_DATE,
                  given.has("to") ? date(given, "to") : Period.LAST_DATE),
              code(HalfDay.class, given, "half_day"),
              "");
      case "cancel_by_office" ->
          new CancelByOffice(
              idsIn(given, "reservations", "reservation"),
              slots(given),
              reason,
              "",
              flag(given, "correction"));
      case "cancel_by_school" ->
          new CancelBySchool(idsIn(given, "reservations", "reservation"), slots(given), "");
      case "block_slots" -> new BlockSlots(slots(given), reason, "");
      case "unblock_slots" -> new UnblockSlots(slots(given), "");
      case "add_closure" -> {
        ClosureScope scope =
            given.has("inspector")
                ? ClosureScope.INSPECTOR
                : given.has("centre") ? ClosureScope.CENTRE : ClosureScope.OFFICE;
        yield new AddClosure(
            scope,
            idIn(given, scope.name().toLowerCase()),
            LocalDateTime.parse(text(given, "from")),
            LocalDateTime.parse(text(given, "to")),
            reason,
            "");
      }
      case "remove_closures" -> new RemoveClosures(idsIn(given, "closures", "closure"));
      case "set_rules" ->
          new SetRules(
              objects(given, "rules").stream()
                  .map(
                      it ->
                          new Rule(
                              it.has("from") ? date(it, "from") : Period.FIRST_DATE,
                              text(it, "key"),
                              text(it, "value")))
                  .toList(),
              "");
      case "import_planning" ->
          new ImportPlanning(
              objects(given, "sessions").stream().map(this::imported).toList(),
              idIn(given, "office"),
              flag(given, "notify"));
      default -> throw new AssertionError(kind);
    };
  }

  private static SlotSet bits(JsonObject from, String name) {
    JsonArray ordinals = from.has(name) ? from.getAsJsonArray(name) : new JsonArray();
    long bits = 0;
    for (JsonElement it : ordinals) {
      bits |= 1L << it.getAsInt();
    }
    return new SlotSet(bits);
  }

  private ImportedSession imported(JsonObject it) {
    return new ImportedSession(
        idIn(it, "inspector"),
        date(it, "date"),
        new Hours(minutes(text(it, "start")), minutes(text(it, "end"))),
        idIn(it, "centre"),
        code(Category.class, it, "category"),
        code(ExamPart.class, it, "part"),
        Optional.empty(),
        bits(it, "unavailable"),
        objects(it, "reservations").stream()
            .map(held -> new ImportedReservation(idIn(held, "school"), bits(held, "slots"), ""))
            .toList(),
        "",
        0);
  }

  // ---- What is expected ----------------------------------------------------------------------

  private void refusal(String where, JsonObject wanted, CreneauException error) {
    assertEquals(text(wanted, "code"), error.code().name().toLowerCase(), where + ": " + error);
    if (wanted.has("subjects")) {
      assertEquals(
          new TreeSet<>(texts(wanted, "subjects")),
          error.subjects().stream()
              .map(this::subject)
              .collect(Collectors.toCollection(TreeSet::new)),
          where);
    }
    if (wanted.has("limit")) {
      assertEquals(wanted.get("limit").getAsLong(), error.limit(), where);
    }
    if (wanted.has("actual")) {
      assertEquals(wanted.get("actual").getAsLong(), error.actual(), where);
    }
    if (wanted.has("closes_at")) {
      assertEquals(
          Instant.parse(text(wanted, "closes_at")),
          error.deadline().orElseThrow().closesAt(),
          where);
    }
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  private List<String> blocks(Receipt receipt, boolean blocked) {
    return receipt.changes().blocks().stream()
        .filter(it -> it.blocked() == blocked)
        .flatMap(
            it ->
                it.slots()
                    .ordinals()
                    .mapToObj(slot -> name("session", it.session()) + "/" + it.plan() + "/" + slot))
        .toList();
  }

  private void receipt(String where, JsonObject wanted, Receipt receipt) {
    ChangeSet changes = receipt.changes();
    if (wanted.has("sessions")) {
      Set<Long> touched = new HashSet<>();
      changes.sessions().forEach(it -> touched.add(it.after().or(it::before).orElseThrow().id()));
      assertEquals(number(wanted, "sessions"), touched.size(), where);
    }
    if (wanted.has("reservations")) {
      Map<String, List<Integer>> held = new HashMap<>();
      for (ReservationChange it : receipt.reservations()) {
        held.put(name("reservation", it.id()), it.slotsAfter().ordinals().boxed().toList());
      }
      Map<String, List<Integer>> expected = new HashMap<>();
      JsonObject of = wanted.getAsJsonObject("reservations");
      for (String name : of.keySet()) {
        List<Integer> ordinals = new ArrayList<>();
        of.getAsJsonArray(name).forEach(it -> ordinals.add(it.getAsInt()));
        expected.put(name, ordinals);
      }
      assertEquals(expected, held, where);
    }
    if (wanted.has("units")) {
      int gained = 0;
      for (ReservationChange it : receipt.reservations()) {
        gained += Math.max(0, it.slotsAfter().size() - it.slotsBefore().size());
      }
      assertEquals(number(wanted, "units"), gained, where);
    }
    if (wanted.has("blocked")) {
      assertEquals(sorted(texts(wanted, "blocked")), sorted(blocks(receipt, true)), where);
    }
    if (wanted.has("unblocked")) {
      assertEquals(sorted(texts(wanted, "unblocked")), sorted(blocks(receipt, false)), where);
    }
    if (wanted.has("remarks")) {
      List<String> remarks =
          receipt.remarks().stream()
              .filter(it -> it.kind() != RemarkKind.UNDELIVERABLE)
              .map(
                  it ->
                      it.kind().name().toLowerCase()
                          + " session:"
                          + name("session", it.subject().id())
                          + " "
                          + it.amount())
              .toList();
      assertEquals(sorted(texts(wanted, "remarks")), sorted(remarks), where);
    }
    if (wanted.has("notices") && hasOutbox) {
      List<String> told =
          notices().stream()
              .map(OutboxEntry::notice)
              .filter(it -> it.id() > lastNotice)
              .map(
                  it ->
                      it.kind().name().toLowerCase()
                          + (it.toSchool() != 0
                              ? " school:" + name("school", it.toSchool())
                              : " office:" + name("office", it.toOffice()))
                          + " "
                          + it.lines().size())
              .toList();
      assertEquals(sorted(texts(wanted, "notices")), sorted(told), where);
    }
  }

  private void state(JsonObject step) {
    String where = text(step, "step");
    JsonObject state = step.getAsJsonObject("state");
    String departement = departement(step);
    long officeId =
        departements.entrySet().stream()
            .filter(it -> it.getValue().contains(departement))
            .findFirst()
            .orElseThrow()
            .getKey();
    OfficeActor office = engine.office(officeId).in(departement);
    Map<Long, Session> sessions = new HashMap<>();
    office.sessions(office.all()).forEach(it -> sessions.put(it.id(), it));
    List<Slot> slots = office.slots(office.all());
    if (state.has("slots")) {
      JsonObject of = state.getAsJsonObject("slots");
      for (String name : of.keySet()) {
        Session session = sessions.get(id("session", name));
        String shown = session == null ? "gone" : "available";
        if (session != null && session.isPlanned()) {
          shown =
              slots.stream()
                  .filter(it -> it.id().session() == session.id())
                  .map(
                      it ->
                          switch (it.status()) {
                            case FREE -> ".";
                            case RESERVED -> "R";
                            case UNAVAILABLE -> "x";
                          })
                  .collect(Collectors.joining());
        }
        assertEquals(of.get(name).getAsString(), shown, where + ": " + name);
      }
    }
    Map<Long, Exam> exams = new HashMap<>();
    for (long school : ids.get("school").values()) {
      office.exams(school, When.ALL).forEach(it -> exams.put(it.reservation().id(), it));
    }
    if (state.has("reservations")) {
      JsonObject of = state.getAsJsonObject("reservations");
      for (String name : of.keySet()) {
        Exam exam = exams.get(id("reservation", name));
        String shown = null;
        if (exam != null) {
          Reservation it = exam.reservation();
          shown =
              "school:"
                  + name("school", it.school())
                  + " session:"
                  + name("session", it.session())
                  + "/"
                  + it.plan()
                  + " "
                  + it.slots()
                      .ordinals()
                      .mapToObj(String::valueOf)
                      .collect(Collectors.joining(" "));
        }
        assertEquals(
            of.get(name).isJsonNull() ? null : of.get(name).getAsString(),
            shown,
            where + ": " + name);
      }
    }
    for (JsonObject wanted : objects(state, "weeks")) {
      Units total =
          office
              .weeks(
                  date(wanted, "week"),
                  1,
                  code(Category.class, wanted, "category"),
                  idIn(wanted, "inspector"))
              .total();
      Map<String, Integer> figures =
          Map.of(
              "planned", total.planned(),
              "unavailable", total.unavailable(),
              "offered", total.offered(),
              "assigned", total.assigned(),
              "unassigned", total.unassigned(),
              "reservable", total.reservable());
      for (String figure : wanted.keySet()) {
        if (figures.containsKey(figure)) {
          assertEquals(number(wanted, figure), figures.get(figure), where + ": " + figure);
        } else {
          assertTrue(Set.of("week", "category", "inspector").contains(figure), figure);
        }
      }
    }
    for (JsonObject wanted : objects(state, "exams")) {
      List<String> shown =
          office
              .exams(
                  idIn(wanted, "school"),
                  code(When.class, wanted, "when").orElse(When.UPCOMING),
                  code(Category.class, wanted, "category"),
                  Period.ALL)
              .stream()
              .map(
                  it ->
                      name("reservation", it.reservation().id())
                          + " "
                          + it.startsAt().format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm"))
                          + " "
                          + it.units())
              .toList();
      String key =
          wanted.keySet().stream()
              .filter(it -> !Set.of("school", "category", "when").contains(it))
              .findFirst()
              .orElseThrow();
      assertEquals(texts(wanted, key), shown, where);
    }
    if (state.has("deadlines")) {
      JsonObject of = state.getAsJsonObject("deadlines");
      for (String name : of.keySet()) {
        Exam exam = exams.get(id("reservation", name));
        assertEquals(
            Instant.parse(of.get(name).getAsString()),
            office.deadline(departement, exam.startsAt().toLocalDateTime()).closesAt(),
            where);
      }
    }
    if (state.has("events")) {
      assertEquals(number(state, "events"), office.history(0).size(), where);
    }
    if (state.has("refusals")) {
      assertEquals(
          texts(state, "refusals"),
          engine.operator().refusals(departement).stream()
              .map(it -> it.code().name().toLowerCase())
              .toList(),
          where);
    }
  }
}
