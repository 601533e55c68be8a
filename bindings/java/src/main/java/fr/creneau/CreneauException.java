package fr.creneau;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why something was not done. Nothing was changed, unless the code is {@link
 * ErrorCode#UNCONFIRMED}. Each code has a class of its own among {@link Errors}, below {@link
 * RefusedException} (a rule says no), {@link BadInputException} (the request itself is wrong) or
 * {@link FailedException} (storage, delivery or host failed).
 */
public abstract sealed class CreneauException extends RuntimeException
    permits RefusedException, BadInputException, FailedException {
  private static final long serialVersionUID = 1L;

  /**
   * All that an error says.
   *
   * @param code what went wrong
   * @param english the thing, the rule and the way out in one sentence
   * @param french the same
   * @param subjects the things concerned, the first one first
   * @param limit what the rule allows; microseconds since 1970 where it is a moment
   * @param actual what was asked for, in the unit of the limit
   * @param text the offending text, or what a foreign system said
   * @param deadline the whole answer, where it is too late to cancel
   * @param faults of a file, all of them
   */
  public record Facts(
      ErrorCode code,
      String english,
      String french,
      List<Subject> subjects,
      long limit,
      long actual,
      String text,
      Optional<Deadline> deadline,
      List<Fault> faults) {
    /**
     * Nothing of it is null.
     *
     * @param code what went wrong
     * @param english the thing, the rule and the way out in one sentence
     * @param french the same
     * @param subjects the things concerned, the first one first
     * @param limit what the rule allows; microseconds since 1970 where it is a moment
     * @param actual what was asked for, in the unit of the limit
     * @param text the offending text, or what a foreign system said
     * @param deadline the whole answer, where it is too late to cancel
     * @param faults of a file, all of them
     */
    public Facts {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(english, "english");
      Objects.requireNonNull(french, "french");
      subjects = List.copyOf(subjects);
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(deadline, "deadline");
      faults = List.copyOf(faults);
    }
  }

  // Not the facts themselves: these can be serialized.

  /** What went wrong. */
  private final ErrorCode code;

  /** The message in French. */
  private final String french;

  /** The things concerned. */
  private final Subject[] subjects;

  /** What the rule allows. */
  private final long limit;

  /** What was asked for. */
  private final long actual;

  /** The offending text. */
  private final String text;

  /** Null where it is not about one. */
  private final Deadline deadline;

  /** Of a file. */
  private final Fault[] faults;

  CreneauException(Facts facts) {
    super(facts.english());
    this.code = facts.code();
    this.french = facts.french();
    this.subjects = facts.subjects().toArray(Subject[]::new);
    this.limit = facts.limit();
    this.actual = facts.actual();
    this.text = facts.text();
    this.deadline = facts.deadline().orElse(null);
    this.faults = facts.faults().toArray(Fault[]::new);
  }

  /**
   * An error of the host's own, for its ports: a storage that is full, a commit that conflicts.
   *
   * @param code what went wrong
   * @param text what a foreign system said; may be empty
   * @return the exception of that code
   */
  public static CreneauException of(ErrorCode code, String text) {
    String said = text.isEmpty() ? code.meaning() : code.meaning() + ": " + text;
    return Errors.of(
        new Facts(code, said, said, List.of(), 0, 0, text, Optional.empty(), List.of()));
  }

  /**
   * What went wrong.
   *
   * @return the code
   */
  public ErrorCode code() {
    return code;
  }

  /**
   * The thing, the rule and the way out in one sentence; things are called by their numbers.
   *
   * @param language which
   * @return the sentence
   */
  public String message(Language language) {
    return language == Language.FRENCH ? french : getMessage();
  }

  /**
   * The things concerned.
   *
   * @return the first one first
   */
  public List<Subject> subjects() {
    return List.of(subjects);
  }

  /**
   * What the rule allows.
   *
   * @return microseconds since 1970 where it is a moment
   */
  public long limit() {
    return limit;
  }

  /**
   * What was asked for.
   *
   * @return in the unit of the limit
   */
  public long actual() {
    return actual;
  }

  /**
   * The offending text, or what a foreign system said.
   *
   * @return may be empty
   */
  public String text() {
    return text;
  }

  /**
   * Until when it would have been possible, of {@link Errors.TooLate}.
   *
   * @return the whole answer
   */
  public Optional<Deadline> deadline() {
    return Optional.ofNullable(deadline);
  }

  /**
   * Everything that is wrong with a file.
   *
   * @return one by one, by line and column
   */
  public List<Fault> faults() {
    return List.of(faults);
  }
}
