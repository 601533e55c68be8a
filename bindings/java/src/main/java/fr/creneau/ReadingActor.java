package fr.creneau;

import fr.creneau.internal.EngineMessages;
import fr.creneau.internal.Queries;
import fr.creneau.ports.EventFilter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who reads the plannings of an office's départements. An office of several says which.
 */
public abstract sealed class ReadingActor extends Actor permits OfficeActor, ReaderActor {
  private volatile String only;

  ReadingActor(Engine engine, Queries.Actor who) {
    super(engine, who);
  }

  /** That of {@code in}; empty: the office's only one. */
  abstract String named();

  /**
   * Whose planning this actor reads.
   *
   * @return that of {@code in}, or the office's only one
   * @throws IllegalStateException where the office has none, or several
   */
  public String departement() {
    String named = named();
    if (!named.isEmpty()) {
      return named;
    }
    String known = only;
    if (known == null) {
      List<Office> own = offices(who.who());
      if (own.size() != 1 || own.get(0).departements().size() != 1) {
        throw new IllegalStateException("say which département: the office has none, or several");
      }
      known = own.get(0).departements().get(0);
      only = known;
    }
    return known;
  }

  /**
   * A filter of all sessions of the département.
   *
   * @return to be narrowed
   */
  public SessionFilter all() {
    return SessionFilter.of(departement());
  }

  /**
   * Sessions by local start, then id. O(rows).
   *
   * @param filter which
   * @return all of them
   */
  public List<Session> sessions(SessionFilter filter) {
    return EngineMessages.sessions(engine.handle(), who, filter);
  }

  /**
   * Every slot of the planned sessions, with what holds it. O(rows).
   *
   * @param filter of which sessions
   * @return session by session, by local start
   */
  public List<Slot> slots(SessionFilter filter) {
    return EngineMessages.slots(engine.handle(), who, filter.onlyPlanned());
  }

  /**
   * The units of the ISO week of a day (récapitulatif).
   *
   * @param day any of the week
   * @return by inspector, with their sum
   */
  public Week week(LocalDate day) {
    return weeks(day, 1, Optional.empty(), 0);
  }

  /**
   * The units of several weeks.
   *
   * @param day any of the first one
   * @param count how many, at most 5,220
   * @param category of sessions planned for it; empty: of all
   * @param inspector zero: all
   * @return by week and inspector, with their sum
   */
  public Week weeks(LocalDate day, int count, Optional<Category> category, long inspector) {
    return EngineMessages.weeks(
        engine.handle(), who, departement(), day, count, category, inspector);
  }

  /**
   * What a school holds.
   *
   * @param school which
   * @param when by now
   * @return by date, then time
   */
  public List<Exam> exams(long school, When when) {
    return exams(school, when, Optional.empty(), Period.ALL);
  }

  /**
   * What a school holds.
   *
   * @param school which
   * @param when by now
   * @param category empty: of all
   * @param period local days
   * @return by date, then time
   */
  public List<Exam> exams(long school, When when, Optional<Category> category, Period period) {
    return EngineMessages.exams(
        engine.handle(), who, departement(), school, category, when, period);
  }

  /**
   * Schools by a part of their name or by Aurige id: case, accents and ligatures do not matter.
   *
   * @param text what somebody typed
   * @param limit at most so many
   * @return by name
   */
  public List<School> findSchools(String text, int limit) {
    return EngineMessages.findSchools(engine.handle(), who, departement(), text, limit);
  }

  /**
   * The one school that a text means.
   *
   * @param text what somebody typed
   * @return the school
   * @throws Errors.UnknownSchool where there is none
   * @throws Errors.AmbiguousSchool with the candidates as subjects
   */
  public School schoolNamed(String text) {
    return EngineMessages.schoolNamed(engine.handle(), who, departement(), text);
  }

  /**
   * Closures that touch some days.
   *
   * @param period local days
   * @return by local start, then id
   */
  public List<Closure> closures(Period period) {
    return EngineMessages.closures(engine.handle(), who, departement(), period);
  }

  /**
   * The whole history of the département since a commit.
   *
   * @param after its number; zero: from the beginning
   * @return by number
   */
  public List<Receipt> history(long after) {
    return history(new EventFilter(departement(), after, 0, 0, 0));
  }

  /**
   * A part of the history.
   *
   * @param filter which
   * @return by number
   */
  public List<Receipt> history(EventFilter filter) {
    return EngineMessages.history(engine.handle(), who, filter).stream().map(Receipt::new).toList();
  }

  /**
   * Writes sessions as an Excel workbook. The file is replaced once it is whole.
   *
   * @param path where
   * @param filter which; its period is at most 106 weeks
   * @param language of headings, sheets and statuses
   */
  public void export(Path path, SessionFilter filter, Language language) {
    List<Office> own = offices(who.who());
    String owner = own.isEmpty() ? "" : own.get(0).name();
    EngineMessages.writeWorkbook(engine.handle(), who, path.toString(), owner, filter, language);
  }

  /**
   * Sessions as CSV, as an operator can import them again.
   *
   * @param filter which
   * @param style how
   * @return the file
   */
  public String csv(SessionFilter filter, CsvStyle style) {
    return EngineMessages.writeCsv(engine.handle(), who, filter, style);
  }
}
