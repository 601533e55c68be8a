package fr.creneau.internal;

import java.util.function.Consumer;

/** A planning database. Thread-safe. */
public final class DatabaseHandle implements AutoCloseable {
  /** What a database is asked; see native/database.cpp. */
  public enum Call {
    /** A file. */
    OPEN(Database::open),
    /** Memory. */
    IN_MEMORY(Database::inMemory),
    /** Entries of the directory. */
    PUT(Database::put),
    /** The same as CSV. */
    PUT_CSV(Database::putCsv),
    /** How it is kept. */
    JOURNAL_MODE((database, message) -> database.journalMode()),
    /** A copy. */
    BACKUP(Database::backup),
    /** Damage. */
    CHECK((database, message) -> database.check()),
    /** What is old. */
    PURGE(Database::purge),
    /** Free texts. */
    REDACT(Database::redact),
    /** What others change. */
    WAIT_FOR_CHANGE(Database::waitForChange);

    interface Native {
      byte[] ask(Database database, byte[] message);
    }

    private final Native ask;

    Call(Native ask) {
      this.ask = ask;
    }
  }

  private final Database database = new Database();
  private final Life life = new Life(this, database::delete);

  /**
   * Opens one.
   *
   * @param call how
   * @param message its options
   */
  public DatabaseHandle(Call call, Consumer<MessageWriter> message) {
    try {
      call(call, message);
    } catch (RuntimeException error) {
      life.close();
      throw error;
    }
  }

  Database database() {
    return database;
  }

  /**
   * Asks it.
   *
   * @param call what
   * @param message writes what the call takes
   * @return the answer, to be read
   */
  public MessageReader call(Call call, Consumer<MessageWriter> message) {
    MessageWriter writer = new MessageWriter();
    message.accept(writer);
    life.enter();
    try {
      return Answers.of(call.ask.ask(database, writer.take()));
    } finally {
      life.exit();
    }
  }

  @Override
  public void close() {
    life.close();
  }
}
