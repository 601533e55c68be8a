package fr.creneau.example;

import fr.creneau.Block;
import fr.creneau.BlockChange;
import fr.creneau.ChangeSet;
import fr.creneau.Closure;
import fr.creneau.ClosureChange;
import fr.creneau.ExamPart;
import fr.creneau.Planning;
import fr.creneau.Reason;
import fr.creneau.Receipt;
import fr.creneau.Reservation;
import fr.creneau.ReservationChange;
import fr.creneau.Rule;
import fr.creneau.RulesChange;
import fr.creneau.Session;
import fr.creneau.SessionChange;
import fr.creneau.SlotId;
import fr.creneau.SlotSet;
import fr.creneau.ports.EventRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Change sets, checked and written in a transaction. */
final class PlanningChanges {
  private PlanningChanges() {}

  /** Something that the decision relied on no longer holds. */
  static final class Conflict extends Exception {
    private static final long serialVersionUID = 1L;
  }

  interface Assign {
    Receipt ids(long number, List<Long> sessions, List<Long> reservations, List<Long> closures);
  }

  static Receipt apply(Connection connection, ChangeSet changes, Assign assign)
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
  static void lock(Connection connection, String departement) throws SQLException {
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

  static void need(boolean holds) throws Conflict {
    if (!holds) {
      throw new Conflict();
    }
  }

  private static void check(Connection connection, ChangeSet changes)
      throws SQLException, Conflict {
    need(PlanningRows.rules(connection).version() == changes.rulesVersion());
    if (changes.closuresRevision().isPresent()) {
      long revision =
          new Sql(
                  "SELECT numero_fermetures FROM planning WHERE departement = ?",
                  changes.departement())
              .first(connection, row -> row.getLong(1));
      need(revision == changes.closuresRevision().getAsLong());
    }
    for (Session it : changes.reliedOn()) {
      Session there = PlanningRows.session(connection, changes.departement(), it.id());
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
          PlanningRows.first(
              PlanningRows.reservations(
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
      need(PlanningRows.session(connection, changes.departement(), it.session()) != null);
      List<Block> blocks = PlanningRows.blocks(connection, List.of(it.session()));
      for (int ordinal : it.slots().ordinals().toArray()) {
        SlotId slot = new SlotId(it.session(), it.plan(), ordinal);
        Block block =
            PlanningRows.first(blocks.stream().filter(row -> row.slot().equals(slot)).toList());
        need(block != null);
        need(
            !it.takenAlong()
                || (block.reason().equals(it.reason()) && block.note().equals(it.note())));
      }
      free(connection, it.session(), it.plan(), it.slots());
    }
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
    Session there = PlanningRows.session(connection, departement, session);
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
      Session there = PlanningRows.session(connection, before.departement(), before.id());
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
    need(PlanningRows.rules(connection).rules().equals(change.before()));
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
}
