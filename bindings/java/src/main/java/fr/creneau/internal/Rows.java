package fr.creneau.internal;

import fr.creneau.Block;
import fr.creneau.BlockChange;
import fr.creneau.Category;
import fr.creneau.Centre;
import fr.creneau.Closure;
import fr.creneau.ClosureChange;
import fr.creneau.ClosureScope;
import fr.creneau.CommandKind;
import fr.creneau.Counting;
import fr.creneau.Deadline;
import fr.creneau.ErrorCode;
import fr.creneau.Exam;
import fr.creneau.ExamPart;
import fr.creneau.Grid;
import fr.creneau.Hours;
import fr.creneau.Identity;
import fr.creneau.Inspector;
import fr.creneau.ListingLine;
import fr.creneau.Notice;
import fr.creneau.NoticeKind;
import fr.creneau.NoticeLine;
import fr.creneau.NoticeStatus;
import fr.creneau.Office;
import fr.creneau.OutboxEntry;
import fr.creneau.Period;
import fr.creneau.Planning;
import fr.creneau.Posting;
import fr.creneau.Reason;
import fr.creneau.Refusal;
import fr.creneau.RefusalJournal;
import fr.creneau.Remark;
import fr.creneau.RemarkKind;
import fr.creneau.Reservation;
import fr.creneau.ReservationChange;
import fr.creneau.Role;
import fr.creneau.Rule;
import fr.creneau.Rules;
import fr.creneau.School;
import fr.creneau.Session;
import fr.creneau.SessionChange;
import fr.creneau.SlotId;
import fr.creneau.SlotSet;
import fr.creneau.SlotStatus;
import fr.creneau.Subject;
import fr.creneau.SubjectKind;
import fr.creneau.Units;
import fr.creneau.ports.EventRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The fields of each row, read and written in the order of native/plain_fields.hpp. */
public final class Rows {
  private Rows() {}

  // ---- Values --------------------------------------------------------------------------------

  static SlotId slot(MessageReader from) {
    return new SlotId(from.signed(), (int) from.unsigned(), (int) from.unsigned());
  }

  static void slot(MessageWriter to, SlotId slot) {
    to.signed(slot.session()).unsigned(slot.plan()).unsigned(slot.ordinal());
  }

  private static SlotSet slots(MessageReader from) {
    return new SlotSet(from.unsigned());
  }

  static Period period(MessageReader from) {
    return new Period(from.date(), from.date());
  }

  static void period(MessageWriter to, Period period) {
    to.givenDate(period.first()).givenDate(period.last());
  }

  static Hours hours(MessageReader from) {
    return new Hours(from.integer(), from.integer());
  }

  static void hours(MessageWriter to, Hours hours) {
    to.signed(hours.start()).signed(hours.end());
  }

  static Subject subject(MessageReader from) {
    return new Subject(
        SubjectKind.of(from.integer()),
        from.signed(),
        (int) from.unsigned(),
        (int) from.unsigned(),
        from.text());
  }

  static Set<Category> categories(MessageReader from) {
    long bits = from.unsigned();
    Set<Category> categories = EnumSet.noneOf(Category.class);
    for (Category it : Category.values()) {
      if ((bits >>> it.number() & 1) != 0) {
        categories.add(it);
      }
    }
    return categories;
  }

  static void categories(MessageWriter to, Set<Category> categories) {
    long bits = 0;
    for (Category it : categories) {
      bits |= 1L << it.number();
    }
    to.unsigned(bits);
  }

  static void reason(MessageWriter to, Optional<Reason> reason) {
    to.optional(reason, Reason::number);
  }

  static void identity(MessageWriter to, Identity identity) {
    to.text(identity.address()).text(identity.name()).text(identity.domain());
  }

  // ---- Rows of a planning --------------------------------------------------------------------

  static Session session(MessageReader from) {
    long id = from.signed();
    String departement = from.text();
    long inspector = from.signed();
    LocalDateTime midnight = from.date().atStartOfDay();
    LocalDateTime start = midnight.plusMinutes(from.signed());
    LocalDateTime end = midnight.plusMinutes(from.signed());
    long proposedCentre = from.signed();
    int plan = (int) from.unsigned();
    long revision = from.signed();
    SlotSet reserved = slots(from);
    SlotSet unavailable = slots(from);
    String externalRef = from.text();
    long centre = from.signed();
    int category = from.integer();
    Optional<ExamPart> part = from.optional(ExamPart::of);
    Grid grid = new Grid(from.integer(), from.integer(), from.integer());
    long plannedBy = from.signed();
    Optional<Planning> planning =
        centre == 0
            ? Optional.empty()
            : Optional.of(new Planning(centre, Category.of(category), part, grid, plannedBy));
    return new Session(
        id,
        departement,
        inspector,
        start,
        end,
        proposedCentre,
        plan,
        revision,
        planning,
        reserved,
        unavailable,
        externalRef);
  }

  static void session(MessageWriter to, Session it) {
    LocalDate date = it.start().toLocalDate();
    to.signed(it.id())
        .text(it.departement())
        .signed(it.inspector())
        .date(date)
        .signed(minutes(date, it.start()))
        .signed(minutes(date, it.end()))
        .signed(it.proposedCentre())
        .unsigned(it.plan())
        .signed(it.revision())
        .unsigned(it.reserved().bits())
        .unsigned(it.unavailable().bits())
        .text(it.externalRef());
    if (it.planning().isPresent()) {
      Planning planning = it.planning().get();
      to.signed(planning.centre())
          .signed(planning.category().number())
          .optional(planning.part(), ExamPart::number)
          .signed(planning.grid().unitMinutes())
          .signed(planning.grid().unitsOfSlot())
          .signed(planning.grid().slotCount())
          .signed(planning.plannedBy());
    } else {
      to.signed(0).signed(0).signed(0).signed(0).signed(0).signed(0).signed(0);
    }
  }

  /** Minutes since the midnight at which a date begins. */
  private static long minutes(LocalDate date, LocalDateTime time) {
    return ChronoUnit.MINUTES.between(date.atStartOfDay(), time);
  }

  static Reservation reservation(MessageReader from) {
    return new Reservation(
        from.signed(),
        from.signed(),
        from.signed(),
        (int) from.unsigned(),
        slots(from),
        from.signed(),
        from.text());
  }

  static void reservation(MessageWriter to, Reservation it) {
    to.signed(it.id())
        .signed(it.school())
        .signed(it.session())
        .unsigned(it.plan())
        .unsigned(it.slots().bits())
        .signed(it.revision())
        .text(it.externalRef());
  }

  static Exam exam(MessageReader from) {
    return new Exam(reservation(from), session(from));
  }

  static Block block(MessageReader from) {
    return new Block(slot(from), from.optional(Reason::of), from.text());
  }

  static void block(MessageWriter to, Block it) {
    slot(to, it.slot());
    reason(to, it.reason());
    to.text(it.note());
  }

  static Closure closure(MessageReader from) {
    return closureChange(from).closure();
  }

  static ClosureChange closureChange(MessageReader from) {
    Closure closure =
        new Closure(
            from.signed(),
            from.text(),
            ClosureScope.of(from.integer()),
            from.signed(),
            from.localTime(),
            from.localTime(),
            from.optional(Reason::of),
            from.text());
    return new ClosureChange(closure, from.integer() == 0);
  }

  static void closure(MessageWriter to, Closure it) {
    to.signed(it.id())
        .text(it.departement())
        .signed(it.scope().number())
        .signed(it.who())
        .localTime(it.start())
        .localTime(it.end());
    reason(to, it.reason());
    to.text(it.note()).signed(0);
  }

  static Rule rule(MessageReader from) {
    return new Rule(from.date(), from.text(), from.text());
  }

  static void rule(MessageWriter to, Rule it) {
    to.date(it.from()).text(it.key()).text(it.value());
  }

  static Refusal refusal(MessageReader from) {
    return new Refusal(
        from.text(),
        CommandKind.of(from.integer()),
        Role.of(from.integer()),
        from.signed(),
        from.text(),
        from.instant(),
        from.text(),
        ErrorCode.of(from.integer()),
        from.signed(),
        from.signed(),
        from.list(Rows::slot));
  }

  static void refusal(MessageWriter to, Refusal it) {
    to.text(it.departement())
        .signed(it.command().number())
        .signed(it.role().number())
        .signed(it.who())
        .text(it.subject())
        .instant(it.at())
        .text(it.request())
        .signed(it.code().number())
        .signed(it.limit())
        .signed(it.actual())
        .list(it.slots(), Rows::slot);
  }

  static Units units(MessageReader from) {
    return new Units(
        from.date(), from.signed(), from.integer(), from.integer(), from.integer(), from.integer());
  }

  static void units(MessageWriter to, Units it) {
    to.date(it.week())
        .signed(it.inspector())
        .signed(it.planned())
        .signed(it.unavailable())
        .signed(it.assigned())
        .signed(it.reservable());
  }

  // ---- Rows of a directory -------------------------------------------------------------------

  static Office office(MessageReader from) {
    return new Office(
        from.signed(),
        from.text(),
        from.text(),
        from.text(),
        from.list(MessageReader::text),
        from.text());
  }

  static void office(MessageWriter to, Office it) {
    to.signed(it.id())
        .text(it.name())
        .text(it.mail())
        .text(it.phone())
        .list(it.departements(), MessageWriter::text)
        .text(it.externalRef());
  }

  static School school(MessageReader from) {
    long id = from.signed();
    String name = from.text();
    String aurigeId = from.text();
    String mail = from.text();
    Set<Category> categories = categories(from);
    boolean active = from.integer() == 0;
    return new School(id, name, aurigeId, mail, categories, active, from.text());
  }

  static void school(MessageWriter to, School it) {
    to.signed(it.id()).text(it.name()).text(it.aurigeId()).text(it.mail());
    categories(to, it.categories());
    to.number(!it.active()).text(it.externalRef());
  }

  private static Posting posting(MessageReader from) {
    String departement = from.text();
    long first = from.signed();
    long last = from.signed();
    // Where a posting is open, C++ says zero.
    return new Posting(
        departement,
        new Period(
            first == 0 ? Period.FIRST_DATE : LocalDate.ofEpochDay(first),
            last == 0 ? Period.LAST_DATE : LocalDate.ofEpochDay(last)));
  }

  private static void posting(MessageWriter to, Posting it) {
    to.text(it.departement());
    period(to, it.period());
  }

  static Inspector inspector(MessageReader from) {
    return new Inspector(
        from.signed(),
        from.text(),
        from.text(),
        from.list(Rows::posting),
        categories(from),
        from.text());
  }

  static void inspector(MessageWriter to, Inspector it) {
    to.signed(it.id()).text(it.matricule()).text(it.name()).list(it.postings(), Rows::posting);
    categories(to, it.categories());
    to.text(it.externalRef());
  }

  static Centre centre(MessageReader from) {
    return new Centre(
        from.signed(), from.text(), from.text(), from.text(), categories(from), from.text());
  }

  static void centre(MessageWriter to, Centre it) {
    to.signed(it.id()).text(it.name()).text(it.place()).text(it.departement());
    categories(to, it.categories());
    to.text(it.externalRef());
  }

  // ---- Events --------------------------------------------------------------------------------

  static SessionChange sessionChange(MessageReader from) {
    return new SessionChange(from.maybe(Rows::session), from.maybe(Rows::session));
  }

  static ReservationChange reservationChange(MessageReader from) {
    return new ReservationChange(
        from.signed(),
        from.signed(),
        from.signed(),
        (int) from.unsigned(),
        (int) from.unsigned(),
        slots(from),
        slots(from),
        slots(from),
        slots(from),
        from.signed(),
        from.text());
  }

  static BlockChange blockChange(MessageReader from) {
    return new BlockChange(
        from.signed(),
        (int) from.unsigned(),
        slots(from),
        from.integer() != 0,
        from.optional(Reason::of),
        from.text(),
        from.integer() != 0);
  }

  static Remark remark(MessageReader from) {
    return new Remark(RemarkKind.of(from.integer()), subject(from), from.signed());
  }

  /** The envelope of an event; what it says of its rows is for whoever reads those. */
  static EventRow head(MessageReader from) {
    long number = from.signed();
    CommandKind command = CommandKind.of(from.integer());
    String departement = from.text();
    Role role = Role.of(from.integer());
    long who = from.signed();
    String subject = from.text();
    Instant at = from.instant();
    String request = from.text();
    long content = from.unsigned();
    Optional<Reason> reason = from.optional(Reason::of);
    String note = from.text();
    long rules = from.signed();
    boolean reliesOnClosures = from.integer() != 0;
    long closures = from.signed();
    return new EventRow(
        number,
        command,
        departement,
        role,
        who,
        subject,
        at,
        request,
        content,
        reason,
        note,
        rules,
        reliesOnClosures ? OptionalLong.of(closures) : OptionalLong.empty(),
        "");
  }

  static void event(MessageWriter to, EventRow it) {
    to.signed(it.number())
        .signed(it.command().number())
        .text(it.departement())
        .signed(it.role().number())
        .signed(it.who())
        .text(it.subject())
        .instant(it.at())
        .text(it.request())
        .unsigned(it.content());
    reason(to, it.reason());
    to.text(it.note())
        .signed(it.rules())
        .number(it.closures().isPresent())
        .signed(it.closures().orElse(0))
        .signed(0)
        .text(it.json());
  }

  // ---- Notices -------------------------------------------------------------------------------

  private static NoticeLine line(MessageReader from) {
    long reservation = from.signed();
    long school = from.signed();
    long centre = from.signed();
    long inspector = from.signed();
    Category category = Category.of(from.integer());
    Optional<ExamPart> part = from.optional(ExamPart::of);
    LocalDateTime start = from.localTime();
    LocalDateTime end = from.localTime();
    int units = from.integer();
    long sequence = from.signed();
    boolean stillHeld = from.integer() != 0;
    LocalDateTime heldStart = from.localTime();
    LocalDateTime heldEnd = from.localTime();
    return new NoticeLine(
        reservation,
        school,
        centre,
        inspector,
        category,
        part,
        start,
        end,
        units,
        sequence,
        stillHeld,
        stillHeld ? Optional.of(heldStart) : Optional.empty(),
        stillHeld ? Optional.of(heldEnd) : Optional.empty(),
        from.text(),
        from.text());
  }

  private static void line(MessageWriter to, NoticeLine it) {
    to.signed(it.reservation())
        .signed(it.school())
        .signed(it.centre())
        .signed(it.inspector())
        .signed(it.category().number())
        .optional(it.part(), ExamPart::number)
        .localTime(it.start())
        .localTime(it.end())
        .signed(it.units())
        .signed(it.sequence())
        .number(it.stillHeld())
        .localTime(it.heldStart().orElse(EPOCH))
        .localTime(it.heldEnd().orElse(EPOCH))
        .text(it.summary())
        .text(it.location());
  }

  private static final LocalDateTime EPOCH = LocalDate.EPOCH.atStartOfDay();

  static Notice notice(MessageReader from) {
    return new Notice(
        from.signed(),
        from.text(),
        NoticeKind.of(from.integer()),
        from.signed(),
        from.signed(),
        from.signed(),
        from.instant(),
        from.optional(Reason::of),
        from.text(),
        from.text(),
        from.text(),
        from.text(),
        from.text(),
        from.text(),
        from.list(Rows::line));
  }

  static OutboxEntry outboxEntry(MessageReader from) {
    return new OutboxEntry(
        notice(from),
        NoticeStatus.of(from.integer()),
        from.integer(),
        from.integer(),
        from.instant(),
        from.signed(),
        from.text());
  }

  static void outboxEntry(MessageWriter to, OutboxEntry it) {
    Notice notice = it.notice();
    to.signed(notice.id())
        .text(notice.departement())
        .signed(notice.kind().number())
        .signed(notice.toSchool())
        .signed(notice.toOffice())
        .signed(notice.fromOffice())
        .instant(notice.at());
    reason(to, notice.reason());
    to.text(notice.note())
        .text(notice.address())
        .text(notice.replyTo())
        .text(notice.title())
        .text(notice.text())
        .text(notice.html())
        .list(notice.lines(), Rows::line)
        .signed(it.status().number())
        .signed(it.attempts())
        .signed(it.uncertain())
        .instant(it.nextAttempt())
        .signed(it.lease())
        .text(it.lastError());
  }

  static ListingLine listingLine(MessageReader from) {
    return new ListingLine(
        from.text(),
        from.text(),
        from.text(),
        from.text(),
        from.text(),
        from.text(),
        from.integer(),
        from.text());
  }

  // ---- Rules ---------------------------------------------------------------------------------

  static Rules rules(MessageReader from) {
    long version = from.signed();
    Hours morning = hours(from);
    Hours afternoon = hours(from);
    int unitMinutes = from.integer();
    int unitsOfSlot = from.integer();
    int cancellationDays = from.integer();
    Counting counting = Counting.of(from.integer());
    boolean backToWorkingDay = from.integer() != 0;
    SlotStatus schoolLeaves = SlotStatus.of(from.integer());
    SlotStatus officeLeaves = SlotStatus.of(from.integer());
    int daysAhead = from.integer();
    int opensAt = from.integer();
    RefusalJournal journal = RefusalJournal.of(from.integer());
    Map<Category, Map<ExamPart, Integer>> examUnits = new EnumMap<>(Category.class);
    int categories = 32;
    int parts = 4;
    for (int category = 0; category < categories; ++category) {
      Map<ExamPart, Integer> ofCategory = new EnumMap<>(ExamPart.class);
      for (int part = 0; part < parts; ++part) {
        int units = (int) from.unsigned();
        if (units > 0 && part > 0) {
          ofCategory.put(ExamPart.of(part), units);
        }
      }
      if (category > 0 && category <= Category.values().length) {
        examUnits.put(Category.of(category), Map.copyOf(ofCategory));
      }
    }
    return new Rules(
        version,
        morning,
        afternoon,
        unitMinutes,
        unitsOfSlot,
        cancellationDays,
        counting,
        backToWorkingDay,
        schoolLeaves,
        officeLeaves,
        daysAhead,
        opensAt,
        journal,
        examUnits);
  }

  static Deadline deadline(MessageReader from) {
    Instant closesAt = from.instant();
    LocalDateTime local = from.localTime();
    ZoneId zone = ZoneId.of(from.text());
    LocalDate lastDay = from.date();
    int days = from.integer();
    Counting counting = Counting.of(from.integer());
    boolean backToWorkingDay = from.integer() != 0;
    from.unsigned(); // how many were skipped, perhaps more than are told
    List<LocalDate> skipped = from.list(MessageReader::date);
    return new Deadline(closesAt, local, zone, lastDay, days, counting, backToWorkingDay, skipped);
  }
}
