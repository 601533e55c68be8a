package fr.creneau;

import fr.creneau.internal.Library;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** What things are called, in French and in English. Thread-safe. */
public final class Words {
  private Words() {}

  /**
   * A category as people read it.
   *
   * @param it which
   * @param language which
   * @return its words
   */
  public static String of(Category it, Language language) {
    return Library.codeText(2, it.number(), language);
  }

  /**
   * A part of the exam as people read it.
   *
   * @param it which
   * @param language which
   * @return "plateau"
   */
  public static String of(ExamPart it, Language language) {
    return Library.codeText(3, it.number(), language);
  }

  /**
   * A reason as people read it.
   *
   * @param it which
   * @param language which
   * @return its words
   */
  public static String of(Reason it, Language language) {
    return Library.codeText(4, it.number(), language);
  }

  /**
   * A role as people read it.
   *
   * @param it which
   * @param language which
   * @return its words
   */
  public static String of(Role it, Language language) {
    return Library.codeText(1, it.number(), language);
  }

  /**
   * A date as people write it.
   *
   * @param date which
   * @param language which
   * @return "lundi 15 juin 2026"
   * @throws Errors.BadDate where it is not of 2000 to 2099
   */
  public static String of(LocalDate date, Language language) {
    return Library.dateText(date, language);
  }

  /**
   * A local time as people write it.
   *
   * @param time which
   * @param language which
   * @return "lundi 15 juin 2026 à 08 h 30"
   * @throws Errors.BadDate where it is not of 2000 to 2099
   */
  public static String of(LocalDateTime time, Language language) {
    return Library.localTimeText(time, language);
  }
}
