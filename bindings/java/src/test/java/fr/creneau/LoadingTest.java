package fr.creneau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the native part is found: out of nested jars, by several class loaders, or not at all. */
class LoadingTest {
  private static final Path CLASSES = Path.of(System.getProperty("creneau.classes"));

  private record Run(int status, String output) {}

  private static Run java(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  private static Path sourceOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static void store(JarOutputStream to, String name, byte[] bytes) throws IOException {
    JarEntry entry = new JarEntry(name);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    entry.setMethod(JarEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    to.putNextEntry(entry);
    to.write(bytes);
    to.closeEntry();
  }

  /** The classes and the native part as a jar. */
  private static Path jar(Path folder, Path... without) throws IOException {
    Path jar = folder.resolve("creneau.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream to = new JarOutputStream(out);
        Stream<Path> files = Files.walk(CLASSES)) {
      for (Path it : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!List.of(without).contains(it)) {
          to.putNextEntry(new JarEntry(CLASSES.relativize(it).toString()));
          Files.copy(it, to);
          to.closeEntry();
        }
      }
    }
    return jar;
  }

  @Test
  void itLoadsOutOfAJarInAJar(@TempDir Path folder) throws Exception {
    Path inner = jar(folder);
    Path outer = folder.resolve("application.jar");
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
    main.put(new Attributes.Name("Start-Class"), Smoke.class.getName());
    main.put(new Attributes.Name("Spring-Boot-Classes"), "BOOT-INF/classes/");
    main.put(new Attributes.Name("Spring-Boot-Lib"), "BOOT-INF/lib/");
    Path loader = sourceOf(Class.forName("org.springframework.boot.loader.launch.JarLauncher"));
    try (OutputStream out = Files.newOutputStream(outer);
        JarOutputStream to = new JarOutputStream(out, manifest);
        JarFile from = new JarFile(loader.toFile())) {
      for (JarEntry it : from.stream().filter(it -> it.getName().startsWith("org/")).toList()) {
        to.putNextEntry(new JarEntry(it.getName()));
        from.getInputStream(it).transferTo(to);
        to.closeEntry();
      }
      for (String it : List.of("BOOT-INF/", "BOOT-INF/classes/", "BOOT-INF/lib/")) {
        to.putNextEntry(new JarEntry(it));
        to.closeEntry();
      }
      String smoke = Smoke.class.getName().replace('.', '/') + ".class";
      store(
          to,
          "BOOT-INF/classes/" + smoke,
          Smoke.class.getClassLoader().getResourceAsStream(smoke).readAllBytes());
      store(to, "BOOT-INF/lib/creneau.jar", Files.readAllBytes(inner));
    }
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Run run = java(List.of("-Djava.io.tmpdir=" + temporary, "-jar", outer.toString()));
    assertEquals("7 unités\n", run.output());
    assertEquals(0, run.status());
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(
          List.of(), left.filter(it -> it.getFileName().toString().startsWith("creneau")).toList());
    }
  }

  @Test
  void twoClassLoadersHaveEachTheirOwn() throws Exception {
    URL[] urls = {CLASSES.toUri().toURL(), sourceOf(Smoke.class).toUri().toURL()};
    List<Class<?>> types = new ArrayList<>();
    for (int loader = 0; loader < 2; ++loader) {
      URLClassLoader own = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
      Class<?> smoke = own.loadClass(Smoke.class.getName());
      types.add(smoke);
      assertEquals(7, smoke.getMethod("units").invoke(null));
    }
    assertNotSame(types.get(0), types.get(1));
    assertEquals(7, types.get(0).getMethod("units").invoke(null));
  }

  private static List<String> smoke(String classes, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(options));
    command.addAll(List.of("-cp", classes + ":" + sourceOf(Smoke.class), Smoke.class.getName()));
    return command;
  }

  @Test
  void aPropertyNamesTheLibrary() throws Exception {
    Path library = CLASSES.resolve("fr/creneau/native/linux-" + cpu() + "/libcreneau_java.so");
    Run run = java(smoke(CLASSES.toString(), "-Dcreneau.library=" + library));
    assertEquals("7 unités\n", run.output());
    Run missing = java(smoke(CLASSES.toString(), "-Dcreneau.library=/nowhere/lib.so"));
    assertTrue(missing.output().contains("UnsatisfiedLinkError"), missing.output());
    assertTrue(missing.output().contains("/nowhere/lib.so"), missing.output());
  }

  private static String cpu() {
    return System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
  }

  @Test
  void aPlatformWithoutALibraryIsToldSo() throws Exception {
    Run run = java(smoke(CLASSES.toString(), "-Dos.arch=riscv64"));
    assertTrue(
        run.output().contains("creneau has no native library for linux-riscv64"), run.output());
    assertTrue(run.output().contains("-Dcreneau.library="), run.output());
  }

  @Test
  void aDamagedLibraryIsNotLoaded(@TempDir Path folder) throws Exception {
    Path natives = CLASSES.resolve("fr/creneau/native/linux-" + cpu());
    Path copy = folder.resolve("fr/creneau/native/linux-" + cpu());
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(natives)) {
      for (Path it : files.toList()) {
        Files.copy(it, copy.resolve(it.getFileName()));
      }
    }
    Path victim = copy.resolve("libsqlite3.so.0");
    byte[] bytes = Files.readAllBytes(victim);
    bytes[bytes.length / 2] ^= 1;
    Files.write(victim, bytes);
    Run run = java(smoke(folder + ":" + CLASSES));
    assertTrue(run.output().contains("libsqlite3.so.0 is damaged"), run.output());
  }

  @Test
  void nothingIsPrinted() throws Exception {
    Run run = java(smoke(CLASSES.toString(), "-Xcheck:jni"));
    assertEquals("7 unités\n", run.output());
  }
}
