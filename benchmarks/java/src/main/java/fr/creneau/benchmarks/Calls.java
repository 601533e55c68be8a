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
import fr.creneau.PlanSessions;
import fr.creneau.Posting;
import fr.creneau.Receipt;
import fr.creneau.School;
import fr.creneau.Session;
import fr.creneau.SlotId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Reservations, one by one and many at once, and what a callback adds. Each works up a planning of
 * its own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Calls {
  /** Mornings of seven slots. */
  static final int DAYS = 900;

  private static final LocalDate FIRST = LocalDate.now().plusDays(40);

  private Database database;
  private OfficeActor office;
  private SlotId[] slots;
  private long bare;
  private long[] bareSessions;
  private int next;

  /** A département in memory, twice. */
  @Setup(Level.Iteration)
  public void plan() {
    next = 0;
    database = Database.inMemory().language(Optional.empty()).open();
    database.put(
        List.of(new Office(1, "BER 93", "", "", List.of("93"), "")),
        List.of(new School(12, "Auto-école 93-012", "AE012", "", Set.of(), true, "")),
        List.of(
            new Inspector(
                7, "93-07", "IPCSR 93-07", List.of(new Posting("93", Period.ALL)), Set.of(), "")),
        List.of(new Centre(3, "Rosny", "", "93", Set.of(), "")));
    office = database.office(1).in("93");
    List<NewSession> wanted = new ArrayList<>();
    for (int day = 0; day < DAYS; ++day) {
      wanted.add(NewSession.of(7, FIRST.plusDays(day), HalfDay.MORNING));
    }
    Receipt made =
        office.run(
            fr.creneau.CreateSessions.of(wanted.toArray(NewSession[]::new)).overridingCalendar());
    Receipt planned =
        office.run(
            PlanSessions.of(3, Category.CE, made.sessions().stream().map(Session::id).toList())
                .overridingCalendar());
    slots = planned.sessions().stream().flatMap(it -> it.slots().stream()).toArray(SlotId[]::new);
    bare = Bare.make();
    bareSessions = Bare.plan(bare, DAYS);
  }

  /** Gives both up. */
  @TearDown(Level.Iteration)
  public void close() {
    database.close();
    Bare.free(bare);
  }

  /** Ours: one reservation, and what is read of its receipt. */
  @Benchmark
  public long reserve() {
    Receipt receipt = office.reserve(12, slots[next++]);
    return receipt.number() + receipt.reservations().get(0).id();
  }

  /** The floor. */
  @Benchmark
  public long bareReserve() {
    int place = next++;
    Bare receipt = Bare.reserve(bare, 12, bareSessions[place / 7], 1, place % 7);
    return receipt.number + receipt.reservation;
  }
}
