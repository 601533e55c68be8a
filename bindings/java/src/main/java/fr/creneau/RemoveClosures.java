package fr.creneau;

import java.util.List;

/**
 * Removes closures.
 *
 * @param closures at most 1,000
 */
public record RemoveClosures(List<Long> closures) implements Command {
  /**
   * Nothing of it is null.
   *
   * @param closures at most 1,000
   */
  public RemoveClosures {
    closures = List.copyOf(closures);
  }

  @Override
  public CommandKind kind() {
    return CommandKind.REMOVE_CLOSURES;
  }
}
