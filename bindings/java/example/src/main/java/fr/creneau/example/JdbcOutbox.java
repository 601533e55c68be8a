package fr.creneau.example;

import fr.creneau.Category;
import fr.creneau.CreneauException;
import fr.creneau.ErrorCode;
import fr.creneau.ExamPart;
import fr.creneau.Notice;
import fr.creneau.NoticeKind;
import fr.creneau.NoticeLine;
import fr.creneau.NoticeStatus;
import fr.creneau.OutboxEntry;
import fr.creneau.Reason;
import fr.creneau.ports.Delivery;
import fr.creneau.ports.DeliveryReport;
import fr.creneau.ports.Outbox;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The mails that wait; {@link JdbcStorage} writes them in the commit that makes them. */
public final class JdbcOutbox implements Outbox {
  private final DataSource source;

  /**
   * Over tables that are there.
   *
   * @param source of connections
   */
  public JdbcOutbox(DataSource source) {
    this.source = source;
  }

  private interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private <T> T write(Work<T> work) {
    try (Connection connection = source.getConnection();
        Transaction transaction =
            new Transaction(connection, Connection.TRANSACTION_READ_COMMITTED)) {
      T done = work.in(transaction.connection());
      connection.commit();
      return done;
    } catch (SQLException error) {
      throw CreneauException.of(ErrorCode.STORAGE_FAILED, error.getMessage());
    }
  }

  /** Puts what a commit tells into the transaction of that commit. */
  static void write(Connection connection, List<Notice> notices) throws SQLException {
    for (Notice it : notices) {
      long id =
          new Sql("SELECT NEXTVAL('numero_suivant')").first(connection, row -> row.getLong(1));
      NoticeStatus status =
          it.address().isEmpty() ? NoticeStatus.UNDELIVERABLE : NoticeStatus.PENDING;
      new Sql(
              "INSERT INTO courriel VALUES"
                  + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, 0, 0, '')",
              id,
              it.departement(),
              it.kind().number(),
              TextId.AE.of(it.toSchool()),
              TextId.BU.of(it.toOffice()),
              TextId.BU.of(it.fromOffice()),
              Sql.microseconds(it.at()),
              it.reason().map(Reason::number).orElse(null),
              it.note(),
              it.address(),
              it.replyTo(),
              it.title(),
              it.text(),
              it.html(),
              status.number(),
              Sql.microseconds(it.at()))
          .update(connection);
      int place = 0;
      for (NoticeLine line : it.lines()) {
        new Sql(
                "INSERT INTO courriel_ligne VALUES"
                    + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                place++,
                TextId.RV.of(line.reservation()),
                TextId.AE.of(line.school()),
                TextId.CE.of(line.centre()),
                TextId.IN.of(line.inspector()),
                line.category().number(),
                line.part().map(ExamPart::number).orElse(null),
                line.start(),
                line.end(),
                line.units(),
                line.sequence(),
                line.stillHeld(),
                line.heldStart().orElse(null),
                line.heldEnd().orElse(null),
                line.summary(),
                line.location())
            .update(connection);
      }
    }
  }

  @Override
  public List<OutboxEntry> lease(Instant now, Instant until, int limit) {
    long due = Sql.microseconds(now);
    return write(
        connection -> {
          List<OutboxEntry> leased = new ArrayList<>();
          Sql all =
              new Sql("SELECT * FROM courriel WHERE etat = ?", NoticeStatus.PENDING.number())
                  .and("prochaine <= ?", due)
                  .and("bail_jusqua <= ?", due)
                  .then("ORDER BY prochaine, id LIMIT ?", limit);
          for (OutboxEntry it : entries(connection, all)) {
            int taken =
                new Sql(
                        "UPDATE courriel SET bail = bail + 1, bail_jusqua = ? WHERE id = ?",
                        Sql.microseconds(until),
                        it.notice().id())
                    // Another sender may have been here meanwhile.
                    .and("bail = ?", it.lease())
                    .and("bail_jusqua <= ?", due)
                    .and("etat = ?", NoticeStatus.PENDING.number())
                    .update(connection);
            if (taken == 1) {
              leased.add(
                  new OutboxEntry(
                      it.notice(),
                      it.status(),
                      it.attempts(),
                      it.uncertain(),
                      it.nextAttempt(),
                      it.lease() + 1,
                      it.lastError()));
            }
          }
          return leased;
        });
  }

  @Override
  public boolean report(DeliveryReport report) {
    return write(
        connection -> {
          int reported =
              new Sql(
                      "UPDATE courriel SET etat = ?, tentatives = tentatives + 1,"
                          + " incertaines = incertaines + ?, prochaine = ?, bail_jusqua = 0,"
                          + " erreur = ? WHERE id = ?",
                      report.status().number(),
                      report.delivery() == Delivery.UNCERTAIN ? 1 : 0,
                      Sql.microseconds(report.nextAttempt()),
                      report.error(),
                      report.notice())
                  .and("bail = ?", report.lease())
                  .and("bail_jusqua <> 0")
                  .and("etat = ?", NoticeStatus.PENDING.number())
                  .update(connection);
          if (reported == 0
              && new Sql("SELECT id FROM courriel WHERE id = ?", report.notice())
                      .first(connection, row -> row.getLong(1))
                  == null) {
            throw CreneauException.of(ErrorCode.UNKNOWN_NOTICE, "" + report.notice());
          }
          return reported == 1;
        });
  }

  @Override
  public List<OutboxEntry> notices(Optional<NoticeStatus> status, long after, int limit) {
    return write(
        connection ->
            entries(
                connection,
                new Sql("SELECT * FROM courriel WHERE id > ?", after)
                    .andIf(status.isPresent(), "etat = ?", status.map(it -> it.number()).orElse(0))
                    .then("ORDER BY id LIMIT ?", limit)));
  }

  @Override
  public void retry(List<Long> notices, String address, Instant now) {
    write(
        connection -> {
          for (long id : notices.stream().distinct().sorted().toList()) {
            String known =
                new Sql("SELECT adresse FROM courriel WHERE id = ?", id)
                    .and(
                        "etat IN (?, ?)",
                        NoticeStatus.UNDELIVERABLE.number(),
                        NoticeStatus.DEAD.number())
                    .then("FOR UPDATE")
                    .first(connection, row -> Sql.text(row, "adresse"));
            if (known == null) {
              throw CreneauException.of(ErrorCode.UNKNOWN_NOTICE, "" + id);
            }
            String to = address.isEmpty() ? known : address;
            if (to.isEmpty()) {
              throw CreneauException.of(ErrorCode.BAD_ADDRESS, "" + id);
            }
            new Sql(
                    "UPDATE courriel SET etat = ?, tentatives = 0, prochaine = ?, adresse = ?"
                        + " WHERE id = ?",
                    NoticeStatus.PENDING.number(),
                    Sql.microseconds(now),
                    to,
                    id)
                .update(connection);
          }
          return null;
        });
  }

  private static List<OutboxEntry> entries(Connection connection, Sql sql) throws SQLException {
    return sql.list(connection, row -> entry(connection, row));
  }

  private static OutboxEntry entry(Connection connection, ResultSet row) throws SQLException {
    long id = row.getLong("id");
    int reason = row.getInt("motif");
    Notice notice =
        new Notice(
            id,
            row.getString("departement"),
            NoticeKind.of(row.getInt("nature")),
            TextId.number(row.getString("auto_ecole")),
            TextId.number(row.getString("bureau")),
            TextId.number(row.getString("du_bureau")),
            Sql.instant(row, "moment"),
            reason == 0 ? Optional.empty() : Optional.of(Reason.of(reason)),
            Sql.text(row, "note"),
            Sql.text(row, "adresse"),
            Sql.text(row, "repondre_a"),
            Sql.text(row, "titre"),
            Sql.text(row, "texte"),
            Sql.text(row, "html"),
            new Sql("SELECT * FROM courriel_ligne WHERE courriel = ? ORDER BY rang", id)
                .list(connection, JdbcOutbox::line));
    return new OutboxEntry(
        notice,
        NoticeStatus.of(row.getInt("etat")),
        row.getInt("tentatives"),
        row.getInt("incertaines"),
        Sql.instant(row, "prochaine"),
        row.getLong("bail"),
        Sql.text(row, "erreur"));
  }

  private static NoticeLine line(ResultSet row) throws SQLException {
    int part = row.getInt("epreuve");
    LocalDateTime heldStart = Sql.time(row, "garde_debut");
    LocalDateTime heldEnd = Sql.time(row, "garde_fin");
    return new NoticeLine(
        TextId.number(row.getString("reservation")),
        TextId.number(row.getString("auto_ecole")),
        TextId.number(row.getString("centre")),
        TextId.number(row.getString("inspecteur")),
        Category.of(row.getInt("categorie")),
        part == 0 ? Optional.empty() : Optional.of(ExamPart.of(part)),
        Sql.time(row, "debut"),
        Sql.time(row, "fin"),
        row.getInt("unites"),
        row.getLong("suite"),
        row.getBoolean("garde"),
        Optional.ofNullable(heldStart),
        Optional.ofNullable(heldEnd),
        Sql.text(row, "resume"),
        Sql.text(row, "lieu"));
  }
}
