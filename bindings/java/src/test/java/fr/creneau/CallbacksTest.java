package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.creneau.example.Embedded;
import fr.creneau.ports.Commit;
import fr.creneau.ports.Delivered;
import fr.creneau.ports.Delivery;
import fr.creneau.ports.Needs;
import fr.creneau.ports.Notifier;
import fr.creneau.ports.Page;
import fr.creneau.ports.Snapshot;
import fr.creneau.ports.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What C++ calls in Java, and what Java throws there. */
class CallbacksTest {
  /** Something that a host's code throws. */
  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message);
    }
  }

  /** Does something before each call of a port. */
  interface Before {
    void call(String method, Object[] arguments) throws Throwable;
  }

  /** A port whose methods are all answered by one. */
  static <T> T answering(Class<T> port, InvocationHandler answer) {
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, answer));
  }

  static <T> T watched(Class<T> port, T it, Before before) {
    return answering(
        port,
        (proxy, method, arguments) -> {
          before.call(method.getName(), arguments);
          try {
            return method.invoke(it, arguments);
          } catch (InvocationTargetException error) {
            throw error.getCause();
          }
        });
  }

  private static Engine engine(Before before) throws Exception {
    var source = Embedded.newSource();
    Embedded embedded = Embedded.over(source, InstantSource.fixed(World.NOW));
    embedded.fill();
    return Engine.over(
            watched(Storage.class, Embedded.storage(source), before), Embedded.directory(source))
        .clock(InstantSource.fixed(World.NOW))
        .build();
  }

  @Test
  void anExceptionOfAStorageComesOutAsItself() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (Engine engine =
        engine(
            (method, arguments) -> {
              if (method.equals("load") && thrown.get() != null) {
                throw thrown.get();
              }
            })) {
      OfficeActor office = engine.office(1);
      List<SlotId> slots = World.planned(office);
      for (Throwable it :
          List.of(new IllegalStateException("no pool"), new OutOfMemoryError("pretended"))) {
        thrown.set(it);
        Throwable caught = assertThrows(Throwable.class, () -> office.reserve(12, slots.get(0)));
        assertSame(it, caught);
        assertTrue(
            List.of(it.getStackTrace()).stream()
                .anyMatch(frame -> frame.getClassName().contains("CallbacksTest")));
      }
      thrown.set(null);
      assertEquals(7, office.week(World.MONDAY).total().unassigned());
      office.reserve(12, slots.get(0));
    }
  }

  @Test
  void anErrorThatTheEngineKnowsKeepsItsCode() throws Exception {
    try (Engine engine =
        engine(
            (method, arguments) -> {
              if (method.equals("rules")) {
                throw CreneauException.of(ErrorCode.STORAGE_FULL, "no room");
              }
            })) {
      Errors.StorageFull full =
          assertThrows(Errors.StorageFull.class, () -> engine.operator().rules());
      assertEquals("no room", full.text());
    }
  }

  @Test
  void aCommitThatThrowsIsNotKnownToHaveFailed() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (Engine engine =
        engine(
            (method, arguments) -> {
              if (method.equals("commit") && thrown.get() != null) {
                throw thrown.get();
              }
            })) {
      OfficeActor office = engine.office(1);
      List<SlotId> slots = World.planned(office);
      thrown.set(new IllegalStateException("the line broke"));
      Throwable caught =
          assertThrows(IllegalStateException.class, () -> office.reserve(12, slots.get(0)));
      assertSame(thrown.get(), caught);
      assertEquals(ErrorCode.UNCONFIRMED, ((CreneauException) caught.getSuppressed()[0]).code());
    }
  }

  @Test
  void aConflictIsTriedAgain() throws Exception {
    List<Integer> tries = new ArrayList<>();
    try (Engine engine =
        engine(
            (method, arguments) -> {
              if (method.equals("commit")) {
                tries.add(1);
                if (tries.size() == 3) {
                  throw CreneauException.of(ErrorCode.CONFLICT, "");
                }
              }
            })) {
      OfficeActor office = engine.office(1);
      List<SlotId> slots = World.planned(office);
      assertEquals(1, office.reserve(12, slots.get(0)).reservations().size());
      assertEquals(4, tries.size());
    }
  }

  @Test
  void aNullAnswerIsANullPointerException() throws Exception {
    var source = Embedded.newSource();
    Embedded.over(source, InstantSource.fixed(World.NOW)).fill();
    Storage empty =
        answering(
            Storage.class,
            (proxy, method, arguments) ->
                method.getReturnType() == boolean.class ? Boolean.FALSE : null);
    try (Engine engine = Engine.over(empty, Embedded.directory(source)).build()) {
      assertThrows(
          NullPointerException.class,
          () -> engine.office(1).create(NewSession.of(7, World.MONDAY, HalfDay.MORNING)));
    }
  }

  @Test
  void anAnswerThatMakesNoSenseIsTheHostsError() throws Exception {
    var source = Embedded.newSource();
    Embedded.over(source, InstantSource.fixed(World.NOW)).fill();
    Storage storage = Embedded.storage(source);
    Storage wrong =
        answering(
            Storage.class,
            (proxy, method, arguments) -> {
              if (!method.getName().equals("load")) {
                return method.invoke(storage, arguments);
              }
              Snapshot it = storage.load((Needs) arguments[0]);
              Session odd =
                  new Session(
                      -5,
                      "93",
                      7,
                      World.MONDAY.atStartOfDay(),
                      World.MONDAY.atTime(1, 0),
                      0,
                      0,
                      0,
                      Optional.empty(),
                      SlotSet.NONE,
                      SlotSet.NONE,
                      "");
              return new Snapshot(
                  it.number(),
                  0,
                  0,
                  Optional.empty(),
                  List.of(odd),
                  List.of(),
                  List.of(),
                  List.of(),
                  List.of(),
                  false);
            });
    try (Engine engine = Engine.over(wrong, Embedded.directory(source)).build()) {
      Errors.HostError error =
          assertThrows(
              Errors.HostError.class,
              () -> engine.office(1).create(NewSession.of(7, World.MONDAY, HalfDay.MORNING)));
      assertTrue(error.text().contains("bad_argument id"), error.text());
    }
  }

  @Test
  void anUnansweredCommitIsUnconfirmed() throws Exception {
    var source = Embedded.newSource();
    Embedded.over(source, InstantSource.fixed(World.NOW)).fill();
    Storage storage = Embedded.storage(source);
    Storage silent =
        answering(
            Storage.class,
            (proxy, method, arguments) ->
                method.getName().equals("commit") ? null : method.invoke(storage, arguments));
    try (Engine engine =
        Engine.over(silent, Embedded.directory(source))
            .clock(InstantSource.fixed(World.NOW))
            .build()) {
      assertThrows(
          Errors.Unconfirmed.class,
          () -> engine.office(1).create(NewSession.of(7, World.MONDAY, HalfDay.MORNING)));
    }
  }

  @Test
  void aStorageMayFailACommitByACode() throws Exception {
    var source = Embedded.newSource();
    Embedded.over(source, InstantSource.fixed(World.NOW)).fill();
    Storage storage = Embedded.storage(source);
    Storage full =
        answering(
            Storage.class,
            (proxy, method, arguments) -> {
              if (!method.getName().equals("commit")) {
                return method.invoke(storage, arguments);
              }
              for (Object it : (List<?>) arguments[0]) {
                ((Commit) it).failed(ErrorCode.STORAGE_FULL, "no room");
              }
              return null;
            });
    try (Engine engine =
        Engine.over(full, Embedded.directory(source))
            .clock(InstantSource.fixed(World.NOW))
            .build()) {
      assertThrows(
          Errors.StorageFull.class,
          () -> engine.office(1).create(NewSession.of(7, World.MONDAY, HalfDay.MORNING)));
    }
  }

  @Test
  void aNotifierOfOnesOwnIsHeard() {
    try (Database database = World.memory()) {
      OfficeActor office = database.office(1);
      List<SlotId> slots = World.planned(office);
      office.reserve(12, slots.get(0));
      office.reserve(12, slots.get(1));
      List<String> delivered = new ArrayList<>();
      Notifier own =
          notice -> {
            delivered.add(notice.address() + " " + notice.kind() + " " + notice.lines().size());
            return Delivered.DONE;
          };
      try (Notifiers notifier = Notifiers.of(own)) {
        assertEquals(2, database.operator().send(notifier).delivered());
      }
      assertEquals(
          List.of("ae012@example.fr RESERVED 1", "ae012@example.fr RESERVED 1"), delivered);
      assertEquals(
          NoticeStatus.DELIVERED, database.operator().notices(Optional.empty()).get(0).status());
    }
  }

  @Test
  void whatANotifierThrowsComesOutOnceTheOthersWereTried() {
    try (Database database = World.memory()) {
      OfficeActor office = database.office(1);
      List<SlotId> slots = World.planned(office);
      office.reserve(12, slots.get(0));
      office.reserve(12, slots.get(1));
      List<Long> tried = new ArrayList<>();
      Notifier own =
          notice -> {
            tried.add(notice.id());
            if (tried.size() == 1) {
              throw new Broken("the service is away");
            }
            return new Delivered(Delivery.REFUSED, "no such box");
          };
      try (Notifiers notifier = Notifiers.of(own)) {
        Throwable thrown = assertThrows(Throwable.class, () -> database.operator().send(notifier));
        assertEquals("the service is away", thrown.getMessage());
      }
      assertEquals(2, tried.size());
      List<OutboxEntry> entries = database.operator().notices(Optional.empty());
      assertEquals(1, entries.get(0).uncertain());
      assertEquals("no such box", entries.get(1).lastError());
    }
  }

  @Test
  void anEngineInsideACallbackHasItsOwnExceptions() throws Exception {
    try (Database other = World.memory();
        Engine engine =
            engine(
                (method, arguments) -> {
                  if (method.equals("rules")) {
                    assertThrows(Errors.UnknownSession.class, () -> other.office(1).remove(999L));
                    throw new IllegalStateException("mine");
                  }
                })) {
      IllegalStateException mine =
          assertThrows(IllegalStateException.class, () -> engine.operator().rules());
      assertEquals("mine", mine.getMessage());
    }
  }

  @Test
  void aClockThatFailsFailsTheCallBeforeAnythingIsDone() {
    AtomicReference<RuntimeException> broken = new AtomicReference<>();
    InstantSource clock =
        () -> {
          if (broken.get() != null) {
            throw broken.get();
          }
          return World.NOW;
        };
    try (Database database = World.filled(Database.inMemory().clock(clock).open())) {
      OfficeActor office = database.office(1);
      List<SlotId> slots = World.planned(office);
      broken.set(new IllegalStateException("no time"));
      assertSame(
          broken.get(),
          assertThrows(IllegalStateException.class, () -> office.reserve(12, slots.get(0))));
      broken.set(null);
      assertEquals(0, office.week(World.MONDAY).total().assigned());
    }
  }

  @Test
  void aPortThatFailsInABatchFailsItsOwnItem() throws Exception {
    AtomicReference<Integer> loads = new AtomicReference<>(Integer.MIN_VALUE);
    IllegalStateException broken = new IllegalStateException("once");
    try (Engine engine =
        engine(
            (method, arguments) -> {
              if (method.equals("load") && loads.getAndUpdate(it -> it + 1) == 1) {
                throw broken;
              }
            })) {
      OfficeActor office = engine.office(1);
      List<SlotId> slots = World.planned(office);
      loads.set(0);
      List<Outcome> outcomes =
          office.runAll(
              slots.subList(0, 3).stream()
                  .map(slot -> new ReserveSlots(12, List.of(slot), ""))
                  .toList());
      assertTrue(outcomes.get(0).receipt().isPresent());
      assertEquals(ErrorCode.HOST_ERROR, outcomes.get(1).error().orElseThrow().code());
      assertSame(broken, outcomes.get(1).error().orElseThrow().getSuppressed()[0]);
      assertTrue(outcomes.get(2).receipt().isPresent());
      assertEquals(2, office.week(World.MONDAY).total().assigned());
    }
  }

  @Test
  void anAnswerGivenBeforeAThrowCounts() throws Exception {
    var source = Embedded.newSource();
    Embedded.over(source, InstantSource.fixed(World.NOW)).fill();
    Storage storage = Embedded.storage(source);
    Storage failing =
        answering(
            Storage.class,
            (proxy, method, arguments) -> {
              Object answer = method.invoke(storage, arguments);
              if (method.getName().equals("commit")) {
                throw CreneauException.of(ErrorCode.STORAGE_FAILED, "the line closed badly");
              }
              return answer;
            });
    try (Engine engine =
        Engine.over(failing, Embedded.directory(source))
            .clock(InstantSource.fixed(World.NOW))
            .build()) {
      OfficeActor office = engine.office(1);
      List<SlotId> slots = World.planned(office);
      assertEquals(1, office.reserve(12, slots.get(0)).reservations().size());
      assertEquals(1, office.week(World.MONDAY).total().assigned());
    }
  }

  @Test
  void aJournalThatFailsDoesNotHideTheRefusal() throws Exception {
    IllegalStateException broken = new IllegalStateException("no journal");
    AtomicReference<Integer> records = new AtomicReference<>(0);
    try (Engine engine =
        engine(
            (method, arguments) -> {
              if (method.equals("record")) {
                records.set(1);
                throw broken;
              }
            })) {
      OfficeActor office = engine.office(1);
      List<SlotId> slots = World.planned(office, World.MONDAY.minusDays(12));
      Receipt receipt = office.reserve(12, slots.get(0));
      long reservation = receipt.reservations().get(0).id();
      Errors.TooLate late =
          assertThrows(Errors.TooLate.class, () -> engine.school(12).in("93").cancel(reservation));
      assertEquals(1, records.get());
      assertSame(broken, late.getSuppressed()[0]);
    }
  }

  @Test
  void anOpenPostingComesBackOpen() {
    try (Database database = World.memory()) {
      assertEquals(World.INSPECTORS, database.office(1).inspectors(7L));
    }
  }

  @Test
  void aDayThatOpensAtMidnightOfTheNextIsRead() {
    try (Database database = World.memory()) {
      database
          .operator()
          .in("93")
          .setRules(
              List.of(
                  new Rule(Period.FIRST_DATE, "reservation.days_ahead", "30"),
                  new Rule(Period.FIRST_DATE, "reservation.opens_at", "24:00")));
      assertEquals(1440, database.operator().rulesOn(World.MONDAY).opensAt());
    }
  }

  @Test
  void timesBeyondWhatCppHoldsAreThoseOfTheEnd() throws Exception {
    var source = Embedded.newSource();
    Embedded.over(source, InstantSource.fixed(World.NOW)).fill();
    Storage storage = Embedded.storage(source);
    Closure forEver =
        new Closure(
            1,
            "93",
            ClosureScope.CENTRE,
            3,
            World.MONDAY.atStartOfDay(),
            LocalDateTime.MAX,
            Optional.empty(),
            "for ever");
    Storage closed =
        answering(
            Storage.class,
            (proxy, method, arguments) ->
                method.getName().equals("closures")
                    ? new Page<>(List.of(forEver), Optional.empty(), 1)
                    : method.invoke(storage, arguments));
    try (Engine engine = Engine.over(closed, Embedded.directory(source)).build()) {
      assertEquals(6053, engine.office(1).closures(Period.ALL).get(0).end().getYear());
    }
  }

  @Test
  void theFirstDayOf1970IsNoDayThatWasLeftOut() {
    try (Database database = World.memory()) {
      OfficeActor office = database.office(1);
      Receipt created = office.create(NewSession.of(7, World.MONDAY, HalfDay.MORNING));
      assertThrows(
          CreneauException.class,
          () -> office.run(ChangeSession.of(created.sessions().get(0).id()).date(LocalDate.EPOCH)));
      assertTrue(
          office.sessions(SessionFilter.of("93").period(Period.until(LocalDate.EPOCH))).isEmpty());
    }
  }

  @Test
  void halfACharacterIsBadText() {
    try (Database database = World.memory()) {
      OfficeActor office = database.office(1);
      List<SlotId> slots = World.planned(office);
      for (String half : List.of("\ud83d", "a\ude00", "\ud83d!")) {
        assertThrows(Errors.BadText.class, () -> office.request(half).reserve(12, slots.get(0)));
      }
      office.request("\ud83d\ude00").reserve(12, slots.get(0));
    }
  }

  @Test
  void anErrorSurvivesSerialization() throws Exception {
    try (Database database = World.memory()) {
      OfficeActor office = database.office(1);
      List<SlotId> slots = World.planned(office, World.MONDAY.minusDays(12));
      long reservation = office.reserve(12, slots.get(0)).reservations().get(0).id();
      Errors.TooLate late =
          assertThrows(
              Errors.TooLate.class, () -> database.school(12).in("93").cancel(reservation));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(late);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        Errors.TooLate read = (Errors.TooLate) in.readObject();
        assertEquals(late.code(), read.code());
        assertEquals(late.subjects(), read.subjects());
        assertEquals(late.deadline(), read.deadline());
        for (Language language : Language.values()) {
          assertEquals(late.message(language), read.message(language));
        }
      }
    }
  }

  @Test
  void aStorageThatJoinsCommitsGetsSeveralAtOnce() throws Exception {
    AtomicInteger most = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger(4);
    var source = Embedded.newSource();
    Embedded.over(source, InstantSource.fixed(World.NOW)).fill();
    Storage storage = Embedded.storage(source);
    Storage joining =
        answering(
            Storage.class,
            (proxy, method, arguments) -> {
              if (method.getName().equals("joinsCommits")) {
                return true;
              }
              if (method.getName().equals("commit")) {
                most.accumulateAndGet(((List<?>) arguments[0]).size(), Math::max);
                // The others come to the door meanwhile.
                while (begun.get() < 4) {
                  Thread.onSpinWait();
                }
              }
              return method.invoke(storage, arguments);
            });
    try (Engine engine =
        Engine.over(joining, Embedded.directory(source))
            .clock(InstantSource.fixed(World.NOW))
            .build()) {
      OfficeActor office = engine.office(1);
      List<SlotId> slots = World.planned(office);
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        for (int round = 0; round < 1000 && most.get() < 2; ++round) {
          begun.set(0);
          List<Future<Receipt>> done = new ArrayList<>();
          for (SlotId slot : slots.subList(0, 4)) {
            done.add(
                threads.submit(
                    () -> {
                      begun.incrementAndGet();
                      return office.block(Reason.OTHER, slot);
                    }));
          }
          for (Future<Receipt> it : done) {
            it.get();
          }
          office.unblock(slots.subList(0, 4).toArray(SlotId[]::new));
        }
      } finally {
        threads.shutdown();
      }
      assertTrue(most.get() > 1, "never more than one change set at once");
    }
  }

  @Test
  void aNegativeCountIsABadArgument() {
    try (Database database = World.memory()) {
      assertThrows(Errors.BadArgument.class, () -> database.office(1).findSchools("93", -1));
    }
  }

  @Test
  void aLogHearsWhatAStorageCannotDo() throws Exception {
    List<String> heard = new ArrayList<>();
    var source = Embedded.newSource();
    Embedded.over(source, InstantSource.fixed(World.NOW)).fill();
    Storage storage =
        watched(
            Storage.class,
            Embedded.storage(source),
            (method, arguments) -> {
              if (method.equals("rules")) {
                throw new IllegalStateException("away");
              }
            });
    try (Engine engine =
        Engine.over(storage, Embedded.directory(source))
            .log(
                (level, message) -> {
                  heard.add(level + " " + message);
                  throw new IllegalStateException("a log that fails ends nothing");
                })
            .build()) {
      IllegalStateException error =
          assertThrows(IllegalStateException.class, () -> engine.operator().rules());
      assertEquals("away", error.getMessage());
    }
    assertEquals(1, heard.size());
    assertTrue(heard.get(0).startsWith("ERROR rules"), heard.get(0));
  }

  @Test
  void instantsKeepTheirMicroseconds() {
    Instant exact = Instant.parse("2026-06-01T08:00:00.123456Z");
    try (Database database =
        World.filled(Database.inMemory().clock(InstantSource.fixed(exact)).open())) {
      Receipt receipt = database.office(1).create(NewSession.of(7, World.MONDAY, HalfDay.MORNING));
      assertEquals(exact, receipt.changes().at());
    }
  }
}
