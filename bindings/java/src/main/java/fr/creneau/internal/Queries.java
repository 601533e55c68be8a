package fr.creneau.internal;

import fr.creneau.Category;
import fr.creneau.CsvStyle;
import fr.creneau.Encoding;
import fr.creneau.ExamPart;
import fr.creneau.Period;
import fr.creneau.Role;
import fr.creneau.SessionFilter;
import fr.creneau.When;
import fr.creneau.ports.ClosureFilter;
import fr.creneau.ports.Cursor;
import fr.creneau.ports.EventFilter;
import fr.creneau.ports.InspectorDays;
import fr.creneau.ports.Needs;
import fr.creneau.ports.PageRequest;
import fr.creneau.ports.RequestKey;
import fr.creneau.ports.ReservationFilter;
import fr.creneau.ports.WeekFilter;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Envelopes, filters and questions, in the order of native/plain_fields.hpp. */
public final class Queries {
  private Queries() {}

  /** Who acts. */
  public record Actor(Role role, long who, String subject) {}

  static void actor(MessageWriter to, Actor actor) {
    to.signed(actor.role().number()).signed(actor.who()).text(actor.subject());
  }

  /** The envelope of a command. */
  static void call(MessageWriter to, Actor actor, int mode, String request, String departement) {
    to.signed(mode).text(request).text(departement).flag(true);
    actor(to, actor);
  }

  static void page(MessageWriter to, Optional<Cursor> after) {
    to.unsigned(0)
        .signed(after.map(Cursor::major).orElse(0L))
        .signed(after.map(Cursor::minor).orElse(0L));
  }

  static void sessions(MessageWriter to, SessionFilter it) {
    to.text(it.departement());
    Rows.period(to, it.period());
    to.ids(it.inspectors())
        .signed(it.centre())
        .optional(it.category(), Category::number)
        .number(it.part().isPresent())
        .optional(it.part().flatMap(part -> part), ExamPart::number)
        .number(it.planned())
        .number(it.available())
        .number(it.withFreeSlots());
    Rows.hours(to, it.hours());
  }

  static SessionFilter sessions(MessageReader from) {
    String departement = from.text();
    Period period = Rows.period(from);
    List<Long> inspectors = from.ids();
    long centre = from.signed();
    Optional<Category> category = from.optional(Category::of);
    boolean hasPart = from.integer() != 0;
    Optional<ExamPart> part = from.optional(ExamPart::of);
    return new SessionFilter(
        departement,
        period,
        inspectors,
        centre,
        category,
        hasPart ? Optional.of(part) : Optional.empty(),
        from.integer() != 0,
        from.integer() != 0,
        from.integer() != 0,
        hours(from));
  }

  private static fr.creneau.Hours hours(MessageReader from) {
    fr.creneau.Hours hours = Rows.hours(from);
    return hours.start() == 0 && hours.end() == 0 ? fr.creneau.Hours.ALL : hours;
  }

  static void weeks(
      MessageWriter to,
      String departement,
      LocalDate week,
      int count,
      Optional<Category> category,
      long inspector) {
    to.text(departement)
        .date(week)
        .unsigned(count)
        .optional(category, Category::number)
        .signed(inspector);
  }

  static void exams(
      MessageWriter to,
      String departement,
      long school,
      Optional<Category> category,
      When when,
      Period period) {
    to.text(departement).signed(school).optional(category, Category::number).signed(when.number());
    Rows.period(to, period);
  }

  static void events(MessageWriter to, EventFilter it) {
    to.text(it.departement())
        .signed(it.after())
        .signed(it.session())
        .signed(it.reservation())
        .signed(it.school());
  }

  static void csv(MessageWriter to, CsvStyle style) {
    to.number(style.utf8Mark()).signed(style.separator());
  }

  static void planning(
      MessageWriter to,
      Optional<Category> category,
      Optional<ExamPart> part,
      long office,
      boolean notify,
      Encoding encoding) {
    to.optional(category, Category::number)
        .optional(part, ExamPart::number)
        .signed(office)
        .number(notify)
        .signed(encoding.number());
  }

  // ---- What ports are asked ------------------------------------------------------------------

  static Needs needs(MessageReader from) {
    String departement = from.text();
    Optional<RequestKey> request =
        from.maybe(it -> new RequestKey(Role.of(it.integer()), it.signed(), it.text()));
    List<Long> sessions = from.ids();
    List<Long> reservations = from.ids();
    boolean reservationsOfSessions = from.integer() != 0;
    boolean blocksOfSessions = from.integer() != 0;
    boolean inspectorDays = from.integer() != 0;
    List<Long> dayInspectors = from.ids();
    boolean hasDays = from.integer() != 0;
    Optional<Period> days = period(from, hasDays);
    Optional<SessionFilter> candidates = from.maybe(Queries::sessions);
    long enough = from.unsigned();
    boolean closuresOfSessions = from.integer() != 0;
    boolean hasClosuresWithin = from.integer() != 0;
    Optional<Period> closuresWithin = period(from, hasClosuresWithin);
    return new Needs(
        departement,
        request,
        sessions,
        reservations,
        reservationsOfSessions,
        blocksOfSessions,
        inspectorDays ? Optional.of(new InspectorDays(dayInspectors, days)) : Optional.empty(),
        candidates,
        enough < 0 ? Long.MAX_VALUE : enough,
        closuresOfSessions,
        closuresWithin,
        from.ids(),
        from.integer() != 0);
  }

  private static Optional<Period> period(MessageReader from, boolean isThere) {
    Period period = Rows.period(from);
    return isThere ? Optional.of(period) : Optional.empty();
  }

  static PageRequest page(MessageReader from) {
    int limit = (int) from.unsigned();
    Cursor after = new Cursor(from.signed(), from.signed());
    boolean first = after.major() == 0 && after.minor() == 0;
    return new PageRequest(first ? Optional.empty() : Optional.of(after), limit);
  }

  static ReservationFilter reservations(MessageReader from) {
    String departement = from.text();
    Period period = Rows.period(from);
    long school = from.signed();
    long centre = from.signed();
    List<Long> inspectors = from.ids();
    return new ReservationFilter(
        departement.isEmpty() ? Optional.empty() : Optional.of(departement),
        period,
        school,
        centre,
        inspectors,
        from.optional(Category::of));
  }

  static ClosureFilter closures(MessageReader from) {
    return new ClosureFilter(from.text(), Rows.period(from));
  }

  static EventFilter events(MessageReader from) {
    return new EventFilter(from.text(), from.signed(), from.signed(), from.signed(), from.signed());
  }

  static WeekFilter week(MessageReader from) {
    String departement = from.text();
    LocalDate week = from.date();
    from.unsigned(); // one week
    Optional<Category> category = from.optional(Category::of);
    long inspector = from.signed();
    return new WeekFilter(departement, week, category, inspector, from.localTime());
  }
}
