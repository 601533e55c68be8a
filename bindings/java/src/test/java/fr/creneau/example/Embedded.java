package fr.creneau.example;

import fr.creneau.Centre;
import fr.creneau.Engine;
import fr.creneau.Inspector;
import fr.creneau.Office;
import fr.creneau.School;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** An engine over the example's storage and directory. */
public final class Embedded implements fr.creneau.PlaceForLife, AutoCloseable {
  private final DataSource source;
  private final Engine engine;

  private Embedded(DataSource source, InstantSource clock) throws SQLException {
    this.source = source;
    Schema.create(source);
    engine = Engine.over(new JdbcStorage(source), new JdbcDirectory(source)).clock(clock).build();
  }

  /** A database that nobody else has. */
  public static DataSource newSource() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
    return source;
  }

  /** A storage over empty tables. */
  public static JdbcStorage storage(DataSource source) throws SQLException {
    Schema.create(source);
    return new JdbcStorage(source);
  }

  /** A directory over tables that are there. */
  public static JdbcDirectory directory(DataSource source) {
    return new JdbcDirectory(source);
  }

  /** In memory. */
  public static Embedded inMemory(InstantSource clock) throws SQLException {
    return new Embedded(newSource(), clock);
  }

  /** Over any database. */
  public static Embedded over(DataSource source, InstantSource clock) throws SQLException {
    return new Embedded(source, clock);
  }

  @Override
  public void fill(
      List<Office> offices, List<School> schools, List<Inspector> inspectors, List<Centre> centres)
      throws SQLException {
    Example.fill(source, offices, schools, inspectors, centres);
  }

  /** The people and places of the example. */
  public void fill() throws SQLException {
    Example.fill(source);
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public void close() {
    engine.close();
  }
}
