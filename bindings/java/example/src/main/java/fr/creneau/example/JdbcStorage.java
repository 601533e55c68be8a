package fr.creneau.example;

import fr.creneau.Block;
import fr.creneau.BlockChange;
import fr.creneau.Category;
import fr.creneau.ChangeSet;
import fr.creneau.Closure;
import fr.creneau.ClosureChange;
import fr.creneau.ClosureScope;
import fr.creneau.CommandKind;
import fr.creneau.CreneauException;
import fr.creneau.ErrorCode;
import fr.creneau.Exam;
import fr.creneau.ExamPart;
import fr.creneau.Grid;
import fr.creneau.Hours;
import fr.creneau.Period;
import fr.creneau.Planning;
import fr.creneau.Reason;
import fr.creneau.Receipt;
import fr.creneau.Refusal;
import fr.creneau.Reservation;
import fr.creneau.ReservationChange;
import fr.creneau.Role;
import fr.creneau.Rule;
import fr.creneau.RulesChange;
import fr.creneau.RulesDocument;
import fr.creneau.Session;
import fr.creneau.SessionChange;
import fr.creneau.SessionFilter;
import fr.creneau.SlotId;
import fr.creneau.SlotSet;
import fr.creneau.Units;
import fr.creneau.ports.ClosureFilter;
import fr.creneau.ports.Commit;
import fr.creneau.ports.Cursor;
import fr.creneau.ports.EventFilter;
import fr.creneau.ports.EventRow;
import fr.creneau.ports.InspectorDays;
import fr.creneau.ports.Needs;
import fr.creneau.ports.Page;
import fr.creneau.ports.PageRequest;
import fr.creneau.ports.RequestKey;
import fr.creneau.ports.ReservationFilter;
import fr.creneau.ports.Snapshot;
import fr.creneau.ports.Storage;
import fr.creneau.ports.WeekFilter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;

/**
 * The plannings of an existing system as a storage of the engine, over {@link Schema}. Works on H2
 * and PostgreSQL. A commit locks the row of its département and checks every expectation under that
 * lock.
 */
public final class JdbcStorage implements Storage {
  private static final int MANY = 1000;

  private final DataSource source;

  /**
   * Over tables that are there.
   *
   * @param source of connections
   */
  public JdbcStorage(DataSource source) {
    this.source = source;
  }

  /** Something that the decision relied on no longer holds. */
  private static final class Conflict extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /** Reads of one moment: less than serializable, H2 takes each table's own. */
  private <T> T read(Work<T> work) {
    try (Connection connection = source.getConnection();
        Transaction transaction =
            new Transaction(connection, Connection.TRANSACTION_SERIALIZABLE)) {
      return work.in(transaction.connection());
    } catch (SQLException error) {
      throw failed(error);
    }
  }

  private static CreneauException failed(SQLException error) {
    return CreneauException.of(ErrorCode.STORAGE_FAILED, error.getMessage());
  }

  // ---- Writing -------------------------------------------------------------------------------

  @Override
  public void commit(List<Commit> commits) {
    for (Commit commit : commits) {
      try (Connection connection = source.getConnection();
          Transaction transaction =
              new Transaction(connection, Connection.TRANSACTION_READ_COMMITTED)) {
        try {
          commitOne(transaction.connection(), commit);
        } catch (Conflict conflict) {
          commit.conflict();
        } catch (SQLException error) {
          answer(commit, error);
        }
      } catch (SQLException error) {
        // A line that breaks behind the commit does not undo it.
        if (commit.answer() instanceof Commit.None) {
          commit.failed(ErrorCode.STORAGE_FAILED, error.getMessage());
        }
      }
    }
  }

  private void commitOne(Connection connection, Commit commit) throws SQLException, Conflict {
    ChangeSet changes = commit.changes();
    lock(connection, changes.departement());
    if (!changes.request().isEmpty()) {
      RequestKey key = new RequestKey(changes.role(), changes.who(), changes.request());
      EventRow seen = seen(connection, changes.departement(), key);
      if (seen != null) {
        commit.replayed(seen);
        return;
      }
    }
    apply(connection, changes, commit::assign);
    try {
      connection.commit();
    } catch (SQLException error) {
      // The line broke while the database committed: only the request id can tell.
      commit.failed(ErrorCode.UNCONFIRMED, error.getMessage());
      return;
    }
    commit.done();
  }

  /** A violated constraint, a deadlock. */
  private static boolean somebodyElseWasThere(SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    return state.startsWith("23") || state.equals("40001") || state.equals("40P01");
  }

  private static void answer(Commit commit, SQLException error) {
    if (somebodyElseWasThere(error)) {
      commit.conflict();
    } else {
      commit.failed(ErrorCode.STORAGE_FAILED, error.getMessage());
    }
  }

  /**
   * Writes a change set that {@code decide} gave in a transaction of the host's own, under the same
   * expectations; the host commits. The engine decides by what is committed: of two commands in one
   * transaction, the second one does not see the first.
   *
   * @param connection in a transaction
   * @param changes what was decided
   * @return its receipt; empty: somebody else was there, and the host rolls back and decides anew
   * @throws SQLException the database's own
   */
  public Optional<Receipt> write(Connection connection, ChangeSet changes) throws SQLException {
    try {
      lock(connection, changes.departement());
      if (!changes.request().isEmpty()) {
        RequestKey key = new RequestKey(changes.role(), changes.who(), changes.request());
        need(seen(connection, changes.departement(), key) == null);
      }
      return Optional.of(apply(connection, changes, changes::assign));
    } catch (Conflict conflict) {
      return Optional.empty();
    } catch (SQLException error) {
      if (somebodyElseWasThere(error)) {
        return Optional.empty();
      }
      throw error;
    }
  }

  private interface Assign {
    Receipt ids(long number, List<Long> sessions, List<Long> reservations, List<Long> closures);
  }

  private static Receipt apply(Connection connection, ChangeSet changes, Assign assign)
      throws SQLException, Conflict {
    check(connection, changes);
    lockInspectors(connection, changes);
    takeAway(connection, changes);
    long number =
        new Sql("SELECT numero FROM planning WHERE departement = ?", changes.departement())
                .first(connection, row -> row.getLong(1))
            + 1;
    Receipt receipt =
        assign.ids(
            number,
            newIds(
                connection,
                changes.sessions().stream().filter(it -> it.before().isEmpty()).count()),
            newIds(
                connection,
                changes.reservations().stream().filter(it -> it.slotsBefore().isEmpty()).count()),
            newIds(connection, changes.closures().stream().filter(ClosureChange::added).count()));
    ChangeSet assigned = receipt.changes();
    for (SessionChange it : assigned.sessions()) {
      writeSession(connection, it, number);
    }
    for (ReservationChange it : assigned.reservations()) {
      writeReservation(connection, assigned.departement(), it, number);
    }
    for (BlockChange it : assigned.blocks()) {
      if (it.blocked()) {
        mark(
            connection,
            assigned.departement(),
            it.session(),
            it.plan(),
            it.slots(),
            null,
            it.reason(),
            it.note());
      }
    }
    for (ClosureChange it : assigned.closures()) {
      writeClosure(connection, it);
    }
    if (assigned.rules().isPresent()) {
      writeRules(connection, assigned);
    }
    new Sql("UPDATE planning SET numero = ?", number)
        .then(assigned.closures().isEmpty() ? "" : ", numero_fermetures = " + number)
        .then("WHERE departement = ?", assigned.departement())
        .update(connection);
    writeEvent(connection, receipt.row());
    JdbcOutbox.write(connection, assigned.notices());
    return receipt;
  }

  /** Nobody else commits in this département until the transaction ends. */
  private static void lock(Connection connection, String departement) throws SQLException {
    new Sql("INSERT INTO planning VALUES (?, 0, 0) ON CONFLICT DO NOTHING", departement)
        .update(connection);
    new Sql("SELECT numero FROM planning WHERE departement = ? FOR UPDATE", departement)
        .first(connection, row -> row.getLong(1));
  }

  /** An inspector may be posted to two départements, whose locks do not know each other. */
  private static void lockInspectors(Connection connection, ChangeSet changes) throws SQLException {
    SortedSet<Long> inspectors = new TreeSet<>();
    for (SessionChange it : changes.sessions()) {
      it.after().ifPresent(after -> inspectors.add(after.inspector()));
    }
    for (long inspector : inspectors) {
      new Sql("SELECT id FROM inspecteur WHERE id = ? FOR UPDATE", TextId.IN.of(inspector))
          .first(connection, row -> row.getString(1));
    }
  }

  private static List<Long> newIds(Connection connection, long count) throws SQLException {
    List<Long> ids = new ArrayList<>();
    for (long left = count; left > 0; --left) {
      ids.add(new Sql("SELECT NEXTVAL('numero_suivant')").first(connection, row -> row.getLong(1)));
    }
    return ids;
  }

  private static void need(boolean holds) throws Conflict {
    if (!holds) {
      throw new Conflict();
    }
  }

  private static void check(Connection connection, ChangeSet changes)
      throws SQLException, Conflict {
    need(rules(connection).version() == changes.rulesVersion());
    if (changes.closuresRevision().isPresent()) {
      long revision =
          new Sql(
                  "SELECT numero_fermetures FROM planning WHERE departement = ?",
                  changes.departement())
              .first(connection, row -> row.getLong(1));
      need(revision == changes.closuresRevision().getAsLong());
    }
    for (Session it : changes.reliedOn()) {
      Session there = session(connection, changes.departement(), it.id());
      need(there != null && there.isPlanned() && there.plan() == it.plan());
    }
  }

  private static void takeAway(Connection connection, ChangeSet changes)
      throws SQLException, Conflict {
    for (ReservationChange it : changes.reservations()) {
      if (it.slotsBefore().isEmpty()) {
        continue;
      }
      Reservation held =
          first(
              reservations(
                  connection,
                  new Sql(
                      "WHERE r.departement = ? AND r.id = ?",
                      changes.departement(),
                      TextId.RV.of(it.id()))));
      need(
          held != null
              && held.revision() == it.revisionBefore()
              && held.session() == it.session()
              && held.plan() == it.planBefore()
              && held.slots().equals(it.slotsBefore()));
      free(connection, it.session(), it.planBefore(), it.leaves());
    }
    for (BlockChange it : changes.blocks()) {
      if (it.blocked()) {
        continue;
      }
      need(session(connection, changes.departement(), it.session()) != null);
      List<Block> blocks = blocks(connection, List.of(it.session()));
      for (int ordinal : it.slots().ordinals().toArray()) {
        SlotId slot = new SlotId(it.session(), it.plan(), ordinal);
        Block block = first(blocks.stream().filter(row -> row.slot().equals(slot)).toList());
        need(block != null);
        need(
            !it.takenAlong()
                || (block.reason().equals(it.reason()) && block.note().equals(it.note())));
      }
      free(connection, it.session(), it.plan(), it.slots());
    }
  }

  private static <T> T first(List<T> rows) {
    return rows.isEmpty() ? null : rows.get(0);
  }

  /** The slots are nobody's any more. */
  private static void free(Connection connection, long session, int plan, SlotSet slots)
      throws SQLException {
    new Sql(
            "UPDATE creneau SET reservation = NULL, indispo = FALSE, motif = NULL, note = NULL"
                + " WHERE demi_journee = ? AND plan = ?",
            TextId.DJ.of(session),
            plan)
        .andIn("rang", slots.ordinals().boxed().toList())
        .update(connection);
  }

  /** Free slots of the present plan become a reservation's, or unavailable. */
  private static void mark(
      Connection connection,
      String departement,
      long session,
      int plan,
      SlotSet slots,
      String reservation,
      Optional<Reason> reason,
      String note)
      throws SQLException, Conflict {
    if (slots.isEmpty()) {
      return;
    }
    Session there = session(connection, departement, session);
    need(there != null && there.isPlanned() && there.plan() == plan);
    int marked =
        new Sql(
                "UPDATE creneau SET reservation = ?, indispo = ?, motif = ?, note = ? WHERE"
                    + " demi_journee = ? AND plan = ? AND reservation IS NULL AND NOT indispo",
                reservation,
                reservation == null,
                reason.map(Reason::number).orElse(null),
                note,
                TextId.DJ.of(session),
                plan)
            .andIn("rang", slots.ordinals().boxed().toList())
            .update(connection);
    need(marked == slots.size());
  }

  private static void writeSession(Connection connection, SessionChange change, long number)
      throws SQLException, Conflict {
    Session before = change.before().orElse(null);
    Session after = change.after().orElse(null);
    if (before != null) {
      Session there = session(connection, before.departement(), before.id());
      need(there != null && there.revision() == before.revision());
      boolean planGoes =
          before.isPlanned()
              && (after == null || !after.isPlanned() || after.plan() != before.plan());
      need(!planGoes || (there.reserved().isEmpty() && there.unavailable().isEmpty()));
      if (planGoes) {
        new Sql(
                "DELETE FROM creneau WHERE demi_journee = ? AND plan = ?",
                TextId.DJ.of(before.id()),
                before.plan())
            .update(connection);
      }
      if (after == null) {
        new Sql("DELETE FROM demi_journee WHERE id = ?", TextId.DJ.of(before.id()))
            .update(connection);
        return;
      }
    }
    String id = TextId.DJ.of(after.id());
    String inspector = TextId.IN.of(after.inspector());
    Integer overlapping =
        new Sql(
                "SELECT COUNT(*) FROM demi_journee WHERE inspecteur = ? AND debut < ? AND fin > ?"
                    + " AND id <> ?",
                inspector,
                after.end(),
                after.start(),
                id)
            .first(connection, row -> row.getInt(1));
    need(overlapping == 0);
    Optional<Planning> planning = after.planning();
    Object[] values = {
      after.departement(),
      inspector,
      after.start(),
      after.end(),
      TextId.CE.of(after.proposedCentre()),
      planning.map(it -> TextId.CE.of(it.centre())).orElse(null),
      planning.map(it -> it.category().name()).orElse(null),
      planning.flatMap(Planning::part).map(ExamPart::name).orElse(null),
      planning.map(it -> it.grid().unitMinutes()).orElse(null),
      planning.map(it -> it.grid().unitsOfSlot()).orElse(null),
      planning.map(it -> it.grid().slotCount()).orElse(null),
      planning.map(it -> TextId.BU.of(it.plannedBy())).orElse(null),
      after.plan(),
      number,
      after.externalRef(),
      id
    };
    if (before == null) {
      new Sql(
              "INSERT INTO demi_journee (departement, inspecteur, debut, fin, centre_propose,"
                  + " centre, categorie, epreuve, minutes_unite, unites_creneau, nombre_creneaux,"
                  + " bureau, plan, revision, reference, id) VALUES"
                  + " (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
              values)
          .update(connection);
    } else {
      new Sql(
              "UPDATE demi_journee SET departement = ?, inspecteur = ?, debut = ?, fin = ?,"
                  + " centre_propose = ?, centre = ?, categorie = ?, epreuve = ?, minutes_unite ="
                  + " ?, unites_creneau = ?, nombre_creneaux = ?, bureau = ?, plan = ?, revision ="
                  + " ?, reference = ? WHERE id = ?",
              values)
          .update(connection);
    }
    boolean planComes =
        planning.isPresent()
            && (before == null || !before.isPlanned() || before.plan() != after.plan());
    for (int ordinal = 0; planComes && ordinal < planning.get().grid().slotCount(); ++ordinal) {
      new Sql(
              "INSERT INTO creneau (demi_journee, plan, rang, indispo) VALUES (?, ?, ?, FALSE)",
              id,
              after.plan(),
              ordinal)
          .update(connection);
    }
  }

  private static void writeReservation(
      Connection connection, String departement, ReservationChange it, long number)
      throws SQLException, Conflict {
    String id = TextId.RV.of(it.id());
    if (it.slotsAfter().isEmpty()) {
      new Sql("DELETE FROM reservation WHERE id = ?", id).update(connection);
      return;
    }
    if (it.slotsBefore().isEmpty()) {
      new Sql(
              "INSERT INTO reservation (id, departement, auto_ecole, demi_journee, plan, revision,"
                  + " reference) VALUES (?, ?, ?, ?, ?, ?, ?)",
              id,
              departement,
              TextId.AE.of(it.school()),
              TextId.DJ.of(it.session()),
              it.planAfter(),
              number,
              it.externalRef())
          .update(connection);
    } else {
      new Sql(
              "UPDATE reservation SET plan = ?, revision = ?, reference = ? WHERE id = ?",
              it.planAfter(),
              number,
              it.externalRef(),
              id)
          .update(connection);
    }
    mark(
        connection,
        departement,
        it.session(),
        it.planAfter(),
        it.enters(),
        id,
        Optional.empty(),
        null);
  }

  private static void writeClosure(Connection connection, ClosureChange change)
      throws SQLException, Conflict {
    Closure it = change.closure();
    String id = TextId.FE.of(it.id());
    if (!change.added()) {
      need(
          new Sql("DELETE FROM fermeture WHERE id = ? AND departement = ?", id, it.departement())
                  .update(connection)
              == 1);
      return;
    }
    new Sql(
            "INSERT INTO fermeture VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            it.departement(),
            it.scope().number(),
            it.who(),
            it.start(),
            it.end(),
            it.reason().map(Reason::number).orElse(null),
            it.note())
        .update(connection);
  }

  private static void writeRules(Connection connection, ChangeSet changes)
      throws SQLException, Conflict {
    RulesChange change = changes.rules().orElseThrow();
    long version = changes.rulesVersion();
    need(rules(connection).rules().equals(change.before()));
    // All départements have these: whoever comes second finds another version.
    int replaced =
        new Sql("UPDATE reglement SET version = ? WHERE version = ?", version + 1, version)
            .update(connection);
    if (replaced == 0) {
      need(version == 0);
      need(new Sql("SELECT version FROM reglement").list(connection, row -> 1).isEmpty());
      new Sql("INSERT INTO reglement VALUES (?)", version + 1).update(connection);
    }
    new Sql("DELETE FROM regle").update(connection);
    int place = 0;
    for (Rule rule : change.after()) {
      new Sql(
              "INSERT INTO regle VALUES (?, ?, ?, ?)",
              place++,
              rule.from(),
              rule.key(),
              rule.value())
          .update(connection);
    }
  }

  private static void writeEvent(Connection connection, EventRow it) throws SQLException {
    new Sql(
            "INSERT INTO evenement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            it.departement(),
            it.number(),
            it.command().number(),
            it.role().number(),
            it.who(),
            it.subject(),
            Sql.microseconds(it.at()),
            it.request(),
            it.content(),
            it.reason().map(Reason::number).orElse(null),
            it.note(),
            it.rules(),
            it.closures().isPresent() ? it.closures().getAsLong() : null,
            it.json())
        .update(connection);
    if (!it.request().isEmpty()) {
      new Sql(
              "INSERT INTO demande VALUES (?, ?, ?, ?, ?)",
              it.departement(),
              it.role().number(),
              it.who(),
              it.request(),
              it.number())
          .update(connection);
    }
  }

  @Override
  public void record(Refusal it) {
    StringBuilder slots = new StringBuilder();
    for (SlotId slot : it.slots()) {
      slots.append(slot.session()).append('/').append(slot.plan()).append('/');
      slots.append(slot.ordinal()).append(' ');
    }
    try (Connection connection = source.getConnection();
        Transaction transaction =
            new Transaction(connection, Connection.TRANSACTION_READ_COMMITTED)) {
      new Sql(
              "INSERT INTO refus (departement, commande, role, qui, pseudonyme, moment, demande,"
                  + " code, limite, constate, creneaux) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              it.departement(),
              it.command().number(),
              it.role().number(),
              it.who(),
              it.subject(),
              Sql.microseconds(it.at()),
              it.request(),
              it.code().number(),
              it.limit(),
              it.actual(),
              slots.toString())
          .update(transaction.connection());
      connection.commit();
    } catch (SQLException error) {
      throw failed(error);
    }
  }

  // ---- Reading -------------------------------------------------------------------------------

  @Override
  public Snapshot load(Needs needs) {
    return read(connection -> load(connection, needs));
  }

  private static Snapshot load(Connection connection, Needs needs) throws SQLException {
    if (needs.request().isPresent()) {
      EventRow seen = seen(connection, needs.departement(), needs.request().get());
      if (seen != null) {
        return Snapshot.seen(seen);
      }
    }
    Map<Long, Session> found = new LinkedHashMap<>();
    List<Session> asked = sessions(connection, needs.departement(), needs.sessions());
    asked.forEach(it -> found.put(it.id(), it));
    Set<Reservation> reservations = new LinkedHashSet<>();
    List<Block> blocks = List.of();
    if (needs.reservationsOfSessions()) {
      reservations.addAll(
          reservations(
              connection,
              new Sql("WHERE 1 = 1").andIn("r.demi_journee", texts(TextId.DJ, found.keySet()))));
    }
    if (needs.blocksOfSessions()) {
      blocks = blocks(connection, found.keySet());
    }
    if (!needs.reservations().isEmpty()) {
      List<Reservation> named =
          reservations(
              connection,
              new Sql("WHERE r.departement = ?", needs.departement())
                  .andIn("r.id", texts(TextId.RV, needs.reservations())));
      reservations.addAll(named);
      List<Long> their = named.stream().map(Reservation::session).distinct().toList();
      sessions(connection, needs.departement(), their)
          .forEach(it -> found.putIfAbsent(it.id(), it));
    }
    if (needs.inspectorDays().isPresent()) {
      days(connection, needs.inspectorDays().get(), asked)
          .forEach(it -> found.putIfAbsent(it.id(), it));
    }
    boolean more = false;
    if (needs.candidates().isPresent()) {
      List<Session> candidates =
          sessions(connection, where(needs.candidates().get()).then("ORDER BY debut, id"));
      int count = candidates.size();
      for (int place = 0; place < count; ++place) {
        Session it = candidates.get(place);
        if (place >= needs.enough() && !it.start().equals(candidates.get(place - 1).start())) {
          more = true;
          break;
        }
        found.putIfAbsent(it.id(), it);
      }
    }
    long[] numbers = numbers(connection, needs.departement());
    RulesDocument document = rules(connection);
    return new Snapshot(
        numbers[0],
        document.version(),
        numbers[1],
        Optional.empty(),
        List.copyOf(found.values()),
        List.copyOf(reservations),
        blocks,
        closures(connection, needs, found.values()),
        needs.rules() ? document.rules() : List.of(),
        more);
  }

  /** The number of a département, and that of its closures. */
  private static long[] numbers(Connection connection, String departement) throws SQLException {
    long[] numbers =
        new Sql("SELECT numero, numero_fermetures FROM planning WHERE departement = ?", departement)
            .first(connection, row -> new long[] {row.getLong(1), row.getLong(2)});
    return numbers == null ? new long[2] : numbers;
  }

  private static List<String> texts(TextId kind, Collection<Long> ids) {
    return ids.stream().map(kind::of).toList();
  }

  private static List<Session> sessions(
      Connection connection, String departement, Collection<Long> ids) throws SQLException {
    return sessions(
        connection,
        new Sql("WHERE departement = ?", departement).andIn("id", texts(TextId.DJ, ids)));
  }

  /** Null where it is not there, or another département's. */
  private static Session session(Connection connection, String departement, long id)
      throws SQLException {
    return first(sessions(connection, departement, List.of(id)));
  }

  private static List<Session> days(
      Connection connection, InspectorDays wanted, List<Session> asked) throws SQLException {
    Set<Long> inspectors = new LinkedHashSet<>(wanted.inspectors());
    Set<Period> days = new LinkedHashSet<>();
    wanted.days().ifPresent(days::add);
    for (Session it : asked) {
      if (wanted.inspectors().isEmpty()) {
        inspectors.add(it.inspector());
      }
      if (wanted.days().isEmpty()) {
        days.add(Period.of(it.start().toLocalDate()));
      }
    }
    List<Session> found = new ArrayList<>();
    for (Period it : days) {
      found.addAll(
          sessions(
              connection,
              new Sql(
                      "WHERE debut >= ? AND debut < ?",
                      it.first().atStartOfDay(),
                      it.last().plusDays(1).atStartOfDay())
                  .andIn("inspecteur", texts(TextId.IN, inspectors))));
    }
    return found;
  }

  private static Sql where(SessionFilter it) {
    Hours hours = it.hours();
    return new Sql(
            "WHERE departement = ? AND debut >= ? AND debut < ?",
            it.departement(),
            it.period().first().atStartOfDay(),
            it.period().last().plusDays(1).atStartOfDay())
        .andIf(
            it.planned() != it.available(), it.planned() ? "centre IS NOT NULL" : "centre IS NULL")
        .andIf(it.centre() != 0, "centre = ?", TextId.CE.of(it.centre()))
        .andIf(
            it.category().isPresent(),
            "categorie = ?",
            it.category().map(Category::name).orElse(""))
        .andIf(
            it.part().isPresent(),
            "centre IS NOT NULL AND COALESCE(epreuve, '') = ?",
            it.part().flatMap(part -> part).map(ExamPart::name).orElse(""))
        .andIf(
            it.withFreeSlots(),
            "EXISTS (SELECT 1 FROM creneau c WHERE c.demi_journee = demi_journee.id"
                + " AND c.plan = demi_journee.plan AND c.reservation IS NULL AND NOT c.indispo)")
        .andIf(
            !hours.equals(Hours.ALL),
            "EXTRACT(HOUR FROM debut) * 60 + EXTRACT(MINUTE FROM debut) >= ?"
                + " AND CASE WHEN CAST(fin AS DATE) > CAST(debut AS DATE) THEN 1440"
                + " ELSE EXTRACT(HOUR FROM fin) * 60 + EXTRACT(MINUTE FROM fin) END <= ?",
            hours.start(),
            hours.end())
        .then(inspectors(it.inspectors()));
  }

  /** Text ids are made of numbers alone, so that they may stand in a statement. */
  private static String inspectors(List<Long> ids) {
    return ids.isEmpty()
        ? ""
        : "AND inspecteur IN ('" + String.join("','", texts(TextId.IN, ids)) + "')";
  }

  /** Half-days of a condition, each with which of its slots are taken. */
  private static List<Session> sessions(Connection connection, Sql condition) throws SQLException {
    List<Session> bare =
        condition.before("SELECT * FROM demi_journee").list(connection, JdbcStorage::bare);
    Map<Long, long[]> taken = new HashMap<>();
    for (int first = 0; first < bare.size(); first += MANY) {
      List<Long> ids =
          bare.subList(first, Math.min(bare.size(), first + MANY)).stream()
              .map(Session::id)
              .toList();
      new Sql(
              "SELECT c.demi_journee, c.rang, c.indispo FROM creneau c JOIN demi_journee d ON d.id"
                  + " = c.demi_journee AND d.plan = c.plan WHERE (c.indispo OR c.reservation IS NOT"
                  + " NULL)")
          .andIn("c.demi_journee", texts(TextId.DJ, ids))
          .list(
              connection,
              row -> {
                long[] bits =
                    taken.computeIfAbsent(TextId.number(row.getString(1)), it -> new long[2]);
                bits[row.getBoolean(3) ? 1 : 0] |= 1L << row.getInt(2);
                return bits;
              });
    }
    List<Session> whole = new ArrayList<>();
    for (Session it : bare) {
      long[] bits = taken.getOrDefault(it.id(), new long[2]);
      whole.add(
          new Session(
              it.id(),
              it.departement(),
              it.inspector(),
              it.start(),
              it.end(),
              it.proposedCentre(),
              it.plan(),
              it.revision(),
              it.planning(),
              new SlotSet(bits[0]),
              new SlotSet(bits[1]),
              it.externalRef()));
    }
    return whole;
  }

  private static Session bare(ResultSet row) throws SQLException {
    String centre = row.getString("centre");
    Optional<Planning> planning = Optional.empty();
    if (centre != null) {
      planning =
          Optional.of(
              new Planning(
                  TextId.number(centre),
                  Category.valueOf(row.getString("categorie")),
                  Optional.ofNullable(row.getString("epreuve")).map(ExamPart::valueOf),
                  new Grid(
                      row.getInt("minutes_unite"),
                      row.getInt("unites_creneau"),
                      row.getInt("nombre_creneaux")),
                  TextId.number(row.getString("bureau"))));
    }
    return new Session(
        TextId.number(row.getString("id")),
        row.getString("departement"),
        TextId.number(row.getString("inspecteur")),
        Sql.time(row, "debut"),
        Sql.time(row, "fin"),
        TextId.number(row.getString("centre_propose")),
        row.getInt("plan"),
        row.getLong("revision"),
        planning,
        SlotSet.NONE,
        SlotSet.NONE,
        Sql.text(row, "reference"));
  }

  /** Reservations of a condition on {@code r}, with their slots. */
  private static List<Reservation> reservations(Connection connection, Sql condition)
      throws SQLException {
    Map<Long, Reservation> found = new LinkedHashMap<>();
    condition
        .before("SELECT r.*, c.rang FROM reservation r JOIN creneau c ON c.reservation = r.id")
        .list(
            connection,
            row -> {
              long id = TextId.number(row.getString("id"));
              Reservation known = found.get(id);
              long slots = (known == null ? 0 : known.slots().bits()) | 1L << row.getInt("rang");
              return found.put(
                  id,
                  new Reservation(
                      id,
                      TextId.number(row.getString("auto_ecole")),
                      TextId.number(row.getString("demi_journee")),
                      row.getInt("plan"),
                      new SlotSet(slots),
                      row.getLong("revision"),
                      Sql.text(row, "reference")));
            });
    return List.copyOf(found.values());
  }

  private static List<Block> blocks(Connection connection, Collection<Long> sessions)
      throws SQLException {
    return new Sql("SELECT * FROM creneau WHERE indispo")
        .andIn("demi_journee", texts(TextId.DJ, sessions))
        .list(
            connection,
            row ->
                new Block(
                    new SlotId(
                        TextId.number(row.getString("demi_journee")),
                        row.getInt("plan"),
                        row.getInt("rang")),
                    reason(row),
                    Sql.text(row, "note")));
  }

  private static Optional<Reason> reason(ResultSet row) throws SQLException {
    int number = row.getInt("motif");
    return number == 0 ? Optional.empty() : Optional.of(Reason.of(number));
  }

  private static List<Closure> closures(
      Connection connection, Needs needs, Collection<Session> sessions) throws SQLException {
    List<Period> days = new ArrayList<>();
    needs.closuresWithin().ifPresent(days::add);
    if (needs.closuresOfSessions()) {
      sessions.stream()
          .map(it -> Period.of(it.start().toLocalDate()))
          .distinct()
          .forEach(days::add);
    }
    if (days.isEmpty() && needs.closures().isEmpty()) {
      return List.of();
    }
    return new Sql("SELECT * FROM fermeture WHERE departement = ?", needs.departement())
        .list(connection, JdbcStorage::closure).stream()
            .filter(
                it ->
                    needs.closures().contains(it.id())
                        || days.stream().anyMatch(period -> touches(it, period)))
            .toList();
  }

  private static boolean touches(Closure it, Period days) {
    return it.start().isBefore(days.last().plusDays(1).atStartOfDay())
        && it.end().isAfter(days.first().atStartOfDay());
  }

  private static Closure closure(ResultSet row) throws SQLException {
    return new Closure(
        TextId.number(row.getString("id")),
        row.getString("departement"),
        ClosureScope.of(row.getInt("portee")),
        row.getLong("qui"),
        Sql.time(row, "debut"),
        Sql.time(row, "fin"),
        reason(row),
        Sql.text(row, "note"));
  }

  @Override
  public RulesDocument rules() {
    return read(JdbcStorage::rules);
  }

  private static RulesDocument rules(Connection connection) throws SQLException {
    Long version =
        new Sql("SELECT version FROM reglement").first(connection, row -> row.getLong(1));
    return new RulesDocument(
        version == null ? 0 : version,
        new Sql("SELECT * FROM regle ORDER BY rang")
            .list(
                connection,
                row ->
                    new Rule(
                        row.getObject("a_partir_du", LocalDate.class),
                        row.getString("cle"),
                        row.getString("valeur"))));
  }

  private static EventRow seen(Connection connection, String departement, RequestKey key)
      throws SQLException {
    return new Sql(
            "SELECT e.* FROM demande d JOIN evenement e ON e.departement = d.departement AND"
                + " e.numero = d.numero WHERE d.departement = ? AND d.role = ? AND d.qui = ? AND"
                + " d.demande = ?",
            departement,
            key.role().number(),
            key.who(),
            key.request())
        .first(connection, JdbcStorage::event);
  }

  private static EventRow event(ResultSet row) throws SQLException {
    long closures = row.getLong("fermetures");
    OptionalLong reliesOn = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(closures);
    return new EventRow(
        row.getLong("numero"),
        CommandKind.of(row.getInt("commande")),
        row.getString("departement"),
        Role.of(row.getInt("role")),
        row.getLong("qui"),
        Sql.text(row, "pseudonyme"),
        Sql.instant(row.getLong("moment")),
        Sql.text(row, "demande"),
        row.getLong("empreinte"),
        reason(row),
        Sql.text(row, "note"),
        row.getLong("reglement"),
        reliesOn,
        row.getString("contenu"));
  }

  // ---- Lists ---------------------------------------------------------------------------------

  private static long minutes(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC) / 60;
  }

  private static LocalDateTime time(long minutes) {
    return LocalDateTime.ofEpochSecond(60 * minutes, 0, ZoneOffset.UTC);
  }

  /** A page of rows, of which one more than asked for was read. */
  private static <T> Page<T> page(
      List<T> rows,
      PageRequest page,
      ToLongFunction<T> major,
      ToLongFunction<T> minor,
      long number) {
    List<T> shown = rows.subList(0, Math.min(rows.size(), page.limit()));
    Optional<Cursor> next = Optional.empty();
    if (rows.size() > shown.size()) {
      T last = shown.get(shown.size() - 1);
      next = Optional.of(new Cursor(major.applyAsLong(last), minor.applyAsLong(last)));
    }
    return new Page<>(shown, next, number);
  }

  @Override
  public Page<Session> sessions(SessionFilter filter, PageRequest page) {
    return read(
        connection -> {
          Sql condition = where(filter);
          if (page.after().isPresent()) {
            Cursor after = page.after().get();
            condition.and(
                "(debut > ? OR (debut = ? AND id > ?))",
                time(after.major()),
                time(after.major()),
                TextId.DJ.of(after.minor()));
          }
          return page(
              sessions(connection, condition.then("ORDER BY debut, id LIMIT ?", page.limit() + 1)),
              page,
              it -> minutes(it.start()),
              Session::id,
              numbers(connection, filter.departement())[0]);
        });
  }

  @Override
  public Page<Exam> reservations(ReservationFilter filter, PageRequest page) {
    return read(
        connection -> {
          Sql condition =
              new Sql(
                      "JOIN demi_journee d ON d.id = r.demi_journee WHERE d.debut >= ? AND d.debut"
                          + " < ?",
                      filter.period().first().atStartOfDay(),
                      filter.period().last().plusDays(1).atStartOfDay())
                  .andIf(
                      filter.departement().isPresent(),
                      "r.departement = ?",
                      filter.departement().orElse(""))
                  .andIf(filter.school() != 0, "r.auto_ecole = ?", TextId.AE.of(filter.school()))
                  .andIf(filter.centre() != 0, "d.centre = ?", TextId.CE.of(filter.centre()))
                  .andIf(
                      filter.category().isPresent(),
                      "d.categorie = ?",
                      filter.category().map(Category::name).orElse(""))
                  .then(inspectors(filter.inspectors()));
          List<Reservation> held = reservations(connection, condition);
          Map<Long, Session> sessions = new HashMap<>();
          List<Long> ids = held.stream().map(Reservation::session).distinct().toList();
          for (int first = 0; first < ids.size(); first += MANY) {
            List<Long> some = ids.subList(first, Math.min(ids.size(), first + MANY));
            sessions(connection, new Sql("WHERE 1 = 1").andIn("id", texts(TextId.DJ, some)))
                .forEach(it -> sessions.put(it.id(), it));
          }
          List<Exam> exams =
              held.stream()
                  .map(it -> new Exam(it, sessions.get(it.session())))
                  .sorted(
                      Comparator.comparingLong(JdbcStorage::start)
                          .thenComparingLong(it -> it.reservation().id()))
                  .filter(it -> page.after().isEmpty() || isBehind(it, page.after().get()))
                  .limit(page.limit() + 1L)
                  .toList();
          long number =
              filter.departement().isPresent()
                  ? numbers(connection, filter.departement().get())[0]
                  : 0;
          return page(exams, page, JdbcStorage::start, it -> it.reservation().id(), number);
        });
  }

  private static long start(Exam it) {
    return minutes(it.session().startOf(it.reservation().slots().first()));
  }

  private static boolean isBehind(Exam it, Cursor after) {
    long start = start(it);
    return start > after.major()
        || (start == after.major() && it.reservation().id() > after.minor());
  }

  @Override
  public Page<Closure> closures(ClosureFilter filter, PageRequest page) {
    return read(
        connection -> {
          Sql condition =
              new Sql(
                  "SELECT * FROM fermeture WHERE departement = ? AND debut < ? AND fin > ?",
                  filter.departement(),
                  filter.period().last().plusDays(1).atStartOfDay(),
                  filter.period().first().atStartOfDay());
          if (page.after().isPresent()) {
            Cursor after = page.after().get();
            condition.and(
                "(debut > ? OR (debut = ? AND id > ?))",
                time(after.major()),
                time(after.major()),
                TextId.FE.of(after.minor()));
          }
          return page(
              condition
                  .then("ORDER BY debut, id LIMIT ?", page.limit() + 1)
                  .list(connection, JdbcStorage::closure),
              page,
              it -> minutes(it.start()),
              Closure::id,
              numbers(connection, filter.departement())[0]);
        });
  }

  @Override
  public Page<EventRow> events(EventFilter filter, PageRequest page) {
    return read(
        connection -> {
          long after = Math.max(filter.after(), page.after().map(Cursor::major).orElse(0L));
          List<EventRow> rows =
              new Sql(
                      "SELECT * FROM evenement WHERE departement = ? AND numero > ? ORDER BY"
                          + " numero",
                      filter.departement(),
                      after)
                  .list(connection, JdbcStorage::event).stream()
                      .filter(filter::matches)
                      .limit(page.limit() + 1L)
                      .toList();
          return page(
              rows, page, EventRow::number, it -> 0L, numbers(connection, filter.departement())[0]);
        });
  }

  private record Ranked(long rank, Refusal refusal) {}

  @Override
  public Page<Refusal> refusals(String departement, PageRequest page) {
    return read(
        connection -> {
          List<Ranked> rows =
              new Sql(
                      "SELECT * FROM refus WHERE departement = ? AND rang > ? ORDER BY rang LIMIT"
                          + " ?",
                      departement,
                      page.after().map(Cursor::major).orElse(0L),
                      page.limit() + 1)
                  .list(connection, row -> new Ranked(row.getLong("rang"), refusal(row)));
          Page<Ranked> found =
              page(rows, page, Ranked::rank, it -> 0L, numbers(connection, departement)[0]);
          return new Page<>(
              found.rows().stream().map(Ranked::refusal).toList(), found.next(), found.number());
        });
  }

  private static Refusal refusal(ResultSet row) throws SQLException {
    List<SlotId> slots = new ArrayList<>();
    for (String slot : row.getString("creneaux").split(" ")) {
      if (!slot.isEmpty()) {
        String[] parts = slot.split("/");
        slots.add(
            new SlotId(
                Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
      }
    }
    return new Refusal(
        row.getString("departement"),
        CommandKind.of(row.getInt("commande")),
        Role.of(row.getInt("role")),
        row.getLong("qui"),
        Sql.text(row, "pseudonyme"),
        Sql.instant(row.getLong("moment")),
        Sql.text(row, "demande"),
        ErrorCode.of(row.getInt("code")),
        row.getLong("limite"),
        row.getLong("constate"),
        slots);
  }

  @Override
  public List<Units> weekUnits(WeekFilter filter) {
    SessionFilter which =
        SessionFilter.of(filter.departement())
            .period(new Period(filter.week(), filter.week().plusDays(6)))
            .onlyPlanned();
    List<Session> sessions =
        read(
            connection ->
                sessions(
                    connection,
                    where(
                            filter.category().isPresent()
                                ? which.category(filter.category().get())
                                : which)
                        .andIf(
                            filter.inspector() != 0,
                            "inspecteur = ?",
                            TextId.IN.of(filter.inspector()))));
    Map<Long, Units> sums = new TreeMap<>();
    for (Session it : sessions) {
      Grid grid = it.planning().orElseThrow().grid();
      int reservable =
          (int) it.free().ordinals().filter(slot -> it.startOf(slot).isAfter(filter.now())).count();
      Units units =
          new Units(
              filter.week(),
              it.inspector(),
              grid.unitsOf(grid.slots()),
              grid.unitsOf(it.unavailable()),
              grid.unitsOf(it.reserved()),
              reservable * grid.unitsOfSlot());
      sums.merge(it.inspector(), units, JdbcStorage::sum);
    }
    return List.copyOf(sums.values());
  }

  private static Units sum(Units a, Units b) {
    return new Units(
        a.week(),
        a.inspector(),
        a.planned() + b.planned(),
        a.unavailable() + b.unavailable(),
        a.assigned() + b.assigned(),
        a.reservable() + b.reservable());
  }
}
