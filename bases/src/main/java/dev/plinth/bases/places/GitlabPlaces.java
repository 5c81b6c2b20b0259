package dev.plinth.bases.places;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Node;
import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import org.jspecify.annotations.Nullable;

/**
 * The places of GitLab CI: {@code image} and {@code services} of the whole file, of {@code default}
 * and of every job, as a text or with a {@code name} (GitLab's CI/CD YAML syntax reference). A
 * variable of the file itself that is the whole name is the place.
 */
final class GitlabPlaces extends YamlPlaces {
  private static final String PROXY = "CI_DEPENDENCY_PROXY";

  @Override
  void document(Node root, Places.Collector places) {
    if (!(root instanceof Mapping file)) {
      return;
    }
    Mapping variables = file.mapping("variables");
    job("", file, variables, places);
    for (int i = 0; i < file.keys.size(); i++) {
      String name = file.keys.get(i).text();
      if (file.values.get(i) instanceof Mapping job && !name.equals("variables")) {
        job(name + ".", job, variables, places);
      }
    }
  }

  private static void job(String where, Mapping job, Mapping variables, Places.Collector places) {
    image(where + "image", job.get("image"), variables, places);
    for (Node service : job.items("services")) {
      image(where + "services", service, variables, places);
    }
  }

  private static void image(
      String where, @Nullable Node node, Mapping variables, Places.Collector places) {
    Scalar text =
        node instanceof Mapping settings
            ? settings.scalar("name")
            : node instanceof Scalar scalar ? scalar : null;
    if (text == null || text.absent()) {
      return;
    }
    String name = text.text();
    Scalar variable = variable(name, variables);
    if (variable != null) {
      places.add(Place.Kind.GITLAB, where + " by variables", variable);
      return;
    }
    // Images through the dependency proxy are Docker Hub's.
    int slash = name.startsWith("$") ? name.indexOf('/') : -1;
    if (slash > 0
        && name.substring(0, slash).contains(PROXY)
        && text.verbatim()
        && name.indexOf('$', 1) < 0) {
      Span span = text.span();
      places.place(
          Place.Kind.GITLAB,
          where,
          name.substring(slash + 1),
          new Span(
              span.start() + SourceText.raw(name.substring(0, slash + 1)).length(), span.end()),
          true,
          "");
      return;
    }
    places.add(Place.Kind.GITLAB, where, text);
  }

  private static @Nullable Scalar variable(String text, Mapping variables) {
    if (!text.startsWith("$")) {
      return null;
    }
    String name =
        text.startsWith("${") && text.endsWith("}")
            ? text.substring(2, text.length() - 1)
            : text.substring(1);
    Node value = variables.get(name);
    if (value instanceof Mapping described) {
      value = described.get("value");
    }
    return value instanceof Scalar scalar && !scalar.absent() ? scalar : null;
  }
}
