package fr.creneau;

import java.util.Objects;

/**
 * One line of what a receipt or a preview is about, in words. What does not apply is empty.
 *
 * @param date "lundi 15 juin 2026"
 * @param times "08 h 30 – 10 h 00"
 * @param centre its name
 * @param inspector name and matricule
 * @param school its name
 * @param category with the part where it is stated
 * @param units zero where nothing is counted
 * @param sentence all of it in one line
 */
public record ListingLine(
    String date,
    String times,
    String centre,
    String inspector,
    String school,
    String category,
    int units,
    String sentence) {
  /**
   * Nothing of it is null.
   *
   * @param date "lundi 15 juin 2026"
   * @param times "08 h 30 – 10 h 00"
   * @param centre its name
   * @param inspector name and matricule
   * @param school its name
   * @param category with the part where it is stated
   * @param units zero where nothing is counted
   * @param sentence all of it in one line
   */
  public ListingLine {
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(times, "times");
    Objects.requireNonNull(centre, "centre");
    Objects.requireNonNull(inspector, "inspector");
    Objects.requireNonNull(school, "school");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(sentence, "sentence");
  }
}
