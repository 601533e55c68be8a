package fr.creneau.example;

import fr.creneau.Category;
import fr.creneau.Centre;
import fr.creneau.CreneauException;
import fr.creneau.ErrorCode;
import fr.creneau.Inspector;
import fr.creneau.Office;
import fr.creneau.Period;
import fr.creneau.Posting;
import fr.creneau.School;
import fr.creneau.ports.Directory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Offices, schools, inspectors and centres of the existing system. */
public final class JdbcDirectory implements Directory {
  private final DataSource source;

  /**
   * Over tables that are there.
   *
   * @param source of connections
   */
  public JdbcDirectory(DataSource source) {
    this.source = source;
  }

  private static Sql those(String table, TextId kind, List<Long> ids) {
    Sql sql = new Sql("SELECT * FROM " + table + " WHERE 1 = 1");
    return (ids.isEmpty() ? sql : sql.andIn("id", ids.stream().map(kind::of).toList()))
        .then("ORDER BY id");
  }

  private <T> List<T> list(Sql sql, Sql.Row<T> row) {
    try (Connection connection = source.getConnection()) {
      return sql.list(connection, row);
    } catch (SQLException error) {
      throw CreneauException.of(ErrorCode.STORAGE_FAILED, error.getMessage());
    }
  }

  private static Set<Category> categories(ResultSet row) throws SQLException {
    return Arrays.stream(row.getString("categories").split(" "))
        .filter(it -> !it.isEmpty())
        .map(Category::valueOf)
        .collect(Collectors.toSet());
  }

  @Override
  public List<Office> offices(List<Long> ids) {
    return list(
        those("bureau", TextId.BU, ids),
        row ->
            new Office(
                TextId.number(row.getString("id")),
                row.getString("nom"),
                Sql.text(row, "courriel"),
                Sql.text(row, "telephone"),
                List.of(row.getString("departements").split(" ")),
                row.getString("id")));
  }

  @Override
  public List<School> schools(List<Long> ids) {
    return list(
        those("auto_ecole", TextId.AE, ids),
        row ->
            new School(
                TextId.number(row.getString("id")),
                row.getString("raison_sociale"),
                row.getString("numero_aurige"),
                Sql.text(row, "courriel"),
                categories(row),
                row.getBoolean("active"),
                row.getString("id")));
  }

  @Override
  public List<Inspector> inspectors(List<Long> ids) {
    Map<String, List<Posting>> postings = postings();
    return list(
        those("inspecteur", TextId.IN, ids),
        row ->
            new Inspector(
                TextId.number(row.getString("id")),
                row.getString("matricule"),
                row.getString("nom"),
                postings.getOrDefault(row.getString("id"), List.of()),
                categories(row),
                row.getString("id")));
  }

  private Map<String, List<Posting>> postings() {
    record Of(String inspector, Posting posting) {}

    return list(
            new Sql("SELECT * FROM affectation ORDER BY inspecteur, du"),
            row ->
                new Of(
                    row.getString("inspecteur"),
                    new Posting(
                        row.getString("departement"),
                        new Period(
                            row.getObject("du", LocalDate.class),
                            row.getObject("au", LocalDate.class)))))
        .stream()
        .collect(
            Collectors.groupingBy(
                Of::inspector, HashMap::new, Collectors.mapping(Of::posting, Collectors.toList())));
  }

  @Override
  public List<Inspector> inspectorsOf(String departement) {
    return inspectors(List.of()).stream()
        .filter(
            it -> it.postings().stream().anyMatch(post -> post.departement().equals(departement)))
        .toList();
  }

  @Override
  public List<Centre> centres(List<Long> ids) {
    return list(
        those("centre", TextId.CE, ids),
        row ->
            new Centre(
                TextId.number(row.getString("id")),
                row.getString("nom"),
                Sql.text(row, "adresse"),
                row.getString("departement"),
                categories(row),
                row.getString("id")));
  }

  @Override
  public List<School> findSchools(String text, int limit) {
    List<School> all = schools(List.of());
    for (School it : all) {
      if (!text.isEmpty() && it.aurigeId().equals(text)) {
        return List.of(it);
      }
    }
    return all.stream()
        .filter(it -> text.isEmpty() || Directory.matches(it.name(), text))
        .sorted(Comparator.comparing(School::name).thenComparingLong(School::id))
        .limit(limit)
        .toList();
  }
}
