package fr.creneau.example;

import fr.creneau.Category;
import fr.creneau.ChangeSet;
import fr.creneau.Closure;
import fr.creneau.CommandKind;
import fr.creneau.CreneauException;
import fr.creneau.ErrorCode;
import fr.creneau.Exam;
import fr.creneau.Grid;
import fr.creneau.Period;
import fr.creneau.Receipt;
import fr.creneau.Refusal;
import fr.creneau.Reservation;
import fr.creneau.Role;
import fr.creneau.RulesDocument;
import fr.creneau.Session;
import fr.creneau.SessionFilter;
import fr.creneau.SlotId;
import fr.creneau.Units;
import fr.creneau.ports.ClosureFilter;
import fr.creneau.ports.Commit;
import fr.creneau.ports.Cursor;
import fr.creneau.ports.EventFilter;
import fr.creneau.ports.EventRow;
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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;

/**
 * The plannings of an existing system as a storage of the engine, over {@link Schema}. Works on H2
 * and PostgreSQL. A commit locks the row of its département and checks every expectation under that
 * lock.
 */
public final class JdbcStorage implements Storage {

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
        } catch (PlanningChanges.Conflict conflict) {
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

  private void commitOne(Connection connection, Commit commit)
      throws SQLException, PlanningChanges.Conflict {
    ChangeSet changes = commit.changes();
    PlanningChanges.lock(connection, changes.departement());
    if (!changes.request().isEmpty()) {
      RequestKey key = new RequestKey(changes.role(), changes.who(), changes.request());
      EventRow seen = PlanningRows.seen(connection, changes.departement(), key);
      if (seen != null) {
        commit.replayed(seen);
        return;
      }
    }
    PlanningChanges.apply(connection, changes, commit::assign);
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
      PlanningChanges.lock(connection, changes.departement());
      if (!changes.request().isEmpty()) {
        RequestKey key = new RequestKey(changes.role(), changes.who(), changes.request());
        PlanningChanges.need(PlanningRows.seen(connection, changes.departement(), key) == null);
      }
      return Optional.of(PlanningChanges.apply(connection, changes, changes::assign));
    } catch (PlanningChanges.Conflict conflict) {
      return Optional.empty();
    } catch (SQLException error) {
      if (somebodyElseWasThere(error)) {
        return Optional.empty();
      }
      throw error;
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
    return read(connection -> PlanningRows.load(connection, needs));
  }

  @Override
  public RulesDocument rules() {
    return read(PlanningRows::rules);
  }

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
          Sql condition = PlanningRows.where(filter);
          if (page.after().isPresent()) {
            Cursor after = page.after().get();
            condition.and(
                "(debut > ? OR (debut = ? AND id > ?))",
                time(after.major()),
                time(after.major()),
                TextId.DJ.of(after.minor()));
          }
          return page(
              PlanningRows.sessions(
                  connection, condition.then("ORDER BY debut, id LIMIT ?", page.limit() + 1)),
              page,
              it -> minutes(it.start()),
              Session::id,
              PlanningRows.numbers(connection, filter.departement())[0]);
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
                  .then(PlanningRows.inspectors(filter.inspectors()));
          List<Reservation> held = PlanningRows.reservations(connection, condition);
          Map<Long, Session> sessions = new HashMap<>();
          List<Long> ids = held.stream().map(Reservation::session).distinct().toList();
          for (int first = 0; first < ids.size(); first += PlanningRows.MANY) {
            List<Long> some = ids.subList(first, Math.min(ids.size(), first + PlanningRows.MANY));
            PlanningRows.sessions(
                    connection,
                    new Sql("WHERE 1 = 1").andIn("id", PlanningRows.texts(TextId.DJ, some)))
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
                  ? PlanningRows.numbers(connection, filter.departement().get())[0]
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
                  .list(connection, PlanningRows::closure),
              page,
              it -> minutes(it.start()),
              Closure::id,
              PlanningRows.numbers(connection, filter.departement())[0]);
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
                  .list(connection, PlanningRows::event).stream()
                      .filter(filter::matches)
                      .limit(page.limit() + 1L)
                      .toList();
          return page(
              rows,
              page,
              EventRow::number,
              it -> 0L,
              PlanningRows.numbers(connection, filter.departement())[0]);
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
              page(
                  rows,
                  page,
                  Ranked::rank,
                  it -> 0L,
                  PlanningRows.numbers(connection, departement)[0]);
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
                PlanningRows.sessions(
                    connection,
                    PlanningRows.where(
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
