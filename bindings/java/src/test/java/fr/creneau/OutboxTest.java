package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.creneau.example.Embedded;
import fr.creneau.ports.Commit;
import fr.creneau.ports.Delivered;
import fr.creneau.ports.DeliveryReport;
import fr.creneau.ports.Outbox;
import fr.creneau.ports.Storage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An outbox of the host's in place of the library's. */
class OutboxTest {
  /** Keeps notices in a map. */
  private static final class OwnOutbox implements Outbox {
    private final Map<Long, OutboxEntry> entries = new TreeMap<>();
    private long tokens;

    void add(Notice it) {
      long id = entries.size() + 1L;
      Notice kept =
          new Notice(
              id,
              it.departement(),
              it.kind(),
              it.toSchool(),
              it.toOffice(),
              it.fromOffice(),
              it.at(),
              it.reason(),
              it.note(),
              it.address(),
              it.replyTo(),
              it.title(),
              it.text(),
              it.html(),
              it.lines());
      NoticeStatus status =
          it.address().isEmpty() ? NoticeStatus.UNDELIVERABLE : NoticeStatus.PENDING;
      entries.put(id, new OutboxEntry(kept, status, 0, 0, Instant.EPOCH, 0, ""));
    }

    @Override
    public List<OutboxEntry> lease(Instant now, Instant until, int limit) {
      List<OutboxEntry> leased = new ArrayList<>();
      for (OutboxEntry it : List.copyOf(entries.values())) {
        if (it.status() == NoticeStatus.PENDING
            && !it.nextAttempt().isAfter(now)
            && leased.size() < limit) {
          OutboxEntry taken =
              new OutboxEntry(
                  it.notice(),
                  it.status(),
                  it.attempts(),
                  it.uncertain(),
                  until,
                  ++tokens,
                  it.lastError());
          entries.put(it.notice().id(), taken);
          leased.add(taken);
        }
      }
      return leased;
    }

    @Override
    public boolean report(DeliveryReport report) {
      OutboxEntry it = entries.get(report.notice());
      if (it == null) {
        throw CreneauException.of(ErrorCode.UNKNOWN_NOTICE, "");
      }
      if (it.lease() != report.lease()) {
        return false;
      }
      entries.put(
          report.notice(),
          new OutboxEntry(
              it.notice(),
              report.status(),
              it.attempts() + 1,
              it.uncertain(),
              report.nextAttempt(),
              it.lease(),
              report.error()));
      return true;
    }

    @Override
    public List<OutboxEntry> notices(Optional<NoticeStatus> status, long after, int limit) {
      return entries.values().stream()
          .filter(it -> it.notice().id() > after)
          .filter(it -> status.isEmpty() || status.get() == it.status())
          .limit(limit)
          .toList();
    }

    @Override
    public void retry(List<Long> notices, String address, Instant now) {
      for (long id : notices) {
        if (!entries.containsKey(id)) {
          throw CreneauException.of(ErrorCode.UNKNOWN_NOTICE, "");
        }
      }
    }
  }

  @Test
  void anOutboxOfTheHostsServesTheSender() throws Exception {
    OwnOutbox outbox = new OwnOutbox();
    var source = Embedded.newSource();
    Embedded.over(source, InstantSource.fixed(World.NOW)).fill();
    Storage storage = Embedded.storage(source);
    Storage telling =
        CallbacksTest.answering(
            Storage.class,
            (proxy, method, arguments) -> {
              Object answer = method.invoke(storage, arguments);
              if (method.getName().equals("commit")) {
                for (Object it : (List<?>) arguments[0]) {
                  ((Commit) it).changes().notices().forEach(outbox::add);
                }
              }
              return answer;
            });
    try (Engine engine =
            Engine.over(telling, Embedded.directory(source))
                .outbox(outbox)
                .language(Language.FRENCH)
                .clock(InstantSource.fixed(World.NOW))
                .build();
        Notifiers notifier = Notifiers.of(notice -> Delivered.DONE)) {
      OfficeActor office = engine.office(1);
      List<SlotId> slots = World.planned(office);
      office.reserve(12, slots.get(0));
      office.reserve(13, slots.get(1));
      List<OutboxEntry> waiting = engine.operator().notices(Optional.empty());
      assertEquals(2, waiting.size());
      assertEquals("ae012@example.fr", waiting.get(0).notice().address());
      assertEquals(1, waiting.get(0).notice().lines().size());
      assertEquals(NoticeStatus.UNDELIVERABLE, waiting.get(1).status());
      assertEquals(1, engine.operator().send(notifier).delivered());
      assertEquals(1, engine.operator().notices(Optional.of(NoticeStatus.DELIVERED)).size());
      assertThrows(Errors.UnknownNotice.class, () -> engine.operator().retry("", 99L));
    }
  }
}
