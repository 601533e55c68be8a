package fr.creneau;

import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * Says that an inspector, a centre or an office is away.
 *
 * @param scope whom it concerns
 * @param who the inspector, centre or office
 * @param start the first minute that is closed, local
 * @param end the first minute that is open again, local
 * @param reason why; empty: not stated
 * @param note at most 2,000 bytes
 */
public record AddClosure(
    ClosureScope scope,
    long who,
    LocalDateTime start,
    LocalDateTime end,
    Optional<Reason> reason,
    String note)
    implements Command {
  /**
   * Nothing of it is null.
   *
   * @param scope whom it concerns
   * @param who the inspector, centre or office
   * @param start the first minute that is closed, local
   * @param end the first minute that is open again, local
   * @param reason why; empty: not stated
   * @param note at most 2,000 bytes
   */
  public AddClosure {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(note, "note");
  }

  @Override
  public CommandKind kind() {
    return CommandKind.ADD_CLOSURE;
  }
}
