package fr.creneau;

/** The request itself is wrong. */
public abstract non-sealed class BadInputException extends CreneauException {
  private static final long serialVersionUID = 1L;

  BadInputException(Facts facts) {
    super(facts);
  }
}
