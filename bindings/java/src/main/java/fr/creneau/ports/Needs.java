package fr.creneau.ports;

import fr.creneau.Period;
import fr.creneau.SessionFilter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a decision needs to see of one département's planning, all of one moment. What is not there
 * is left out of the answer.
 *
 * @param departement whose planning
 * @param request where it was seen, answer its event and nothing else
 * @param sessions with their taken slots; may name one twice
 * @param reservations and their sessions
 * @param reservationsOfSessions every reservation of {@code sessions}
 * @param blocksOfSessions every unavailable slot of them
 * @param inspectorDays these sessions, too
 * @param candidates these sessions, by local start…
 * @param enough …at least so many, and all that start with the last one
 * @param closuresOfSessions closures that touch the days of the sessions found
 * @param closuresWithin closures that touch these days
 * @param closures these closures, whatever their days
 * @param rules the rules document itself
 */
public record Needs(
    String departement,
    Optional<RequestKey> request,
    List<Long> sessions,
    List<Long> reservations,
    boolean reservationsOfSessions,
    boolean blocksOfSessions,
    Optional<InspectorDays> inspectorDays,
    Optional<SessionFilter> candidates,
    long enough,
    boolean closuresOfSessions,
    Optional<Period> closuresWithin,
    List<Long> closures,
    boolean rules) {
  /**
   * Nothing of it is null.
   *
   * @param departement whose planning
   * @param request where it was seen, answer its event and nothing else
   * @param sessions with their taken slots; may name one twice
   * @param reservations and their sessions
   * @param reservationsOfSessions every reservation of {@code sessions}
   * @param blocksOfSessions every unavailable slot of them
   * @param inspectorDays these sessions, too
   * @param candidates these sessions, by local start…
   * @param enough …at least so many, and all that start with the last one
   * @param closuresOfSessions closures that touch the days of the sessions found
   * @param closuresWithin closures that touch these days
   * @param closures these closures, whatever their days
   * @param rules the rules document itself
   */
  public Needs {
    Objects.requireNonNull(departement, "departement");
    Objects.requireNonNull(request, "request");
    sessions = List.copyOf(sessions);
    reservations = List.copyOf(reservations);
    Objects.requireNonNull(inspectorDays, "inspectorDays");
    Objects.requireNonNull(candidates, "candidates");
    Objects.requireNonNull(closuresWithin, "closuresWithin");
    closures = List.copyOf(closures);
  }
}
