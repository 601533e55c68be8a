package fr.creneau.internal;

import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Something that delivers notices. Thread-safe if it is. */
public final class NotifierHandle implements AutoCloseable {
  private final Notifier notifier = new Notifier();
  private final Life life = new Life(this, notifier::delete);
  private final NotifierAdapter held;

  private NotifierHandle(
      BiFunction<Notifier, byte[], byte[]> make, Consumer<MessageWriter> message) {
    held = null;
    MessageWriter writer = new MessageWriter();
    message.accept(writer);
    try {
      Answers.of(make.apply(notifier, writer.take()));
    } catch (RuntimeException error) {
      life.close();
      throw error;
    }
  }

  /**
   * One of the host's.
   *
   * @param own delivers
   */
  public NotifierHandle(fr.creneau.ports.Notifier own) {
    held = new NotifierAdapter(own);
    notifier.of(held);
    held.handedOver();
  }

  /**
   * A mail server.
   *
   * @param message its options
   * @return a notifier
   */
  public static NotifierHandle smtp(Consumer<MessageWriter> message) {
    return new NotifierHandle(Notifier::smtp, message);
  }

  /**
   * A folder.
   *
   * @param message its options
   * @return a notifier
   */
  public static NotifierHandle folder(Consumer<MessageWriter> message) {
    return new NotifierHandle(Notifier::folder, message);
  }

  byte[] send(Engine engine, byte[] message) {
    life.enter();
    try {
      return engine.send(message, notifier);
    } finally {
      life.exit();
    }
  }

  @Override
  public void close() {
    life.close();
  }
}
