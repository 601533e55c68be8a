package fr.creneau;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** A département with an office, two schools, an inspector and a centre. */
final class World {
  static final LocalDate MONDAY = LocalDate.of(2026, 6, 15);
  static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");
  static final List<Office> OFFICES =
      List.of(new Office(1, "BER 93", "ber93@example.fr", "01 49 00 00 00", List.of("93"), ""));
  static final List<School> SCHOOLS =
      List.of(
          new School(12, "Auto-école 93-012", "AE012", "ae012@example.fr", Set.of(), true, ""),
          new School(13, "Auto-école 93-013", "AE013", "", Set.of(), true, ""));
  static final List<Inspector> INSPECTORS =
      List.of(
          new Inspector(
              7, "93-07", "IPCSR 93-07", List.of(new Posting("93", Period.ALL)), Set.of(), ""));
  static final List<Centre> CENTRES =
      List.of(new Centre(3, "Rosny", "1 rue de l'Exemple", "93", Set.of(), ""));

  private World() {}

  static Database memory() {
    return filled(Database.inMemory().clock(InstantSource.fixed(NOW)).open());
  }

  /** The first one there. */
  static Database at(Home home) {
    return filled(home.builder().create().clock(InstantSource.fixed(NOW)).open());
  }

  static Database filled(Database database) {
    database.put(OFFICES, SCHOOLS, INSPECTORS, CENTRES);
    return database;
  }

  /** A planned morning, and its slots. */
  static List<SlotId> planned(OfficeActor office) {
    return planned(office, MONDAY);
  }

  static List<SlotId> planned(OfficeActor office, LocalDate date) {
    Receipt created = office.create(NewSession.of(7, date, HalfDay.MORNING));
    Receipt planned =
        office.plan(3, Category.CE, created.sessions().stream().map(Session::id).toList());
    return planned.sessions().get(0).slots();
  }
}
