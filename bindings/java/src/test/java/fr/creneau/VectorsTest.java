package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.creneau.example.Embedded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios that every language runs, through the Java API. */
class VectorsTest {
  static Stream<String> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(Life.VECTORS.resolve("scenarios"))) {
      List<String> names =
          files
              .map(it -> it.getFileName().toString())
              .filter(it -> it.endsWith(".json"))
              .sorted()
              .toList();
      assertTrue(names.size() >= 22);
      return names.stream();
    }
  }

  private record InDatabase(Database database) implements Life.Place {
    @Override
    public void fill(
        List<Office> offices,
        List<School> schools,
        List<Inspector> inspectors,
        List<Centre> centres) {
      database.put(offices, schools, inspectors, centres);
    }

    @Override
    public Engine engine() {
      return database;
    }
  }

  private static void comesOut(String name, Home.Kind kind) throws Exception {
    Life.Standing clock = new Life.Standing();
    try (Home home = new Home(kind);
        Database database = home.builder().create().clock(clock).open()) {
      new Life(
              Life.read(Life.VECTORS.resolve("scenarios/" + name)),
              new InDatabase(database),
              clock,
              true)
          .run();
      if (kind != Home.Kind.MEMORY) {
        assertEquals(List.of(), database.check());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void comesOutInMemory(String name) throws Exception {
    comesOut(name, Home.Kind.MEMORY);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void comesOutInAFile(String name) throws Exception {
    comesOut(name, Home.Kind.FILE);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void comesOutOnAServer(String name) throws Exception {
    comesOut(name, Home.Kind.SERVER);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void comesOutOverTablesOfTheHosts(String name) throws Exception {
    Life.Standing clock = new Life.Standing();
    try (Embedded embedded = Embedded.inMemory(clock)) {
      new Life(Life.read(Life.VECTORS.resolve("scenarios/" + name)), embedded, clock, false).run();
    }
  }

  @Test
  void deadlinesAreThoseOfTheTable() throws IOException {
    List<String> lines =
        Files.readAllLines(Life.VECTORS.resolve("deadlines.csv")).stream()
            .filter(it -> !it.startsWith("#"))
            .toList();
    List<String> columns = List.of(lines.get(0).split(","));
    try (Database database =
        Database.inMemory()
            .clock(InstantSource.fixed(Instant.parse("2026-01-05T08:00:00Z")))
            .open()) {
      for (String line : lines.subList(1, lines.size())) {
        String[] row = line.split(",");
        String departement = row[columns.indexOf("departement")];
        OperatorActor operator = database.operator().in(departement);
        try {
          operator.setRules(
              List.of(
                  new Rule(
                      Period.FIRST_DATE, "cancellation.counting", row[columns.indexOf("counting")]),
                  new Rule(
                      Period.FIRST_DATE,
                      "cancellation.back_to_working_day",
                      row[columns.indexOf("back")])));
        } catch (Errors.NothingToDo same) {
          // It is the rule already.
        }
        LocalDateTime exam = LocalDateTime.parse(row[columns.indexOf("exam")]);
        Instant closesAt = Instant.parse(row[columns.indexOf("closes_at")]);
        Deadline deadline = operator.deadline(departement, exam);
        assertEquals(closesAt, deadline.closesAt(), line);
        assertEquals(LocalDate.parse(row[columns.indexOf("last_day")]), deadline.lastDay(), line);
        long[] many =
            operator.deadlines(
                departement, new int[] {(int) (exam.toEpochSecond(ZoneOffset.UTC) / 60)});
        assertEquals(
            closesAt.getEpochSecond() * 1_000_000 + closesAt.getNano() / 1000, many[0], line);
      }
    }
    assertTrue(lines.size() > 20);
  }
}
