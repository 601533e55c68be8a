package fr.creneau;

/** A rule says no: another wish may be granted. */
public abstract non-sealed class RefusedException extends CreneauException {
  private static final long serialVersionUID = 1L;

  RefusedException(Facts facts) {
    super(facts);
  }
}
