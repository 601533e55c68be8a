package fr.creneau.internal;

import fr.creneau.ports.Delivered;
import fr.creneau.ports.Notifier;

/** A notifier of the host's, as C++ calls it. */
final class NotifierAdapter extends NotifierUpcall implements Adapter {
  private final Notifier notifier;

  NotifierAdapter(Notifier notifier) {
    this.notifier = notifier;
  }

  @Override
  public void handedOver() {
    swigCMemOwn = false;
  }

  @Override
  public byte[] deliver(byte[] message) {
    return Adapter.answer(
        to -> {
          Delivered delivered = notifier.deliver(Rows.notice(new MessageReader(message)));
          to.signed(delivered.delivery().number()).text(delivered.text());
        });
  }
}
