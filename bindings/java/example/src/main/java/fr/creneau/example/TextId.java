package fr.creneau.example;

/** The text ids of the existing system, "DJ-0000000042", and the numbers that the engine knows. */
enum TextId {
  /** A half-day. */
  DJ,
  /** A reservation. */
  RV,
  /** A closure. */
  FE,
  /** An office. */
  BU,
  /** A school. */
  AE,
  /** An inspector. */
  IN,
  /** A centre. */
  CE;

  /** The text of a number; null of zero. Texts of one kind sort as their numbers do. */
  String of(long number) {
    return number == 0 ? null : "%s-%010d".formatted(name(), number);
  }

  /** The number of a text; zero of null. */
  static long number(String text) {
    return text == null ? 0 : Long.parseLong(text.substring(3));
  }
}
