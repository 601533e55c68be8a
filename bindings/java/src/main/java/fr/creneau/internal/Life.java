package fr.creneau.internal;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who is inside a native object, and frees it once it is closed and nobody is inside.
 * Thread-safe.
 */
final class Life {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int CLOSED = Integer.MIN_VALUE;

  /** How many are inside; below zero once it is closed. */
  private final AtomicInteger state = new AtomicInteger();

  private final Runnable free;
  private final Cleaner.Cleanable cleanable;

  /** Closes itself when `owner` is no longer reachable, which `free` must not hold. */
  Life(Object owner, Runnable free) {
    this.free = free;
    this.cleanable = CLEANER.register(owner, this::end);
  }

  void enter() {
    for (; ; ) {
      int now = state.get();
      if (now < 0) {
        throw new IllegalStateException("it is closed");
      }
      if (state.compareAndSet(now, now + 1)) {
        return;
      }
    }
  }

  void exit() {
    if (state.decrementAndGet() == CLOSED) {
      free.run();
    }
  }

  /** No one enters any more. Twice is once. */
  void close() {
    cleanable.clean();
  }

  private void end() {
    for (; ; ) {
      int now = state.get();
      if (now < 0) {
        return;
      }
      if (state.compareAndSet(now, now | CLOSED)) {
        if (now == 0) {
          free.run();
        }
        return;
      }
    }
  }
}
