package fr.creneau.example;

import fr.creneau.Notice;
import fr.creneau.ports.Delivered;
import fr.creneau.ports.Delivery;
import fr.creneau.ports.Notifier;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** Hands notices to the mail service that the existing system has. */
public final class JakartaNotifier implements Notifier {
  private final Session session;
  private final String from;

  /**
   * Through a configured session.
   *
   * @param session of Jakarta Mail
   * @param from whose name stands on the mails
   */
  public JakartaNotifier(Session session, String from) {
    this.session = session;
    this.from = from;
  }

  @Override
  public Delivered deliver(Notice notice) {
    try {
      MimeMessage mail =
          new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
              // The same for each attempt, so that a mail that comes twice is known for one.
              setHeader("Message-ID", "<notice-" + notice.id() + "@example.fr>");
            }
          };
      mail.setFrom(new InternetAddress(from));
      mail.setRecipient(Message.RecipientType.TO, new InternetAddress(notice.address(), true));
      if (!notice.replyTo().isEmpty()) {
        mail.setReplyTo(new InternetAddress[] {new InternetAddress(notice.replyTo())});
      }
      mail.setSubject(notice.title(), "UTF-8");
      mail.setText(notice.text(), "UTF-8");
      Transport.send(mail);
      return Delivered.DONE;
    } catch (AddressException bad) {
      return new Delivered(Delivery.REFUSED, String.valueOf(bad.getMessage()));
    } catch (SendFailedException failed) {
      return answer(failed);
    } catch (MessagingException failed) {
      // The line may have broken before or behind the server's answer.
      return new Delivered(Delivery.UNCERTAIN, String.valueOf(failed.getMessage()));
    }
  }

  /** "550 no such box" is for good; a server that says 4.. is to be asked again. */
  private static Delivered answer(SendFailedException failed) {
    String text = String.valueOf(failed.getMessage());
    for (Exception it = failed; it instanceof MessagingException error; ) {
      String said = String.valueOf(error.getMessage());
      if (said.matches("(?s)[45]\\d\\d\\b.*")) {
        return new Delivered(said.charAt(0) == '5' ? Delivery.REFUSED : Delivery.FAILED, said);
      }
      it = error.getNextException();
    }
    return new Delivered(Delivery.FAILED, text);
  }
}
