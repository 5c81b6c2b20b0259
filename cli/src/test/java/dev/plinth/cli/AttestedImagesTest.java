package dev.plinth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.write.LayoutWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images with BuildKit's provenance beside them in their index. */
class AttestedImagesTest {
  private static final String DEBIAN = material("debian@12");

  @TempDir Path folder;

  private static String material(String name) {
    return "{\"uri\":\"pkg:docker/"
        + name
        + "?platform=linux%2Famd64\",\"digest\":{\"sha256\":\""
        + "ab".repeat(32)
        + "\"}}";
  }

  /** Text for a person, of a scan of an image whose attestation names these materials. */
  private String scan(String predicate) throws IOException {
    return new CliHarness(folder).run("scan", "oci-dir:" + layout(predicate)).out();
  }

  private Path layout(String predicate) throws IOException {
    Path layout = folder.resolve("layout");
    Descriptor image;
    try (LayoutWriter writer = LayoutWriter.to(layout, Instant.EPOCH)) {
      ImageConfig config =
          new ImageConfig(
              new Platform("linux", "amd64", "", ""),
              "",
              "",
              "",
              List.of(),
              List.of(),
              List.of(),
              List.of("app"),
              List.of(),
              "",
              Map.of(),
              "",
              List.of(),
              List.of());
      image =
          writer.image(
              config,
              List.of(
                  writer.layer(
                      Compression.GZIP, "RUN make", tar -> tar.file("a", 0644, 0, new byte[1]))),
              Map.of());
      writer.tag("app:1", image);
      writer.finish();
    }
    String statement =
        blob(
            layout,
            "{\"predicateType\":\"https://slsa.dev/provenance/v0.2\",\"predicate\":"
                + predicate
                + "}",
            "application/vnd.in-toto+json",
            ",\"annotations\":{\"in-toto.io/predicate-type\":\"https://slsa.dev/provenance/v0.2\"}");
    String empty = blob(layout, "{}", "application/vnd.oci.image.config.v1+json", "");
    String attestation =
        blob(
            layout,
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                + "\"config\":"
                + empty
                + ",\"layers\":["
                + statement
                + "]}",
            "application/vnd.oci.image.manifest.v1+json",
            ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},\"annotations\":{"
                + "\"vnd.docker.reference.type\":\"attestation-manifest\","
                + "\"vnd.docker.reference.digest\":\""
                + image.digest()
                + "\"}");
    String described =
        "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"%s\",\"size\":%d,%s}"
            .formatted(
                image.digest(),
                image.size(),
                "\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}");
    String index =
        blob(
            layout,
            index(described, attestation),
            "application/vnd.oci.image.index.v1+json",
            ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"app:1\"}");
    Files.writeString(layout.resolve("index.json"), index(index));
    return layout;
  }

  private static String index(String... members) {
    return "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
        + String.join(",", members)
        + "]}";
  }

  /** Writes it and returns its descriptor. */
  private static String blob(Path layout, String text, String type, String more)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    String hex = Digests.sha256(bytes).hex();
    Files.write(layout.resolve("blobs/sha256").resolve(hex), bytes);
    return "{\"mediaType\":\"%s\",\"digest\":\"sha256:%s\",\"size\":%d%s}"
        .formatted(type, hex, bytes.length, more);
  }

  @Test
  void oneImageInTheProvenanceIsAClaim() throws Exception {
    assertThat(scan("{\"materials\":[" + DEBIAN + "]}"))
        .contains("debian:12 (claim)", "BuildKit's provenance says so");
  }

  @Test
  void inspectAsksAsAScanDoes() throws Exception {
    Path layout = layout("{\"materials\":[" + DEBIAN + "]}");
    assertThat(new CliHarness(folder).run("inspect", "oci-dir:" + layout).out())
        .contains("stands on     debian:12 (claim)", "BuildKit's provenance says so");
  }

  @Test
  void ofSeveralNobodyCanTellWhich() throws Exception {
    assertThat(scan("{\"materials\":[" + DEBIAN + "," + material("golang@1.24") + "]}"))
        .contains("BuildKit's provenance names debian:12, golang:1.24 as built from")
        .doesNotContain("(claim)");
  }

  @Test
  void aDamagedOneIsNoClaim() throws Exception {
    assertThat(scan("{\"materials\":7}")).contains("app").doesNotContain("provenance", "stands on");
  }
}
