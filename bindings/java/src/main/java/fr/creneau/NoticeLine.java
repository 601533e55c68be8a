package fr.creneau;

import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * One reservation that a notice tells of, with what the recipient's calendar needs. Times are local
 * to the département.
 *
 * @param reservation which
 * @param school whose it is, whoever the recipient is
 * @param centre where
 * @param inspector who examines
 * @param category of the exam
 * @param part of the exam; empty: any
 * @param start of the first slot told of
 * @param end of the last one
 * @param units of the slots told of
 * @param sequence of the calendar entry: rises with each change of the reservation
 * @param stillHeld something of the reservation remains
 * @param heldStart of what remains
 * @param heldEnd of what remains
 * @param summary rendered: the calendar entry's title
 * @param location rendered: the centre's name and place
 */
public record NoticeLine(
    long reservation,
    long school,
    long centre,
    long inspector,
    Category category,
    Optional<ExamPart> part,
    LocalDateTime start,
    LocalDateTime end,
    int units,
    long sequence,
    boolean stillHeld,
    Optional<LocalDateTime> heldStart,
    Optional<LocalDateTime> heldEnd,
    String summary,
    String location) {
  /**
   * Nothing of it is null.
   *
   * @param reservation which
   * @param school whose it is, whoever the recipient is
   * @param centre where
   * @param inspector who examines
   * @param category of the exam
   * @param part of the exam; empty: any
   * @param start of the first slot told of
   * @param end of the last one
   * @param units of the slots told of
   * @param sequence of the calendar entry: rises with each change of the reservation
   * @param stillHeld something of the reservation remains
   * @param heldStart of what remains
   * @param heldEnd of what remains
   * @param summary rendered: the calendar entry's title
   * @param location rendered: the centre's name and place
   */
  public NoticeLine {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(heldStart, "heldStart");
    Objects.requireNonNull(heldEnd, "heldEnd");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(location, "location");
  }
}
