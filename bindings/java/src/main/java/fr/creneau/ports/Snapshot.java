package fr.creneau.ports;

import fr.creneau.Block;
import fr.creneau.Closure;
import fr.creneau.Reservation;
import fr.creneau.Rule;
import fr.creneau.Session;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a decision sees: all of it read at one moment.
 *
 * @param number the département's commit number
 * @param rulesVersion of the rules document; zero: there is none
 * @param closuresRevision the number of the commit that last changed a closure; zero: none did
 * @param seen the request was done already: its event; no rows are read then
 * @param sessions each once, but those of the days may come again
 * @param reservations asked for by id or by session
 * @param blocks where they were asked for
 * @param closures all that any of the needs asks for
 * @param rules where they were asked for
 * @param moreCandidates candidates were left out
 */
public record Snapshot(
    long number,
    long rulesVersion,
    long closuresRevision,
    Optional<EventRow> seen,
    List<Session> sessions,
    List<Reservation> reservations,
    List<Block> blocks,
    List<Closure> closures,
    List<Rule> rules,
    boolean moreCandidates) {
  /**
   * Nothing of it is null.
   *
   * @param number the département's commit number
   * @param rulesVersion of the rules document; zero: there is none
   * @param closuresRevision the number of the commit that last changed a closure; zero: none did
   * @param seen the request was done already: its event; no rows are read then
   * @param sessions each once, but those of the days may come again
   * @param reservations asked for by id or by session
   * @param blocks where they were asked for
   * @param closures all that any of the needs asks for
   * @param rules where they were asked for
   * @param moreCandidates candidates were left out
   */
  public Snapshot {
    Objects.requireNonNull(seen, "seen");
    sessions = List.copyOf(sessions);
    reservations = List.copyOf(reservations);
    blocks = List.copyOf(blocks);
    closures = List.copyOf(closures);
    rules = List.copyOf(rules);
  }

  /**
   * Of a request that was done already.
   *
   * @param event its event
   * @return nothing but that
   */
  public static Snapshot seen(EventRow event) {
    return new Snapshot(
        event.number(),
        0,
        0,
        Optional.of(event),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false);
  }
}
