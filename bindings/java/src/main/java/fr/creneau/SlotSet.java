package fr.creneau;

import java.util.stream.IntStream;

/**
 * Slots of one session, as bits.
 *
 * @param bits bit n: slot n is in it
 */
public record SlotSet(long bits) {
  /** No slots. */
  public static final SlotSet NONE = new SlotSet(0);

  /**
   * A set of these.
   *
   * @param ordinals from 0 to 63
   * @return the set
   */
  public static SlotSet of(int... ordinals) {
    long bits = 0;
    for (int ordinal : ordinals) {
      if (ordinal < 0 || ordinal > 63) {
        throw new IllegalArgumentException("a slot is 0 to 63, not " + ordinal);
      }
      bits |= 1L << ordinal;
    }
    return new SlotSet(bits);
  }

  /**
   * The slots {@code first} to {@code first + count − 1}.
   *
   * @param first from 0
   * @param count 0 to 64
   * @return the set
   */
  public static SlotSet run(int first, int count) {
    if (first < 0 || count < 0 || first + count > 64) {
      throw new IllegalArgumentException("slots are 0 to 63");
    }
    return new SlotSet(count == 0 ? 0 : -1L >>> (64 - count) << first);
  }

  /**
   * Whether a slot is in it.
   *
   * @param ordinal from 0
   * @return whether it is
   */
  public boolean contains(int ordinal) {
    return ordinal >= 0 && ordinal < 64 && (bits >>> ordinal & 1) != 0;
  }

  /**
   * Whether there are none.
   *
   * @return whether it is empty
   */
  public boolean isEmpty() {
    return bits == 0;
  }

  /**
   * How many there are.
   *
   * @return their number
   */
  public int size() {
    return Long.bitCount(bits);
  }

  /**
   * The ordinals, lowest first.
   *
   * @return a stream of them
   */
  public IntStream ordinals() {
    return IntStream.range(0, 64).filter(this::contains);
  }

  /**
   * The lowest.
   *
   * @return its ordinal; 64 of none
   */
  public int first() {
    return Long.numberOfTrailingZeros(bits);
  }

  /**
   * The highest.
   *
   * @return its ordinal; −1 of none
   */
  public int last() {
    return 63 - Long.numberOfLeadingZeros(bits);
  }
}
