package dev.plinth.bases.inspect;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.source.Image;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which image it is. Absent texts are empty.
 *
 * @param target as it was asked for
 * @param name its own name in its source
 * @param form how it was stored: {@code registry}, {@code oci-dir}, {@code dir}, …
 * @param platform such as {@code linux/amd64}
 * @param osVersion such as {@code 10.0.20348.2402} of Windows
 * @param platformNote why another platform was taken than the one asked for
 * @param platforms what its index offers, this one included; empty where there is no index
 * @param created as the configuration says
 * @param author as the configuration says
 */
public record Identity(
    String target,
    String name,
    String form,
    String manifestDigest,
    String configDigest,
    String indexDigest,
    String platform,
    String osVersion,
    String platformNote,
    List<String> platforms,
    String created,
    String author) {

  /** Keeps its own copy. */
  public Identity {
    platforms = List.copyOf(platforms);
  }

  static Identity of(Image image, ImageConfig config) {
    List<String> platforms = new ArrayList<>();
    for (Platform each : image.platforms()) {
      if (!platforms.contains(each.toString())) {
        platforms.add(each.toString());
      }
    }
    return new Identity(
        image.target(),
        image.name(),
        image.form(),
        text(image.manifestDigest()),
        text(image.configDigest()),
        text(image.indexDigest()),
        image.platform().os().isEmpty() ? "" : image.platform().toString(),
        image.platform().osVersion(),
        image.platformNote(),
        platforms,
        config.created(),
        config.author());
  }

  private static String text(@Nullable Digest digest) {
    return digest == null ? "" : digest.toString();
  }

  /** Whether it is an image of Windows, of which nothing is asked that only Linux has. */
  public boolean windows() {
    return platform.equals("windows") || platform.startsWith("windows/");
  }

  /** Whether it is a folder, which has no configuration. */
  public boolean folder() {
    return form.equals("dir");
  }
}
