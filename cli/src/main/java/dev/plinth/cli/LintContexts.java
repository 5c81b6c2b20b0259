package dev.plinth.cli;

import dev.plinth.checks.lint.ContextFolders;
import dev.plinth.checks.rule.ContextFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The build contexts of files that are linted: the folder that was named, else each file's own. */
final class LintContexts {
  private final ContextFolders folders = new ContextFolders();
  private final @Nullable Path named;

  /**
   * @param named null where no folder was
   */
  LintContexts(@Nullable Path named) {
    this.named = named;
  }

  private @Nullable Path folder(Path path) {
    return named == null ? path.toAbsolutePath().getParent() : named;
  }

  /** The one of a file; of standard input none unless it was named. */
  @Nullable ContextFiles of(@Nullable Path path) {
    Path folder = path == null ? named : folder(path);
    return folder == null ? null : folders.of(folder, path);
  }

  /** The files by the contexts that they are built with. */
  List<IgnoreFixing.Context> sorted(List<LintSource> sources) {
    Map<Path, IgnoreFixing.Context> contexts = new LinkedHashMap<>();
    for (LintSource source : sources) {
      Path path = source.path();
      Path folder = path == null ? null : folder(path);
      if (path != null && folder != null) {
        Path ignore = IgnoreFixing.ignoreFile(folder, path);
        contexts
            .computeIfAbsent(
                ignore, _ -> new IgnoreFixing.Context(folder, ignore, new ArrayList<>()))
            .sources()
            .add(source);
      }
    }
    return List.copyOf(contexts.values());
  }
}
