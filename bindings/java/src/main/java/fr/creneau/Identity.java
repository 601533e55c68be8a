package fr.creneau;

import java.util.Objects;

/**
 * In whose name an installation sends.
 *
 * @param address From, and the organizer of the calendar entries
 * @param name shown with the address; may be empty
 * @param domain ends Message-IDs and the UIDs of calendar entries: must never change
 */
public record Identity(String address, String name, String domain) {
  /**
   * Nothing of it is null.
   *
   * @param address From, and the organizer of the calendar entries
   * @param name shown with the address; may be empty
   * @param domain ends Message-IDs and the UIDs of calendar entries: must never change
   */
  public Identity {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(domain, "domain");
  }
}
