package fr.creneau.ports;

import fr.creneau.Centre;
import fr.creneau.Inspector;
import fr.creneau.Office;
import fr.creneau.School;
import fr.creneau.internal.Library;
import java.util.List;

/**
 * Knows offices, schools, inspectors and centres, which somebody else owns. What does not exist is
 * left out of the answer. Called on the thread of the engine's caller, by several at once; what it
 * throws comes out as itself.
 */
public interface Directory {
  /**
   * Offices.
   *
   * @param ids which; none: all
   * @return by id, each once
   */
  List<Office> offices(List<Long> ids);

  /**
   * Schools.
   *
   * @param ids which; none: all
   * @return by id, each once
   */
  List<School> schools(List<Long> ids);

  /**
   * Inspectors with all their postings.
   *
   * @param ids which; none: all
   * @return by id, each once
   */
  List<Inspector> inspectors(List<Long> ids);

  /**
   * Every inspector that was ever posted in a département.
   *
   * @param departement its code
   * @return in any order
   */
  List<Inspector> inspectorsOf(String departement);

  /**
   * Centres.
   *
   * @param ids which; none: all
   * @return by id, each once
   */
  List<Centre> centres(List<Long> ids);

  /**
   * Schools whose name {@linkplain #matches matches} a text; one whose Aurige id is exactly the
   * text comes alone.
   *
   * @param text what somebody typed; empty: all
   * @param limit at most so many
   * @return by name, then id
   */
  List<School> findSchools(String text, int limit);

  /**
   * Whether a name matches what somebody typed: case, accents, ligatures and punctuation do not
   * matter, part of a word will do.
   *
   * @param name as it is
   * @param typed by somebody
   * @return whether it does
   */
  static boolean matches(String name, String typed) {
    return Library.nameMatches(name, typed);
  }
}
