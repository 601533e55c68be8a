package fr.creneau.benchmarks;

import fr.creneau.Category;
import fr.creneau.Centre;
import fr.creneau.Database;
import fr.creneau.HalfDay;
import fr.creneau.Inspector;
import fr.creneau.NewSession;
import fr.creneau.Office;
import fr.creneau.OfficeActor;
import fr.creneau.Period;
import fr.creneau.Posting;
import fr.creneau.ReserveSlots;
import fr.creneau.School;
import fr.creneau.Session;
import fr.creneau.SlotId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What passing arrays costs, and what a callback does: both change nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Passing {
  /** Numbers of an array. */
  static final int COUNT = 10_000;

  private final int[] numbers = new int[COUNT];
  private OfficeActor machines;
  private OfficeActor called;
  private ReserveSlots command;

  /** A planned morning under the machine's clock, and one under Java's. */
  @Setup
  public void plan() {
    for (int place = 0; place < COUNT; ++place) {
      numbers[place] = place;
    }
    machines = planned(Database.inMemory().open());
    InstantSource clock = () -> Instant.now();
    called = planned(Database.inMemory().clock(clock).open());
  }

  private OfficeActor planned(Database database) {
    database.put(
        List.of(new Office(1, "BER 93", "", "", List.of("93"), "")),
        List.of(new School(12, "Auto-école 93-012", "AE012", "", Set.of(), true, "")),
        List.of(
            new Inspector(
                7, "93-07", "IPCSR 93-07", List.of(new Posting("93", Period.ALL)), Set.of(), "")),
        List.of(new Centre(3, "Rosny", "", "93", Set.of(), "")));
    OfficeActor office = database.office(1).in("93");
    LocalDate day = LocalDate.now().plusDays(40);
    Session made =
        office
            .run(
                fr.creneau.CreateSessions.of(NewSession.of(7, day, HalfDay.MORNING))
                    .overridingCalendar())
            .sessions()
            .get(0);
    SlotId slot =
        office
            .run(
                fr.creneau.PlanSessions.of(3, Category.CE, List.of(made.id())).overridingCalendar())
            .sessions()
            .get(0)
            .slots()
            .get(0);
    command = new ReserveSlots(12, List.of(slot), "");
    return office;
  }

  /** An array by one copy while the collector stands still, as the binding passes them. */
  @Benchmark
  public long copied() {
    return Arrays.copySum(numbers);
  }

  /** An array by SWIG's own library. */
  @Benchmark
  public long bySwig() {
    return Arrays.swigSum(numbers, COUNT);
  }

  /** A preview that asks Java what time it is. */
  @Benchmark
  public Object previewWithCallback() {
    return called.preview(command);
  }

  /** A preview that asks nobody. */
  @Benchmark
  public Object preview() {
    return machines.preview(command);
  }
}
