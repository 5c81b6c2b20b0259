package dev.plinth.bases;

import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.source.Image;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an image says of its base, most telling first: the manifest's annotations {@code
 * org.opencontainers.image.base.name} and {@code .digest} (OCI image-spec annotations.md),
 * BuildKit's provenance where it names one image, the run image in the label {@code
 * io.buildpacks.lifecycle.metadata} (buildpacks platform spec), the same two keys as labels.
 *
 * <p>A label is inherited from the base by every build that does not set it anew, and then speaks
 * of the base's own base; an annotation of the manifest is not.
 */
final class Claims {
  private static final String NAME = "org.opencontainers.image.base.name";
  private static final String DIGEST = "org.opencontainers.image.base.digest";
  private static final String BUILDPACKS = "io.buildpacks.lifecycle.metadata";
  private static final int LONGEST = 1_000;

  /**
   * @param layers how many layers the claim itself speaks of, -1 when of none
   * @param where what says so, to follow "says"
   * @param inherited whether it may speak of the base's own base
   */
  record Claim(String name, String digest, int layers, String where, boolean inherited) {}

  private Claims() {}

  /**
   * All claims, the most telling first.
   *
   * @param provenance what BuildKit's attestations say was built upon: with several images among it
   *     nobody can tell which of them is the base
   */
  static List<Claim> of(Image image, List<Provenance.Material> provenance) {
    List<Claim> claims = new ArrayList<>();
    add(claims, named(image.annotations(), "the manifest's annotation", false));
    if (provenance.size() == 1) {
      Provenance.Material only = provenance.getFirst();
      claims.add(new Claim(only.name(), only.digest(), -1, "BuildKit's provenance", false));
    }
    add(claims, buildpacks(image));
    add(claims, named(image.config().labels(), "the label", true));
    return claims;
  }

  private static void add(List<Claim> claims, @Nullable Claim claim) {
    if (claim != null) {
      claims.add(claim);
    }
  }

  private static @Nullable Claim named(Map<String, String> texts, String where, boolean inherited) {
    String name = tidy(texts.get(NAME));
    String digest = tidy(texts.get(DIGEST));
    if (name.isEmpty() && digest.isEmpty()) {
      return null;
    }
    return new Claim(name, digest, -1, where + " " + (name.isEmpty() ? DIGEST : NAME), inherited);
  }

  private static @Nullable Claim buildpacks(Image image) {
    String label = image.config().labels().get(BUILDPACKS);
    if (label == null) {
      return null;
    }
    Json metadata;
    try {
      metadata = JsonReader.read(label.getBytes(StandardCharsets.UTF_8));
    } catch (JsonSyntaxException e) {
      return null;
    }
    Json run = metadata.get("runImage");
    String top = run == null ? null : run.text("topLayer");
    if (run == null || top == null) {
      return null;
    }
    int layers = -1;
    for (int i = 0; i < image.layers().size(); i++) {
      Digest diffId = image.layers().get(i).diffId();
      if (diffId != null && diffId.toString().equals(top)) {
        layers = i + 1;
      }
    }
    if (layers < 0) {
      return null;
    }
    // The reference names the run image by the digest it had, the image by its tag.
    String name = tidy(run.text("image"));
    String reference = tidy(run.text("reference"));
    int at = reference.lastIndexOf('@');
    return new Claim(
        name.isEmpty() ? reference : name,
        at < 0 ? "" : reference.substring(at + 1),
        layers,
        "the label " + BUILDPACKS,
        false);
  }

  private static String tidy(@Nullable String text) {
    return text == null || text.length() > LONGEST ? "" : SafeText.of(text.strip());
  }
}
