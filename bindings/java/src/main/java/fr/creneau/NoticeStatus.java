package fr.creneau;

/** How the delivery of a notice stands. */
public enum NoticeStatus {
  /** To be sent, perhaps again. */
  PENDING,

  /** The other side took it. */
  DELIVERED,

  /** The recipient has no address. */
  UNDELIVERABLE,

  /** Given up after the last attempt; can be sent again. */
  DEAD;

  private static final NoticeStatus[] VALUES = values();

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
  public static NoticeStatus of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no NoticeStatus has the number " + number);
    }
    return VALUES[number - 1];
  }
}
