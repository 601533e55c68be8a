package fr.creneau;

import fr.creneau.internal.EngineMessages;
import fr.creneau.internal.Queries;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whoever runs the system: rules, imports, notices. Commands belong to a département, which {@link
 * #in} says; without it they are {@link Errors.BadArgument}, but for a file that names its own.
 */
public final class OperatorActor extends Actor {
  private final Envelope envelope;

  OperatorActor(Engine engine, Queries.Actor who, Envelope envelope) {
    super(engine, who);
    this.envelope = envelope;
  }

  /**
   * The same in one département.
   *
   * @param departement its code
   * @return the actor
   */
  public OperatorActor in(String departement) {
    return new OperatorActor(
        engine, who, envelope.in(Objects.requireNonNull(departement, "departement")));
  }

  /**
   * The same, whose commands have a request id: the same id again gives the same receipt and
   * changes nothing, with another command it is {@link Errors.RequestReused}.
   *
   * @param id at most 100 bytes
   * @return the actor
   */
  public OperatorActor request(String id) {
    return new OperatorActor(engine, who, envelope.request(Objects.requireNonNull(id, "id")));
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
   * Replaces the whole rules document.
   *
   * @param rules its lines; none: the defaults
   * @return what was replaced
   * @throws Errors.BadRule with its line as subject
   */
  public Receipt setRules(List<Rule> rules) {
    return run(new SetRules(rules, ""));
  }

  /**
   * Takes a planning in, all or nothing; see docs/files.md for its columns.
   *
   * @param csv its bytes
   * @param options what it does not say
   * @return what was made
   * @throws CreneauException that of the first fault; all of them are its {@linkplain
   *     CreneauException#faults faults}
   */
  public Receipt importPlanning(byte[] csv, PlanningOptions options) {
    return new Receipt(
        EngineMessages.importCsv(
            engine.handle(),
            who,
            envelope.request(),
            envelope.departement(),
            EngineMessages.RUN,
            csv,
            options));
  }

  /**
   * What an import would make: a dry run.
   *
   * @param csv its bytes
   * @param options what it does not say
   * @return what would be made
   */
  public Receipt previewPlanning(byte[] csv, PlanningOptions options) {
    return new Receipt(
        EngineMessages.importCsv(
            engine.handle(),
            who,
            envelope.request(),
            envelope.departement(),
            EngineMessages.PREVIEW,
            csv,
            options));
  }

  /**
   * Reads a planning without taking it in.
   *
   * @param csv its bytes
   * @param options what it does not say
   * @return its département, and how many sessions it has
   */
  public PlanningCheck checkPlanning(byte[] csv, PlanningOptions options) {
    return EngineMessages.checkCsv(engine.handle(), csv, options);
  }

  /**
   * All offices as CSV, as {@link Database#putDirectory} reads it.
   *
   * @param style how
   * @return the file
   */
  public String officesCsv(CsvStyle style) {
    return EngineMessages.officesCsv(engine.handle(), style);
  }

  /**
   * All schools as CSV.
   *
   * @param style how
   * @return the file
   */
  public String schoolsCsv(CsvStyle style) {
    return EngineMessages.schoolsCsv(engine.handle(), style);
  }

  /**
   * All inspectors as CSV.
   *
   * @param style how
   * @return the file
   */
  public String inspectorsCsv(CsvStyle style) {
    return EngineMessages.inspectorsCsv(engine.handle(), style);
  }

  /**
   * All centres as CSV.
   *
   * @param style how
   * @return the file
   */
  public String centresCsv(CsvStyle style) {
    return EngineMessages.centresCsv(engine.handle(), style);
  }

  /**
   * Notices of one status, or all.
   *
   * @param status empty: all
   * @return by id
   */
  public List<OutboxEntry> notices(Optional<NoticeStatus> status) {
    return EngineMessages.notices(engine.handle(), who, status);
  }

  /**
   * Makes dead or undeliverable notices pending again, all or none.
   *
   * @param address to this address where it is not empty
   * @param notices which
   */
  public void retry(String address, Long... notices) {
    EngineMessages.retry(engine.handle(), who, List.of(notices), address);
  }

  /**
   * A notice as the mail that is sent.
   *
   * @param notice which
   * @param identity who sends
   * @return RFC 5322, with its calendar
   */
  public String mail(long notice, Identity identity) {
    return EngineMessages.mail(engine.handle(), who, notice, identity);
  }

  /**
   * Sends all notices that are due. It is not all or nothing: where it fails midway, what was
   * delivered stays delivered.
   *
   * @param notifier how
   * @return what it did
   */
  public Sent send(Notifiers notifier) {
    return send(notifier, SendOptions.DEFAULT);
  }

  /**
   * Sends all notices that are due.
   *
   * @param notifier how
   * @param options how many, how often
   * @return what it did
   */
  public Sent send(Notifiers notifier, SendOptions options) {
    return EngineMessages.send(engine.handle(), who, notifier.handle(), options);
  }

  /**
   * The journal of what rules refused.
   *
   * @param departement whose
   * @return in order
   */
  public List<Refusal> refusals(String departement) {
    return EngineMessages.refusals(engine.handle(), who, departement);
  }
}
