package fr.creneau;

/** Whether a slot can be reserved, is a school's, or can be reserved by nobody (indispo). */
public enum SlotStatus {
  /** It can be reserved. */
  FREE,

  /** It is a school's. */
  RESERVED,

  /** Nobody can reserve it. */
  UNAVAILABLE;

  private static final SlotStatus[] VALUES = values();

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
  public static SlotStatus of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no SlotStatus has the number " + number);
    }
    return VALUES[number - 1];
  }
}
