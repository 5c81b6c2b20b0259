package dev.plinth.bases.index;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Images of nothing but documents, to stand on each other. */
public final class Stacks {
  /** DiffID of a tar without entries. */
  public static final Digest EMPTY =
      Digest.parse("sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef");

  private Stacks() {}

  /** A digest of that word. */
  public static Digest digest(String word) {
    return Digests.sha256(word.getBytes(StandardCharsets.UTF_8));
  }

  /** Layers by their words; each is stored under its own digest, by the compression's word. */
  public static Image image(
      String name, String compression, Map<String, String> labels, String... layers) {
    List<ImageLayer> all = new ArrayList<>();
    List<HistoryEntry> history = new ArrayList<>();
    for (int i = 0; i < layers.length; i++) {
      Digest diffId = layers[i].equals("empty") ? EMPTY : digest(layers[i]);
      all.add(new ImageLayer(i, digest(layers[i] + compression), diffId, 1, i, layers[i]));
      history.add(new HistoryEntry("RUN " + layers[i], false, "", "", ""));
    }
    history.add(new HistoryEntry("CMD " + name, true, "", "", ""));
    return image(name, all, history, labels);
  }

  /** As above, plain. */
  public static Image image(String name, String... layers) {
    return image(name, "", Map.of(), layers);
  }

  /** Of these parts. */
  public static Image image(
      String name,
      List<ImageLayer> layers,
      List<HistoryEntry> history,
      Map<String, String> labels) {
    Platform platform = new Platform("linux", "amd64", "", "");
    ImageConfig config =
        new ImageConfig(
            platform,
            "",
            "",
            "",
            List.of(),
            List.of(),
            List.of(),
            List.of("cmd", name),
            List.of(),
            "",
            labels,
            "",
            layers.stream().map(layer -> Objects.requireNonNull(layer.diffId())).toList(),
            history);
    String all = name + layers + labels + history;
    return new Image(
        "registry:" + name,
        name,
        "registry",
        digest("manifest" + all),
        null,
        digest("config" + all),
        config,
        Map.of(),
        platform,
        "",
        layers);
  }
}
