package fr.creneau;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of one's own: from Debian's package, in a temporary folder, on loopback. */
final class PostgresServer implements AutoCloseable {
  private final Path folder;
  private final Process process;
  private final int port;
  private int databases;

  private PostgresServer(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  private static Path programs() throws IOException {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .max(Comparator.comparingInt(it -> Integer.parseInt(it.getFileName().toString())))
          .orElseThrow()
          .resolve("bin");
    }
  }

  /** PostgreSQL does not run as root: then somebody without rights owns its folder. */
  private static List<String> unprivileged(String... command) {
    List<String> whole = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      whole.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  private static void run(Path log, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + Files.readString(log));
    }
  }

  static PostgresServer start() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("creneau-postgres-");
    Path log = Files.createTempFile("creneau-postgres-", ".log");
    log.toFile().deleteOnExit();
    if (System.getProperty("user.name").equals("root")) {
      run(log, "chown", "nobody:nogroup", folder.toString());
    }
    Path data = folder.resolve("data");
    run(
        log,
        unprivileged(
                programs().resolve("initdb").toString(),
                "--pgdata=" + data,
                "--auth=trust",
                "--username=creneau",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync")
            .toArray(String[]::new));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                unprivileged(
                    programs().resolve("postgres").toString(),
                    "-D",
                    data.toString(),
                    "-p",
                    String.valueOf(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "fsync=off"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    PostgresServer server = new PostgresServer(folder, process, port);
    server.await(log);
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void await(Path log) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 600; ++attempt) {
      try (Connection connection = source("postgres").getConnection()) {
        return;
      } catch (SQLException starting) {
        if (!process.isAlive()) {
          throw new IOException(Files.readString(log));
        }
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
    throw new IOException("PostgreSQL does not answer: " + Files.readString(log));
  }

  private DataSource source(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser("creneau");
    return source;
  }

  /** The connection string of its first database, which is empty. */
  String uri() {
    return "postgresql://creneau@127.0.0.1:" + port + "/postgres";
  }

  /** An empty database. */
  synchronized DataSource newSource() throws SQLException {
    String name = "planning" + ++databases;
    try (Connection connection = source("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return source(name);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    process.waitFor();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path it : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(it);
      }
    }
  }
}
