package dev.plinth.bases.places;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Node;
import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.dockerfile.SourceText;

/**
 * The places of a Kustomization: its {@code images}, each with {@code name}, {@code newName},
 * {@code newTag} and {@code digest} (Kustomize reference, "images"). Where a digest stands the tag
 * is for people alone.
 */
final class KustomizePlaces extends YamlPlaces {
  private final SourceText source;

  KustomizePlaces(SourceText source) {
    this.source = source;
  }

  @Override
  void document(Node root, Places.Collector places) {
    if (!(root instanceof Mapping file)) {
      return;
    }
    for (Node item : file.items("images")) {
      if (item instanceof Mapping image) {
        image(image, places);
      }
    }
  }

  private void image(Mapping mapping, Places.Collector places) {
    String name =
        mapping.text("newName").isEmpty() ? mapping.text("name") : mapping.text("newName");
    Scalar tag = mapping.scalar("newTag");
    Scalar digest = mapping.scalar("digest");
    if (name.isEmpty() || VariableText.malformed(name) != null || (tag == null && digest == null)) {
      // It renames alone: the tags stand in the resources.
      return;
    }
    Scalar first = tag == null ? digest : tag;
    if (first == null) {
      return;
    }
    String text = mapping.text("newTag");
    ImageText image =
        new ImageText(
            name,
            text,
            mapping.text("digest"),
            first.span(),
            new SplitText(source, mapping, tag, digest, SplitText.NewDigest.MEMBER));
    String fixed = VariableText.malformed(text.isEmpty() ? "x" : text);
    places.add(
        new Place(Place.Kind.KUSTOMIZE, "images, " + mapping.text("name"), image, "", fixed, null));
  }
}
