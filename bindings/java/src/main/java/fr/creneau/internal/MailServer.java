package fr.creneau.internal;

import fr.creneau.Identity;
import fr.creneau.Security;

/** Options of notifiers, as messages. */
public final class MailServer {
  private MailServer() {}

  /**
   * A folder.
   *
   * @param path where
   * @param identity who sends
   * @return a notifier
   */
  public static NotifierHandle folder(String path, Identity identity) {
    return NotifierHandle.folder(
        to -> {
          to.text(path);
          Rows.identity(to, identity);
        });
  }

  /**
   * A mail server.
   *
   * @param identity who sends
   * @param host its name
   * @param port its port
   * @param security of the line
   * @param user of an account
   * @param password of an account
   * @param authorities a file, or empty
   * @param timeout in milliseconds
   * @return a notifier
   */
  public static NotifierHandle smtp(
      Identity identity,
      String host,
      int port,
      Security security,
      String user,
      String password,
      String authorities,
      int timeout) {
    return NotifierHandle.smtp(
        to -> {
          to.flag(true);
          Rows.identity(to, identity);
          to.text(host)
              .signed(port)
              .signed(security.number())
              .text(user)
              .text(password)
              .text(authorities)
              .text("")
              .signed(0)
              .signed(timeout);
        });
  }
}
