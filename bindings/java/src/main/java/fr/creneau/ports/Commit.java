package fr.creneau.ports;

import fr.creneau.ChangeSet;
import fr.creneau.ErrorCode;
import fr.creneau.Receipt;
import java.util.List;
import java.util.Objects;

/**
 * A change set that a storage is to commit, and its answer. The last answer counts. Not
 * thread-safe, and of no use once {@link Storage#commit} has returned.
 */
public final class Commit {
  /** What became of it. */
  public sealed interface Answer permits None, Done, Replayed, Conflict, Failed {}

  /** Nothing was said: nobody knows. */
  public record None() implements Answer {}

  /**
   * Committed and durable.
   *
   * @param number of the commit
   * @param sessions ids of the new ones
   * @param reservations likewise
   * @param closures likewise
   */
  public record Done(long number, List<Long> sessions, List<Long> reservations, List<Long> closures)
      implements Answer {
    /**
     * Nothing of it is null.
     *
     * @param number of the commit
     * @param sessions ids of the new ones
     * @param reservations likewise
     * @param closures likewise
     */
    public Done {
      sessions = List.copyOf(sessions);
      reservations = List.copyOf(reservations);
      closures = List.copyOf(closures);
    }
  }

  /**
   * The request id was committed before.
   *
   * @param event of the first time
   */
  public record Replayed(EventRow event) implements Answer {
    /**
     * Nothing of it is null.
     *
     * @param event of the first time
     */
    public Replayed {
      Objects.requireNonNull(event, "event");
    }
  }

  /** Something that the decision relied on no longer holds. */
  public record Conflict() implements Answer {}

  /**
   * It failed.
   *
   * @param code why
   * @param text what the database said
   */
  public record Failed(ErrorCode code, String text) implements Answer {
    /**
     * Nothing of it is null.
     *
     * @param code why
     * @param text what the database said
     */
    public Failed {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(text, "text");
    }
  }

  private final ChangeSet changes;
  private Answer answer = new None();
  private Done assigned;

  /**
   * Of the library's own.
   *
   * @param changes what is to be committed
   */
  public Commit(ChangeSet changes) {
    this.changes = Objects.requireNonNull(changes, "changes");
  }

  /**
   * What is to be committed.
   *
   * @return with fresh ids
   */
  public ChangeSet changes() {
    return changes;
  }

  /**
   * What was answered so far.
   *
   * @return the last answer
   */
  public Answer answer() {
    return answer;
  }

  /**
   * Gives it its commit number and the ids of its new rows.
   *
   * @param number of the commit, above zero
   * @param sessions ids of the new ones, in the order of their fresh ones
   * @param reservations likewise
   * @param closures likewise
   * @return the event that is to be kept: {@link Receipt#row()}
   * @throws fr.creneau.Errors.BadArgument for another count of ids, and for what is not above zero
   */
  public Receipt assign(
      long number, List<Long> sessions, List<Long> reservations, List<Long> closures) {
    Receipt receipt = changes.assign(number, sessions, reservations, closures);
    assigned = new Done(number, sessions, reservations, closures);
    return receipt;
  }

  /**
   * Committed and durable, under what was assigned.
   *
   * @throws IllegalStateException where nothing was assigned
   */
  public void done() {
    if (assigned == null) {
      throw new IllegalStateException("assign its number and ids first");
    }
    answer = assigned;
  }

  /**
   * The request id was committed before.
   *
   * @param event of the first time
   */
  public void replayed(EventRow event) {
    answer = new Replayed(event);
  }

  /** Something that the decision relied on no longer holds; nothing was changed. */
  public void conflict() {
    answer = new Conflict();
  }

  /**
   * It failed, and nothing was changed unless the code is {@link ErrorCode#UNCONFIRMED}.
   *
   * @param code why
   * @param text what the database said
   */
  public void failed(ErrorCode code, String text) {
    answer = new Failed(code, text);
  }
}
