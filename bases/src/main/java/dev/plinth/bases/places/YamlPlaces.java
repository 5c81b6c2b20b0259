package dev.plinth.bases.places;

import dev.plinth.bases.places.YamlTree.Node;
import dev.plinth.dockerfile.SourceText;
import org.jspecify.annotations.Nullable;

/** Reads a kind of YAML file. */
abstract class YamlPlaces implements Places.Reader {
  /** Adds the places of one document. */
  abstract void document(Node root, Places.Collector places);

  @Override
  public final @Nullable String read(SourceText source, Places.Collector places) {
    try {
      for (Node root : YamlTree.read(source)) {
        document(root, places);
      }
      return null;
    } catch (YamlTree.NoYaml e) {
      return TemplatePlaces.read(source, places) ? null : e.getMessage();
    }
  }
}
