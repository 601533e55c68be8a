package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.creneau.example.Embedded;
import fr.creneau.example.JdbcOutbox;
import fr.creneau.internal.StorageContract;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The storage of the example passes the contract, on H2 and on PostgreSQL. */
class StorageContractTest {
  static Stream<String> cases() {
    return StorageContract.cases().stream();
  }

  private static void holds(String name, DataSource source) throws Exception {
    assertEquals(
        List.of(),
        StorageContract.findings(name, Embedded.storage(source), new JdbcOutbox(source)));
  }

  @Test
  void thereAreCases() {
    assertTrue(StorageContract.cases().size() > 40);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void holdsOnH2(String name) throws Exception {
    holds(name, Embedded.newSource());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void holdsOnPostgresql(String name) throws Exception {
    try (TestDatabase server = new TestDatabase()) {
      holds(name, server.source());
    }
  }
}
