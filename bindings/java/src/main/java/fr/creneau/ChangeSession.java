package fr.creneau;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Optional;

/**
 * Replaces the inspector or the centre of a planned session, or moves it, with its reservations.
 *
 * @param session which
 * @param inspector the new one; zero: as before
 * @param centre the new one; zero: as before
 * @param date the new one; empty: as before
 * @param start the new one; empty: as before
 * @param reason why; empty: not stated
 * @param note at most 2,000 bytes
 * @param overrideCalendar holidays and closures do not refuse
 */
public record ChangeSession(
    long session,
    long inspector,
    long centre,
    Optional<LocalDate> date,
    Optional<LocalTime> start,
    Optional<Reason> reason,
    String note,
    boolean overrideCalendar)
    implements Command {
  /**
   * Nothing of it is null.
   *
   * @param session which
   * @param inspector the new one; zero: as before
   * @param centre the new one; zero: as before
   * @param date the new one; empty: as before
   * @param start the new one; empty: as before
   * @param reason why; empty: not stated
   * @param note at most 2,000 bytes
   * @param overrideCalendar holidays and closures do not refuse
   */
  public ChangeSession {
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(note, "note");
  }

  @Override
  public CommandKind kind() {
    return CommandKind.CHANGE_SESSION;
  }

  /**
   * Changes nothing yet.
   *
   * @param session which
   * @return the command, to be completed
   */
  public static ChangeSession of(long session) {
    return new ChangeSession(
        session, 0, 0, Optional.empty(), Optional.empty(), Optional.empty(), "", false);
  }

  /**
   * The same with another inspector.
   *
   * @param it who
   * @return the command
   */
  public ChangeSession inspector(long it) {
    return new ChangeSession(session, it, centre, date, start, reason, note, overrideCalendar);
  }

  /**
   * The same at another centre.
   *
   * @param it where
   * @return the command
   */
  public ChangeSession centre(long it) {
    return new ChangeSession(session, inspector, it, date, start, reason, note, overrideCalendar);
  }

  /**
   * The same on another date.
   *
   * @param it local
   * @return the command
   */
  public ChangeSession date(LocalDate it) {
    return new ChangeSession(
        session, inspector, centre, Optional.of(it), start, reason, note, overrideCalendar);
  }

  /**
   * The same from another time on.
   *
   * @param it local
   * @return the command
   */
  public ChangeSession start(LocalTime it) {
    return new ChangeSession(
        session, inspector, centre, date, Optional.of(it), reason, note, overrideCalendar);
  }

  /**
   * The same with a reason.
   *
   * @param it why
   * @return the command
   */
  public ChangeSession reason(Reason it) {
    return new ChangeSession(
        session, inspector, centre, date, start, Optional.of(it), note, overrideCalendar);
  }

  /**
   * The same with a note.
   *
   * @param it at most 2,000 bytes
   * @return the command
   */
  public ChangeSession note(String it) {
    return new ChangeSession(session, inspector, centre, date, start, reason, it, overrideCalendar);
  }

  /**
   * The same whatever the calendar says.
   *
   * @return the command
   */
  public ChangeSession overridingCalendar() {
    return new ChangeSession(session, inspector, centre, date, start, reason, note, true);
  }
}
