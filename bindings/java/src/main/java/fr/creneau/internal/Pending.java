package fr.creneau.internal;

import fr.creneau.CreneauException;
import fr.creneau.ErrorCode;

/**
 * What a callback threw: it comes out of the engine's call as itself. Callbacks run on the thread
 * of the call, so each call keeps its own; a call inside a callback has another one.
 */
final class Pending {
  private static final ThreadLocal<Pending> CURRENT = new ThreadLocal<>();

  private final Pending outer;
  private Throwable thrown;

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

  /** Keeps what was thrown; the first of a call counts. */
  static void keep(Throwable thrown) {
    Pending pending = CURRENT.get();
    if (pending != null && pending.thrown == null) {
      pending.thrown = thrown;
    }
  }

  /** Forgets what was thrown: the engine goes on. */
  static void forget() {
    Pending pending = CURRENT.get();
    if (pending != null) {
      pending.thrown = null;
    }
  }

  /** Throws what was thrown; `failure` is how the call itself ended, null where it was done. */
  void rethrow(CreneauException failure) {
    if (thrown == null) {
      return;
    }
    if (failure != null && failure.code() == ErrorCode.UNCONFIRMED && thrown != failure) {
      thrown.addSuppressed(failure);
    }
    Pending.<RuntimeException>sneak(thrown);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
