package dev.plinth.bases.places;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Node;
import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import org.jspecify.annotations.Nullable;

/**
 * The places of a Compose file: {@code services.*.image} of services that are not built here, and
 * {@code docker-image://} in {@code build.additional_contexts} (Compose specification, "Services
 * top-level elements", "Build specification").
 */
final class ComposePlaces extends YamlPlaces {
  private static final String CONTEXT = "docker-image://";

  @Override
  void document(Node root, Places.Collector places) {
    if (!(root instanceof Mapping file)) {
      return;
    }
    Mapping services = file.mapping("services");
    for (int i = 0; i < services.keys.size(); i++) {
      if (services.values.get(i) instanceof Mapping service) {
        service("services." + services.keys.get(i).text(), service, places);
      }
    }
  }

  private static void service(String where, Mapping service, Places.Collector places) {
    Node build = service.get("build");
    if (build == null) {
      // What is built here has its own name there, no image that is fetched.
      String platform = service.text("platform");
      places.add(Place.Kind.COMPOSE, where + ".image", service.scalar("image"), platform);
    }
    if (build instanceof Mapping settings) {
      Node contexts = settings.get("additional_contexts");
      if (contexts instanceof Mapping named) {
        for (int i = 0; i < named.keys.size(); i++) {
          context(where, named.values.get(i), 0, places);
        }
      } else if (contexts instanceof YamlTree.Sequence listed) {
        for (Node item : listed.items) {
          int equals = item instanceof Scalar text ? text.text().indexOf('=') : -1;
          context(where, item, equals + 1, places);
        }
      }
    }
  }

  private static void context(
      String where, @Nullable Node node, int from, Places.Collector places) {
    if (node instanceof Scalar text
        && text.verbatim()
        && text.text().startsWith(CONTEXT, from)
        && text.text().length() > from + CONTEXT.length()) {
      Span span = text.span();
      Span image = new Span(span.start() + from + CONTEXT.length(), span.end());
      places.place(
          Place.Kind.COMPOSE,
          where + ".build.additional_contexts",
          SourceText.utf8(text.text().substring(from + CONTEXT.length())),
          image,
          true,
          "");
    }
  }
}
