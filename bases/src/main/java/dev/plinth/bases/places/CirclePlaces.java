package dev.plinth.bases.places;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Node;

/**
 * The places of CircleCI: the {@code docker} images of jobs and executors (CircleCI's configuration
 * reference).
 */
final class CirclePlaces extends YamlPlaces {
  @Override
  void document(Node root, Places.Collector places) {
    if (!(root instanceof Mapping file)) {
      return;
    }
    for (String section : new String[] {"jobs", "executors"}) {
      Mapping all = file.mapping(section);
      for (int i = 0; i < all.keys.size(); i++) {
        if (all.values.get(i) instanceof Mapping each) {
          for (Node item : each.items("docker")) {
            if (item instanceof Mapping container) {
              places.add(
                  Place.Kind.CIRCLECI,
                  section + "." + all.keys.get(i).text(),
                  container.scalar("image"));
            }
          }
        }
      }
    }
  }
}
