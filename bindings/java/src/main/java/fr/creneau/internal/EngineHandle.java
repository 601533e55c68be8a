package fr.creneau.internal;

import fr.creneau.CreneauException;
import fr.creneau.Language;
import fr.creneau.ports.Directory;
import fr.creneau.ports.Log;
import fr.creneau.ports.Outbox;
import fr.creneau.ports.Storage;
import java.lang.ref.Reference;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An engine, and what it calls: C++ refers to the ports weakly, so they are held here. Thread-safe.
 */
public final class EngineHandle implements AutoCloseable {
  /** What an engine is made of. */
  public static final class Parts {
    /** Serves for what is missing of the next three; may be null. */
    public DatabaseHandle database;

    /** May be null, as all that follow. */
    public Storage storage;

    /** Who is who. */
    public Directory directory;

    /** Where notices wait. */
    public Outbox outbox;

    /** The time; null: the machine's. */
    public InstantSource clock;

    /** Hears what happens beside the answers. */
    public Log log;

    /** Of mails; empty: notices carry facts alone. */
    public Optional<Language> language = Optional.empty();

    /** Of one command; zero: 16. */
    public int maxAttempts;

    /** Whether notices are made. */
    public boolean notices = true;

    /** Whether refusals are journalled, where the rules say so. */
    public boolean refusalsJournal = true;
  }

  private final Engine engine = new Engine();
  private final Life life = new Life(this, engine::delete);

  /** Strong references: C++ has weak ones. */
  private final Object[] held;

  private final boolean callsBack;

  /** Null: the machine's. */
  private final InstantSource clock;

  /**
   * An engine over its parts.
   *
   * @param parts what it is made of
   */
  public EngineHandle(Parts parts) {
    // What may throw is asked before there is anything that would have to be given back.
    boolean joinsCommits = parts.storage != null && parts.storage.joinsCommits();
    StorageAdapter storage =
        parts.storage == null ? null : new StorageAdapter(parts.storage, joinsCommits);
    DirectoryAdapter directory =
        parts.directory == null ? null : new DirectoryAdapter(parts.directory);
    OutboxAdapter outbox = parts.outbox == null ? null : new OutboxAdapter(parts.outbox);
    this.clock = parts.clock;
    ClockAdapter clock = parts.clock == null ? null : new ClockAdapter(parts.clock);
    LogAdapter log = parts.log == null ? null : new LogAdapter(parts.log);
    held = new Object[] {storage, directory, outbox, clock, log, parts.database};
    callsBack = storage != null || directory != null || outbox != null || clock != null;
    MessageWriter options =
        new MessageWriter()
            .signed(parts.language.map(Language::number).orElse(-1))
            .unsigned(parts.maxAttempts)
            .number(!parts.notices)
            .number(!parts.refusalsJournal);
    try {
      Answers.of(
          engine.start(
              options.take(),
              parts.database == null ? null : parts.database.database(),
              storage,
              directory,
              outbox,
              clock,
              log));
    } catch (CreneauException error) {
      life.close();
      throw error;
    } finally {
      // C++ has them now, however it ended.
      for (Object it : held) {
        if (it instanceof Adapter adapter) {
          adapter.handedOver();
        }
      }
    }
  }

  /**
   * Asks it.
   *
   * @param call what
   * @param message writes what the call takes
   * @return the answer, to be read
   */
  public MessageReader call(EngineCall call, Consumer<MessageWriter> message) {
    MessageWriter writer = new MessageWriter();
    message.accept(writer);
    return inside(() -> call.ask.ask(engine, writer.take()));
  }

  interface Ask {
    byte[] ask();
  }

  /** Runs a native call, and throws what a callback of it threw. */
  MessageReader inside(Ask ask) {
    return inside(ask, Pending::rethrowAlone);
  }

  /** The same; `done` says what is to be made of what was thrown where the call was done. */
  private MessageReader inside(Ask ask, Consumer<Pending> done) {
    life.enter();
    try {
      return callsBack ? callingBack(ask, done) : Answers.of(ask.ask());
    } finally {
      life.exit();
      // C++ knows the ports weakly.
      Reference.reachabilityFence(this);
    }
  }

  /** The same of what may have been committed: done is done, whatever was thrown on the way. */
  private MessageReader committing(Ask ask) {
    return inside(ask, pending -> {});
  }

  private MessageReader callingBack(Ask ask, Consumer<Pending> done) {
    // Outside of `pending`: a clock that fails here has not begun anything.
    long time = clock == null ? 0 : ClockAdapter.read(clock);
    Pending pending = Pending.begin();
    try {
      if (clock != null) {
        pending.foretell(time);
      }
      MessageReader answer;
      try {
        answer = Answers.of(ask.ask());
      } catch (CreneauException failure) {
        pending.rethrow(failure);
        throw failure;
      }
      done.accept(pending);
      return answer;
    } finally {
      pending.end();
    }
  }

  /**
   * Asks for one change.
   *
   * @param message writes what the call takes
   * @return the answer, to be read
   */
  public MessageReader change(Consumer<MessageWriter> message) {
    MessageWriter writer = new MessageWriter();
    message.accept(writer);
    return committing(() -> EngineCall.RUN.ask.ask(engine, writer.take()));
  }

  /**
   * Asks for several changes.
   *
   * @param message writes what the call takes
   * @param thrown takes what ports threw meanwhile
   * @return the answer, to be read
   */
  public MessageReader changes(Consumer<MessageWriter> message, List<Throwable> thrown) {
    MessageWriter writer = new MessageWriter();
    message.accept(writer);
    return inside(
        () -> EngineCall.RUN_ALL.ask.ask(engine, writer.take()),
        pending -> thrown.addAll(pending.all()));
  }

  /**
   * Sends what is due.
   *
   * @param message the actor and the options
   * @param notifier delivers
   * @return the answer, to be read
   */
  public MessageReader send(Consumer<MessageWriter> message, NotifierHandle notifier) {
    MessageWriter writer = new MessageWriter();
    message.accept(writer);
    life.enter();
    try {
      return callingBack(() -> notifier.send(engine, writer.take()), Pending::rethrowAlone);
    } finally {
      life.exit();
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(notifier);
    }
  }

  /**
   * Reserves one slot in each place.
   *
   * @param call the envelope
   * @param schools whose
   * @param sessions of the slots
   * @param plans of the slots
   * @param ordinals of the slots
   * @param numbers of the commits
   * @param reservations that were made
   * @param codes of the errors
   */
  public void reserveMany(
      Consumer<MessageWriter> call,
      long[] schools,
      long[] sessions,
      int[] plans,
      int[] ordinals,
      long[] numbers,
      long[] reservations,
      int[] codes) {
    MessageWriter writer = new MessageWriter();
    call.accept(writer);
    committing(
        () ->
            engine.reserveMany(
                writer.take(), schools, sessions, plans, ordinals, numbers, reservations, codes));
  }

  /**
   * Cancels one reservation in each place.
   *
   * @param call the envelope
   * @param reservations which
   * @param numbers of the commits
   * @param codes of the errors
   */
  public void cancelMany(
      Consumer<MessageWriter> call, long[] reservations, long[] numbers, int[] codes) {
    MessageWriter writer = new MessageWriter();
    call.accept(writer);
    committing(() -> engine.cancelMany(writer.take(), reservations, numbers, codes));
  }

  /**
   * Deadlines of many exams.
   *
   * @param departement whose rules
   * @param starts local minutes since 1970
   * @param closesAt microseconds since 1970
   */
  public void deadlines(String departement, int[] starts, long[] closesAt) {
    byte[] message = new MessageWriter().text(departement).take();
    inside(() -> engine.deadlines(message, starts, closesAt));
  }

  @Override
  public void close() {
    life.close();
  }

  /**
   * Whether somebody could still call back; for tests.
   *
   * @return how many ports it holds
   */
  int held() {
    int count = 0;
    for (Object it : held) {
      count += it == null ? 0 : 1;
    }
    return count;
  }
}
