package fr.creneau;

import fr.creneau.internal.EngineMessages;
import fr.creneau.internal.Queries;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** An inspector (IPCSR), who reads their own sessions. */
public final class InspectorActor extends Actor {
  InspectorActor(Engine engine, Queries.Actor who) {
    super(engine, who);
  }

  private SessionFilter own(String departement, Period period) {
    return SessionFilter.of(departement).period(period).inspectors(List.of(who.who()));
  }

  /**
   * Their sessions.
   *
   * @param departement whose planning
   * @param period local days
   * @return by local start
   */
  public List<Session> sessions(String departement, Period period) {
    return EngineMessages.sessions(engine.handle(), who, own(departement, period));
  }

  /**
   * The slots of their sessions.
   *
   * @param departement whose planning
   * @param period local days
   * @return by local start
   */
  public List<Slot> slots(String departement, Period period) {
    return EngineMessages.slots(engine.handle(), who, own(departement, period).onlyPlanned());
  }

  /**
   * The units of their week.
   *
   * @param departement whose planning
   * @param day any of the week
   * @return their units
   */
  public Week week(String departement, LocalDate day) {
    return EngineMessages.weeks(
        engine.handle(), who, departement, day, 1, Optional.empty(), who.who());
  }
}
