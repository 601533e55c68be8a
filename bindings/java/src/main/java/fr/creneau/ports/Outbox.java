package fr.creneau.ports;

import fr.creneau.NoticeStatus;
import fr.creneau.OutboxEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps notices until they are delivered. Called on the thread of the engine's caller, by several
 * at once; what it throws comes out as itself.
 */
public interface Outbox {
  /**
   * Takes pending notices that are due, for nobody else until a moment; each under a new fencing
   * token.
   *
   * @param now what is due by then
   * @param until when the lease ends
   * @param limit at most so many
   * @return the longest due first, then by id
   */
  List<OutboxEntry> lease(Instant now, Instant until, int limit);

  /**
   * Records how an attempt ended, and ends the lease.
   *
   * @param report how
   * @return false: the lease is no longer the caller's, nothing was recorded
   */
  boolean report(DeliveryReport report);

  /**
   * Notices of one status, or all.
   *
   * @param status which; empty: all
   * @param after those with a greater id
   * @param limit at most so many
   * @return by id
   */
  List<OutboxEntry> notices(Optional<NoticeStatus> status, long after, int limit);

  /**
   * Makes dead or undeliverable notices pending again, all or none, due now and with no attempts.
   *
   * @param notices which
   * @param address to this address where it is not empty
   * @param now when
   */
  void retry(List<Long> notices, String address, Instant now);
}
