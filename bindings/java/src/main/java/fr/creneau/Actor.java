package fr.creneau;

import fr.creneau.internal.EngineCall;
import fr.creneau.internal.EngineMessages;
import fr.creneau.internal.Queries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Who acts at an engine. What each may do is decided by the engine. A value that holds its engine;
 * thread-safe.
 */
public abstract sealed class Actor
    permits ReadingActor, SchoolActor, InspectorActor, OperatorActor {
  final Engine engine;
  final Queries.Actor who;

  Actor(Engine engine, Queries.Actor who) {
    this.engine = engine;
    this.who = who;
  }

  /** Gives a command, to be run or only looked at. */
  final Receipt run(Envelope envelope, int mode, Command command) {
    return new Receipt(
        EngineMessages.run(
            engine.handle(), who, envelope.request(), envelope.departement(), mode, command));
  }

  final List<Outcome> runAll(Envelope envelope, List<? extends Command> commands) {
    return EngineMessages.runAll(
        engine.handle(), who, envelope.request(), envelope.departement(), commands);
  }

  static Queries.Actor who(Role role, long id, String subject) {
    return new Queries.Actor(role, id, subject);
  }

  /**
   * What a command did, in one or two sentences.
   *
   * @param receipt its receipt
   * @param language which
   * @return the confirmation banner
   */
  public String banner(Receipt receipt, Language language) {
    return EngineMessages.words(engine.handle(), EngineCall.BANNER, receipt.message(), language);
  }

  /**
   * The question to ask before a command is run.
   *
   * @param preview of the command
   * @param language which
   * @return the question
   */
  public String question(Receipt preview, Language language) {
    return EngineMessages.words(engine.handle(), EngineCall.QUESTION, preview.message(), language);
  }

  /**
   * What a receipt or a preview is about.
   *
   * @param receipt which
   * @param language which
   * @return line by line, by date and time
   */
  public List<ListingLine> listing(Receipt receipt, Language language) {
    return EngineMessages.listing(engine.handle(), receipt.message(), language);
  }

  /**
   * Offices.
   *
   * @param ids which; none: all
   * @return by id
   */
  public List<Office> offices(Long... ids) {
    return EngineMessages.offices(engine.handle(), List.of(ids));
  }

  /**
   * Schools.
   *
   * @param ids which; none: all
   * @return by id
   */
  public List<School> schools(Long... ids) {
    return EngineMessages.schools(engine.handle(), List.of(ids));
  }

  /**
   * Inspectors.
   *
   * @param ids which; none: all
   * @return by id
   */
  public List<Inspector> inspectors(Long... ids) {
    return EngineMessages.inspectors(engine.handle(), List.of(ids));
  }

  /**
   * Centres.
   *
   * @param ids which; none: all
   * @return by id
   */
  public List<Centre> centres(Long... ids) {
    return EngineMessages.centres(engine.handle(), List.of(ids));
  }

  /**
   * The rules document.
   *
   * @return its lines, with its version
   */
  public RulesDocument rules() {
    return EngineMessages.rules(engine.handle());
  }

  /**
   * The rules in force on a date.
   *
   * @param date local
   * @return each with its value
   */
  public Rules rulesOn(LocalDate date) {
    return EngineMessages.rulesOn(engine.handle(), date);
  }

  /**
   * Until when a school may cancel an exam.
   *
   * @param departement of its session
   * @param examStart when it begins, local
   * @return the moment, and why it is that one
   */
  public Deadline deadline(String departement, LocalDateTime examStart) {
    return EngineMessages.deadline(engine.handle(), departement, examStart);
  }

  /**
   * The same in a sentence.
   *
   * @param departement of its session
   * @param examStart when it begins, local
   * @param language which
   * @return local time and UTC, zone, way of counting, days that were not counted
   */
  public String deadlineText(String departement, LocalDateTime examStart, Language language) {
    return EngineMessages.deadlineText(engine.handle(), departement, examStart, language);
  }

  /**
   * Until when schools may cancel exams, many at once.
   *
   * @param departement of their sessions
   * @param examStarts minutes since 1970-01-01T00:00 local
   * @return microseconds since 1970-01-01T00:00Z, exclusive
   */
  public long[] deadlines(String departement, int[] examStarts) {
    long[] closesAt = new long[examStarts.length];
    engine.handle().deadlines(departement, examStarts, closesAt);
    return closesAt;
  }

  /**
   * From when on a date can be reserved.
   *
   * @param departement whose planning
   * @param date local
   * @return empty: at any time
   */
  public Optional<Instant> opening(String departement, LocalDate date) {
    return EngineMessages.opening(engine.handle(), departement, date);
  }

  /**
   * Whether a date is a public holiday, by law or by the rules.
   *
   * @param departement where
   * @param date local
   * @return whether it is
   */
  public boolean isHoliday(String departement, LocalDate date) {
    return EngineMessages.isHoliday(engine.handle(), departement, date);
  }
}
