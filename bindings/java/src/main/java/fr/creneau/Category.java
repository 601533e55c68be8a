package fr.creneau;

/** Licence categories (code de la route, article R221-4). */
public enum Category {
  /** Mopeds. */
  AM,

  /** Light motorcycles. */
  A1,

  /** Motorcycles of limited power. */
  A2,

  /** Motorcycles. */
  A,

  /** Quadricycles. */
  B1,

  /** Cars. */
  B,

  /** Cars with a trailer. */
  BE,

  /** Lorries up to 7.5 t. */
  C1,

  /** Those with a trailer. */
  C1E,

  /** Lorries. */
  C,

  /** Lorries with a trailer. */
  CE,

  /** Small buses. */
  D1,

  /** Those with a trailer. */
  D1E,

  /** Buses. */
  D,

  /** Buses with a trailer. */
  DE;

  private static final Category[] VALUES = values();

  /**
   * What the library knows it by.
   *
   * @return its number, from 1
   */
  public int number() {
    return ordinal() + 1;
  }

  /**
   * The one of a number.
   *
   * @param number from 1
   * @return the one that has it
   * @throws IllegalArgumentException where there is none
   */
  public static Category of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no Category has the number " + number);
    }
    return VALUES[number - 1];
  }
}
