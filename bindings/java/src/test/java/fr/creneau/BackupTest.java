package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a database, to a file and to a server. */
class BackupTest {
  private static final byte[] OFFICES =
      "Id,Nom,Mail,Departements\n1,BER 93,,93\n".getBytes(StandardCharsets.UTF_8);

  @Test
  void goesToAServerAndBackAndReplacesNothing(@TempDir Path folder) throws Exception {
    Path copy = folder.resolve("copy.db");
    Path back = folder.resolve("back.db");
    try (Database database = Database.at(folder.resolve("planning.db")).create().open();
        TestDatabase server = new TestDatabase()) {
      database.putDirectory(OFFICES, Encoding.UTF_8);
      database.backup(copy);
      assertThrows(Errors.BadArgument.class, () -> database.backup(copy));
      database.backup(server.uri());
      assertThrows(Errors.BadArgument.class, () -> database.backup(server.uri()));
      try (Database onTheServer = Database.at(server.uri()).open()) {
        onTheServer.backup(back);
      }
    }
    for (Path it : new Path[] {copy, back}) {
      try (Database whole = Database.at(it).open()) {
        assertEquals(1, whole.putDirectory(OFFICES, Encoding.UTF_8).changed());
      }
    }
  }
}
