package dev.plinth.bases.places;

import dev.plinth.dockerfile.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Files that name images: what is read of them, and what they become. */
final class PlaceTexts {
  static final PlaceSettings SETTINGS =
      PlaceSettings.read(
          ".plinth.yaml",
          """
          images:
            ignore: [docs/]
            resources:
              - kind: Widget
                paths: [spec.image, "spec.nodes[].image"]
            patterns:
              - files: [Makefile, "*.sh"]
                pattern: '^IMAGE=(?P<image>\\S+)'
          """
              .getBytes(StandardCharsets.UTF_8));

  static final PlaceFiles FILES = new PlaceFiles(SETTINGS);

  private PlaceTexts() {}

  static Places read(String path, String text) {
    return FILES.of(path, path, SourceText.of(text));
  }

  /** Every place as {@code kind where reference}, with what holds it fixed. */
  static List<String> shown(String path, String text) {
    List<String> shown = new ArrayList<>();
    for (Place place : read(path, text).places()) {
      shown.add(
          place.kind().word()
              + " "
              + place.where()
              + ": "
              + place.image().reference()
              + (place.fixed() == null ? "" : " ! " + place.fixed()));
    }
    return shown;
  }

  /** The text once every place was given that tag and digest. */
  static String changed(String path, String text, String tag, String digest) {
    Places places = read(path, text);
    List<PlaceEdits.Wanted> wanted = new ArrayList<>();
    for (Place place : places.places()) {
      wanted.add(new PlaceEdits.Wanted(place, tag, digest));
    }
    return SourceText.utf8(PlaceEdits.apply(places, wanted, FILES, path).after().raw());
  }
}
