package fr.creneau;

import java.io.Serializable;
import java.util.Objects;

/**
 * One thing that is wrong with a file.
 *
 * @param line from 1; 0: not of one row
 * @param column from 1; 0: not of one cell
 * @param cell as the file has it
 * @param code which rule
 * @param english what it says
 * @param french the same
 * @serial exclude
 */
public record Fault(
    int line, int column, String cell, ErrorCode code, String english, String french)
    implements Serializable {
  /**
   * Nothing of it is null.
   *
   * @param line from 1; 0: not of one row
   * @param column from 1; 0: not of one cell
   * @param cell as the file has it
   * @param code which rule
   * @param english what it says
   * @param french the same
   */
  public Fault {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(english, "english");
    Objects.requireNonNull(french, "french");
  }

  /**
   * What it says.
   *
   * @param language which
   * @return a sentence
   */
  public String message(Language language) {
    return language == Language.FRENCH ? french : english;
  }
}
