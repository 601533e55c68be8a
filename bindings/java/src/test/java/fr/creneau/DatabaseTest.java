package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.creneau.ports.Delivered;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that is kept: how it is opened, and its upkeep, on a file and on a server. */
class DatabaseTest {
  private static Database again(Home home) {
    return home.builder().clock(InstantSource.fixed(World.NOW)).open();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void isMadeWhereThatIsAsked(Home.Kind kind) throws Exception {
    try (Home home = new Home(kind)) {
      assertThrows(Errors.StorageMissing.class, home.builder()::open);
      assertThrows(Errors.StorageMissing.class, home.builder().create().readOnly()::open);
      World.at(home).close();
      try (Database database = again(home)) {
        assertEquals(World.OFFICES, database.office(1).offices());
      }
    }
  }

  @Test
  void whatCannotBeOpenedSaysWhy() throws Exception {
    // Nobody listens on port 1.
    assertThrows(
        Errors.StorageUnreachable.class,
        Database.at("postgresql://nobody@127.0.0.1:1/planning")::open);
    assertThrows(
        Errors.BadArgument.class, Database.at("postgresql://127.0.0.1:port/planning")::open);
    try (TestDatabase server = new TestDatabase()) {
      assertThrows(
          Errors.StorageMissing.class, Database.at(server.uri() + "_of_nobody").create()::open);
    }
  }

  /** They were the usual ones. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void noConnectionAndNoPatienceAreRefused(Home.Kind kind) throws Exception {
    try (Home home = new Home(kind)) {
      World.at(home).close();
      assertThrows(Errors.BadArgument.class, home.builder().connections(0)::open);
      assertThrows(Errors.BadArgument.class, home.builder().patience(Duration.ZERO)::open);
      assertThrows(Errors.BadArgument.class, home.builder().patience(Duration.ofMillis(-1))::open);
      home.builder().connections(1).patience(Duration.ofMinutes(1)).open().close();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void whatIsReadOnlyIsNeverChanged(Home.Kind kind) throws Exception {
    try (Home home = new Home(kind)) {
      World.at(home).close();
      byte[] before = kind == Home.Kind.FILE ? Files.readAllBytes(home.file()) : new byte[0];
      try (Database database =
          home.builder().readOnly().clock(InstantSource.fixed(World.NOW)).open()) {
        assertEquals(World.OFFICES, database.office(1).offices());
        assertThrows(
            Errors.StorageReadOnly.class,
            () -> database.office(1).create(NewSession.of(7, World.MONDAY, HalfDay.MORNING)));
        assertThrows(
            Errors.StorageReadOnly.class,
            () -> database.put(World.OFFICES, List.of(), List.of(), List.of()));
      }
      if (kind == Home.Kind.FILE) {
        assertArrayEquals(before, Files.readAllBytes(home.file()));
      }
      try (Database database = again(home)) {
        assertEquals(List.of(), database.office(1).history(0));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void everythingIsThereWhenItIsOpenedAgain(Home.Kind kind) throws Exception {
    try (Home home = new Home(kind)) {
      List<Receipt> history;
      try (Database database = World.at(home)) {
        OfficeActor office = database.office(1);
        List<SlotId> slots = World.planned(office);
        office.request("r-1").reserve(12, slots.get(0), slots.get(1));
        office.block(Reason.VEHICLE, slots.get(6));
        history = office.history(0);
      }
      try (Database database = again(home)) {
        assertEquals(4, history.size());
        assertEquals(history, database.office(1).history(0));
        assertEquals(4, database.office(1).week(World.MONDAY).total().unassigned());
        assertEquals(2, database.school(12).exams(When.UPCOMING).get(0).units());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void entriesAreTriedAndTaken(Home.Kind kind) throws Exception {
    School added = new School(20, "Auto-école 93-020", "AE020", "", Set.of(), true, "");
    List<School> schools = List.of(World.SCHOOLS.get(0), added);
    try (Home home = new Home(kind);
        Database database = World.at(home)) {
      assertEquals(new Taken(1, 1), database.tryPut(List.of(), schools, List.of(), List.of()));
      assertEquals(List.of(), database.office(1).findSchools("93-020", 10));
      assertEquals(new Taken(1, 1), database.put(List.of(), schools, List.of(), List.of()));
      assertEquals(List.of(added), database.office(1).findSchools("93-020", 10));
      School wrong = new School(21, "Auto-école 93-021", "AE021", "none", Set.of(), true, "");
      assertThrows(
          Errors.BadAddress.class,
          () -> database.put(List.of(), List.of(wrong), List.of(), List.of()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysHowItKeepsWhatIsNotYetInPlace(Home.Kind kind) throws Exception {
    Set<String> modes =
        switch (kind) {
          case MEMORY -> Set.of("memory");
          case FILE -> Set.of("wal", "truncate");
          case SERVER -> Set.of("server");
        };
    try (Home home = new Home(kind);
        Database database = World.at(home)) {
      assertTrue(modes.contains(database.journalMode()), database.journalMode());
    }
  }

  @Test
  void whatIsSoundHasNoFindingsAndWhatIsDamagedHas() throws Exception {
    try (Home home = new Home(Home.Kind.SERVER);
        Database database = World.at(home)) {
      OfficeActor office = database.office(1);
      long id = office.reserve(12, World.planned(office).get(0)).reservations().get(0).id();
      assertEquals(List.of(), database.check());
      home.server().run("DELETE FROM creneau.slot");
      assertTrue(
          database.check().contains(new Finding("reservation_slots", "reservation " + id)),
          database.check().toString());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void forgetsWhatIsOld(Home.Kind kind) throws Exception {
    try (Home home = new Home(kind);
        Database database = World.at(home);
        Notifiers notifier = Notifiers.of(notice -> Delivered.DONE)) {
      OfficeActor office = database.office(1);
      office.reserve(12, World.planned(office).get(0));
      assertEquals(1, database.operator().send(notifier).delivered());
      assertEquals(new Purged(0, 0, 0), database.purge(World.NOW, 30, Optional.empty()));
      Instant later = World.NOW.plus(Duration.ofDays(31));
      assertEquals(new Purged(1, 3, 0), database.purge(later, 30, Optional.of(later)));
      assertEquals("", database.operator().notices(Optional.empty()).get(0).notice().address());
      assertEquals(List.of(), office.history(0));
      assertEquals(6, office.week(World.MONDAY).total().unassigned());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void forgetsTheTextsOfOneEvent(Home.Kind kind) throws Exception {
    try (Home home = new Home(kind);
        Database database = World.at(home)) {
      OfficeActor office = database.office(1);
      List<SlotId> slots = World.planned(office).subList(0, 1);
      long number =
          office.run(new BlockSlots(slots, Optional.empty(), "a name that must go")).number();
      assertEquals("a name that must go", office.history(number - 1).get(0).row().note());
      database.redact("93", number);
      assertEquals("", office.history(number - 1).get(0).row().note());
      assertThrows(Errors.BadArgument.class, () -> database.redact("93", 99));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void tellsOfChanges(Home.Kind kind) throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (Home home = new Home(kind);
        Database database = World.at(home);
        Database other = again(home)) {
      assertEquals(0, database.waitForChange("93", 0, Duration.ZERO));
      Future<Long> heard =
          executor.submit(() -> database.waitForChange("93", 0, Duration.ofMinutes(2)));
      other.office(1).create(NewSession.of(7, World.MONDAY, HalfDay.MORNING));
      assertEquals(1, heard.get());
    } finally {
      executor.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void thoseWhoOpenedItShareIt(Home.Kind kind) throws Exception {
    try (Home home = new Home(kind);
        Database database = World.at(home);
        Database other = again(home)) {
      SlotId slot = World.planned(database.office(1)).get(0);
      other.office(1).reserve(12, slot);
      assertThrows(Errors.SlotTaken.class, () -> database.office(1).reserve(13, slot));
      assertEquals(6, database.office(1).week(World.MONDAY).total().unassigned());
    }
  }
}
