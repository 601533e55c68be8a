package fr.creneau.example;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** A statement that grows, with its parameters. */
final class Sql {
  /** Makes something of a row. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private final StringBuilder text;
  private final List<Object> parameters = new ArrayList<>();

  Sql(String text, Object... parameters) {
    this.text = new StringBuilder(text);
    Collections.addAll(this.parameters, parameters);
  }

  Sql and(String condition, Object... values) {
    text.append(" AND ").append(condition);
    Collections.addAll(parameters, values);
    return this;
  }

  Sql andIf(boolean wanted, String condition, Object... values) {
    return wanted ? and(condition, values) : this;
  }

  /** Any of these; nothing where there are none. */
  Sql andIn(String column, Collection<?> values) {
    if (values.isEmpty()) {
      return and("1 = 0");
    }
    text.append(" AND ").append(column).append(" IN (").append("?,".repeat(values.size() - 1));
    text.append("?)");
    parameters.addAll(values);
    return this;
  }

  Sql then(String more, Object... values) {
    text.append(' ').append(more);
    Collections.addAll(parameters, values);
    return this;
  }

  /** Puts a beginning before a condition. */
  Sql before(String beginning) {
    text.insert(0, beginning + " ");
    return this;
  }

  private PreparedStatement prepared(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text.toString());
    for (int place = 0; place < parameters.size(); ++place) {
      statement.setObject(place + 1, parameters.get(place));
    }
    return statement;
  }

  /** How many rows it changed. */
  int update(Connection connection) throws SQLException {
    try (PreparedStatement statement = prepared(connection)) {
      return statement.executeUpdate();
    }
  }

  <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
    try (PreparedStatement statement = prepared(connection);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(row.of(rows));
      }
      return found;
    }
  }

  /** The first row; null where there is none. */
  <T> T first(Connection connection, Row<T> row) throws SQLException {
    List<T> found = list(connection, row);
    return found.isEmpty() ? null : found.get(0);
  }

  static long microseconds(Instant at) {
    return at.getEpochSecond() * 1_000_000L + at.getNano() / 1000;
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return instant(row.getLong(column));
  }

  static Instant instant(long microseconds) {
    return Instant.ofEpochSecond(
        Math.floorDiv(microseconds, 1_000_000L), Math.floorMod(microseconds, 1_000_000L) * 1000);
  }

  static LocalDateTime time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDateTime.class);
  }

  static String text(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }
}
