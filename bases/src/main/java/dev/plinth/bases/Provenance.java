package dev.plinth.bases;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.ImageIndex;
import dev.plinth.oci.image.Manifest;
import dev.plinth.oci.image.ManifestReader;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageContent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The images that BuildKit's provenance names as what an image was built from. BuildKit puts it
 * beside the image in the index (its documentation, attestations/attestation-storage.md):
 *
 * <pre>
 * index     = { manifests: [ image …, { annotations: {
 *               "vnd.docker.reference.type": "attestation-manifest",
 *               "vnd.docker.reference.digest": digest of the image's manifest } … ] }
 * manifest  = { layers: [ { mediaType: "application/vnd.in-toto+json",
 *               annotations: { "in-toto.io/predicate-type": "https://slsa.dev/provenance/…" } } ] }
 * statement = { predicate: { materials: [ material ] }                                     v0.2
 *             | { predicate: { buildDefinition: { resolvedDependencies: [ material ] } } }   v1
 * material  = { uri: "pkg:docker/" name [ "@" version ] [ "?" qualifiers ], digest: { sha256 } }
 * </pre>
 *
 * Nobody signs it: it is a claim. The images of all stages are in it, so that one alone is the
 * base, but of several nobody can tell which. The Dockerfile's own frontend is none of them.
 */
public final class Provenance {
  private static final int LONGEST = 8 << 20;
  private static final int MOST_MATERIALS = 50;
  private static final int MOST_ATTESTATIONS = 8;
  private static final String PREDICATE = "in-toto.io/predicate-type";
  private static final String SLSA = "https://slsa.dev/provenance/";
  private static final String DOCKER = "pkg:docker/";

  private Provenance() {}

  /**
   * @param name with its tag, as people write it
   * @param digest empty where it is not said
   */
  public record Material(String name, String digest) {}

  /**
   * What the attestations beside an image say; empty where there are none, or none that can be
   * read: nothing depends on a claim being there.
   *
   * @param content the index that the image was chosen from, with everything in it
   */
  public static List<Material> of(Image image, ImageContent content) {
    try {
      return materials(image, content);
    } catch (PlinthException | IOException e) {
      return List.of();
    }
  }

  private static List<Material> materials(Image image, ImageContent content) throws IOException {
    Digest manifest = image.manifestDigest();
    if (manifest == null
        || !(ManifestReader.read(content.document(content.root()), "the index", LONGEST, 1000)
            instanceof ImageIndex index)) {
      return List.of();
    }
    List<Material> found = new ArrayList<>();
    int looked = 0;
    for (Descriptor described : index.manifests()) {
      if (described.annotation("vnd.docker.reference.type").equals("attestation-manifest")
          && described.annotation("vnd.docker.reference.digest").equals(manifest.toString())
          && looked++ < MOST_ATTESTATIONS
          && ManifestReader.read(content.document(described), "the attestation", LONGEST, 1000)
              instanceof Manifest attestation) {
        for (Descriptor layer : attestation.layers()) {
          if (layer.annotation(PREDICATE).startsWith(SLSA) && looked++ < MOST_ATTESTATIONS) {
            read(statement(content, layer), found);
          }
        }
      }
    }
    return found;
  }

  private static byte[] statement(ImageContent content, Descriptor layer) throws IOException {
    if (layer.size() > LONGEST) {
      throw new IOException("too long");
    }
    try (InputStream in = content.open(layer)) {
      byte[] bytes = in.readNBytes(LONGEST);
      if (bytes.length != layer.size() || !Digests.matches(layer.digest(), bytes)) {
        throw new IOException("not what its digest says");
      }
      return bytes;
    }
  }

  /** Adds the images that a statement names, each once. */
  static void read(byte[] statement, List<Material> into) {
    Json json;
    try {
      json = JsonReader.read(statement);
    } catch (JsonSyntaxException e) {
      return;
    }
    Json predicate = json.get("predicate");
    Json definition = predicate == null ? null : predicate.get("buildDefinition");
    Json list =
        definition != null
            ? definition.get("resolvedDependencies")
            : predicate == null ? null : predicate.get("materials");
    if (!(list instanceof Json.Arr(List<Json> materials))) {
      return;
    }
    for (Json material : materials) {
      String uri = material.text("uri");
      if (uri == null || !uri.startsWith(DOCKER) || into.size() >= MOST_MATERIALS) {
        continue;
      }
      String name = name(uri.substring(DOCKER.length()));
      Json digests = material.get("digest");
      String sha256 = digests == null ? null : digests.text("sha256");
      Material read = new Material(name, sha256 == null ? "" : SafeText.of("sha256:" + sha256));
      boolean frontend = name.startsWith("docker/dockerfile") || name.startsWith("docker/buildkit");
      if (!name.isEmpty() && !frontend && !into.contains(read)) {
        into.add(read);
      }
    }
  }

  /** {@code debian@12?platform=linux%2Famd64} as {@code debian:12}. */
  private static String name(String text) {
    int query = text.indexOf('?');
    String path = query < 0 ? text : text.substring(0, query);
    if (path.length() > 500) {
      return "";
    }
    try {
      path = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
    int at = path.indexOf('@');
    if (at >= 0) {
      String version = path.substring(at + 1);
      path = path.substring(0, at) + (version.startsWith("sha256:") ? "@" : ":") + version;
    }
    return SafeText.of(path);
  }
}
