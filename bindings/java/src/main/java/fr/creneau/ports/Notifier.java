package fr.creneau.ports;

import fr.creneau.Notice;

/** Delivers notices. The same notice may come again, with the same id. */
@FunctionalInterface
public interface Notifier {
  /**
   * Delivers one. What is thrown comes out of the sending once the others were tried, and its
   * notice counts as uncertain.
   *
   * @param notice what and to whom
   * @return how that ended
   * @throws Exception whatever it is
   */
  Delivered deliver(Notice notice) throws Exception;
}
