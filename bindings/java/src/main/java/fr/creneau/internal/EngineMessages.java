package fr.creneau.internal;

import fr.creneau.Block;
import fr.creneau.Category;
import fr.creneau.Centre;
import fr.creneau.Closure;
import fr.creneau.Command;
import fr.creneau.CreneauException;
import fr.creneau.CsvStyle;
import fr.creneau.Deadline;
import fr.creneau.ErrorCode;
import fr.creneau.Exam;
import fr.creneau.Identity;
import fr.creneau.Inspector;
import fr.creneau.Language;
import fr.creneau.ListingLine;
import fr.creneau.NoticeStatus;
import fr.creneau.Office;
import fr.creneau.OutboxEntry;
import fr.creneau.Outcome;
import fr.creneau.Period;
import fr.creneau.PlanningCheck;
import fr.creneau.PlanningOptions;
import fr.creneau.Receipt;
import fr.creneau.Refusal;
import fr.creneau.Reservation;
import fr.creneau.Rules;
import fr.creneau.RulesDocument;
import fr.creneau.School;
import fr.creneau.SendOptions;
import fr.creneau.Sent;
import fr.creneau.Session;
import fr.creneau.SessionFilter;
import fr.creneau.Slot;
import fr.creneau.SlotId;
import fr.creneau.SlotStatus;
import fr.creneau.Units;
import fr.creneau.Week;
import fr.creneau.When;
import fr.creneau.internal.Queries.Actor;
import fr.creneau.ports.Cursor;
import fr.creneau.ports.EventFilter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** What an engine is asked, as messages; see native/engine.cpp. */
public final class EngineMessages {
  /** Decide and commit. */
  public static final int RUN = 0;

  /** Only decide. */
  public static final int PREVIEW = 1;

  /** Only decide, and journal a refusal. */
  public static final int PROPOSE = 2;

  /** Only decide, with notices. */
  public static final int DECIDE = 3;

  private static final int OFFICES = 9;
  private static final int SCHOOLS = 10;
  private static final int INSPECTORS = 11;
  private static final int CENTRES = 12;

  private EngineMessages() {}

  // ---- Commands ------------------------------------------------------------------------------

  public static EventMessage run(
      EngineHandle engine,
      Actor actor,
      String request,
      String departement,
      int mode,
      Command command) {
    return new EventMessage(
        engine.change(
            to -> {
              Queries.call(to, actor, mode, request, departement);
              Commands.put(to, command);
            }));
  }

  public static List<Outcome> runAll(
      EngineHandle engine,
      Actor actor,
      String request,
      String departement,
      List<? extends Command> commands) {
    List<Throwable> thrown = new ArrayList<>();
    MessageReader from =
        engine.changes(
            to -> {
              to.unsigned(commands.size());
              int place = 0;
              for (Command command : commands) {
                Queries.call(
                    to, actor, RUN, request.isEmpty() ? "" : request + "-" + place, departement);
                Commands.put(to, command);
                ++place;
              }
            },
            thrown);
    List<Outcome> outcomes = new ArrayList<>(commands.size());
    for (int left = commands.size(); left > 0; --left) {
      int status = from.integer();
      if (status == 0) {
        outcomes.add(
            new Outcome(Optional.of(new Receipt(EventMessage.next(from))), Optional.empty()));
      } else {
        CreneauException error = Answers.failure(status, from);
        if (error.code() == ErrorCode.HOST_ERROR || error.code() == ErrorCode.UNCONFIRMED) {
          thrown.forEach(error::addSuppressed);
        }
        outcomes.add(new Outcome(Optional.empty(), Optional.of(error)));
      }
    }
    return outcomes;
  }

  public static void reserveMany(
      EngineHandle engine,
      Actor actor,
      String request,
      String departement,
      long[] schools,
      long[] sessions,
      int[] plans,
      int[] ordinals,
      long[] numbers,
      long[] reservations,
      int[] codes) {
    engine.reserveMany(
        to -> Queries.call(to, actor, RUN, request, departement),
        schools,
        sessions,
        plans,
        ordinals,
        numbers,
        reservations,
        codes);
  }

  public static void cancelMany(
      EngineHandle engine,
      Actor actor,
      String request,
      String departement,
      long[] reservations,
      long[] numbers,
      int[] codes) {
    engine.cancelMany(
        to -> Queries.call(to, actor, RUN, request, departement), reservations, numbers, codes);
  }

  public static EventMessage importCsv(
      EngineHandle engine,
      Actor actor,
      String request,
      String departement,
      int mode,
      byte[] csv,
      PlanningOptions options) {
    return new EventMessage(
        engine.call(
            EngineCall.IMPORT_CSV,
            to -> {
              Queries.call(to, actor, mode, request, departement);
              planning(to, options);
              to.bytes(csv);
            }));
  }

  public static PlanningCheck checkCsv(EngineHandle engine, byte[] csv, PlanningOptions options) {
    MessageReader from =
        engine.call(
            EngineCall.CHECK_CSV,
            to -> {
              planning(to, options);
              to.bytes(csv);
            });
    return new PlanningCheck(from.text(), from.count());
  }

  private static void planning(MessageWriter to, PlanningOptions it) {
    Queries.planning(to, it.category(), it.part(), it.office(), it.tellSchools(), it.encoding());
  }

  // ---- Queries -------------------------------------------------------------------------------

  /** All pages of a list. */
  private static <T> List<T> all(
      EngineHandle engine,
      EngineCall call,
      Consumer<MessageWriter> query,
      Function<MessageReader, List<T>> rows) {
    List<T> found = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Optional<Cursor> behind = after;
      MessageReader from =
          engine.call(
              call,
              to -> {
                query.accept(to);
                Queries.page(to, behind);
              });
      found.addAll(rows.apply(from));
      after = from.maybe(it -> new Cursor(it.signed(), it.signed()));
    } while (after.isPresent());
    return List.copyOf(found);
  }

  private static <T> List<T> all(
      EngineHandle engine,
      EngineCall call,
      Actor actor,
      Consumer<MessageWriter> query,
      Function<MessageReader, T> row) {
    return all(
        engine,
        call,
        to -> {
          Queries.actor(to, actor);
          query.accept(to);
        },
        from -> from.list(row));
  }

  public static List<Session> sessions(EngineHandle engine, Actor actor, SessionFilter filter) {
    return all(
        engine, EngineCall.SESSIONS, actor, to -> Queries.sessions(to, filter), Rows::session);
  }

  public static List<Slot> slots(EngineHandle engine, Actor actor, SessionFilter filter) {
    return all(
        engine,
        EngineCall.PLANNING,
        to -> {
          Queries.actor(to, actor);
          Queries.sessions(to, filter);
        },
        EngineMessages::slots);
  }

  private static List<Slot> slots(MessageReader from) {
    List<Session> sessions = from.list(Rows::session);
    Map<SlotId, Reservation> reservations = new HashMap<>();
    for (Reservation it : from.list(Rows::reservation)) {
      it.slots()
          .ordinals()
          .forEach(ordinal -> reservations.put(new SlotId(it.session(), it.plan(), ordinal), it));
    }
    Map<SlotId, Block> blocks = new HashMap<>();
    for (Block it : from.list(Rows::block)) {
      blocks.put(it.slot(), it);
    }
    List<Slot> slots = new ArrayList<>();
    for (Session session : sessions) {
      for (SlotId id : session.slots()) {
        SlotStatus status =
            session.reserved().contains(id.ordinal())
                ? SlotStatus.RESERVED
                : session.unavailable().contains(id.ordinal())
                    ? SlotStatus.UNAVAILABLE
                    : SlotStatus.FREE;
        slots.add(
            new Slot(
                id,
                session,
                status,
                Optional.ofNullable(reservations.get(id)),
                Optional.ofNullable(blocks.get(id))));
      }
    }
    return slots;
  }

  public static Week weeks(
      EngineHandle engine,
      Actor actor,
      String departement,
      LocalDate week,
      int count,
      Optional<Category> category,
      long inspector) {
    MessageReader from =
        engine.call(
            EngineCall.WEEKS,
            to -> {
              Queries.actor(to, actor);
              Queries.weeks(to, departement, week, count, category, inspector);
            });
    List<Units> inspectors = from.list(Rows::units);
    return new Week(inspectors, Rows.units(from));
  }

  public static List<Exam> exams(
      EngineHandle engine,
      Actor actor,
      String departement,
      long school,
      Optional<Category> category,
      When when,
      Period period) {
    return all(
        engine,
        EngineCall.EXAMS,
        actor,
        to -> Queries.exams(to, departement, school, category, when, period),
        Rows::exam);
  }

  public static List<School> findSchools(
      EngineHandle engine, Actor actor, String departement, String text, int limit) {
    return engine
        .call(
            EngineCall.FIND_SCHOOLS,
            to -> {
              Queries.actor(to, actor);
              to.text(departement).text(text).count("limit", limit);
            })
        .list(Rows::school);
  }

  public static School schoolNamed(
      EngineHandle engine, Actor actor, String departement, String text) {
    return engine
        .call(
            EngineCall.SCHOOL_NAMED,
            to -> {
              Queries.actor(to, actor);
              to.text(departement).text(text);
            })
        .list(Rows::school)
        .get(0);
  }

  public static List<Closure> closures(
      EngineHandle engine, Actor actor, String departement, Period period) {
    return all(
        engine,
        EngineCall.CLOSURES,
        actor,
        to -> {
          to.text(departement);
          Rows.period(to, period);
        },
        Rows::closure);
  }

  public static List<EventMessage> history(EngineHandle engine, Actor actor, EventFilter filter) {
    return all(
        engine, EngineCall.HISTORY, actor, to -> Queries.events(to, filter), EventMessage::next);
  }

  public static List<Refusal> refusals(EngineHandle engine, Actor actor, String departement) {
    return all(engine, EngineCall.REFUSALS, actor, to -> to.text(departement), Rows::refusal);
  }

  private static <T> List<T> entries(
      EngineHandle engine, int kind, List<Long> ids, Function<MessageReader, T> row) {
    return engine.call(EngineCall.ENTRIES, to -> to.signed(kind).ids(ids)).list(row);
  }

  public static List<Office> offices(EngineHandle engine, List<Long> ids) {
    return entries(engine, OFFICES, ids, Rows::office);
  }

  public static List<School> schools(EngineHandle engine, List<Long> ids) {
    return entries(engine, SCHOOLS, ids, Rows::school);
  }

  public static List<Inspector> inspectors(EngineHandle engine, List<Long> ids) {
    return entries(engine, INSPECTORS, ids, Rows::inspector);
  }

  public static List<Centre> centres(EngineHandle engine, List<Long> ids) {
    return entries(engine, CENTRES, ids, Rows::centre);
  }

  // ---- Rules ---------------------------------------------------------------------------------

  public static RulesDocument rules(EngineHandle engine) {
    MessageReader from = engine.call(EngineCall.RULES, to -> {});
    List<fr.creneau.Rule> rules = from.list(Rows::rule);
    return new RulesDocument(from.signed(), rules);
  }

  public static Rules rulesOn(EngineHandle engine, LocalDate date) {
    return Rows.rules(engine.call(EngineCall.RULES_ON, to -> to.date(date)));
  }

  public static boolean isHoliday(EngineHandle engine, String departement, LocalDate date) {
    return engine.call(EngineCall.IS_HOLIDAY, to -> to.text(departement).date(date)).flag();
  }

  public static Deadline deadline(EngineHandle engine, String departement, LocalDateTime start) {
    return Rows.deadline(
        engine.call(EngineCall.DEADLINE, to -> to.text(departement).localTime(start)));
  }

  public static String deadlineText(
      EngineHandle engine, String departement, LocalDateTime start, Language language) {
    return engine
        .call(
            EngineCall.DEADLINE_TEXT,
            to -> to.text(departement).localTime(start).signed(language.number()))
        .text();
  }

  public static Optional<Instant> opening(EngineHandle engine, String departement, LocalDate date) {
    long opensAt = engine.call(EngineCall.OPENING, to -> to.text(departement).date(date)).signed();
    return opensAt == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(MessageReader.instantOf(opensAt));
  }

  // ---- Words ---------------------------------------------------------------------------------

  private static BiConsumer<MessageWriter, EventMessage> event(Language language) {
    return (to, event) -> to.signed(language.number()).bytes(event.rest().packed());
  }

  public static String words(
      EngineHandle engine, EngineCall call, EventMessage event, Language language) {
    return engine.call(call, to -> event(language).accept(to, event)).text();
  }

  public static List<ListingLine> listing(
      EngineHandle engine, EventMessage event, Language language) {
    return engine
        .call(EngineCall.LISTING, to -> event(language).accept(to, event))
        .list(Rows::listingLine);
  }

  // ---- Notices -------------------------------------------------------------------------------

  public static Sent send(
      EngineHandle engine, Actor actor, NotifierHandle notifier, SendOptions options) {
    MessageReader from =
        engine.send(
            to -> {
              Queries.actor(to, actor);
              to.count("batch", options.batch())
                  .signed(options.leaseSeconds())
                  .signed(options.longestDeliverySeconds())
                  .signed(options.maxAttempts())
                  .signed(options.firstDelaySeconds())
                  .signed(options.longestDelaySeconds());
            },
            notifier);
    return new Sent(
        from.unsigned(),
        from.unsigned(),
        from.unsigned(),
        from.unsigned(),
        from.unsigned(),
        from.unsigned());
  }

  public static List<OutboxEntry> notices(
      EngineHandle engine, Actor actor, Optional<NoticeStatus> status) {
    List<OutboxEntry> found = new ArrayList<>();
    for (long after = 0; ; ) {
      long behind = after;
      List<OutboxEntry> page =
          engine
              .call(
                  EngineCall.NOTICES,
                  to -> {
                    Queries.actor(to, actor);
                    to.optional(status, NoticeStatus::number).signed(behind).unsigned(1000);
                  })
              .list(Rows::outboxEntry);
      if (page.isEmpty()) {
        return List.copyOf(found);
      }
      found.addAll(page);
      after = page.get(page.size() - 1).notice().id();
    }
  }

  public static void retry(EngineHandle engine, Actor actor, List<Long> notices, String address) {
    engine.call(
        EngineCall.RETRY,
        to -> {
          Queries.actor(to, actor);
          to.ids(notices).text(address);
        });
  }

  public static String mail(EngineHandle engine, Actor actor, long notice, Identity identity) {
    return engine
        .call(
            EngineCall.MAIL,
            to -> {
              Queries.actor(to, actor);
              to.signed(notice);
              Rows.identity(to, identity);
            })
        .text();
  }

  // ---- Files ---------------------------------------------------------------------------------

  public static void writeWorkbook(
      EngineHandle engine,
      Actor actor,
      String path,
      String owner,
      SessionFilter filter,
      Language language) {
    engine.call(
        EngineCall.WRITE_WORKBOOK,
        to -> {
          Queries.actor(to, actor);
          to.signed(language.number()).text(path).text(owner).flag(true);
          Queries.sessions(to, filter);
        });
  }

  public static String writeCsv(
      EngineHandle engine, Actor actor, SessionFilter filter, CsvStyle style) {
    return engine
        .call(
            EngineCall.WRITE_CSV,
            to -> {
              Queries.actor(to, actor);
              Queries.sessions(to, filter);
              Queries.csv(to, style);
            })
        .text();
  }

  private static String csv(EngineHandle engine, int kind, CsvStyle style) {
    return engine
        .call(
            EngineCall.ENTRIES_CSV,
            to -> {
              to.signed(kind);
              Queries.csv(to, style);
            })
        .text();
  }

  public static String officesCsv(EngineHandle engine, CsvStyle style) {
    return csv(engine, OFFICES, style);
  }

  public static String schoolsCsv(EngineHandle engine, CsvStyle style) {
    return csv(engine, SCHOOLS, style);
  }

  public static String inspectorsCsv(EngineHandle engine, CsvStyle style) {
    return csv(engine, INSPECTORS, style);
  }

  public static String centresCsv(EngineHandle engine, CsvStyle style) {
    return csv(engine, CENTRES, style);
  }
}
