package fr.creneau;

import fr.creneau.internal.Queries;
import java.util.Objects;

/** Somebody who reads the plannings of an office's départements. */
public final class ReaderActor extends ReadingActor {
  private final String departement;

  ReaderActor(Engine engine, Queries.Actor who, String departement) {
    super(engine, who);
    this.departement = departement;
  }

  @Override
  String named() {
    return departement;
  }

  /**
   * The same in one département.
   *
   * @param departement its code
   * @return the reader
   */
  public ReaderActor in(String departement) {
    return new ReaderActor(engine, who, Objects.requireNonNull(departement, "departement"));
  }
}
