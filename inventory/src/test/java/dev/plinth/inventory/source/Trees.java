package dev.plinth.inventory.source;

import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Source trees for tests, and what was read of them in a short writing. */
final class Trees {
  private Trees() {}

  /** A tree of the resources: what the tool of that name wrote. */
  static Path resource(String name) {
    URL url = Trees.class.getResource("/source/" + name);
    try {
      return Path.of(Objects.requireNonNull(url, name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Writes a file of a tree, with its folders. */
  static void write(Path root, String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code file:line purl}, with {@code (dev)} after what serves development. */
  static List<String> lines(Inventory inventory) {
    List<String> lines = new ArrayList<>();
    for (Package each : inventory.packages()) {
      lines.add(
          each.chiefEvidence()
              + ":"
              + each.details().get(Package.LINE)
              + " "
              + each.purl()
              + (each.developmentOnly() ? " (dev)" : ""));
    }
    return lines;
  }

  /** {@code file: text} of each problem. */
  static List<String> problems(Inventory inventory) {
    List<String> lines = new ArrayList<>();
    for (Inventory.Problem problem : inventory.problems()) {
      lines.add(problem.path() + ": " + problem.text());
    }
    return lines;
  }
}
