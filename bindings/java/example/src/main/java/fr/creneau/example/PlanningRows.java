package fr.creneau.example;

import fr.creneau.Block;
import fr.creneau.Category;
import fr.creneau.Closure;
import fr.creneau.ClosureScope;
import fr.creneau.CommandKind;
import fr.creneau.ExamPart;
import fr.creneau.Grid;
import fr.creneau.Hours;
import fr.creneau.Period;
import fr.creneau.Planning;
import fr.creneau.Reason;
import fr.creneau.Reservation;
import fr.creneau.Role;
import fr.creneau.Rule;
import fr.creneau.RulesDocument;
import fr.creneau.Session;
import fr.creneau.SessionFilter;
import fr.creneau.SlotId;
import fr.creneau.SlotSet;
import fr.creneau.ports.EventRow;
import fr.creneau.ports.InspectorDays;
import fr.creneau.ports.Needs;
import fr.creneau.ports.RequestKey;
import fr.creneau.ports.Snapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What the tables say, as rows of the engine's. */
final class PlanningRows {
  private PlanningRows() {}

  /** Ids of one statement, at most. */
  static final int MANY = 1000;

  static Snapshot load(Connection connection, Needs needs) throws SQLException {
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
  static long[] numbers(Connection connection, String departement) throws SQLException {
    long[] numbers =
        new Sql("SELECT numero, numero_fermetures FROM planning WHERE departement = ?", departement)
            .first(connection, row -> new long[] {row.getLong(1), row.getLong(2)});
    return numbers == null ? new long[2] : numbers;
  }

  static List<String> texts(TextId kind, Collection<Long> ids) {
    return ids.stream().map(kind::of).toList();
  }

  static List<Session> sessions(Connection connection, String departement, Collection<Long> ids)
      throws SQLException {
    return sessions(
        connection,
        new Sql("WHERE departement = ?", departement).andIn("id", texts(TextId.DJ, ids)));
  }

  /** Null where it is not there, or another département's. */
  static Session session(Connection connection, String departement, long id) throws SQLException {
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

  static Sql where(SessionFilter it) {
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
  static String inspectors(List<Long> ids) {
    return ids.isEmpty()
        ? ""
        : "AND inspecteur IN ('" + String.join("','", texts(TextId.IN, ids)) + "')";
  }

  /** Half-days of a condition, each with which of its slots are taken. */
  static List<Session> sessions(Connection connection, Sql condition) throws SQLException {
    List<Session> bare =
        condition.before("SELECT * FROM demi_journee").list(connection, PlanningRows::bare);
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
  static List<Reservation> reservations(Connection connection, Sql condition) throws SQLException {
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

  static List<Block> blocks(Connection connection, Collection<Long> sessions) throws SQLException {
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
        .list(connection, PlanningRows::closure).stream()
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

  static Closure closure(ResultSet row) throws SQLException {
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

  static RulesDocument rules(Connection connection) throws SQLException {
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

  static EventRow seen(Connection connection, String departement, RequestKey key)
      throws SQLException {
    return new Sql(
            "SELECT e.* FROM demande d JOIN evenement e ON e.departement = d.departement AND"
                + " e.numero = d.numero WHERE d.departement = ? AND d.role = ? AND d.qui = ? AND"
                + " d.demande = ?",
            departement,
            key.role().number(),
            key.who(),
            key.request())
        .first(connection, PlanningRows::event);
  }

  static EventRow event(ResultSet row) throws SQLException {
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

  static <T> T first(List<T> rows) {
    return rows.isEmpty() ? null : rows.get(0);
  }
}
