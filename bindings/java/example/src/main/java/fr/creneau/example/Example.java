package fr.creneau.example;

import fr.creneau.Category;
import fr.creneau.Centre;
import fr.creneau.Inspector;
import fr.creneau.Office;
import fr.creneau.Period;
import fr.creneau.Posting;
import fr.creneau.School;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Tables, people and places, as the existing system has them. */
public final class Example {
  private Example() {}

  /**
   * Makes the tables, and fills those of people and places.
   *
   * @param source of an empty database
   * @throws SQLException the database's own
   */
  public static void prepare(DataSource source) throws SQLException {
    Schema.create(source);
    fill(source);
  }

  /** An office, two schools, an inspector, a centre. */
  static void fill(DataSource source) throws SQLException {
    fill(
        source,
        List.of(new Office(1, "BER 93", "ber93@example.fr", "01 49 00 00 00", List.of("93"), "")),
        List.of(
            new School(12, "Auto-école 93-012", "AE012", "ae012@example.fr", Set.of(), true, ""),
            new School(13, "Auto-école 93-013", "AE013", "", Set.of(), true, "")),
        List.of(
            new Inspector(
                7, "93-07", "IPCSR 93-07", List.of(new Posting("93", Period.ALL)), Set.of(), "")),
        List.of(new Centre(3, "Rosny", "1 rue de l'Exemple", "93", Set.of(), "")));
  }

  static void fill(
      DataSource source,
      List<Office> offices,
      List<School> schools,
      List<Inspector> inspectors,
      List<Centre> centres)
      throws SQLException {
    try (Connection connection = source.getConnection()) {
      for (Office it : offices) {
        new Sql(
                "INSERT INTO bureau VALUES (?, ?, ?, ?, ?)",
                TextId.BU.of(it.id()),
                it.name(),
                it.mail(),
                it.phone(),
                String.join(" ", it.departements()))
            .update(connection);
      }
      for (School it : schools) {
        new Sql(
                "INSERT INTO auto_ecole VALUES (?, ?, ?, ?, ?, ?)",
                TextId.AE.of(it.id()),
                it.name(),
                it.aurigeId(),
                it.mail(),
                codes(it.categories()),
                it.active())
            .update(connection);
      }
      for (Inspector it : inspectors) {
        String id = TextId.IN.of(it.id());
        new Sql(
                "INSERT INTO inspecteur VALUES (?, ?, ?, ?)",
                id,
                it.matricule(),
                it.name(),
                codes(it.categories()))
            .update(connection);
        for (Posting post : it.postings()) {
          new Sql(
                  "INSERT INTO affectation VALUES (?, ?, ?, ?)",
                  id,
                  post.departement(),
                  post.period().first(),
                  post.period().last())
              .update(connection);
        }
      }
      for (Centre it : centres) {
        new Sql(
                "INSERT INTO centre VALUES (?, ?, ?, ?, ?)",
                TextId.CE.of(it.id()),
                it.name(),
                it.place(),
                it.departement(),
                codes(it.categories()))
            .update(connection);
      }
    }
  }

  private static String codes(Set<Category> categories) {
    return categories.stream().map(Category::name).sorted().collect(Collectors.joining(" "));
  }
}
