package dev.plinth.cli;

import dev.plinth.foundation.hash.Hashes;
import dev.plinth.oci.compress.InflateEngines;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Plinth's version and what it runs on. */
final class Version {
  private Version() {}

  /**
   * The version alone: {@code 0.1.0}. The launcher says it, since asking the jars for a resource
   * opens each of them.
   */
  static String number() {
    String said = System.getProperty("plinth.version", "");
    if (!said.isEmpty()) {
      return said;
    }
    try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        return "unknown";
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For {@code plinth --version}. */
  static void print(PrintStream out) {
    out.println("plinth " + number());
    out.println("java " + Runtime.version() + " (" + System.getProperty("java.vm.name") + ")");
    out.println("inflate " + InflateEngines.selected().description());
    out.println("hash " + Hashes.description());
  }
}
