package fr.creneau.ports;

import fr.creneau.internal.Library;
import java.util.Objects;

/**
 * Which part of the history, by number. Filters must all hold for one row that the event changed.
 *
 * @param departement whose history
 * @param after events with a greater number
 * @param session zero: all
 * @param reservation zero: all
 * @param school whose reservations were changed; zero: all
 */
public record EventFilter(
    String departement, long after, long session, long reservation, long school) {
  /**
   * Nothing of it is null.
   *
   * @param departement whose history
   * @param after events with a greater number
   * @param session zero: all
   * @param reservation zero: all
   * @param school whose reservations were changed; zero: all
   */
  public EventFilter {
    Objects.requireNonNull(departement, "departement");
  }

  /**
   * Whether an event passes, whatever its département and number: for storages that keep nothing
   * beside the JSON.
   *
   * @param event one that was kept
   * @return whether it does
   */
  public boolean matches(EventRow event) {
    return Library.eventMatches(event, this);
  }
}
