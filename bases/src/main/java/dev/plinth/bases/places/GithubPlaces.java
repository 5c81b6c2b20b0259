package dev.plinth.bases.places;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Node;
import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import org.jspecify.annotations.Nullable;

/**
 * The places of a GitHub workflow or action: a job's {@code container} and {@code services}, steps
 * that use {@code docker://} images, the image of an action, and the actions that are used
 * (GitHub's documentation, "Workflow syntax", "Metadata syntax").
 */
final class GithubPlaces extends YamlPlaces {
  private static final String DOCKER = "docker://";

  private final SourceText source;

  GithubPlaces(SourceText source) {
    this.source = source;
  }

  @Override
  void document(Node root, Places.Collector places) {
    if (!(root instanceof Mapping file)) {
      return;
    }
    Mapping jobs = file.mapping("jobs");
    for (int i = 0; i < jobs.keys.size(); i++) {
      if (jobs.values.get(i) instanceof Mapping job) {
        job("jobs." + jobs.keys.get(i).text(), job, places);
      }
    }
    Mapping runs = file.mapping("runs");
    docker("runs.image", runs.scalar("image"), places);
    steps("runs", runs, places);
  }

  private void job(String where, Mapping job, Places.Collector places) {
    Node container = job.get("container");
    Scalar image =
        container instanceof Mapping settings
            ? settings.scalar("image")
            : container instanceof Scalar text ? text : null;
    add(where + ".container", image, places);
    Mapping services = job.mapping("services");
    for (int i = 0; i < services.keys.size(); i++) {
      if (services.values.get(i) instanceof Mapping service) {
        String name = services.keys.get(i).text();
        add(where + ".services." + name, service.scalar("image"), places);
      }
    }
    uses(where, job.scalar("uses"), places);
    steps(where, job, places);
  }

  private static void add(String where, @Nullable Scalar image, Places.Collector places) {
    if (image == null || image.absent() || image.text().isBlank()) {
      return;
    }
    if (image.text().startsWith(DOCKER)) {
      docker(where, image, places);
    } else if (image.text().contains("${{")) {
      places.add(
          new Place(
              Place.Kind.GITHUB,
              where,
              unchanged(SourceText.raw(image.text()), image.span(), "an expression stands in it"),
              "",
              "an expression stands in it",
              null));
    } else {
      places.add(Place.Kind.GITHUB, where, image);
    }
  }

  private static ImageText unchanged(String name, Span span, String reason) {
    return new ImageText(name, "", "", span, (old, tag, digest) -> ImageText.Change.refuse(reason));
  }

  private void steps(String where, Mapping holder, Places.Collector places) {
    for (Node item : holder.items("steps")) {
      if (item instanceof Mapping step) {
        uses(where, step.scalar("uses"), places);
      }
    }
  }

  private void uses(String where, @Nullable Scalar uses, Places.Collector places) {
    if (uses == null || !uses.verbatim()) {
      return;
    }
    String text = uses.text();
    int at = text.indexOf('@');
    if (text.startsWith(DOCKER)) {
      docker(where, uses, places);
    } else if (!text.startsWith(".") && at > 0 && VariableText.malformed(text) == null) {
      ImageText action =
          new ImageText(
              text.substring(0, at),
              text.substring(at + 1),
              "",
              uses.span(),
              new ActionText(source, uses, at));
      places.add(new Place(Place.Kind.ACTION, where + ".uses", action, "", null, null));
    }
  }

  private static void docker(String where, @Nullable Scalar text, Places.Collector places) {
    if (text != null && text.verbatim() && text.text().startsWith(DOCKER)) {
      Span span = text.span();
      places.place(
          Place.Kind.GITHUB,
          where,
          text.text().substring(DOCKER.length()),
          new Span(span.start() + DOCKER.length(), span.end()),
          true,
          "");
    }
  }
}
