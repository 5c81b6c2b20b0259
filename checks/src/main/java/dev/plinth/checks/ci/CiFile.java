package dev.plinth.checks.ci;

import dev.plinth.bases.places.YamlTree;
import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Node;
import dev.plinth.dockerfile.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of a pipeline, read as YAML.
 *
 * @param name as people would type it
 * @param path from the repository's folder, with slashes
 * @param documents the mappings that it has
 * @param unread why it could not be read; null where it was
 */
public record CiFile(
    String name,
    String path,
    CiPaths.Kind kind,
    SourceText source,
    List<Mapping> documents,
    @Nullable String unread) {
  /** Longer ones nobody wrote by hand. */
  static final int MOST_BYTES = 1 << 20;

  /** Keeps its own copy. */
  public CiFile {
    documents = List.copyOf(documents);
  }

  /** Reads one. */
  static CiFile of(String name, String path, CiPaths.Kind kind, SourceText source) {
    if (source.length() > MOST_BYTES) {
      return new CiFile(
          name, path, kind, source, List.of(), "it has more than " + (MOST_BYTES >> 20) + " MiB");
    }
    try {
      List<Mapping> documents = new ArrayList<>();
      for (Node document : YamlTree.read(source)) {
        if (document instanceof Mapping mapping) {
          documents.add(mapping);
        }
      }
      if (Merges.tooMany(documents)) {
        return new CiFile(
            name, path, kind, source, List.of(), "what it merges repeats itself too often");
      }
      return new CiFile(name, path, kind, source, documents, null);
    } catch (YamlTree.NoYaml e) {
      return new CiFile(name, path, kind, source, List.of(), String.valueOf(e.getMessage()));
    }
  }
}
