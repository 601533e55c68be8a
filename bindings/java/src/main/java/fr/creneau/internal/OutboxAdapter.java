package fr.creneau.internal;

import fr.creneau.NoticeStatus;
import fr.creneau.ports.Delivery;
import fr.creneau.ports.DeliveryReport;
import fr.creneau.ports.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An outbox of the host's, as C++ calls it. */
final class OutboxAdapter extends OutboxUpcall implements Adapter {
  private final Outbox outbox;

  OutboxAdapter(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public void handedOver() {
    swigCMemOwn = false;
  }

  @Override
  public byte[] lease(byte[] message) {
    return Adapter.answer(
        to -> {
          MessageReader from = new MessageReader(message);
          Instant now = from.instant();
          Instant until = from.instant();
          to.list(outbox.lease(now, until, from.count()), Rows::outboxEntry);
        });
  }

  @Override
  public byte[] report(byte[] message) {
    return Adapter.answer(
        to -> {
          MessageReader from = new MessageReader(message);
          to.flag(
              outbox.report(
                  new DeliveryReport(
                      from.signed(),
                      from.signed(),
                      Delivery.of(from.integer()),
                      NoticeStatus.of(from.integer()),
                      from.instant(),
                      from.instant(),
                      from.text())));
        });
  }

  @Override
  public byte[] notices(byte[] message) {
    return Adapter.answer(
        to -> {
          MessageReader from = new MessageReader(message);
          Optional<NoticeStatus> status = from.optional(NoticeStatus::of);
          long after = from.signed();
          to.list(outbox.notices(status, after, from.count()), Rows::outboxEntry);
        });
  }

  @Override
  public byte[] retry(byte[] message) {
    return Adapter.answer(
        to -> {
          MessageReader from = new MessageReader(message);
          List<Long> notices = from.ids();
          String address = from.text();
          outbox.retry(notices, address, from.instant());
        });
  }
}
