package fr.creneau;

import java.util.Objects;
import java.util.Set;

/**
 * AE, auto-école.
 *
 * @param id zero where it is new
 * @param name raison sociale
 * @param aurigeId opaque, unique
 * @param mail empty: notices to it are undeliverable
 * @param categories which it teaches; none: not stated
 * @param active false: it keeps what it holds and can reserve nothing more
 * @param externalRef another system's id; empty: none
 */
public record School(
    long id,
    String name,
    String aurigeId,
    String mail,
    Set<Category> categories,
    boolean active,
    String externalRef) {
  /**
   * Nothing of it is null.
   *
   * @param id zero where it is new
   * @param name raison sociale
   * @param aurigeId opaque, unique
   * @param mail empty: notices to it are undeliverable
   * @param categories which it teaches; none: not stated
   * @param active false: it keeps what it holds and can reserve nothing more
   * @param externalRef another system's id; empty: none
   */
  public School {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(aurigeId, "aurigeId");
    Objects.requireNonNull(mail, "mail");
    categories = Set.copyOf(categories);
    Objects.requireNonNull(externalRef, "externalRef");
  }
}
