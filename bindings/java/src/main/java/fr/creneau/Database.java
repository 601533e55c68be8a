package fr.creneau;

import fr.creneau.internal.DatabaseHandle;
import fr.creneau.internal.DatabaseHandle.Call;
import fr.creneau.internal.DatabaseMessages;
import fr.creneau.internal.EngineHandle;
import fr.creneau.ports.Log;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A planning database, and an engine over it: a SQLite file, a server's, or memory. Thread-safe.
 */
public final class Database extends Engine {
  private final DatabaseHandle database;

  private Database(DatabaseHandle database, EngineHandle.Parts parts) {
    super(parts);
    this.database = database;
  }

  /**
   * A SQLite file.
   *
   * @param path where
   * @return to be completed
   */
  public static Builder at(Path path) {
    return new Builder(path.toString());
  }

  /**
   * A database of a server.
   *
   * @param uri "postgresql://user@host/database", as libpq reads it; what it leaves out comes from
   *     PGHOST, PGPASSWORD, ~/.pgpass and their kin
   * @return to be completed
   */
  public static Builder at(String uri) {
    return new Builder(Objects.requireNonNull(uri, "uri"));
  }

  /**
   * In memory: nobody else sees it, and nothing survives it.
   *
   * @return to be completed
   */
  public static Builder inMemory() {
    return new Builder(null);
  }

  /** How a database is opened. */
  public static final class Builder {
    private final String path;
    private final EngineHandle.Parts parts = new EngineHandle.Parts();
    private boolean create;
    private boolean readOnly;
    private int connections = 8;
    private Duration patience = Duration.ofSeconds(30);

    private Builder(String path) {
      this.path = path;
      parts.language = Optional.of(Language.FRENCH);
    }

    /**
     * Makes the file, or a server's schema, if it is not there.
     *
     * @return this
     */
    public Builder create() {
      create = true;
      return this;
    }

    /**
     * Never migrates, never writes, and keeps no writer out for longer than a page is read.
     *
     * @return this
     */
    public Builder readOnly() {
      readOnly = true;
      return this;
    }

    /**
     * The most connections to a server that threads share; otherwise 8.
     *
     * @param most from 1
     * @return this
     */
    public Builder connections(int most) {
      connections = most;
      return this;
    }

    /**
     * How long a call waits for a server that was lost; otherwise 30 seconds.
     *
     * @param atMost more than nothing
     * @return this
     */
    public Builder patience(Duration atMost) {
      patience = Objects.requireNonNull(atMost, "atMost");
      return this;
    }

    /**
     * The time; otherwise the machine's.
     *
     * @param clock of the host's
     * @return this
     */
    public Builder clock(InstantSource clock) {
      parts.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Hears what happens beside the answers.
     *
     * @param log of the host's
     * @return this
     */
    public Builder log(Log log) {
      parts.log = Objects.requireNonNull(log, "log");
      return this;
    }

    /**
     * Of mails; otherwise French.
     *
     * @param language empty: notices carry facts alone
     * @return this
     */
    public Builder language(Optional<Language> language) {
      parts.language = Objects.requireNonNull(language, "language");
      return this;
    }

    /**
     * The database.
     *
     * @return to be closed
     * @throws Errors.StorageMissing where there is no such file, unless it is to be made
     * @throws Errors.StorageCorrupt where it is none of ours
     * @throws Errors.StorageNewer where a newer version made it
     * @throws Errors.StorageUnreachable where no server answers
     * @throws Errors.StorageDenied where a server does not let the user in
     */
    public Database open() {
      DatabaseHandle database =
          path == null
              ? DatabaseMessages.inMemory()
              : DatabaseMessages.open(path, create, readOnly, connections, patience);
      parts.database = database;
      try {
        return new Database(database, parts);
      } catch (RuntimeException error) {
        database.close();
        throw error;
      }
    }
  }

  /**
   * Takes offices, schools, inspectors and centres into the directory, all or none. An id of zero:
   * the directory finds or makes it, by the natural key (a school's Aurige id, an inspector's
   * matricule, a centre's name and département, an office's name); in memory every id must be
   * given. Entries that are there already are rewritten.
   *
   * @param offices some
   * @param schools some
   * @param inspectors some
   * @param centres some
   * @return how many
   */
  public Taken put(
      List<Office> offices,
      List<School> schools,
      List<Inspector> inspectors,
      List<Centre> centres) {
    return DatabaseMessages.put(database, offices, schools, inspectors, centres, true);
  }

  /**
   * The same, and the directory stays as it was.
   *
   * @param offices some
   * @param schools some
   * @param inspectors some
   * @param centres some
   * @return how many there would be
   */
  public Taken tryPut(
      List<Office> offices,
      List<School> schools,
      List<Inspector> inspectors,
      List<Centre> centres) {
    return DatabaseMessages.put(database, offices, schools, inspectors, centres, false);
  }

  /**
   * Takes a CSV of offices, schools, inspectors or centres in, whichever its headings say, all or
   * none; see docs/files.md.
   *
   * @param csv its bytes
   * @param encoding of the bytes
   * @return how many
   * @throws CreneauException that of the first fault; all of them are its {@linkplain
   *     CreneauException#faults faults}
   */
  public Taken putDirectory(byte[] csv, Encoding encoding) {
    return DatabaseMessages.putCsv(database, csv, encoding, true);
  }

  /**
   * The same, and the directory stays as it was.
   *
   * @param csv its bytes
   * @param encoding of the bytes
   * @return how many there would be
   */
  public Taken tryDirectory(byte[] csv, Encoding encoding) {
    return DatabaseMessages.putCsv(database, csv, encoding, false);
  }

  /**
   * How what is not yet in place is kept.
   *
   * @return "wal" or "truncate" of a file, "server" or "memory"
   */
  public String journalMode() {
    return DatabaseMessages.text(database, Call.JOURNAL_MODE);
  }

  /**
   * Copies everything as it is at one moment, beside those who write. The copy goes on as the
   * original would: with the same ids, numbers and history, and it answers the same request ids.
   *
   * @param to the path of a file that must not exist, or {@code postgresql://…}: a server's database
   *     that is empty or has no schema yet
   * @throws Errors.BadArgument where something is there already
   * @throws Errors.StorageDenied where a server's user does not see everything
   * @throws Errors.Unsupported in memory, here and below
   */
  public void backup(String to) {
    DatabaseMessages.backup(database, to);
  }

  /**
   * The same, to a file.
   *
   * @param to the path of a file that must not exist
   */
  public void backup(Path to) {
    backup(to.toString());
  }

  /**
   * Looks for what should not be in the file.
   *
   * @return none where all is well
   */
  public List<Finding> check() {
    return DatabaseMessages.check(database);
  }

  /**
   * Empties the texts and addresses of old notices, and removes history and refusals before a
   * moment. Request ids are never removed.
   *
   * @param now from which the days count back
   * @param noticesAfterDays after their delivery
   * @param historyBefore empty: none
   * @return how many rows
   */
  public Purged purge(Instant now, int noticesAfterDays, Optional<Instant> historyBefore) {
    return DatabaseMessages.purge(database, now, noticesAfterDays, historyBefore);
  }

  /**
   * Empties the free texts of one entry of the history; what was changed stays.
   *
   * @param departement whose history
   * @param number of the commit
   */
  public void redact(String departement, long number) {
    DatabaseMessages.redact(database, departement, number);
  }

  /**
   * Waits until the département's commit number is above {@code after}, or for so long. What changed
   * is in the history after it. On a server a change is heard of well within a second, a file is
   * looked at five times a second.
   *
   * @param departement whose planning
   * @param after a number
   * @param atMost how long
   * @return the number of then
   */
  public long waitForChange(String departement, long after, Duration atMost) {
    return DatabaseMessages.waitForChange(database, departement, after, atMost);
  }

  @Override
  public void close() {
    super.close();
    database.close();
  }
}
