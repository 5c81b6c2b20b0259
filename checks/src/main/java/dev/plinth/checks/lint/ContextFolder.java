package dev.plinth.checks.lint;

import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.context.BuildContext;
import dev.plinth.dockerfile.context.ContextReader;
import dev.plinth.dockerfile.context.IgnoreFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A folder as the context of a build. It is walked when a rule first asks for what is in it, once,
 * and within limits. A folder that cannot be read has nothing in it, and is incomplete. Serves
 * several threads.
 */
public final class ContextFolder implements ContextFiles {
  private final Path folder;
  private final @Nullable Path dockerfile;
  private final ContextReader.Limits limits;
  private final Map<Class<?>, Object> shared = new HashMap<>();
  private @Nullable BuildContext read;
  private @Nullable List<Entry> sent;
  private @Nullable List<Entry> ignored;

  /**
   * Of that folder.
   *
   * @param dockerfile whose own ignore file goes first; null where none is known
   */
  public ContextFolder(Path folder, @Nullable Path dockerfile) {
    // Rules go by paths alone: no file is opened.
    this(
        folder,
        dockerfile,
        new ContextReader.Limits(
            ContextReader.Limits.DEFAULT.entries(), ContextReader.Limits.DEFAULT.depth(), false));
  }

  ContextFolder(Path folder, @Nullable Path dockerfile, ContextReader.Limits limits) {
    this.folder = folder;
    this.dockerfile = dockerfile;
    this.limits = limits;
  }

  private synchronized BuildContext context() {
    BuildContext known = read;
    if (known == null) {
      try {
        known = ContextReader.read(folder, dockerfile, limits);
      } catch (IOException e) {
        known =
            new BuildContext(
                folder, null, IgnoreFile.NONE, List.of(), List.of(), "it cannot be read");
      }
      read = known;
    }
    return known;
  }

  @Override
  public synchronized @Nullable String ignoreFile() {
    Path file = read == null ? ContextReader.ignoreFile(folder, dockerfile) : read.ignoreFile();
    return file == null ? null : file.getFileName().toString();
  }

  @Override
  public synchronized String ignoreText() {
    return SourceText.utf8(context().ignore().source().raw());
  }

  @Override
  public synchronized List<Entry> sent() {
    List<Entry> known = sent;
    if (known == null) {
      sent = known = entries(context().sent());
    }
    return known;
  }

  @Override
  public synchronized List<Entry> ignored() {
    List<Entry> known = ignored;
    if (known == null) {
      ignored = known = entries(context().ignored());
    }
    return known;
  }

  @Override
  public synchronized boolean incomplete() {
    return !context().complete();
  }

  private static List<Entry> entries(List<BuildContext.Entry> entries) {
    List<Entry> shown = new ArrayList<>(entries.size());
    for (BuildContext.Entry entry : entries) {
      shown.add(new Entry(entry.path(), entry.size()));
    }
    return List.copyOf(shown);
  }

  @Override
  public synchronized <T> T shared(Class<T> type, Function<ContextFiles, T> maker) {
    Object known = shared.get(type);
    if (known == null) {
      known = maker.apply(this);
      shared.put(type, known);
    }
    return type.cast(known);
  }
}
