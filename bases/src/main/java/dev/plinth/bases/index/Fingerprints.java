package dev.plinth.bases.index;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What tells images and stacks of layers apart. */
final class Fingerprints {
  /**
   * DiffIDs of tars without entries, which say nothing of whose they are: no byte, the two final
   * blocks alone, and those filled up to GNU tar's record of 10240 bytes.
   */
  private static final Set<String> EMPTY =
      Set.of(
          "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
          "sha256:84ff92691f909a05b224e1c56abb4864f01b4f8e3c854e4bb4c7baf1d3f6d652");

  private Fingerprints() {}

  /**
   * The ChainIDs of an image's layers from the lowest on (OCI image-spec config.md § Layer
   * ChainID), as keys:
   *
   * <pre>
   * ChainID(L0)       = DiffID(L0)
   * ChainID(L0|…|Ln)  = SHA-256(ChainID(L0|…|Ln-1) + " " + DiffID(Ln))
   * </pre>
   *
   * Empty where any layer has no DiffID. A stack that consists of empty layers has null for a key.
   */
  static List<@Nullable Key> chains(List<ImageLayer> layers) {
    List<@Nullable Key> keys = new ArrayList<>(layers.size());
    MessageDigest sha256 = sha256();
    String chain = "";
    boolean content = false;
    for (ImageLayer layer : layers) {
      Digest diffId = layer.diffId();
      if (diffId == null) {
        return List.of();
      }
      String text = diffId.toString();
      content |= !EMPTY.contains(text);
      if (chain.isEmpty()) {
        chain = text;
      } else {
        byte[] digest = sha256.digest((chain + ' ' + text).getBytes(StandardCharsets.US_ASCII));
        chain = "sha256:" + HexFormat.of().formatHex(digest);
      }
      keys.add(content ? chainKey(sha256, chain) : null);
    }
    return keys;
  }

  private static Key chainKey(MessageDigest sha256, String chain) {
    return Key.of(
        chain.startsWith("sha256:")
            ? HexFormat.of().parseHex(chain, "sha256:".length(), chain.length())
            : sha256.digest(chain.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Of a digest or a name, to look images up by. */
  static Key idKey(String id) {
    return Key.of(sha256().digest(id.getBytes(StandardCharsets.UTF_8)));
  }

  /** Of all that a configuration says, however it is written: a copy may have been converted. */
  static Key configuration(Image image) {
    ImageConfig config = image.config();
    MessageDigest digest = sha256();
    part(digest, config.platform().os(), config.platform().architecture());
    part(digest, config.platform().variant(), config.created());
    part(digest, config.user(), config.workingDir(), config.stopSignal());
    parts(digest, config.env());
    parts(digest, config.entrypoint());
    parts(digest, config.cmd());
    parts(digest, List.copyOf(new TreeSet<>(config.exposedPorts())));
    parts(digest, List.copyOf(new TreeSet<>(config.volumes())));
    for (Map.Entry<String, String> label : new TreeMap<>(config.labels()).entrySet()) {
      part(digest, label.getKey(), label.getValue());
    }
    part(digest, "layers");
    for (ImageLayer layer : image.layers()) {
      part(digest, String.valueOf(layer.diffId()));
    }
    history(digest, config.history(), config.history().size());
    return Key.of(digest.digest());
  }

  /** Of the first steps of a history. */
  static Key history(List<HistoryEntry> history, int steps) {
    MessageDigest digest = sha256();
    history(digest, history, steps);
    return Key.of(digest.digest());
  }

  private static void history(MessageDigest digest, List<HistoryEntry> history, int steps) {
    for (HistoryEntry step : history.subList(0, steps)) {
      part(digest, step.createdBy(), step.created(), step.emptyLayer() ? "empty" : "");
    }
  }

  private static void parts(MessageDigest digest, List<String> texts) {
    part(digest, Integer.toString(texts.size()));
    part(digest, texts.toArray(new String[0]));
  }

  private static void part(MessageDigest digest, String... texts) {
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int length = bytes.length;
      digest.update(
          new byte[] {
            (byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length
          });
      digest.update(bytes);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
