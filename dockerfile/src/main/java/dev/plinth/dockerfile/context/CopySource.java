package dev.plinth.dockerfile.context;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.context.BuildContext.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source of COPY or ADD takes of a context: a path or a pattern of Go's {@code
 * filepath.Match}, with {@code **} where {@code --parents} is given; a folder's content where it is
 * one; less what {@code --exclude} names, in the manner of {@code .dockerignore}.
 */
public final class CopySource {
  private CopySource() {}

  /**
   * The entries of those sent that a source takes, in their order; none where the pattern is
   * refused.
   *
   * @param source as the instruction has it, variables put in
   * @param excludes the values of {@code --exclude}
   * @param parents true for {@code --parents}
   */
  public static List<Entry> taken(
      BuildContext context, String source, List<String> excludes, boolean parents) {
    // What leads out of the context ends at its root.
    String clean = PathPattern.clean("/" + source).substring(1);
    PathPattern pattern = clean.isEmpty() ? null : PathPattern.of(clean, parents);
    if (!clean.isEmpty() && pattern == null) {
      return List.of();
    }
    IgnoreFile excluded = IgnoreFile.of(SourceText.of(String.join("\n", excludes)));
    List<Entry> taken = new ArrayList<>();
    for (Entry entry : context.sent()) {
      String path = entry.path();
      String within = pattern == null ? path : within(pattern, path, parents);
      if (within != null && !excluded.of(within).ignored()) {
        taken.add(entry);
      }
    }
    return taken;
  }

  /** The path as seen from what the pattern matches: below a folder, or the file's name. */
  private static @Nullable String within(PathPattern pattern, String path, boolean parents) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (pattern.matches(path.substring(0, slash))) {
        return parents ? path : path.substring(slash + 1);
      }
    }
    return pattern.matches(path)
        ? parents ? path : path.substring(path.lastIndexOf('/') + 1)
        : null;
  }
}
