package fr.creneau.internal;

import fr.creneau.ports.Log;
import java.nio.charset.StandardCharsets;

/** A log of the host's, as C++ calls it. */
final class LogAdapter extends LogUpcall implements Adapter {
  private static final System.Logger.Level[] LEVELS = {
    System.Logger.Level.DEBUG,
    System.Logger.Level.INFO,
    System.Logger.Level.WARNING,
    System.Logger.Level.ERROR
  };

  private final Log log;

  LogAdapter(Log log) {
    this.log = log;
  }

  @Override
  public void handedOver() {
    swigCMemOwn = false;
  }

  @Override
  public void tell(int level, byte[] message) {
    try {
      log.log(
          LEVELS[Math.max(1, Math.min(4, level)) - 1], new String(message, StandardCharsets.UTF_8));
    } catch (Throwable ignored) {
      // A log that fails ends nothing.
    }
  }
}
