package fr.creneau;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** A program of its own: plans a morning, with callbacks, and tells its units. */
public final class Smoke {
  private Smoke() {}

  /** The units of a planned morning. */
  public static int units() {
    Instant now = Instant.parse("2026-06-01T08:00:00Z");
    LocalDate monday = LocalDate.of(2026, 6, 15);
    try (Database database =
        Database.inMemory().clock(InstantSource.fixed(now)).log((level, message) -> {}).open()) {
      database.put(
          List.of(new Office(1, "BER 93", "", "", List.of("93"), "")),
          List.of(new School(12, "Auto-école 93-012", "AE012", "", Set.of(), true, "")),
          List.of(
              new Inspector(
                  7, "93-07", "IPCSR 93-07", List.of(new Posting("93", Period.ALL)), Set.of(), "")),
          List.of(new Centre(3, "Rosny", "", "93", Set.of(), "")));
      OfficeActor office = database.office(1);
      Receipt made = office.create(NewSession.of(7, monday, HalfDay.MORNING));
      office.plan(3, Category.CE, made.sessions().stream().map(Session::id).toList());
      return office.week(monday).total().unassigned();
    }
  }

  /** Prints them. */
  public static void main(String[] arguments) {
    new PrintStream(System.out, true, StandardCharsets.UTF_8).print(units() + " unités\n");
  }
}
