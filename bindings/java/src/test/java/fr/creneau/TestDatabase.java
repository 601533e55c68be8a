package fr.creneau;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** An empty database of a test's own, on the server of tests/support/with_postgres_server. */
final class TestDatabase implements AutoCloseable {
  private static final URI SERVER =
      URI.create(
          Objects.requireNonNull(
              System.getenv("CRENEAU_TEST_SERVER"),
              "no server: run the tests under with_postgres_server"));
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name =
      "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();

  TestDatabase() throws SQLException {
    run(source("postgres"), "CREATE DATABASE " + name + " TEMPLATE template0");
  }

  private static DataSource source(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {SERVER.getHost()});
    source.setPortNumbers(new int[] {SERVER.getPort()});
    source.setDatabaseName(database);
    source.setUser(SERVER.getUserInfo());
    return source;
  }

  private static void run(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  DataSource source() {
    return source(name);
  }

  /** Its connection string. */
  String uri() {
    return SERVER.resolve("/" + name).toString();
  }

  void run(String sql) throws SQLException {
    run(source(), sql);
  }

  /** Drops it, and cuts off those who still use it. */
  @Override
  public void close() throws SQLException {
    run(source("postgres"), "DROP DATABASE " + name + " WITH (FORCE)");
  }
}
