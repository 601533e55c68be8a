package fr.creneau.internal;

import java.time.InstantSource;

/** A clock of the host's, as C++ calls it. */
final class ClockAdapter extends ClockUpcall implements Adapter {
  private final InstantSource clock;

  /** What a clock that fails is taken to say: what it said before. */
  private volatile long last;

  ClockAdapter(InstantSource clock) {
    this.clock = clock;
    this.last = MessageWriter.microseconds(clock.instant());
  }

  @Override
  public void handedOver() {
    swigCMemOwn = false;
  }

  @Override
  public long now() {
    try {
      last = MessageWriter.microseconds(clock.instant());
    } catch (Throwable thrown) {
      Pending.keep(thrown);
    }
    return last;
  }
}
