package fr.creneau;

import java.time.LocalTime;

/**
 * A part of a local day, in minutes since midnight.
 *
 * @param start the first minute
 * @param end the first minute behind it, at most 1,440
 */
public record Hours(int start, int end) {
  /** The whole day. */
  public static final Hours ALL = new Hours(0, 1440);

  /**
   * Between two times.
   *
   * @param start the first one
   * @param end the first one behind it; midnight: the end of the day
   * @return the minutes between them
   */
  public static Hours of(LocalTime start, LocalTime end) {
    int last = end.toSecondOfDay() / 60;
    return new Hours(start.toSecondOfDay() / 60, last == 0 ? 1440 : last);
  }
}
