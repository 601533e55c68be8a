package fr.creneau;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which sessions, by local start, then id.
 *
 * @param departement whose planning
 * @param period of their dates
 * @param inspectors of any of these; none: of all
 * @param centre planned there; zero does not filter
 * @param category planned for it; empty does not filter
 * @param part planned for exactly this; empty does not filter, and inside of it: for any part
 * @param planned planned ones
 * @param available available ones; both or neither: all
 * @param withFreeSlots planned, and at least one slot is free, begun or not
 * @param hours sessions that lie within
 */
public record SessionFilter(
    String departement,
    Period period,
    List<Long> inspectors,
    long centre,
    Optional<Category> category,
    Optional<Optional<ExamPart>> part,
    boolean planned,
    boolean available,
    boolean withFreeSlots,
    Hours hours) {
  /**
   * Nothing of it is null.
   *
   * @param departement whose planning
   * @param period of their dates
   * @param inspectors of any of these; none: of all
   * @param centre planned there; zero does not filter
   * @param category planned for it; empty does not filter
   * @param part planned for exactly this; empty does not filter, and inside of it: for any part
   * @param planned planned ones
   * @param available available ones; both or neither: all
   * @param withFreeSlots planned, and at least one slot is free, begun or not
   * @param hours sessions that lie within
   */
  public SessionFilter {
    Objects.requireNonNull(departement, "departement");
    Objects.requireNonNull(period, "period");
    inspectors = List.copyOf(inspectors);
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(hours, "hours");
  }

  /**
   * All of a département.
   *
   * @param departement its code
   * @return a filter, to be narrowed
   */
  public static SessionFilter of(String departement) {
    return new SessionFilter(
        departement,
        Period.ALL,
        List.of(),
        0,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        false,
        Hours.ALL);
  }

  /**
   * The same in another département.
   *
   * @param it its code
   * @return the filter
   */
  public SessionFilter departement(String it) {
    return new SessionFilter(
        it, period, inspectors, centre, category, part, planned, available, withFreeSlots, hours);
  }

  /**
   * The same in a period.
   *
   * @param it local days
   * @return the filter
   */
  public SessionFilter period(Period it) {
    return new SessionFilter(
        departement,
        it,
        inspectors,
        centre,
        category,
        part,
        planned,
        available,
        withFreeSlots,
        hours);
  }

  /**
   * The same of these inspectors.
   *
   * @param it their ids
   * @return the filter
   */
  public SessionFilter inspectors(List<Long> it) {
    return new SessionFilter(
        departement, period, it, centre, category, part, planned, available, withFreeSlots, hours);
  }

  /**
   * The same at one centre.
   *
   * @param it where
   * @return the filter
   */
  public SessionFilter centre(long it) {
    return new SessionFilter(
        departement,
        period,
        inspectors,
        it,
        category,
        part,
        planned,
        available,
        withFreeSlots,
        hours);
  }

  /**
   * The same for one category.
   *
   * @param it which
   * @return the filter
   */
  public SessionFilter category(Category it) {
    return new SessionFilter(
        departement,
        period,
        inspectors,
        centre,
        Optional.of(it),
        part,
        planned,
        available,
        withFreeSlots,
        hours);
  }

  /**
   * The same for exactly one part.
   *
   * @param it which
   * @return the filter
   */
  public SessionFilter part(ExamPart it) {
    return new SessionFilter(
        departement,
        period,
        inspectors,
        centre,
        category,
        Optional.of(Optional.of(it)),
        planned,
        available,
        withFreeSlots,
        hours);
  }

  /**
   * The same among the planned ones.
   *
   * @return the filter
   */
  public SessionFilter onlyPlanned() {
    return new SessionFilter(
        departement,
        period,
        inspectors,
        centre,
        category,
        part,
        true,
        available,
        withFreeSlots,
        hours);
  }

  /**
   * The same among the available ones.
   *
   * @return the filter
   */
  public SessionFilter onlyAvailable() {
    return new SessionFilter(
        departement,
        period,
        inspectors,
        centre,
        category,
        part,
        planned,
        true,
        withFreeSlots,
        hours);
  }

  /**
   * The same among those with free slots.
   *
   * @return the filter
   */
  public SessionFilter withFreeSlotsOnly() {
    return new SessionFilter(
        departement, period, inspectors, centre, category, part, planned, available, true, hours);
  }

  /**
   * The same within some hours.
   *
   * @param it local
   * @return the filter
   */
  public SessionFilter hours(Hours it) {
    return new SessionFilter(
        departement,
        period,
        inspectors,
        centre,
        category,
        part,
        planned,
        available,
        withFreeSlots,
        it);
  }
}
