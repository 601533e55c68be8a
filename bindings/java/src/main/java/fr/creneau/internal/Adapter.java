package fr.creneau.internal;

import fr.creneau.CreneauException;
import fr.creneau.ErrorCode;
import java.util.List;

/**
 * What stands between C++ and a port of the host's: it reads questions, writes answers, lets
 * nothing fly.
 */
interface Adapter {
  /** Writes an answer, and may throw anything. */
  interface Body {
    void write(MessageWriter answer) throws Exception;
  }

  /** C++ owns the native half now. */
  void handedOver();

  /** The answer that `body` writes, or what it threw. */
  static byte[] answer(Body body) {
    try {
      MessageWriter answer = new MessageWriter().signed(0);
      body.write(answer);
      return answer.take();
    } catch (Throwable thrown) {
      return failed(thrown);
    }
  }

  /** "IllegalStateException: the line is dead". */
  static String named(Throwable thrown) {
    return thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
  }

  /** What a callback threw: kept for the end of the call, and told to C++ as a code. */
  static byte[] failed(Throwable thrown) {
    Pending.keep(thrown);
    ErrorCode code = ErrorCode.HOST_ERROR;
    String text = named(thrown);
    if (thrown instanceof CreneauException error) {
      code = error.code();
      text = error.text();
    }
    return new MessageWriter()
        .signed(code.number())
        .text(text)
        .list(List.of(), (writer, it) -> {})
        .take();
  }
}
