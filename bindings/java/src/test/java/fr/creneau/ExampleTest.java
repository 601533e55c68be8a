package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.creneau.example.Embedded;
import fr.creneau.example.JakartaNotifier;
import fr.creneau.example.OfficeDay;
import jakarta.mail.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The example of an existing system that embeds the engine. */
class ExampleTest {
  @Test
  void anOfficeHasItsDay() throws Exception {
    List<String> told = OfficeDay.run(Embedded.newSource(), LocalDate.now().plusDays(40));
    assertEquals(5, told.size());
    assertTrue(told.get(0).contains("Auto-école 93-012"), told.get(0));
    assertTrue(told.get(2).contains("Auto-école 93-013"), told.get(2));
    assertEquals("6 unités libres", told.get(4));
  }

  @Test
  void aDecisionIsCommittedInAPostgresTransactionOfTheHosts() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      List<String> told = OfficeDay.run(server.newSource(), LocalDate.now().plusDays(40));
      assertEquals("6 unités libres", told.get(4));
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
    try (Database database = World.memory()) {
      await(server, port);
      OfficeActor office = database.office(1);
      office.reserve(12, World.planned(office).get(0));
      Properties properties = new Properties();
      properties.put("mail.smtp.host", "127.0.0.1");
      properties.put("mail.smtp.port", String.valueOf(port));
      JakartaNotifier own =
          new JakartaNotifier(Session.getInstance(properties), "planning@example.fr");
      try (Notifiers notifier = Notifiers.of(own)) {
        assertEquals(1, database.operator().send(notifier).delivered());
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
