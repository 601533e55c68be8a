package fr.creneau;

/** Storage, delivery or host failed. */
public abstract non-sealed class FailedException extends CreneauException {
  private static final long serialVersionUID = 1L;

  FailedException(Facts facts) {
    super(facts);
  }
}
