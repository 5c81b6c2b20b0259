package dev.plinth.inventory.source;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A source tree whose files a test writes, and what is read of it. */
abstract class WrittenTree {
  @TempDir Path root;

  /** The packages of the tree once it has that file too. */
  List<String> found(String path, String text) {
    Trees.write(root, path, text);
    return Trees.lines(SourceTree.read(root));
  }

  List<String> problems() {
    return Trees.problems(SourceTree.read(root));
  }
}
