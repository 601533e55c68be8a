package fr.creneau;

import java.util.Objects;

/**
 * Something that a receipt says beside the changes.
 *
 * @param kind what is remarked
 * @param subject the session, or the recipient
 * @param amount minutes or units, by kind
 */
public record Remark(RemarkKind kind, Subject subject, long amount) {
  /**
   * Nothing of it is null.
   *
   * @param kind what is remarked
   * @param subject the session, or the recipient
   * @param amount minutes or units, by kind
   */
  public Remark {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(subject, "subject");
  }
}
