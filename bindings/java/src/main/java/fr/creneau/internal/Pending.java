package fr.creneau.internal;

import fr.creneau.CreneauException;
import fr.creneau.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a callback threw: it comes out of the engine's call as itself. Callbacks run on the thread
 * of the call, so each call keeps its own; a call inside a callback has another one.
 */
final class Pending {
  private static final ThreadLocal<Pending> CURRENT = new ThreadLocal<>();

  private final Pending outer;
  private final List<Throwable> all = new ArrayList<>();

  /** What the clock said last, and whether C++ has not heard it yet. */
  private long time;

  private boolean timeIsNew;

  private Pending(Pending outer) {
    this.outer = outer;
  }

  static Pending begin() {
    Pending pending = new Pending(CURRENT.get());
    CURRENT.set(pending);
    return pending;
  }

  void end() {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }

  /** Keeps what was thrown; the first of a call comes out of it. */
  static void keep(Throwable thrown) {
    Pending pending = CURRENT.get();
    if (pending != null) {
      pending.all.add(thrown);
    }
  }

  /** The call of this thread; null outside of one. */
  static Pending current() {
    return CURRENT.get();
  }

  /** All that was thrown, in order: of a batch, which goes on. */
  List<Throwable> all() {
    return List.copyOf(all);
  }

  long time() {
    return time;
  }

  void setTime(long microseconds) {
    time = microseconds;
  }

  /** What the clock said before the call: for the first who asks. */
  void foretell(long microseconds) {
    time = microseconds;
    timeIsNew = true;
  }

  boolean takeTime() {
    boolean was = timeIsNew;
    timeIsNew = false;
    return was;
  }

  /** Throws what was thrown; `failure` is how the call itself ended, null where it was done. */
  void rethrow(CreneauException failure) {
    if (all.isEmpty()) {
      return;
    }
    Throwable thrown = all.get(0);
    if (failure != null && !comesOf(thrown, failure)) {
      // A journal that fails does not change what the rules said.
      failure.addSuppressed(thrown);
      return;
    }
    if (failure != null && failure.code() == ErrorCode.UNCONFIRMED && thrown != failure) {
      thrown.addSuppressed(failure);
    }
    Pending.<RuntimeException>sneak(thrown);
  }

  /** The same of a call that was done. */
  void rethrowAlone() {
    rethrow(null);
  }

  private static boolean comesOf(Throwable thrown, CreneauException failure) {
    return failure.code() == ErrorCode.HOST_ERROR
        || failure.code() == ErrorCode.UNCONFIRMED
        || (thrown instanceof CreneauException error && error.code() == failure.code());
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
