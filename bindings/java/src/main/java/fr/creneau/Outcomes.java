package fr.creneau;

import java.util.Optional;

/**
 * What became of each command of a batch, as arrays of one length. Whoever is given one may change
 * it.
 */
public final class Outcomes {
  private final long[] numbers;
  private final long[] reservations;
  private final int[] codes;

  Outcomes(long[] numbers, long[] reservations, int[] codes) {
    this.numbers = numbers;
    this.reservations = reservations;
    this.codes = codes;
  }

  /**
   * How many commands there were.
   *
   * @return their count
   */
  public int size() {
    return codes.length;
  }

  /**
   * Of the commits.
   *
   * @return zero where there is none
   */
  public long[] numbers() {
    return numbers;
  }

  /**
   * The reservations that were made or ended.
   *
   * @return zero where there is none
   */
  public long[] reservations() {
    return reservations;
  }

  /**
   * The errors' numbers.
   *
   * @return zero: done
   */
  public int[] codes() {
    return codes;
  }

  /**
   * Why a command was not done.
   *
   * @param place from 0
   * @return empty: it was done
   */
  public Optional<ErrorCode> error(int place) {
    return codes[place] == 0 ? Optional.empty() : Optional.of(ErrorCode.of(codes[place]));
  }
}
