package dev.plinth.oci.registry;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.ImageIndex;
import dev.plinth.oci.image.ManifestReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is attached to a manifest: by the registry's own list, where it keeps one, else by the tag
 * {@code sha256-HEX} that clients keep in its place (OCI distribution-spec 1.1, Referrers Tag
 * Schema).
 *
 * @param manifests in the list's order
 * @param whole false where there are more than are read
 */
public record Referrers(List<Descriptor> manifests, boolean whole) {
  private static final int MOST_PAGES = 5;
  private static final int MOST = 200;

  /** Keeps its own copy. */
  public Referrers {
    manifests = List.copyOf(manifests);
  }

  /** The tag that stands in for a list. */
  public static String tag(Digest digest) {
    return digest.algorithm() + "-" + digest.hex();
  }

  static Referrers of(Repository repository, Digest digest, Limits limits) {
    List<Descriptor> found = new ArrayList<>();
    URI next = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      ReferrersEndpoint.Page answer =
          repository.call(new ReferrersEndpoint(digest, next, limits), Repository.Access.PULL);
      List<Descriptor> manifests = answer.manifests();
      if (manifests == null) {
        return page == 0 ? ofTag(repository, digest, limits) : new Referrers(found, false);
      }
      found.addAll(manifests);
      next = answer.next();
      if (next == null) {
        return bounded(found, true);
      }
    }
    return bounded(found, false);
  }

  private static Referrers ofTag(Repository repository, Digest digest, Limits limits) {
    StoredManifest stored = existing(repository, tag(digest));
    return stored == null
        ? new Referrers(List.of(), true)
        : bounded(members(stored.bytes(), digest, limits), true);
  }

  /** The manifest of that tag; null where there is no such tag. */
  static @Nullable StoredManifest existing(Repository repository, String tag) {
    try {
      return repository.manifest(tag);
    } catch (PlinthException e) {
      if (e.code().equals("PLINTH-REGISTRY-ABSENT")) {
        return null;
      }
      throw e;
    }
  }

  /** What an index lists; nothing where the bytes are none. */
  static List<Descriptor> members(byte[] bytes, Digest digest, Limits limits) {
    return ManifestReader.read(
                bytes,
                "the list of what is attached to " + digest,
                limits.documentBytes(),
                limits.layers())
            instanceof ImageIndex index
        ? index.manifests()
        : List.of();
  }

  private static Referrers bounded(List<Descriptor> found, boolean whole) {
    return found.size() <= MOST
        ? new Referrers(found, whole)
        : new Referrers(found.subList(0, MOST), false);
  }
}
