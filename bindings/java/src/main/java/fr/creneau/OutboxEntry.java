package fr.creneau;

import java.time.Instant;
import java.util.Objects;

/**
 * A notice, and how its delivery goes.
 *
 * @param notice as it was committed; its texts are purged after delivery
 * @param status of now
 * @param attempts how many were reported since it was made or retried
 * @param uncertain attempts after which nobody knows whether the mail arrived
 * @param nextAttempt not to be sent before, while it is pending
 * @param lease fencing token of the current lease; rises with each one
 * @param lastError what the other side said last
 */
public record OutboxEntry(
    Notice notice,
    NoticeStatus status,
    int attempts,
    int uncertain,
    Instant nextAttempt,
    long lease,
    String lastError) {
  /**
   * Nothing of it is null.
   *
   * @param notice as it was committed; its texts are purged after delivery
   * @param status of now
   * @param attempts how many were reported since it was made or retried
   * @param uncertain attempts after which nobody knows whether the mail arrived
   * @param nextAttempt not to be sent before, while it is pending
   * @param lease fencing token of the current lease; rises with each one
   * @param lastError what the other side said last
   */
  public OutboxEntry {
    Objects.requireNonNull(notice, "notice");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(nextAttempt, "nextAttempt");
    Objects.requireNonNull(lastError, "lastError");
  }
}
