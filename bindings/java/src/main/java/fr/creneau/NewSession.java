package fr.creneau;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A session to be created.
 *
 * @param inspector whose
 * @param date local
 * @param halfDay whose hours are the rules'; empty: {@code hours}
 * @param hours local; empty: those of the half-day
 * @param externalRef another system's id of it, at most 2,000 bytes; empty: none
 */
public record NewSession(
    long inspector,
    LocalDate date,
    Optional<HalfDay> halfDay,
    Optional<Hours> hours,
    String externalRef) {
  /**
   * Nothing of it is null.
   *
   * @param inspector whose
   * @param date local
   * @param halfDay whose hours are the rules'; empty: {@code hours}
   * @param hours local; empty: those of the half-day
   * @param externalRef another system's id of it, at most 2,000 bytes; empty: none
   */
  public NewSession {
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(halfDay, "halfDay");
    Objects.requireNonNull(hours, "hours");
    Objects.requireNonNull(externalRef, "externalRef");
  }

  /**
   * A half-day, whose hours are the rules'.
   *
   * @param inspector whose
   * @param date local
   * @param halfDay which half
   * @return the session
   */
  public static NewSession of(long inspector, LocalDate date, HalfDay halfDay) {
    return new NewSession(inspector, date, Optional.of(halfDay), Optional.empty(), "");
  }

  /**
   * Hours of their own.
   *
   * @param inspector whose
   * @param date local
   * @param hours local
   * @return the session
   */
  public static NewSession of(long inspector, LocalDate date, Hours hours) {
    return new NewSession(inspector, date, Optional.empty(), Optional.of(hours), "");
  }

  /**
   * The same under another system's id.
   *
   * @param ref at most 2,000 bytes
   * @return the session
   */
  public NewSession externalRef(String ref) {
    return new NewSession(inspector, date, halfDay, hours, ref);
  }
}
