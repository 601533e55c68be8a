package fr.creneau;

import fr.creneau.internal.EngineMessages;
import fr.creneau.internal.Queries;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** An office (BER), which plans the exams of its départements. */
public final class OfficeActor extends ReadingActor {
  private final Envelope envelope;

  OfficeActor(Engine engine, Queries.Actor who, Envelope envelope) {
    super(engine, who);
    this.envelope = envelope;
  }

  /**
   * The same in one département.
   *
   * @param departement its code
   * @return the actor
   */
  public OfficeActor in(String departement) {
    return new OfficeActor(
        engine, who, envelope.in(Objects.requireNonNull(departement, "departement")));
  }

  /**
   * The same, whose commands have a request id: the same id again gives the same receipt and
   * changes nothing, with another command it is {@link Errors.RequestReused}.
   *
   * @param id at most 100 bytes
   * @return the actor
   */
  public OfficeActor request(String id) {
    return new OfficeActor(engine, who, envelope.request(Objects.requireNonNull(id, "id")));
  }

  /**
   * Runs a command, all of it or none.
   *
   * @param command which
   * @return what was changed; with a request id that was seen, the receipt of then
   * @throws CreneauException where it is refused; nothing was changed
   */
  public Receipt run(Command command) {
    return run(envelope.in(departement()), EngineMessages.RUN, command);
  }

  /**
   * Makes the same decision with the same errors, and stores nothing.
   *
   * @param command which
   * @return what would be changed; its number is zero, unless the request id was run before
   */
  public Receipt preview(Command command) {
    return run(envelope.in(departement()), EngineMessages.PREVIEW, command);
  }

  /**
   * A preview that somebody is asked to confirm: a refusal is its answer, and journalled as one.
   *
   * @param command which
   * @return what would be changed
   */
  public Receipt propose(Command command) {
    return run(envelope.in(departement()), EngineMessages.PROPOSE, command);
  }

  /**
   * The decision by itself, with its notices: for a host that commits the change set in a
   * transaction of its own, under the expectations that it names.
   *
   * @param command which
   * @return the change set; its receipt's number is not zero where the request was done already
   */
  public Receipt decide(Command command) {
    return run(envelope.in(departement()), EngineMessages.DECIDE, command);
  }

  /**
   * Runs commands one after the other, each all or nothing by itself; one that is refused does not
   * stop the next. A request id gets the place of its command behind it.
   *
   * @param commands in their order
   * @return what became of each
   */
  public List<Outcome> runAll(List<? extends Command> commands) {
    return runAll(envelope.in(departement()), commands);
  }

  @Override
  String named() {
    return envelope.departement();
  }

  /**
   * Creates available sessions.
   *
   * @param sessions at most 1,000
   * @return what was made
   */
  public Receipt create(NewSession... sessions) {
    return run(CreateSessions.of(sessions));
  }

  /**
   * Removes available sessions that have not begun.
   *
   * @param sessions at most 1,000
   * @return what was removed
   */
  public Receipt remove(Long... sessions) {
    return run(new RemoveSessions(List.of(sessions), ""));
  }

  /**
   * Gives available sessions a centre and a category; their slots are frozen.
   *
   * @param centre where
   * @param category of the exams
   * @param sessions at most 1,000
   * @return what was planned
   */
  public Receipt plan(long centre, Category category, List<Long> sessions) {
    return run(PlanSessions.of(centre, category, sessions));
  }

  /**
   * Makes planned sessions available again, on which nobody may hold anything.
   *
   * @param sessions at most 1,000
   * @return what was unplanned
   */
  public Receipt unplan(Long... sessions) {
    return run(UnplanSessions.of(List.of(sessions)));
  }

  /**
   * Replaces the inspector or the centre of a planned session, or moves it, with its reservations.
   *
   * @param change how
   * @return what was changed
   */
  public Receipt change(ChangeSession change) {
    return run(change);
  }

  /**
   * Reserves named slots for a school.
   *
   * @param school for whom
   * @param slots at most 1,000
   * @return the reservations
   * @throws Errors.SlotTaken where one is another's
   */
  public Receipt reserve(long school, SlotId... slots) {
    return run(new ReserveSlots(school, Arrays.asList(slots), ""));
  }

  /**
   * Reserves what a school needs; the engine chooses where.
   *
   * @param wish how much of what
   * @return the reservations
   * @throws Errors.NotEnoughSlots with what could be had and what was asked for
   */
  public Receipt reserve(ReserveWish wish) {
    return run(wish);
  }

  /**
   * Reserves one slot for one school in each place of these arrays, each by itself, in order. What
   * is refused does not stop the others.
   *
   * @param schools for whom
   * @param sessions of the slots
   * @param plans of the slots
   * @param ordinals of the slots
   * @return what became of each
   */
  public Outcomes reserveMany(long[] schools, long[] sessions, int[] plans, int[] ordinals) {
    int count = schools.length;
    if (sessions.length != count || plans.length != count || ordinals.length != count) {
      throw new IllegalArgumentException("arrays of one length");
    }
    Outcomes outcomes = new Outcomes(new long[count], new long[count], new int[count]);
    EngineMessages.reserveMany(
        engine.handle(),
        who,
        envelope.request(),
        departement(),
        schools,
        sessions,
        plans,
        ordinals,
        outcomes.numbers(),
        outcomes.reservations(),
        outcomes.codes());
    return outcomes;
  }

  /**
   * Cancels whole reservations or single slots; the slots become unavailable.
   *
   * @param cancel what and why
   * @return what was cancelled
   */
  public Receipt cancel(CancelByOffice cancel) {
    return run(cancel);
  }

  /**
   * Makes free slots unavailable.
   *
   * @param reason why
   * @param slots at most 1,000
   * @return what was blocked
   */
  public Receipt block(Reason reason, SlotId... slots) {
    return run(new BlockSlots(Arrays.asList(slots), Optional.of(reason), ""));
  }

  /**
   * Makes unavailable slots free.
   *
   * @param slots at most 1,000
   * @return what was unblocked
   */
  public Receipt unblock(SlotId... slots) {
    return run(new UnblockSlots(Arrays.asList(slots), ""));
  }

  /**
   * Says that an inspector, a centre or an office is away.
   *
   * @param scope whom it concerns
   * @param id the inspector's, the centre's or the office's
   * @param start the first minute that is closed, local
   * @param end the first minute that is open again, local
   * @return the closure
   */
  public Receipt close(ClosureScope scope, long id, LocalDateTime start, LocalDateTime end) {
    return run(new AddClosure(scope, id, start, end, Optional.empty(), ""));
  }

  /**
   * Removes closures.
   *
   * @param closures at most 1,000
   * @return what was removed
   */
  public Receipt reopen(Long... closures) {
    return run(new RemoveClosures(List.of(closures)));
  }
}
