package fr.creneau.ports;

import fr.creneau.Role;
import java.util.Objects;

/**
 * A request id and its scope: the same text from another actor or in another département is another
 * request.
 *
 * @param role of the actor
 * @param who the actor's id, by role
 * @param request never empty
 */
public record RequestKey(Role role, long who, String request) {
  /**
   * Nothing of it is null.
   *
   * @param role of the actor
   * @param who the actor's id, by role
   * @param request never empty
   */
  public RequestKey {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(request, "request");
  }
}
