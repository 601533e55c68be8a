package fr.creneau.internal;

import fr.creneau.CreneauException;
import fr.creneau.Deadline;
import fr.creneau.ErrorCode;
import fr.creneau.Errors;
import fr.creneau.Fault;
import fr.creneau.Subject;
import java.util.List;
import java.util.Optional;

/** Answers of C++: a status, and what was asked for or why not. */
final class Answers {
  private Answers() {}

  /** The answer behind its status. */
  static MessageReader of(byte[] message) {
    MessageReader answer = new MessageReader(message);
    int status = answer.integer();
    if (status != 0) {
      throw failure(status, answer);
    }
    return answer;
  }

  /** The error behind its status. */
  static CreneauException failure(int status, MessageReader from) {
    String english = from.text();
    String french = from.text();
    List<Subject> subjects = from.list(Rows::subject);
    long limit = from.signed();
    long actual = from.signed();
    String text = from.text();
    Optional<Deadline> deadline = from.maybe(Rows::deadline);
    List<Fault> faults = from.list(Answers::fault);
    return Errors.of(
        new CreneauException.Facts(
            ErrorCode.of(status),
            english,
            french,
            subjects,
            limit,
            actual,
            text,
            deadline,
            faults));
  }

  private static Fault fault(MessageReader from) {
    return new Fault(
        from.integer(),
        from.integer(),
        from.text(),
        ErrorCode.of(from.integer()),
        from.text(),
        from.text());
  }
}
