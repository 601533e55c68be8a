package fr.creneau;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of one command of several.
 *
 * @param receipt where it was done
 * @param error where it was not
 */
public record Outcome(Optional<Receipt> receipt, Optional<CreneauException> error) {
  /**
   * Nothing of it is null.
   *
   * @param receipt where it was done
   * @param error where it was not
   */
  public Outcome {
    Objects.requireNonNull(receipt, "receipt");
    Objects.requireNonNull(error, "error");
  }

  /**
   * The receipt, or the error thrown.
   *
   * @return the receipt
   */
  public Receipt orElseThrow() {
    if (error.isPresent()) {
      throw error.get();
    }
    return receipt.orElseThrow();
  }
}
