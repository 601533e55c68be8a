package fr.creneau;

/**
 * How CSV is written.
 *
 * @param separator a comma, a semicolon or a tab
 * @param utf8Mark Excel takes a file for UTF-8 only with it
 */
public record CsvStyle(char separator, boolean utf8Mark) {
  /** Commas, without a mark. */
  public static final CsvStyle PLAIN = new CsvStyle(',', false);

  /** As French spreadsheets open it by a double click. */
  public static final CsvStyle EXCEL = new CsvStyle(';', true);
}
