package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.creneau.example.Embedded;
import fr.creneau.ports.Storage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who keeps what alive, and who may still call. */
class LifetimeTest {
  private static void collect() {
    for (int time = 0; time < 3; ++time) {
      System.gc();
      byte[][] pressure = new byte[64][];
      for (int place = 0; place < pressure.length; ++place) {
        pressure[place] = new byte[1 << 16];
      }
    }
  }

  /** An engine, and nothing else that knows its ports. */
  private static Engine alone() throws Exception {
    var source = Embedded.newSource();
    Embedded embedded = Embedded.over(source, InstantSource.fixed(World.NOW));
    embedded.fill();
    return Engine.over(Embedded.storage(source), Embedded.directory(source))
        .clock(InstantSource.fixed(World.NOW))
        .log((level, message) -> {})
        .build();
  }

  @Test
  void portsLiveAsLongAsTheirEngine() throws Exception {
    try (Engine engine = alone()) {
      collect();
      OfficeActor office = engine.office(1);
      List<SlotId> slots = World.planned(office);
      collect();
      office.reserve(12, slots.get(0));
      assertEquals(6, office.week(World.MONDAY).total().unassigned());
    }
  }

  @Test
  void aNotifierLivesAsLongAsItIsSentThrough() throws Exception {
    try (Database database = World.memory();
        Notifiers notifier = Notifiers.of(notice -> fr.creneau.ports.Delivered.DONE)) {
      OfficeActor office = database.office(1);
      office.reserve(12, World.planned(office).get(0));
      collect();
      assertEquals(1, database.operator().send(notifier).delivered());
    }
  }

  /** What a storage of the host's knows. */
  private static final class Knowing {
    private Engine engine;
  }

  /** An engine whose storage knows it, and that nobody closes. */
  private static List<WeakReference<?>> circle() throws Exception {
    Knowing knowing = new Knowing();
    var source = Embedded.newSource();
    Embedded.over(source, InstantSource.fixed(World.NOW)).fill();
    Storage storage =
        CallbacksTest.watched(
            Storage.class,
            Embedded.storage(source),
            (method, arguments) ->
                assertTrue(method.equals("joinsCommits") || knowing.engine != null));
    knowing.engine = Engine.over(storage, Embedded.directory(source)).build();
    knowing.engine.operator().rules();
    return List.of(new WeakReference<>(knowing.engine), new WeakReference<>(knowing));
  }

  @Test
  void anEngineThatNobodyClosedIsCollected() throws Exception {
    List<WeakReference<?>> circle = circle();
    for (int time = 0; time < 100 && circle.stream().anyMatch(it -> it.get() != null); ++time) {
      collect();
    }
    for (WeakReference<?> it : circle) {
      assertNull(it.get());
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsCalledOnceItIsClosed(Home.Kind kind) throws Exception {
    try (Home home = new Home(kind)) {
      nothingIsCalledOnceItIsClosed(World.at(home));
    }
  }

  private static void nothingIsCalledOnceItIsClosed(Database database) {
    OfficeActor office = database.office(1);
    database.close();
    database.close();
    assertThrows(IllegalStateException.class, () -> office.week(World.MONDAY));
    assertThrows(IllegalStateException.class, () -> database.operator().rules());
    assertThrows(IllegalStateException.class, database::journalMode);
    Notifiers notifier = Notifiers.of(notice -> fr.creneau.ports.Delivered.DONE);
    notifier.close();
    notifier.close();
    try (Database other = World.memory()) {
      assertThrows(IllegalStateException.class, () -> other.operator().send(notifier));
    }
  }

  @Test
  void aCallUnderWayEndsAsUsualWhenItsEngineIsClosed() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    var source = Embedded.newSource();
    Embedded.over(source, InstantSource.fixed(World.NOW)).fill();
    Storage storage =
        CallbacksTest.watched(
            Storage.class,
            Embedded.storage(source),
            (method, arguments) -> {
              if (method.equals("commit")) {
                inside.countDown();
                closed.await();
              }
            });
    Engine engine =
        Engine.over(storage, Embedded.directory(source))
            .clock(InstantSource.fixed(World.NOW))
            .build();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Future<Receipt> receipt =
          executor.submit(
              () -> engine.office(1).create(NewSession.of(7, World.MONDAY, HalfDay.MORNING)));
      inside.await();
      engine.close();
      closed.countDown();
      assertEquals(1, receipt.get().sessions().size());
      assertThrows(IllegalStateException.class, () -> engine.operator().rules());
    } finally {
      executor.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void eightThreadsShareAnEngine(Home.Kind kind) throws Exception {
    try (Home home = new Home(kind);
        Database database = World.at(home)) {
      OfficeActor office = database.office(1);
      List<SlotId> slots = new ArrayList<>();
      for (int day = 0; day < 40; ++day) {
        slots.addAll(planned(office, day));
      }
      share(office, slots, Executors.newFixedThreadPool(8));
      assertEquals(
          0, office.weeks(World.MONDAY, 8, java.util.Optional.empty(), 0).total().unassigned());
    }
  }

  @Test
  void virtualThreadsCallToo() throws Exception {
    ExecutorService virtual;
    try {
      virtual =
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException older) {
      virtual = Executors.newCachedThreadPool();
    }
    try (Engine engine = alone()) {
      OfficeActor office = engine.office(1);
      List<SlotId> slots = new ArrayList<>();
      for (int day = 0; day < 3; ++day) {
        slots.addAll(planned(office, day));
      }
      share(office, slots, virtual);
      assertEquals(0, office.week(World.MONDAY).total().unassigned());
    }
  }

  private static List<SlotId> planned(OfficeActor office, int day) {
    Receipt created =
        office.run(
            CreateSessions.of(NewSession.of(7, World.MONDAY.plusDays(day), HalfDay.MORNING))
                .overridingCalendar());
    return office
        .run(
            PlanSessions.of(3, Category.CE, created.sessions().stream().map(Session::id).toList())
                .overridingCalendar())
        .sessions()
        .get(0)
        .slots();
  }

  /** Everybody wants every slot: each has one owner in the end. */
  private static void share(OfficeActor office, List<SlotId> slots, ExecutorService executor)
      throws Exception {
    try {
      List<Callable<Integer>> clients = new ArrayList<>();
      for (int client = 0; client < 8; ++client) {
        clients.add(
            () -> {
              int got = 0;
              for (SlotId slot : slots) {
                try {
                  office.reserve(12, slot);
                  ++got;
                } catch (Errors.SlotTaken | Errors.Conflict taken) {
                  // Somebody else was there.
                }
              }
              return got;
            });
      }
      int got = 0;
      for (Future<Integer> it : executor.invokeAll(clients)) {
        got += it.get();
      }
      assertEquals(slots.size(), got);
    } finally {
      executor.shutdown();
    }
  }

  /**
   * Bytes in use, native and Java's. The heap is all there from the beginning, see pom.xml, so what
   * is resident beside it and the JVM's own code is native.
   */
  private static long used() throws IOException {
    collect();
    long pages = Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]);
    MemoryMXBean jvm = ManagementFactory.getMemoryMXBean();
    return 4096 * pages
        - jvm.getNonHeapMemoryUsage().getCommitted()
        + jvm.getHeapMemoryUsage().getUsed();
  }

  @Test
  void aMillionCallsDoNotGrow() throws Exception {
    try (Database database = World.memory()) {
      OfficeActor office = database.office(1);
      List<SlotId> slots = World.planned(office);
      long begin = 0;
      for (int call = 0; call < 1_000_000; ++call) {
        if (call % 2 == 0) {
          office.preview(new ReserveSlots(12, List.of(slots.get(call % 7)), ""));
        } else {
          assertThrowsQuickly(office);
        }
        if (call == 300_000) {
          begin = used();
        }
      }
      long grown = used() - begin;
      // A leak of a hundred bytes a call would be 70 MB.
      assertTrue(grown < 40_000_000, "grown by " + grown);
    }
  }

  private static void assertThrowsQuickly(OfficeActor office) {
    try {
      office.preview(new ReserveSlots(12, List.of(new SlotId(999, 1, 0)), ""));
      throw new AssertionError("there is no such session");
    } catch (Errors.UnknownSession expected) {
      // Nothing is kept of it.
    }
  }
}
