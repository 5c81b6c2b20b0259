package dev.plinth.cli;

import dev.plinth.dockerfile.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads one Dockerfile, from a file or standard input. */
final class DockerfileInput {
  /** Far beyond any that is built: a builder refuses much smaller ones. */
  private static final int LARGEST = 32 << 20;

  private DockerfileInput() {}

  static SourceText read(String name, Console console) {
    Path given = Path.of(name);
    try (InputStream in =
        name.equals("-") ? console.in() : Files.newInputStream(console.folder().resolve(given))) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException("it is larger than " + LARGEST + " bytes");
      }
      return SourceText.of(bytes);
    } catch (IOException e) {
      throw name.equals("-") ? CliErrors.standardInput(e) : CliErrors.input(given, e);
    }
  }
}
