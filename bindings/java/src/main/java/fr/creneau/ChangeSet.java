package fr.creneau;

import fr.creneau.internal.EventMessage;
import fr.creneau.internal.Library;
import fr.creneau.ports.EventRow;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A change of one département's planning, with everything that its decision relied on. It is
 * applied whole or not at all, and only where all of this still holds:
 *
 * <ul>
 *   <li>the request id was not seen before;
 *   <li>the rules have the version {@link #rulesVersion()};
 *   <li>the closures have the revision {@link #closuresRevision()}, where stated;
 *   <li>each session of {@link #reliedOn()} is still at that plan;
 *   <li>each row that a change names is as its "before" says (absent where there is none).
 * </ul>
 *
 * New rows have fresh ids, −1, −2… of each kind, until {@link #assign}. A value; thread-safe.
 */
public final class ChangeSet {
  private final EventMessage it;

  /**
   * Of the library's own.
   *
   * @param it what C++ gave
   */
  public ChangeSet(EventMessage it) {
    this.it = Objects.requireNonNull(it, "it");
  }

  EventMessage message() {
    return it;
  }

  private EventRow head() {
    return it.head();
  }

  /**
   * Which command decided it.
   *
   * @return its kind
   */
  public CommandKind command() {
    return head().command();
  }

  /**
   * Whose planning; every row named lies in it.
   *
   * @return its code
   */
  public String departement() {
    return head().departement();
  }

  /**
   * In which capacity somebody gave the command.
   *
   * @return the actor's role
   */
  public Role role() {
    return head().role();
  }

  /**
   * Who gave the command.
   *
   * @return the actor's id, by role
   */
  public long who() {
    return head().who();
  }

  /**
   * The host's pseudonym of who gave the command.
   *
   * @return may be empty
   */
  public String subject() {
    return head().subject();
  }

  /**
   * When the command was given.
   *
   * @return read once at its entry
   */
  public Instant at() {
    return head().at();
  }

  /**
   * The caller's request id.
   *
   * @return empty: there was none
   */
  public String request() {
    return head().request();
  }

  /**
   * A hash of the command: the same request id with another one is another request.
   *
   * @return 64 bits; zero without a request id
   */
  public long content() {
    return head().content();
  }

  /**
   * The command's reason.
   *
   * @return empty: not stated
   */
  public Optional<Reason> reason() {
    return head().reason();
  }

  /**
   * The command's note.
   *
   * @return may be empty
   */
  public String note() {
    return head().note();
  }

  /**
   * The version of the rules that decided: an expectation.
   *
   * @return zero: the defaults
   */
  public long rulesVersion() {
    return head().rules();
  }

  /**
   * The number of the commit that last changed a closure: an expectation, where it is there.
   *
   * @return empty: the decision did not rely on closures
   */
  public OptionalLong closuresRevision() {
    return head().closures();
  }

  /**
   * Sessions that the decision relied on without writing them.
   *
   * @return each once
   */
  public List<Session> reliedOn() {
    return it.rest().reliedOn();
  }

  /**
   * Sessions made, removed or rewritten.
   *
   * @return fresh ids in their order
   */
  public List<SessionChange> sessions() {
    return it.rest().sessions();
  }

  /**
   * Reservations made, ended, shrunk or taken along, and so their slot rows.
   *
   * @return fresh ids in their order
   */
  public List<ReservationChange> reservations() {
    return it.first().reservations();
  }

  /**
   * Slots without a reservation that become unavailable, or cease to be.
   *
   * @return session by session
   */
  public List<BlockChange> blocks() {
    return it.rest().blocks();
  }

  /**
   * Closures added or removed.
   *
   * @return fresh ids in their order
   */
  public List<ClosureChange> closures() {
    return it.rest().closures();
  }

  /**
   * The rules document, where it is replaced: its version rises by one.
   *
   * @return empty: it stays
   */
  public Optional<RulesChange> rules() {
    return it.rest().rules();
  }

  /**
   * What is remarked beside the changes.
   *
   * @return writes nothing
   */
  public List<Remark> remarks() {
    return it.rest().remarks();
  }

  /**
   * For the outbox: those without an address as undeliverable, the others pending and due at once.
   * Only of a change set that is not committed yet.
   *
   * @return one for each recipient
   */
  public List<Notice> notices() {
    return it.rest().notices();
  }

  /**
   * The changes as JSON.
   *
   * @return always the same text
   */
  public String toJson() {
    return Library.json(it);
  }

  /**
   * The receipt of this change set, once it has its commit number and the ids of its new rows.
   * Pure.
   *
   * @param number of the commit, above zero
   * @param sessions ids of the new ones, in the order of their fresh ones
   * @param reservations likewise
   * @param closures likewise
   * @return the same with them, and the number as the revision of the rows that it writes
   * @throws Errors.BadArgument for another count of ids, and for what is not above zero
   */
  public Receipt assign(
      long number, List<Long> sessions, List<Long> reservations, List<Long> closures) {
    return new Receipt(Library.assign(it, number, sessions, reservations, closures));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChangeSet that && it.equals(that.it);
  }

  @Override
  public int hashCode() {
    return it.hashCode();
  }

  @Override
  public String toString() {
    return "ChangeSet of " + command() + " in " + departement();
  }
}
