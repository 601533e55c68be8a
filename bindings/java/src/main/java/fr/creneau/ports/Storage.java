package fr.creneau.ports;

import fr.creneau.Closure;
import fr.creneau.Exam;
import fr.creneau.Refusal;
import fr.creneau.RulesDocument;
import fr.creneau.Session;
import fr.creneau.Units;
import java.util.List;

/**
 * Keeps plannings, history and the journal of refusals, over tables of the host's own. What it must
 * do, step by step, is told in docs/implementing-a-storage.md.
 *
 * <p>Methods are called on the thread of the engine's caller, by several threads at once where
 * several use the engine. What they throw comes out of the engine's call as itself; nothing was
 * changed then, unless {@link #commit} threw it. Errors that the engine knows are thrown by {@link
 * fr.creneau.CreneauException#of}: {@code STORAGE_FAILED}, {@code STORAGE_FULL}, {@code CONFLICT}.
 */
public interface Storage {
  /**
   * Whether {@link #commit} gains from several change sets at once. The storage and the directory
   * may then be called on the thread of another caller, who commits for several; what they throw
   * for somebody else, that one hears of as {@link fr.creneau.Errors.HostError}.
   *
   * @return false: one change set at a time, on the caller's own thread
   */
  default boolean joinsCommits() {
    return false;
  }

  /**
   * Reads what a decision needs to see, all of one moment.
   *
   * @param needs what
   * @return what there is of it
   */
  Snapshot load(Needs needs);

  /**
   * Commits change sets of one département, each whole or not at all, in their order, and answers
   * for each by one of its methods. Where nothing is answered, nobody knows what became of it. An
   * answer counts even where something is thrown behind it; what is thrown once all are answered is
   * not heard of.
   *
   * @param commits in their order
   */
  void commit(List<Commit> commits);

  /**
   * Notes a refusal behind those noted before.
   *
   * @param refusal what was refused
   */
  void record(Refusal refusal);

  /**
   * The rules document.
   *
   * @return with its version
   */
  RulesDocument rules();

  /**
   * Sessions with their taken slots, by local start, then id.
   *
   * @param filter which
   * @param page which of them
   * @return a page
   */
  Page<Session> sessions(fr.creneau.SessionFilter filter, PageRequest page);

  /**
   * Reservations with their sessions, by the local start of the first slot, then id.
   *
   * @param filter which
   * @param page which of them
   * @return a page
   */
  Page<Exam> reservations(ReservationFilter filter, PageRequest page);

  /**
   * Closures by local start, then id.
   *
   * @param filter which
   * @param page which of them
   * @return a page
   */
  Page<Closure> closures(ClosureFilter filter, PageRequest page);

  /**
   * The history by number.
   *
   * @param filter which
   * @param page which of them
   * @return a page
   */
  Page<EventRow> events(EventFilter filter, PageRequest page);

  /**
   * The journal of refusals, in the order in which they were noted.
   *
   * @param departement whose
   * @param page which of them
   * @return a page
   */
  Page<Refusal> refusals(String departement, PageRequest page);

  /**
   * The units of a week.
   *
   * @param filter which
   * @return a row for each inspector with a planned session in the week, by id
   */
  List<Units> weekUnits(WeekFilter filter);
}
