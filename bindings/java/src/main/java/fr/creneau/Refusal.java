package fr.creneau;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A command that a rule refused.
 *
 * @param departement whose planning
 * @param command which
 * @param role of the actor
 * @param who the actor's id, by role
 * @param subject the actor's, the host's pseudonym
 * @param at when
 * @param request its request id
 * @param code which rule refused it
 * @param limit what the rule allows
 * @param actual what was asked for
 * @param slots what it asked for
 */
public record Refusal(
    String departement,
    CommandKind command,
    Role role,
    long who,
    String subject,
    Instant at,
    String request,
    ErrorCode code,
    long limit,
    long actual,
    List<SlotId> slots) {
  /**
   * Nothing of it is null.
   *
   * @param departement whose planning
   * @param command which
   * @param role of the actor
   * @param who the actor's id, by role
   * @param subject the actor's, the host's pseudonym
   * @param at when
   * @param request its request id
   * @param code which rule refused it
   * @param limit what the rule allows
   * @param actual what was asked for
   * @param slots what it asked for
   */
  public Refusal {
    Objects.requireNonNull(departement, "departement");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(code, "code");
    slots = List.copyOf(slots);
  }
}
