package fr.creneau.ports;

/** How an attempt to deliver ended. */
public enum Delivery {
  /** The other side took it. */
  DELIVERED,

  /** Surely not delivered; worth another try. */
  FAILED,

  /** Surely not delivered, and never will be. */
  REFUSED,

  /** Perhaps delivered; will be tried again with the same bytes. */
  UNCERTAIN;

  private static final Delivery[] VALUES = values();

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
  public static Delivery of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no Delivery has the number " + number);
    }
    return VALUES[number - 1];
  }
}
