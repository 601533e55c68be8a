package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.creneau.example.Embedded;
import fr.creneau.example.JakartaNotifier;
import fr.creneau.example.JdbcOutbox;
import fr.creneau.example.JdbcStorage;
import fr.creneau.example.OfficeDay;
import fr.creneau.ports.Delivered;
import fr.creneau.ports.Delivery;
import jakarta.mail.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The example of an existing system that embeds the engine. */
class ExampleTest {
  @Test
  void anOfficeHasItsDay() throws Exception {
    List<String> told = OfficeDay.run(Embedded.newSource(), LocalDate.now().plusDays(40));
    assertEquals(6, told.size());
    assertTrue(told.get(0).contains("Auto-école 93-012"), told.get(0));
    assertTrue(told.get(2).contains("Auto-école 93-013"), told.get(2));
    assertEquals("3 courriels à envoyer", told.get(4));
    assertEquals("6 unités libres", told.get(5));
  }

  @Test
  void aDecisionIsCommittedInAPostgresTransactionOfTheHosts() throws Exception {
    try (TestDatabase server = new TestDatabase()) {
      List<String> told = OfficeDay.run(server.source(), LocalDate.now().plusDays(40));
      assertEquals("3 courriels à envoyer", told.get(4));
      assertEquals("6 unités libres", told.get(5));
    }
  }

  @Test
  void aRequestThatComesTwiceIsCommittedOnce() throws Exception {
    try (TestDatabase server = new TestDatabase()) {
      var source = server.source();
      Embedded embedded = Embedded.over(source, InstantSource.fixed(World.NOW));
      embedded.fill();
      JdbcStorage storage = new JdbcStorage(source);
      try (Engine engine =
          Engine.over(storage, Embedded.directory(source))
              .clock(InstantSource.fixed(World.NOW))
              .build()) {
        OfficeActor office = engine.office(1);
        SlotId slot = World.planned(office).get(0);
        List<Callable<String>> rivals =
            Collections.nCopies(8, () -> OfficeDay.inOwnTransaction(source, storage, office, slot));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Set<String> told = new HashSet<>();
        try {
          for (Future<String> it : threads.invokeAll(rivals)) {
            told.add(it.get());
          }
        } finally {
          threads.shutdown();
        }
        assertEquals(1, told.size(), told.toString());
        assertEquals(1, office.week(World.MONDAY).total().assigned());
      }
    }
  }

  @Test
  void rivalsOnPostgresNeverShareASlot() throws Exception {
    try (TestDatabase server = new TestDatabase()) {
      var source = server.source();
      Embedded.over(source, InstantSource.fixed(World.NOW)).fill();
      try (Engine engine =
          Engine.over(new JdbcStorage(source), Embedded.directory(source))
              .clock(InstantSource.fixed(World.NOW))
              .build()) {
        OfficeActor office = engine.office(1);
        List<SlotId> slots = World.planned(office);
        List<Callable<Integer>> rivals =
            Collections.nCopies(
                8,
                () -> {
                  int reserved = 0;
                  for (SlotId slot : slots) {
                    try {
                      office.reserve(12, slot);
                      ++reserved;
                    } catch (Errors.SlotTaken | Errors.Conflict taken) {
                      // Somebody else has it, or was always there first.
                    }
                  }
                  return reserved;
                });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        int reserved = 0;
        try {
          for (Future<Integer> it : threads.invokeAll(rivals)) {
            reserved += it.get();
          }
        } finally {
          threads.shutdown();
        }
        assertEquals(office.week(World.MONDAY).total().assigned(), reserved);
        assertEquals(reserved, engine.school(12).in("93").exams(When.UPCOMING).size());
      }
    }
  }

  @Test
  void aJournalIsKeptWhereThePoolCommitsNothingByItself() throws Exception {
    var source = Embedded.newSource();
    Embedded.over(source, InstantSource.fixed(World.NOW)).fill();
    DataSource lazy =
        (DataSource)
            Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  Object answer = method.invoke(source, arguments);
                  if (answer instanceof Connection connection) {
                    connection.setAutoCommit(false);
                  }
                  return answer;
                });
    try (Engine engine =
        Engine.over(new JdbcStorage(lazy), Embedded.directory(lazy))
            .clock(InstantSource.fixed(World.NOW))
            .build()) {
      OfficeActor office = engine.office(1);
      List<SlotId> slots = World.planned(office, World.MONDAY.minusDays(12));
      long reservation = office.reserve(12, slots.get(0)).reservations().get(0).id();
      Outcomes outcomes = engine.school(12).in("93").cancelMany(new long[] {reservation});
      assertEquals(ErrorCode.TOO_LATE, outcomes.error(0).orElseThrow());
      assertEquals(0, outcomes.reservations()[0]);
      assertEquals(1, engine.operator().refusals("93").size());
    }
  }

  @Test
  void aServerThatIsBusyIsAskedAgain() throws Exception {
    try (Database database = World.memory()) {
      OfficeActor office = database.office(1);
      office.reserve(12, World.planned(office).get(0));
      for (String said : List.of("451 greylisted", "550 no such box")) {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          Thread thread = new Thread(() -> refuse(server, said));
          thread.start();
          Properties properties = new Properties();
          properties.put("mail.smtp.host", "127.0.0.1");
          properties.put("mail.smtp.port", String.valueOf(server.getLocalPort()));
          Notice notice = database.operator().notices(Optional.empty()).get(0).notice();
          Delivered delivered =
              new JakartaNotifier(Session.getInstance(properties), "planning@example.fr")
                  .deliver(notice);
          thread.join();
          assertEquals(
              said.startsWith("4") ? Delivery.FAILED : Delivery.REFUSED,
              delivered.delivery(),
              delivered.text());
          assertTrue(delivered.text().contains(said), delivered.text());
        }
      }
    }
  }

  /** A mail server that takes nobody. */
  private static void refuse(ServerSocket server, String said) {
    try (Socket socket = server.accept();
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        PrintStream out =
            new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
      out.print("220 busy\r\n");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.print(line.startsWith("RCPT") ? said + "\r\n" : "250 ok\r\n");
        if (line.startsWith("QUIT")) {
          return;
        }
      }
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void await(Process server, int port) throws Exception {
    for (int attempt = 0; attempt < 200; ++attempt) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException starting) {
        assertTrue(server.isAlive());
        server.waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
    throw new IOException("the mail server does not answer");
  }

  @Test
  void noticesLeaveByJakartaMail() throws Exception {
    int port = freePort();
    Process server =
        new ProcessBuilder(
                "/usr/bin/python3",
                "-u",
                "-m",
                "aiosmtpd",
                "-n",
                "-l",
                "127.0.0.1:" + port,
                "-c",
                "aiosmtpd.handlers.Debugging",
                "stdout")
            .start();
    var source = Embedded.newSource();
    Embedded.over(source, InstantSource.fixed(World.NOW)).fill();
    try (Engine engine =
        Engine.over(Embedded.storage(source), Embedded.directory(source))
            .outbox(new JdbcOutbox(source))
            .language(Language.FRENCH)
            .clock(InstantSource.fixed(World.NOW))
            .build()) {
      await(server, port);
      OfficeActor office = engine.office(1);
      office.reserve(12, World.planned(office).get(0));
      Properties properties = new Properties();
      properties.put("mail.smtp.host", "127.0.0.1");
      properties.put("mail.smtp.port", String.valueOf(port));
      JakartaNotifier own =
          new JakartaNotifier(Session.getInstance(properties), "planning@example.fr");
      try (Notifiers notifier = Notifiers.of(own)) {
        assertEquals(1, engine.operator().send(notifier).delivered());
        assertEquals(
            NoticeStatus.DELIVERED, engine.operator().notices(Optional.empty()).get(0).status());
      }
      StringBuilder mail = new StringBuilder();
      try (BufferedReader lines = server.inputReader()) {
        for (String line = lines.readLine();
            line != null && !line.contains("END MESSAGE");
            line = lines.readLine()) {
          mail.append(line).append('\n');
        }
      }
      assertTrue(mail.toString().contains("To: ae012@example.fr"), mail.toString());
      assertTrue(mail.toString().contains("Message-ID: <notice-"), mail.toString());
    } finally {
      server.destroy();
      server.waitFor();
    }
  }
}
