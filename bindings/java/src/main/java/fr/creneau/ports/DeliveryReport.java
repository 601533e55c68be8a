package fr.creneau.ports;

import fr.creneau.NoticeStatus;
import java.time.Instant;
import java.util.Objects;

/**
 * What the sender tells the outbox about an attempt.
 *
 * @param notice which
 * @param lease the token under which it was sent
 * @param delivery how it ended
 * @param status what the notice becomes
 * @param at when it ended
 * @param nextAttempt where the notice stays pending
 * @param error what the other side said
 */
public record DeliveryReport(
    long notice,
    long lease,
    Delivery delivery,
    NoticeStatus status,
    Instant at,
    Instant nextAttempt,
    String error) {
  /**
   * Nothing of it is null.
   *
   * @param notice which
   * @param lease the token under which it was sent
   * @param delivery how it ended
   * @param status what the notice becomes
   * @param at when it ended
   * @param nextAttempt where the notice stays pending
   * @param error what the other side said
   */
  public DeliveryReport {
    Objects.requireNonNull(delivery, "delivery");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(nextAttempt, "nextAttempt");
    Objects.requireNonNull(error, "error");
  }
}
