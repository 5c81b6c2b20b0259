package dev.plinth.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Files that are changed: each whole or not at all, and none that changed in the meantime. */
final class Replacement {
  private Replacement() {}

  /** Puts a text in the place of the one that it was made of, and of no other. */
  static void of(Path path, byte[] old, byte[] fresh) {
    if (!Files.isRegularFile(path)) {
      throw CliErrors.notMended(path, "it is no regular file");
    }
    if (!Files.isWritable(path)) {
      throw CliErrors.notMended(path, "it is not to be written");
    }
    try {
      if (Files.size(path) != old.length || !Arrays.equals(Files.readAllBytes(path), old)) {
        throw CliErrors.notMended(path, "it has changed in the meantime");
      }
    } catch (IOException e) {
      throw CliErrors.output(path, e);
    }
    Outputs.writeFile(path, to -> to.write(fresh));
  }
}
