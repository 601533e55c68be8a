package fr.creneau;

import fr.creneau.internal.EngineMessages;
import fr.creneau.internal.Queries;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A school: sees and cancels what is its own. Commands belong to a département, which {@link #in}
 * says; without it they are {@link Errors.BadArgument}.
 */
public final class SchoolActor extends Actor {
  private final Envelope envelope;

  SchoolActor(Engine engine, Queries.Actor who, Envelope envelope) {
    super(engine, who);
    this.envelope = envelope;
  }

  /**
   * The same in one département.
   *
   * @param departement its code
   * @return the actor
   */
  public SchoolActor in(String departement) {
    return new SchoolActor(
        engine, who, envelope.in(Objects.requireNonNull(departement, "departement")));
  }

  /**
   * The same, whose commands have a request id: the same id again gives the same receipt and
   * changes nothing, with another command it is {@link Errors.RequestReused}.
   *
   * @param id at most 100 bytes
   * @return the actor
   */
  public SchoolActor request(String id) {
    return new SchoolActor(engine, who, envelope.request(Objects.requireNonNull(id, "id")));
  }

  /**
   * Runs a command, all of it or none.
   *
   * @param command which
   * @return what was changed; with a request id that was seen, the receipt of then
   * @throws CreneauException where it is refused; nothing was changed
   */
  public Receipt run(Command command) {
    return run(envelope, EngineMessages.RUN, command);
  }

  /**
   * Makes the same decision with the same errors, and stores nothing.
   *
   * @param command which
   * @return what would be changed; its number is zero, unless the request id was run before
   */
  public Receipt preview(Command command) {
    return run(envelope, EngineMessages.PREVIEW, command);
  }

  /**
   * A preview that somebody is asked to confirm: a refusal is its answer, and journalled as one.
   *
   * @param command which
   * @return what would be changed
   */
  public Receipt propose(Command command) {
    return run(envelope, EngineMessages.PROPOSE, command);
  }

  /**
   * The decision by itself, with its notices: for a host that commits the change set in a
   * transaction of its own, under the expectations that it names.
   *
   * @param command which
   * @return the change set; its receipt's number is not zero where the request was done already
   */
  public Receipt decide(Command command) {
    return run(envelope, EngineMessages.DECIDE, command);
  }

  /**
   * Runs commands one after the other, each all or nothing by itself; one that is refused does not
   * stop the next. A request id gets the place of its command behind it.
   *
   * @param commands in their order
   * @return what became of each
   */
  public List<Outcome> runAll(List<? extends Command> commands) {
    return runAll(envelope, commands);
  }

  /**
   * Its exams, in all départements unless one was named.
   *
   * @param when by now
   * @return by date, then time
   */
  public List<Exam> exams(When when) {
    return exams(when, Optional.empty(), Period.ALL);
  }

  /**
   * Its exams, in all départements unless one was named.
   *
   * @param when by now
   * @param category empty: of all
   * @param period local days
   * @return by date, then time
   */
  public List<Exam> exams(When when, Optional<Category> category, Period period) {
    return EngineMessages.exams(
        engine.handle(), who, envelope.departement(), who.who(), category, when, period);
  }

  /**
   * Cancels its own reservations, until the deadline; the slots are free again.
   *
   * @param reservations whole ones, at most 1,000
   * @return what was cancelled
   * @throws Errors.TooLate whose deadline says until when it would have been possible
   */
  public Receipt cancel(Long... reservations) {
    return run(new CancelBySchool(List.of(reservations), List.of(), ""));
  }

  /**
   * Cancels many of its own reservations, each by itself, in order.
   *
   * @param reservations which
   * @return what became of each
   */
  public Outcomes cancelMany(long[] reservations) {
    Outcomes outcomes =
        new Outcomes(
            new long[reservations.length], reservations.clone(), new int[reservations.length]);
    EngineMessages.cancelMany(
        engine.handle(),
        who,
        envelope.request(),
        envelope.departement(),
        reservations,
        outcomes.numbers(),
        outcomes.codes());
    for (int place = 0; place < reservations.length; ++place) {
      if (outcomes.codes()[place] != 0) {
        outcomes.reservations()[place] = 0;
      }
    }
    return outcomes;
  }
}
