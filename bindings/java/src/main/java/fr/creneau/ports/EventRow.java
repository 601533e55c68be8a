package fr.creneau.ports;

import fr.creneau.CommandKind;
import fr.creneau.Reason;
import fr.creneau.Role;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One entry of the history: to be kept as it is, and given back as it is.
 *
 * @param number of the commit
 * @param command which
 * @param departement whose planning
 * @param role of the actor
 * @param who the actor's id, by role
 * @param subject the actor's, the host's pseudonym
 * @param at of the command
 * @param request its request id; empty: none
 * @param content a hash of the command: 64 bits, unsigned
 * @param reason the command's
 * @param note the command's
 * @param rules the version of the rules that decided
 * @param closures the number of the commit that last changed a closure, where it relied on closures
 * @param json the changes; empty: they were purged
 */
public record EventRow(
    long number,
    CommandKind command,
    String departement,
    Role role,
    long who,
    String subject,
    Instant at,
    String request,
    long content,
    Optional<Reason> reason,
    String note,
    long rules,
    OptionalLong closures,
    String json) {
  /**
   * Nothing of it is null.
   *
   * @param number of the commit
   * @param command which
   * @param departement whose planning
   * @param role of the actor
   * @param who the actor's id, by role
   * @param subject the actor's, the host's pseudonym
   * @param at of the command
   * @param request its request id; empty: none
   * @param content a hash of the command: 64 bits, unsigned
   * @param reason the command's
   * @param note the command's
   * @param rules the version of the rules that decided
   * @param closures the number of the commit that last changed a closure, where it relied on
   *     closures
   * @param json the changes; empty: they were purged
   */
  public EventRow {
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(departement, "departement");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(note, "note");
    Objects.requireNonNull(closures, "closures");
    Objects.requireNonNull(json, "json");
  }
}
