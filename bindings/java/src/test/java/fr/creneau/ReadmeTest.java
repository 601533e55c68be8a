package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows compiles, and prints what it says. */
class ReadmeTest {
  private static final Path README =
      Path.of(System.getProperty("creneau.project"), "bindings/java/README.md");

  private static String block(String after, String language) throws Exception {
    String text = Files.readString(README);
    Matcher block =
        Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
            .matcher(text.substring(text.indexOf(after)));
    assertTrue(block.find());
    return block.group(1);
  }

  @Test
  void theDayComesOut(@TempDir Path folder) throws Exception {
    String code = block("## An office's day", "java");
    assertTrue(code.lines().count() < 40);
    Path source = folder.resolve("Day.java");
    Files.writeString(source, code);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-encoding",
                "UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertEquals(0, status);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader
          .loadClass("Day")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    assertEquals(block("\nprints\n", ""), printed.toString(StandardCharsets.UTF_8));
  }
}
