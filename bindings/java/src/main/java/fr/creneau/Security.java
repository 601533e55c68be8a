package fr.creneau;

/** How the line to a mail server is kept private. */
public enum Security {
  /** STARTTLS, or nothing is sent. */
  STARTTLS,

  /** Encrypted from the first byte. */
  TLS,

  /** No protection from an attacker. */
  STARTTLS_IF_THERE,

  /** Never encrypted. */
  NONE;

  private static final Security[] VALUES = values();

  /**
   * What the library knows it by.
   *
   * @return its number, from 0
   */
  public int number() {
    return ordinal();
  }

  /**
   * The one of a number.
   *
   * @param number from 0
   * @return the one that has it
   * @throws IllegalArgumentException where there is none
   */
  public static Security of(int number) {
    if (number < 0 || number >= 0 + VALUES.length) {
      throw new IllegalArgumentException("no Security has the number " + number);
    }
    return VALUES[number - 0];
  }
}
