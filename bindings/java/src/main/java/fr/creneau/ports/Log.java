package fr.creneau.ports;

/**
 * Is told what an engine does beside its answers: attempts that met a conflict, refusals that could
 * not be journalled, deliveries that failed, failures of the storage. On a thread that is in a call
 * of the engine; it must not call an engine. What it throws is dropped.
 */
@FunctionalInterface
public interface Log {
  /**
   * One thing.
   *
   * @param level how grave it is
   * @param message English, one line
   */
  void log(System.Logger.Level level, String message);

  /**
   * Into a logger of the platform.
   *
   * @param logger which
   * @return a log
   */
  static Log to(System.Logger logger) {
    return logger::log;
  }
}
