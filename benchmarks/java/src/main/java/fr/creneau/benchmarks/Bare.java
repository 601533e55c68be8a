package fr.creneau.benchmarks;

/** The floor: JNI and the engine, and nothing between them. */
final class Bare {
  static {
    System.load(System.getProperty("creneau.bare"));
  }

  final long number;
  final long reservation;

  Bare(long number, long reservation) {
    this.number = number;
    this.reservation = reservation;
  }

  static native long make();

  static native void free(long it);

  static native long[] plan(long it, int days);

  static native Bare reserve(long it, long school, long session, int plan, int ordinal);
}
