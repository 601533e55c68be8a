package fr.creneau;

import java.io.Serializable;
import java.util.Objects;

/**
 * A thing that an error or a remark is about.
 *
 * @param kind what it is
 * @param id the entity's id; of a slot its session's; of a date its day since 1970-01-01; of a
 *     category its number; a line from 1
 * @param plan of a slot
 * @param ordinal of a slot; of a line the column from 1, or 0
 * @param departement where it is one
 * @serial exclude
 */
public record Subject(SubjectKind kind, long id, int plan, int ordinal, String departement)
    implements Serializable {
  /**
   * Nothing of it is null.
   *
   * @param kind what it is
   * @param id the entity's id; of a slot its session's; of a date its day since 1970-01-01; of a
   *     category its number; a line from 1
   * @param plan of a slot
   * @param ordinal of a slot; of a line the column from 1, or 0
   * @param departement where it is one
   */
  public Subject {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(departement, "departement");
  }
}
