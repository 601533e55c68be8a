package fr.creneau.internal;

import java.time.InstantSource;

/**
 * A clock of the host's, as C++ calls it. A call reads it before it enters C++: a clock that fails
 * then fails the call, and nothing was done.
 */
final class ClockAdapter extends ClockUpcall implements Adapter {
  private final InstantSource clock;

  ClockAdapter(InstantSource clock) {
    this.clock = clock;
  }

  /** Microseconds since 1970. */
  static long read(InstantSource clock) {
    return MessageWriter.microseconds(clock.instant());
  }

  @Override
  public void handedOver() {
    swigCMemOwn = false;
  }

  @Override
  public long now() {
    Pending pending = Pending.current();
    long known = pending == null ? 0 : pending.time();
    if (pending != null && pending.takeTime()) {
      return known;
    }
    try {
      long read = read(clock);
      if (pending != null) {
        pending.setTime(read);
      }
      return read;
    } catch (Throwable thrown) {
      // It spoke at the beginning of the call, which goes on as of then.
      return known;
    }
  }
}
