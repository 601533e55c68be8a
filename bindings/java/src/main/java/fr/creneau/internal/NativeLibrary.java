package fr.creneau.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Loads the native part: that of the property {@value #PROPERTY}, or that of the jar, which is
 * copied with the libraries it needs into a folder that only its owner may read, checked, loaded
 * and removed again.
 */
public final class NativeLibrary {
  /** The property that names the library's file. */
  public static final String PROPERTY = "creneau.library";

  private static final String FOLDER = "/fr/creneau/native/";

  private NativeLibrary() {}

  /** Once for each class loader, by the static initializer of NativeJNI. */
  static void load() {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      System.load(Path.of(named).toAbsolutePath().toString());
      return;
    }
    String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    try (InputStream index =
        NativeLibrary.class.getResourceAsStream(FOLDER + platform + "/index")) {
      if (index == null) {
        throw new UnsatisfiedLinkError(
            "creneau has no native library for "
                + platform
                + ": it comes for Linux on x86-64 with glibc 2.35 or later. Build one from source"
                + " and name it by -D"
                + PROPERTY
                + "=/path/to/libcreneau_java.so");
      }
      extractAndLoad(platform, index);
    } catch (IOException error) {
      throw link(
          "creneau cannot unpack its native library into " + System.getProperty("java.io.tmpdir"),
          error);
    }
  }

  /** "linux-x86_64". */
  static String platform(String system, String machine) {
    String os =
        system.toLowerCase(Locale.ROOT).startsWith("linux")
            ? "linux"
            : system.toLowerCase(Locale.ROOT);
    String cpu =
        switch (machine) {
          case "amd64", "x86_64" -> "x86_64";
          case "arm64", "aarch64" -> "aarch64";
          default -> machine;
        };
    return os.replace(' ', '_') + "-" + cpu;
  }

  private static void extractAndLoad(String platform, InputStream index) throws IOException {
    Path folder = Files.createTempDirectory("creneau-").toAbsolutePath();
    List<Path> files = new ArrayList<>();
    try {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(index, StandardCharsets.UTF_8));
      // Each line is a checksum and a name; the last one is ours, which finds the others beside it.
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int space = line.indexOf(' ');
        String name = line.substring(space + 1);
        Path file = folder.resolve(name);
        files.add(file);
        String found = extract(FOLDER + platform + "/" + name, file);
        if (!found.equals(line.substring(0, space))) {
          throw new UnsatisfiedLinkError(
              "creneau's native library " + name + " is damaged: its checksum is " + found);
        }
      }
      if (files.isEmpty()) {
        throw new UnsatisfiedLinkError("creneau's index of native libraries is empty");
      }
      try {
        System.load(files.get(files.size() - 1).toString());
      } catch (UnsatisfiedLinkError error) {
        throw link(
            "creneau's native library does not load here (it needs glibc 2.35 or later)", error);
      }
    } finally {
      // What is loaded stays loaded without its file.
      Collections.reverse(files);
      files.add(folder);
      for (Path file : files) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException left) {
          // NFS keeps what is mapped; it works all the same.
        }
      }
    }
  }

  private static String extract(String resource, Path to) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream from = NativeLibrary.class.getResourceAsStream(resource)) {
      if (from == null) {
        throw new UnsatisfiedLinkError("creneau's jar lacks " + resource);
      }
      try (InputStream checked = new DigestInputStream(from, digest);
          OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
        checked.transferTo(out);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException error) {
      throw new IllegalStateException("every Java has SHA-256", error);
    }
  }

  private static UnsatisfiedLinkError link(String text, Throwable cause) {
    UnsatisfiedLinkError error = new UnsatisfiedLinkError(text + ": " + cause.getMessage());
    error.initCause(cause);
    return error;
  }
}
