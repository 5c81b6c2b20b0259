package dev.plinth.oci.image;

import dev.plinth.foundation.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads manifests and indexes, OCI's and Docker's: OCI image-spec manifest.md and image-index.md,
 * Docker's manifest v2 schema 2.
 *
 * <pre>
 * manifest = { schemaVersion: 2, mediaType?, artifactType?, config: descriptor,
 *              layers: [descriptor*], subject?: descriptor, annotations?: {string: string} }
 * index    = { schemaVersion: 2, mediaType?, artifactType?, manifests: [descriptor*],
 *              annotations? }
 * descriptor = { mediaType, digest, size, urls?, annotations?, data?, artifactType?,
 *                platform?: { os, architecture, variant?, os.version? } }
 * </pre>
 *
 * <p>The media type may be missing: then the members decide. A document that could be read as both
 * kinds is refused, because two readers could take it for two different images (CVE-2021-41190).
 */
public final class ManifestReader {
  private ManifestReader() {}

  /**
   * The manifest or index in these bytes; it is the caller who verifies them.
   *
   * @param name what messages call it
   * @param limit bytes it may have
   * @param maxLayers how many layers a manifest may name
   * @throws dev.plinth.foundation.PlinthException when it is neither
   */
  public static Document read(byte[] bytes, String name, int limit, int maxLayers) {
    JsonDocument document = JsonDocument.object(bytes, name, limit);
    String mediaType = document.text("mediaType");
    if (MediaTypes.isSchema1(mediaType)
        || document.json().integer("schemaVersion", 2) == 1
        || document.has("fsLayers")) {
      throw ImageErrors.schema1(name);
    }
    boolean asIndex = document.has("manifests");
    boolean asManifest = document.has("config") || document.has("layers");
    if (asIndex && asManifest) {
      throw ImageErrors.shape(
          name, "it has the members of an index and of a manifest, so that it means two images");
    }
    if (asIndex && !MediaTypes.isManifest(mediaType)) {
      return index(document, mediaType);
    }
    if (asManifest && !MediaTypes.isIndex(mediaType)) {
      return manifest(document, mediaType, maxLayers);
    }
    if (asIndex || asManifest) {
      throw ImageErrors.shape(name, "its media type contradicts its members");
    }
    if (MediaTypes.isIndex(mediaType)) {
      return index(document, mediaType);
    }
    throw ImageErrors.shape(
        name, "it has neither 'manifests' nor 'config', so it is no index and no manifest");
  }

  private static ImageIndex index(JsonDocument document, String mediaType) {
    List<Json> items = document.list("manifests");
    List<Descriptor> manifests = new ArrayList<>(items.size());
    for (Json item : items) {
      manifests.add(descriptor(document, item));
    }
    return new ImageIndex(
        mediaType.isEmpty() ? MediaTypes.OCI_INDEX : mediaType,
        document.text("artifactType"),
        manifests,
        JsonDocument.stringMap(document.json(), "annotations"));
  }

  private static Manifest manifest(JsonDocument document, String mediaType, int maxLayers) {
    Json config = document.json().get("config");
    if (!(config instanceof Json.Obj)) {
      throw ImageErrors.shape(document.name(), "it has no 'config' object");
    }
    List<Json> items = document.list("layers");
    if (items.size() > maxLayers) {
      throw ImageErrors.tooManyLayers(document.name(), items.size(), maxLayers);
    }
    List<Descriptor> layers = new ArrayList<>(items.size());
    for (Json item : items) {
      layers.add(descriptor(document, item));
    }
    Descriptor described = descriptor(document, config);
    Json subject = document.json().get("subject");
    return new Manifest(
        !mediaType.isEmpty()
            ? mediaType
            : described.mediaType().equals(MediaTypes.DOCKER_CONFIG)
                ? MediaTypes.DOCKER_MANIFEST
                : MediaTypes.OCI_MANIFEST,
        document.text("artifactType"),
        described,
        layers,
        subject instanceof Json.Obj ? descriptor(document, subject) : null,
        JsonDocument.stringMap(document.json(), "annotations"));
  }

  private static Descriptor descriptor(JsonDocument document, Json item) {
    JsonDocument inner = document.inner(item);
    long size = item.integer("size", -1);
    if (size < 0) {
      throw ImageErrors.shape(document.name(), "it describes content without a sound size");
    }
    return new Descriptor(
        inner.text("mediaType"),
        document.digest(inner.text("digest")),
        size,
        inner.text("artifactType"),
        platform(item.get("platform")),
        JsonDocument.stringMap(item, "annotations"),
        item.texts("urls"),
        inner.text("data"));
  }

  private static @Nullable Platform platform(@Nullable Json json) {
    return json instanceof Json.Obj ? platformOf(json) : null;
  }

  /** The platform in the members of this object, as written. */
  static Platform platformOf(Json json) {
    return new Platform(
        orEmpty(json.text("os")),
        orEmpty(json.text("architecture")),
        orEmpty(json.text("variant")),
        orEmpty(json.text("os.version")));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
