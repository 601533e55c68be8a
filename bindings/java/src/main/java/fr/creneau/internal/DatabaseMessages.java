package fr.creneau.internal;

import fr.creneau.Centre;
import fr.creneau.Encoding;
import fr.creneau.Finding;
import fr.creneau.Inspector;
import fr.creneau.Office;
import fr.creneau.Purged;
import fr.creneau.School;
import fr.creneau.Taken;
import fr.creneau.internal.DatabaseHandle.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a database is asked, as messages; see native/database.cpp. */
public final class DatabaseMessages {
  private DatabaseMessages() {}

  /**
   * A file, or a server's database.
   *
   * @param where its path, or a connection string
   * @param create if it is not there
   * @param readOnly never written
   * @param connections to a server
   * @param patience with a server
   * @return opened
   */
  public static DatabaseHandle open(
      String where, boolean create, boolean readOnly, int connections, Duration patience) {
    return new DatabaseHandle(
        Call.OPEN,
        to ->
            to.text(where)
                .number(create)
                .number(readOnly)
                // Below, zero is what is usual.
                .signed(connections == 0 ? -1 : connections)
                .signed(moreThanNothing(patience)));
  }

  private static long moreThanNothing(Duration patience) {
    boolean nothing = patience.isZero() || patience.isNegative();
    return nothing ? -1 : Math.max(1, patience.toMillis());
  }

  /**
   * Memory.
   *
   * @return opened
   */
  public static DatabaseHandle inMemory() {
    return new DatabaseHandle(Call.IN_MEMORY, to -> to.number(false));
  }

  private static Taken taken(MessageReader from) {
    return new Taken(from.signed(), from.signed());
  }

  /**
   * Entries.
   *
   * @param database where
   * @param offices some
   * @param schools some
   * @param inspectors some
   * @param centres some
   * @param keep or only count
   * @return how many
   */
  public static Taken put(
      DatabaseHandle database,
      List<Office> offices,
      List<School> schools,
      List<Inspector> inspectors,
      List<Centre> centres,
      boolean keep) {
    return taken(
        database.call(
            Call.PUT,
            to ->
                to.flag(keep)
                    .list(offices, Rows::office)
                    .list(schools, Rows::school)
                    .list(inspectors, Rows::inspector)
                    .list(centres, Rows::centre)));
  }

  /**
   * Entries of a file.
   *
   * @param database where
   * @param csv its bytes
   * @param encoding of them
   * @param keep or only count
   * @return how many
   */
  public static Taken putCsv(DatabaseHandle database, byte[] csv, Encoding encoding, boolean keep) {
    return taken(
        database.call(Call.PUT_CSV, to -> to.flag(keep).bytes(csv).signed(encoding.number())));
  }

  /**
   * A text.
   *
   * @param database of which
   * @param call what
   * @return the text
   */
  public static String text(DatabaseHandle database, Call call) {
    return database.call(call, to -> {}).text();
  }

  /**
   * A copy.
   *
   * @param database of which
   * @param to where
   */
  public static void backup(DatabaseHandle database, String to) {
    database.call(Call.BACKUP, message -> message.text(to));
  }

  /**
   * Damage.
   *
   * @param database of which
   * @return what was found
   */
  public static List<Finding> check(DatabaseHandle database) {
    return database.call(Call.CHECK, to -> {}).list(it -> new Finding(it.text(), it.text()));
  }

  /**
   * What is old.
   *
   * @param database of which
   * @param now from which days count back
   * @param noticesAfterDays after their delivery
   * @param historyBefore empty: none
   * @return how many rows
   */
  public static Purged purge(
      DatabaseHandle database, Instant now, int noticesAfterDays, Optional<Instant> historyBefore) {
    MessageReader from =
        database.call(
            Call.PURGE,
            to ->
                to.instant(now)
                    .signed(noticesAfterDays)
                    .signed(historyBefore.map(MessageWriter::microseconds).orElse(0L)));
    return new Purged(from.signed(), from.signed(), from.signed());
  }

  /**
   * Free texts.
   *
   * @param database of which
   * @param departement whose history
   * @param number of the commit
   */
  public static void redact(DatabaseHandle database, String departement, long number) {
    database.call(Call.REDACT, to -> to.text(departement).signed(number));
  }

  /**
   * What others change.
   *
   * @param database where
   * @param departement whose planning
   * @param after a number
   * @param atMost how long
   * @return the number of then
   */
  public static long waitForChange(
      DatabaseHandle database, String departement, long after, Duration atMost) {
    return database
        .call(
            Call.WAIT_FOR_CHANGE,
            to -> to.text(departement).signed(after).signed(atMost.toMillis()))
        .signed();
  }
}
