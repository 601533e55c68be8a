package fr.creneau;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;

/** Where a test keeps a planning. Nothing is there yet, and nothing is left when it is closed. */
final class Home implements AutoCloseable {
  enum Kind {
    MEMORY,
    FILE,
    SERVER
  }

  private final Path folder;
  private final TestDatabase server;

  Home(Kind kind) throws IOException, SQLException {
    folder = kind == Kind.FILE ? Files.createTempDirectory("creneau-") : null;
    server = kind == Kind.SERVER ? new TestDatabase() : null;
  }

  /** Of a database there. */
  Database.Builder builder() {
    if (server != null) {
      return Database.at(server.uri());
    }
    return folder == null ? Database.inMemory() : Database.at(file());
  }

  Path file() {
    return folder.resolve("planning.db");
  }

  TestDatabase server() {
    return server;
  }

  @Override
  public void close() throws IOException, SQLException {
    if (server != null) {
      server.close();
    }
    if (folder != null) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path it : files.toList()) {
          Files.delete(it);
        }
      }
      Files.delete(folder);
    }
  }
}
