package dev.plinth.bases.places;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Node;
import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.bases.places.YamlTree.Sequence;
import dev.plinth.dockerfile.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The places of a Helm chart's values, as charts have them by habit, for no schema says so:
 *
 * <pre>
 * image      = "image: " name [ ":" tag ] [ "@" digest ]
 *            | "image:" { [ "registry: " … ] ( "repository: " | "name: " ) … [ "tag: " … ] [ "digest: " … ] }
 *            | "repository: " … "tag: " …             in a mapping below a name that ends in "image"
 *            | "image: " repository  ( "tag: " | "imageTag: " ) …              beside each other
 * </pre>
 *
 * A tag that is empty stands for the chart's {@code appVersion}, and is no place to change. A
 * digest goes where the chart has one already, else behind the tag.
 */
final class HelmPlaces extends YamlPlaces {
  private final SourceText source;

  HelmPlaces(SourceText source) {
    this.source = source;
  }

  private record Step(String where, Node node, boolean image) {}

  @Override
  void document(Node root, Places.Collector places) {
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Step> open = new ArrayList<>();
    open.add(new Step("", root, false));
    while (!open.isEmpty()) {
      Step step = open.removeLast();
      if (!seen.add(step.node)) {
        continue;
      }
      if (step.node instanceof Sequence sequence) {
        for (Node item : sequence.items) {
          open.add(new Step(step.where + "[]", item, false));
        }
      } else if (step.node instanceof Mapping mapping) {
        if (step.image || mapping.scalar("repository") != null) {
          split(step.where, mapping, places);
        }
        for (int i = 0; i < mapping.keys.size(); i++) {
          String key = mapping.keys.get(i).text();
          String where = step.where.isEmpty() ? key : step.where + "." + key;
          boolean image = key.toLowerCase(Locale.ROOT).endsWith("image");
          Node value = mapping.values.get(i);
          if (image && value instanceof Scalar text) {
            joined(where, mapping, key, text, places);
          } else {
            open.add(new Step(where, value, image));
          }
        }
      }
    }
  }

  private void joined(
      String where, Mapping mapping, String key, Scalar text, Places.Collector places) {
    Scalar tag = mapping.scalar(key + "Tag");
    tag = tag == null && key.equals("image") ? mapping.scalar("tag") : tag;
    String name = text.text();
    boolean tagged = name.indexOf('@') >= 0 || name.lastIndexOf(':') > name.lastIndexOf('/');
    if (tag != null && !tagged) {
      split(where, mapping, "", text, tag, mapping.scalar("digest"), places);
    } else if (!text.absent() && image(name)) {
      places.add(Place.Kind.HELM, where, text);
    }
  }

  /** Values named so hold other things, too: colours, files, flags. */
  private static boolean image(String text) {
    return VariableText.malformed(text) == null
        && !text.equals("true")
        && !text.equals("false")
        && Character.isLetterOrDigit(text.charAt(0))
        && !text.startsWith("http:")
        && !text.startsWith("https:");
  }

  private void split(String where, Mapping mapping, Places.Collector places) {
    Scalar repository = mapping.scalar("repository");
    repository = repository == null ? mapping.scalar("name") : repository;
    Scalar tag = mapping.scalar("tag");
    Scalar digest = mapping.scalar("digest");
    if (repository != null && (tag != null || digest != null)) {
      split(where, mapping, mapping.text("registry"), repository, tag, digest, places);
    }
  }

  private void split(
      String where,
      Mapping mapping,
      String registry,
      Scalar repository,
      @Nullable Scalar tag,
      @Nullable Scalar digest,
      Places.Collector places) {
    String name = registry.isEmpty() ? repository.text() : registry + "/" + repository.text();
    if (repository.absent() || VariableText.malformed(name) != null) {
      return;
    }
    String text = tag == null || tag.absent() ? "" : tag.text();
    int at = text.indexOf('@');
    boolean own = digest != null && !digest.absent();
    String pinned = own && digest != null ? digest.text() : at < 0 ? "" : text.substring(at + 1);
    String fixed =
        text.isEmpty() && pinned.isEmpty()
            ? "no tag is written, and the chart's appVersion stands for it"
            : VariableText.malformed(text.isEmpty() ? "x" : text);
    ImageText image =
        new ImageText(
            SourceText.raw(name),
            at < 0 ? text : text.substring(0, at),
            pinned,
            tag == null || tag.span().isEmpty() ? repository.span() : tag.span(),
            new SplitText(source, mapping, tag, digest, SplitText.NewDigest.IN_TAG));
    places.add(new Place(Place.Kind.HELM, where, image, "", fixed, null));
  }
}
