package fr.creneau;

import fr.creneau.internal.MailServer;
import fr.creneau.internal.NotifierHandle;
import java.nio.file.Path;
import java.util.Objects;

/**
 * How notices leave: by SMTP, into a folder, or by a {@link fr.creneau.ports.Notifier} of the
 * host's. Thread-safe.
 */
public final class Notifiers implements AutoCloseable {
  private final NotifierHandle handle;

  private Notifiers(NotifierHandle handle) {
    this.handle = handle;
  }

  NotifierHandle handle() {
    return handle;
  }

  /**
   * The host's own.
   *
   * @param own delivers
   * @return it, to send through
   */
  public static Notifiers of(fr.creneau.ports.Notifier own) {
    return new Notifiers(new NotifierHandle(Objects.requireNonNull(own, "own")));
  }

  /**
   * Each mail into a folder, as a file that mail programs open and only its owner may read.
   *
   * @param folder where
   * @param identity who sends
   * @return it, to send through
   * @throws Errors.BadAddress where the identity cannot stand in headers
   */
  public static Notifiers folder(Path folder, Identity identity) {
    return new Notifiers(MailServer.folder(folder.toString(), identity));
  }

  /**
   * Through a mail server.
   *
   * @param host its name
   * @param identity who sends
   * @return its options, to be completed
   */
  public static Smtp smtp(String host, Identity identity) {
    return new Smtp(host, identity);
  }

  /** Which mail server mails are handed to, and how; see docs/mail.md. */
  public static final class Smtp {
    private final String host;
    private final Identity identity;
    private int port = 587;
    private Security security = Security.STARTTLS;
    private String user = "";
    private String password = "";
    private String authorities = "";
    private int timeout = 60_000;

    private Smtp(String host, Identity identity) {
      this.host = Objects.requireNonNull(host, "host");
      this.identity = Objects.requireNonNull(identity, "identity");
    }

    /**
     * Its port; otherwise 587.
     *
     * @param port 1 to 65,535
     * @return this
     */
    public Smtp port(int port) {
      this.port = port;
      return this;
    }

    /**
     * How the line is kept private; otherwise by STARTTLS.
     *
     * @param security how
     * @return this
     */
    public Smtp security(Security security) {
      this.security = Objects.requireNonNull(security, "security");
      return this;
    }

    /**
     * With whose account.
     *
     * @param user its name
     * @param password its password
     * @return this
     */
    public Smtp user(String user, String password) {
      this.user = Objects.requireNonNull(user, "user");
      this.password = Objects.requireNonNull(password, "password");
      return this;
    }

    /**
     * Whom to trust in place of the system's authorities.
     *
     * @param pem a file of certificates
     * @return this
     */
    public Smtp authorities(Path pem) {
      this.authorities = pem.toString();
      return this;
    }

    /**
     * How long one mail may take as a whole; otherwise a minute.
     *
     * @param milliseconds above zero
     * @return this
     */
    public Smtp timeout(int milliseconds) {
      this.timeout = milliseconds;
      return this;
    }

    /**
     * The notifier.
     *
     * @return it, to send through
     * @throws Errors.BadArgument with the name of an option that makes no sense
     * @throws Errors.BadAddress where the identity cannot stand in headers
     */
    public Notifiers open() {
      return new Notifiers(
          MailServer.smtp(identity, host, port, security, user, password, authorities, timeout));
    }
  }

  /** Gives it up. Twice is once. */
  @Override
  public void close() {
    handle.close();
  }
}
