package dev.plinth.oci.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plinth.oci.image.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An image made for a test: its layers as tars and as stored, and the documents that name them.
 *
 * @param platform such as {@code linux/amd64}
 * @param plain the layers' tars
 * @param stored the same as stored
 */
record TestImage(String platform, List<byte[]> plain, List<byte[]> stored) {

  static TestImage of(String platform, UnaryOperator<byte[]> compression, byte[]... layers) {
    List<byte[]> stored = new ArrayList<>();
    for (byte[] layer : layers) {
      stored.add(compression.apply(layer));
    }
    return new TestImage(platform, Arrays.asList(layers), stored);
  }

  static TestImage amd64(UnaryOperator<byte[]> compression, byte[]... layers) {
    return of("linux/amd64", compression, layers);
  }

  private String[] parts() {
    return (platform + "/").split("/", -1);
  }

  byte[] config() {
    StringBuilder json = new StringBuilder();
    json.append("{\"os\":\"").append(parts()[0]);
    json.append("\",\"architecture\":\"").append(parts()[1]);
    json.append("\",\"variant\":\"").append(parts()[2]);
    json.append("\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[");
    for (int i = 0; i < plain.size(); i++) {
      json.append(i == 0 ? "\"" : ",\"").append(Tars.digest(plain.get(i))).append('"');
    }
    json.append("]},\"history\":[{\"created_by\":\"ENV x\",\"empty_layer\":true}");
    for (int i = 0; i < plain.size(); i++) {
      json.append(",{\"created_by\":\"STEP ").append(i).append("\"}");
    }
    return json.append("]}").toString().getBytes(UTF_8);
  }

  byte[] manifest() {
    StringBuilder json = new StringBuilder();
    json.append("{\"schemaVersion\":2,\"config\":");
    json.append(descriptor("application/vnd.oci.image.config.v1+json", config(), ""));
    json.append(",\"layers\":[");
    for (int i = 0; i < stored.size(); i++) {
      json.append(i == 0 ? "" : ",");
      json.append(descriptor("application/vnd.oci.image.layer.v1.tar", stored.get(i), ""));
    }
    return json.append("]}").toString().getBytes(UTF_8);
  }

  /** A descriptor; more is what follows its size, starting with a comma. */
  static String descriptor(String type, byte[] content, String more) {
    return "{\"mediaType\":\""
        + type
        + "\",\"digest\":\""
        + Tars.digest(content)
        + "\",\"size\":"
        + content.length
        + more
        + "}";
  }

  /** Its manifest in an index, with its platform. */
  String entry() {
    return descriptor(
        "application/vnd.oci.image.manifest.v1+json",
        manifest(),
        ",\"platform\":{\"os\":\""
            + parts()[0]
            + "\",\"architecture\":\""
            + parts()[1]
            + "\",\"variant\":\""
            + parts()[2]
            + "\"}");
  }

  /** Its manifest in an index, with a name. */
  String named(String name) {
    return descriptor(
        "application/vnd.oci.image.manifest.v1+json",
        manifest(),
        ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"" + name + "\"}");
  }

  static byte[] index(String... entries) {
    return ("{\"schemaVersion\":2,\"manifests\":[" + String.join(",", entries) + "]}")
        .getBytes(UTF_8);
  }

  static String indexEntry(byte[] index, String more) {
    return descriptor("application/vnd.oci.image.index.v1+json", index, more);
  }

  static String name(String name) {
    return ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"" + name + "\"}";
  }

  static String blob(byte[] content) {
    return "blobs/sha256/" + Tars.hex(content);
  }

  /** Adds its blobs, the layers first. */
  Tars into(Tars archive) {
    for (byte[] layer : stored) {
      archive.file(blob(layer), layer);
    }
    return archive.file(blob(config()), config()).file(blob(manifest()), manifest());
  }

  /** A layout of these images, with that index. */
  static Tars layout(byte[] index, TestImage... images) {
    Tars archive = new Tars();
    for (TestImage image : images) {
      image.into(archive);
    }
    return archive
        .file("index.json", index)
        .file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
  }

  Digest manifestDigest() {
    return Tars.digest(manifest());
  }

  Digest configDigest() {
    return Tars.digest(config());
  }

  static String dockerManifest(String... images) {
    return "[" + String.join(",", images) + "]";
  }

  static String dockerImage(String config, String tag, String... layers) {
    return "{\"Config\":\""
        + config
        + "\",\"RepoTags\":"
        + (tag.isEmpty() ? "null" : "[\"" + tag + "\"]")
        + ",\"Layers\":[\""
        + String.join("\",\"", layers)
        + "\"]}";
  }
}
