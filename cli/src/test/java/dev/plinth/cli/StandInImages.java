package dev.plinth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plinth.http.StandInRegistry;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Small images of Debian in a registry's stand-in: indexes of two platforms, and single ones. */
final class StandInImages {
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private final StandInRegistry registry;

  StandInImages(StandInRegistry registry) {
    this.registry = registry;
  }

  /** An index of those architectures under some tags; its digest. */
  String index(
      String repository,
      String release,
      String openssl,
      List<String> architectures,
      String... tags) {
    List<String> members = new ArrayList<>();
    for (String architecture : architectures) {
      byte[] manifest = manifest(repository, release, openssl, architecture);
      members.add(
          descriptor(
              MANIFEST,
              manifest,
              ",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architecture + "\"}"));
    }
    byte[] index =
        ("{\"schemaVersion\":2,\"mediaType\":\""
                + INDEX
                + "\",\"manifests\":["
                + String.join(",", members)
                + "]}")
            .getBytes(UTF_8);
    for (String tag : tags) {
      registry.manifest(repository, tag, INDEX, index);
    }
    return registry.manifest(repository, "", INDEX, index);
  }

  /** One of both platforms. */
  String index(String repository, String release, String openssl, String... tags) {
    return index(repository, release, openssl, List.of("amd64", "arm64"), tags);
  }

  /** A manifest without an index under a tag; its digest. */
  String single(String repository, String tag) {
    return registry.manifest(repository, tag, MANIFEST, manifest(repository, "12", "1", "amd64"));
  }

  /** The digest of one platform's manifest. */
  String member(String repository, String release, String openssl, String architecture) {
    return StandInRegistry.digest(manifest(repository, release, openssl, architecture));
  }

  /** An image of amd64 with a layer upon that of a base, under a tag; its digest. */
  String on(String repository, String base, String release, String openssl, String tag) {
    byte[] own = tar("app", "hello");
    byte[] manifest =
        manifest(repository, "amd64", List.of(layer(base, release, openssl, "amd64"), own));
    return registry.manifest(repository, tag, MANIFEST, manifest);
  }

  private static byte[] layer(
      String repository, String release, String openssl, String architecture) {
    return tar(
        "etc/os-release",
        "ID=debian\nVERSION_ID=\"" + release + "\"\nPRETTY_NAME=\"Debian " + release + "\"\n",
        "var/lib/dpkg/status",
        TestImages.dpkg("openssl", openssl),
        "etc/what",
        repository + architecture);
  }

  private byte[] manifest(String repository, String release, String openssl, String architecture) {
    return manifest(
        repository, architecture, List.of(layer(repository, release, openssl, architecture)));
  }

  private byte[] manifest(String repository, String architecture, List<byte[]> layers) {
    List<String> ids = new ArrayList<>();
    List<String> described = new ArrayList<>();
    List<String> history = new ArrayList<>();
    for (byte[] layer : layers) {
      ids.add("\"" + registry.blob(layer) + "\"");
      described.add(descriptor("application/vnd.oci.image.layer.v1.tar", layer, ""));
      history.add("{\"created_by\":\"step " + history.size() + "\"}");
    }
    byte[] config =
        ("{\"architecture\":\""
                + architecture
                + "\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                + String.join(",", ids)
                + "]},\"history\":["
                + String.join(",", history)
                + "]}")
            .getBytes(UTF_8);
    registry.blob(config);
    byte[] manifest =
        ("{\"schemaVersion\":2,\"mediaType\":\""
                + MANIFEST
                + "\",\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", config, "")
                + ",\"layers\":["
                + String.join(",", described)
                + "]}")
            .getBytes(UTF_8);
    registry.manifest(repository, "", MANIFEST, manifest);
    return manifest;
  }

  private static String descriptor(String type, byte[] bytes, String more) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s}"
        .formatted(type, StandInRegistry.digest(bytes), bytes.length, more);
  }

  /** A tar of files, each a name and its text (POSIX ustar). */
  private static byte[] tar(String... files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < files.length; i += 2) {
      byte[] text = files[i + 1].getBytes(UTF_8);
      byte[] header = new byte[512];
      put(header, 0, files[i]);
      put(header, 100, "0000644");
      put(header, 108, "0000000");
      put(header, 116, "0000000");
      put(header, 124, "%011o".formatted(text.length));
      put(header, 136, "00000000000");
      put(header, 148, "        ");
      header[156] = '0';
      put(header, 257, "ustar");
      put(header, 263, "00");
      int sum = 0;
      for (byte b : header) {
        sum += b & 0xff;
      }
      put(header, 148, "%06o".formatted(sum));
      header[154] = 0;
      header[155] = ' ';
      out.writeBytes(header);
      out.writeBytes(text);
      out.writeBytes(new byte[(512 - text.length % 512) % 512]);
    }
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
