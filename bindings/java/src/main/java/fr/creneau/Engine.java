package fr.creneau;

import fr.creneau.internal.EngineHandle;
import fr.creneau.ports.Directory;
import fr.creneau.ports.Log;
import fr.creneau.ports.Outbox;
import fr.creneau.ports.Storage;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs commands and answers queries, over ports: a {@link Database} of the library's own, or
 * storage and directory of the host's. It keeps what it was given alive. Thread-safe if its ports
 * are; calls from virtual threads pin their carriers while they last. After {@link #close} every
 * call of it and of its actors throws {@link IllegalStateException}; calls under way end as usual.
 */
public class Engine implements AutoCloseable {
  private final EngineHandle handle;

  Engine(EngineHandle.Parts parts) {
    handle = new EngineHandle(parts);
  }

  EngineHandle handle() {
    return handle;
  }

  /**
   * Over a storage and a directory of the host's.
   *
   * @param storage keeps the plannings
   * @param directory knows who is who
   * @return to be completed
   */
  public static Builder over(Storage storage, Directory directory) {
    return new Builder(storage, directory);
  }

  /** What else an engine over ports of the host's may have. */
  public static final class Builder {
    private final EngineHandle.Parts parts = new EngineHandle.Parts();

    private Builder(Storage storage, Directory directory) {
      parts.storage = Objects.requireNonNull(storage, "storage");
      parts.directory = Objects.requireNonNull(directory, "directory");
    }

    /**
     * Where notices wait; otherwise they come with the change sets alone.
     *
     * @param outbox of the host's
     * @return this
     */
    public Builder outbox(Outbox outbox) {
      parts.outbox = Objects.requireNonNull(outbox, "outbox");
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
     * Of the texts of notices; otherwise they carry facts alone.
     *
     * @param language which
     * @return this
     */
    public Builder language(Language language) {
      parts.language = Optional.of(language);
      return this;
    }

    /**
     * How often a command is tried when others change the same rows; otherwise 16 times.
     *
     * @param attempts above zero
     * @return this
     */
    public Builder maxAttempts(int attempts) {
      if (attempts < 1) {
        throw new IllegalArgumentException("at least one attempt");
      }
      parts.maxAttempts = attempts;
      return this;
    }

    /**
     * Makes no notices.
     *
     * @return this
     */
    public Builder withoutNotices() {
      parts.notices = false;
      return this;
    }

    /**
     * Journals no refusals, whatever the rules say.
     *
     * @return this
     */
    public Builder withoutRefusalsJournal() {
      parts.refusalsJournal = false;
      return this;
    }

    /**
     * The engine.
     *
     * @return to be closed
     */
    public Engine build() {
      return new Engine(parts);
    }
  }

  /**
   * Acts as an office.
   *
   * @param id the office's
   * @return who plans the exams of its départements
   */
  public OfficeActor office(long id) {
    return office(id, "");
  }

  /**
   * Acts as an office.
   *
   * @param id the office's
   * @param subject the host's pseudonym of who acts, kept in the history
   * @return who plans the exams of its départements
   */
  public OfficeActor office(long id, String subject) {
    return new OfficeActor(this, Actor.who(Role.OFFICE, id, subject), Envelope.NONE);
  }

  /**
   * Acts as a school.
   *
   * @param id the school's
   * @return who sees and cancels what is its own
   */
  public SchoolActor school(long id) {
    return school(id, "");
  }

  /**
   * Acts as a school.
   *
   * @param id the school's
   * @param subject the host's pseudonym of who acts, kept in the history
   * @return who sees and cancels what is its own
   */
  public SchoolActor school(long id, String subject) {
    return new SchoolActor(this, Actor.who(Role.SCHOOL, id, subject), Envelope.NONE);
  }

  /**
   * Acts as an inspector.
   *
   * @param id the inspector's
   * @return who reads its own sessions
   */
  public InspectorActor inspector(long id) {
    return new InspectorActor(this, Actor.who(Role.INSPECTOR, id, ""));
  }

  /**
   * Acts as somebody who only reads.
   *
   * @param office whose départements
   * @return who reads their plannings
   */
  public ReaderActor reader(long office) {
    return new ReaderActor(this, Actor.who(Role.READER, office, ""), "");
  }

  /**
   * Acts as whoever runs the system.
   *
   * @return for rules, imports, notices
   */
  public OperatorActor operator() {
    return operator("");
  }

  /**
   * Acts as whoever runs the system.
   *
   * @param subject the host's pseudonym of who acts, kept in the history
   * @return for rules, imports, notices
   */
  public OperatorActor operator(String subject) {
    return new OperatorActor(this, Actor.who(Role.OPERATOR, 0, subject), Envelope.NONE);
  }

  /**
   * The version of the library.
   *
   * @return "1.0.0"
   */
  public static String version() {
    return fr.creneau.internal.Library.version();
  }

  /** Gives everything up, once no call is under way. Twice is once. */
  @Override
  public void close() {
    handle.close();
  }
}
