package dev.plinth.checks.lint;

import dev.plinth.dockerfile.context.ContextReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of the Dockerfiles of one run: those of the same folder by the same ignore file
 * share one, so that it is walked once. The last few are kept, since Dockerfiles come folder by
 * folder. Serves several threads.
 */
public final class ContextFolders {
  private static final int KEPT = 4;

  /** By folder and ignore file, in one text: as keys, records are slow to link. */
  private final Map<String, ContextFolder> last = new LinkedHashMap<>();

  /** None yet. */
  public ContextFolders() {}

  /**
   * Of that folder.
   *
   * @param dockerfile whose own ignore file goes first; null where none is known
   */
  public synchronized ContextFolder of(Path folder, @Nullable Path dockerfile) {
    Path ignore = ContextReader.ignoreFile(folder, dockerfile);
    String key = folder + "\0" + (ignore == null ? "" : ignore);
    ContextFolder known = last.remove(key);
    if (known == null) {
      known = new ContextFolder(folder, dockerfile);
      if (last.size() == KEPT) {
        last.remove(last.keySet().iterator().next());
      }
    }
    last.put(key, known);
    return known;
  }
}
