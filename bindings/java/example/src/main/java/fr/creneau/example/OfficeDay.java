package fr.creneau.example;

import fr.creneau.Category;
import fr.creneau.Engine;
import fr.creneau.Errors;
import fr.creneau.Exam;
import fr.creneau.HalfDay;
import fr.creneau.Language;
import fr.creneau.NewSession;
import fr.creneau.NoticeStatus;
import fr.creneau.OfficeActor;
import fr.creneau.Receipt;
import fr.creneau.ReserveSlots;
import fr.creneau.Session;
import fr.creneau.SlotId;
import fr.creneau.When;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A day of an office, over the tables of an existing system. */
public final class OfficeDay {
  private OfficeDay() {}

  /**
   * Runs it in a database in memory, and says what happened.
   *
   * @param arguments none
   * @throws SQLException the database's own
   */
  public static void main(String[] arguments) throws SQLException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:day;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
    run(source, LocalDate.now().plusDays(40)).forEach(System.out::println);
  }

  /**
   * Plans, reserves, cancels.
   *
   * @param source of an empty database
   * @param day of the exams
   * @return what happened, line by line
   * @throws SQLException the database's own
   */
  public static List<String> run(DataSource source, LocalDate day) throws SQLException {
    Example.prepare(source);
    List<String> told = new ArrayList<>();
    JdbcStorage storage = new JdbcStorage(source);
    try (Engine engine =
        Engine.over(storage, new JdbcDirectory(source))
            .outbox(new JdbcOutbox(source))
            .language(Language.FRENCH)
            .build()) {
      OfficeActor office = engine.office(1, "j.martin");
      Session session =
          office
              .run(
                  fr.creneau.CreateSessions.of(NewSession.of(7, day, HalfDay.MORNING))
                      .overridingCalendar())
              .sessions()
              .get(0);
      List<SlotId> slots =
          office
              .run(
                  fr.creneau.PlanSessions.of(3, Category.CE, List.of(session.id()))
                      .overridingCalendar())
              .sessions()
              .get(0)
              .slots();
      Receipt reserved = office.request("guichet-17").reserve(12, slots.get(0), slots.get(1));
      told.add(office.banner(reserved, Language.FRENCH));
      try {
        office.reserve(13, slots.get(1));
      } catch (Errors.SlotTaken taken) {
        told.add(taken.message(Language.FRENCH));
      }
      told.add(inOwnTransaction(source, storage, office, slots.get(2)));
      Exam exam = engine.school(12).in("93").exams(When.UPCOMING).get(0);
      told.add(
          office.banner(
              engine.school(12).in("93").cancel(exam.reservation().id()), Language.FRENCH));
      told.add(
          engine.operator().notices(Optional.of(NoticeStatus.PENDING)).size()
              + " courriels à envoyer");
      told.add(office.week(day).total().unassigned() + " unités libres");
    }
    return told;
  }

  /**
   * The host decides by the engine, and commits together with rows of its own.
   *
   * @param source where the storage is
   * @param storage of the engine
   * @param office who reserves
   * @param slot what
   * @return what it says
   * @throws SQLException the database's own
   */
  public static String inOwnTransaction(
      DataSource source, JdbcStorage storage, OfficeActor office, SlotId slot) throws SQLException {
    for (int attempt = 0; attempt < 16; ++attempt) {
      // Before a connection is held: the engine takes one of its own.
      Receipt decided =
          office
              .request("CMD-2026-881")
              .decide(new ReserveSlots(13, List.of(slot), "CMD-2026-881"));
      if (decided.number() != 0) {
        // The request was committed before.
        return office.banner(decided, Language.FRENCH);
      }
      Optional<Receipt> written = Optional.empty();
      try (Connection connection = source.getConnection()) {
        connection.setAutoCommit(false);
        written = storage.write(connection, decided.changes());
        if (written.isPresent()) {
          connection.commit();
        } else {
          // Somebody else was there: decide anew.
          connection.rollback();
        }
      }
      if (written.isPresent()) {
        return office.banner(written.get(), Language.FRENCH);
      }
    }
    throw new SQLException("others are always there first");
  }
}
