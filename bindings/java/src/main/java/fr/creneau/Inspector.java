package fr.creneau;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * IPCSR, inspecteur.
 *
 * @param id zero where it is new
 * @param matricule unique
 * @param name as people read it
 * @param postings by date; they never overlap
 * @param categories which they may examine; none: not stated
 * @param externalRef another system's id; empty: none
 */
public record Inspector(
    long id,
    String matricule,
    String name,
    List<Posting> postings,
    Set<Category> categories,
    String externalRef) {
  /**
   * Nothing of it is null.
   *
   * @param id zero where it is new
   * @param matricule unique
   * @param name as people read it
   * @param postings by date; they never overlap
   * @param categories which they may examine; none: not stated
   * @param externalRef another system's id; empty: none
   */
  public Inspector {
    Objects.requireNonNull(matricule, "matricule");
    Objects.requireNonNull(name, "name");
    postings = List.copyOf(postings);
    categories = Set.copyOf(categories);
    Objects.requireNonNull(externalRef, "externalRef");
  }
}
