package fr.creneau;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Local days, first and last included.
 *
 * @param first the first one
 * @param last the last one
 */
public record Period(LocalDate first, LocalDate last) {
  /**
   * Nothing of it is null.
   *
   * @param first the first one
   * @param last the last one
   */
  public Period {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(last, "last");
  }

  /** The first day that there is. */
  public static final LocalDate FIRST_DATE = LocalDate.of(2000, 1, 3);

  /** The last day that there is. */
  public static final LocalDate LAST_DATE = LocalDate.of(2099, 12, 31);

  /** All days. */
  public static final Period ALL = new Period(FIRST_DATE, LAST_DATE);

  /**
   * From a day on.
   *
   * @param first the first one
   * @return open at the end
   */
  public static Period from(LocalDate first) {
    return new Period(first, LAST_DATE);
  }

  /**
   * Until a day.
   *
   * @param last the last one
   * @return open at the beginning
   */
  public static Period until(LocalDate last) {
    return new Period(FIRST_DATE, last);
  }

  /**
   * One day.
   *
   * @param date the day
   * @return that day
   */
  public static Period of(LocalDate date) {
    return new Period(date, date);
  }

  /**
   * Whether a day is among them.
   *
   * @param date the day
   * @return whether it is
   */
  public boolean contains(LocalDate date) {
    return !date.isBefore(first) && !date.isAfter(last);
  }
}
