package dev.plinth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.http.StandInRegistry;
import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.write.LayoutWriter;
import dev.plinth.oci.write.WrittenLayer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Candidates in registries and layouts, weighed as the shell does it. */
@Timeout(120)
class EvaluateVerbTest {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  /** 27 November 2026. */
  private static final String NOW = "1795737600";

  @TempDir Path folder;

  private CliHarness harness() {
    return new CliHarness(folder.resolve("home")).with("SOURCE_DATE_EPOCH", NOW);
  }

  private Path image(String name, String created, Map<String, String> labels) {
    Path layout = folder.resolve(name);
    try (LayoutWriter writer = LayoutWriter.to(layout, Instant.parse(created))) {
      WrittenLayer layer =
          writer.layer(
              Compression.GZIP,
              "COPY . /",
              tar -> {
                tar.file("etc/os-release", 0644, 0, TestImages.DEBIAN.getBytes(UTF_8));
                tar.file(
                    "var/lib/dpkg/status", 0644, 0, TestImages.dpkg(name, "1").getBytes(UTF_8));
                tar.file("bin/sh", 0755, 0, new byte[] {1});
                tar.file("usr/bin/su", 04755, 0, new byte[] {1});
              });
      ImageConfig config =
          new ImageConfig(
              new Platform("linux", "amd64", "", ""),
              created,
              "",
              "",
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              "",
              labels,
              "",
              List.of(),
              List.of());
      writer.tag("test:1", writer.image(config, List.of(layer), Map.of()));
      writer.finish();
    }
    return layout;
  }

  /** The layout's manifest. */
  private static byte[] manifest(Path layout) throws Exception {
    Json index = JsonReader.read(Files.readAllBytes(layout.resolve("index.json")));
    String digest = String.valueOf(index.items("manifests").getFirst().text("digest"));
    return Files.readAllBytes(layout.resolve("blobs").resolve(digest.replace(':', '/')));
  }

  private static byte[] push(StandInRegistry registry, Path layout, String tag) throws Exception {
    try (Stream<Path> blobs = Files.walk(layout.resolve("blobs"))) {
      for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
        registry.blob(Files.readAllBytes(blob));
      }
    }
    byte[] manifest = manifest(layout);
    registry.manifest("team/app", tag, MANIFEST, manifest);
    return manifest;
  }

  private static String digest(byte[] bytes) {
    return StandInRegistry.digest(bytes);
  }

  private static String descriptor(String type, byte[] bytes, String more) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s}"
        .formatted(type, digest(bytes), bytes.length, more);
  }

  /** An artifact's manifest with one layer. */
  private static byte[] artifact(String layerType, String layerMore, String more) {
    byte[] empty = "{}".getBytes(UTF_8);
    return ("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]%s}")
        .formatted(
            MANIFEST,
            descriptor("application/vnd.oci.empty.v1+json", empty, ""),
            descriptor(layerType, empty, layerMore),
            more)
        .getBytes(UTF_8);
  }

  private static byte[] index(String... members) {
    return ("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}")
        .formatted(INDEX, String.join(",", members))
        .getBytes(UTF_8);
  }

  private static String evidence(Json candidate, String criterion) {
    StringBuilder text = new StringBuilder();
    for (Json each :
        java.util.Objects.requireNonNull(
                java.util.Objects.requireNonNull(candidate.get("scores")).get(criterion))
            .items("evidence")) {
      text.append(each.text("standing")).append(' ').append(each.text("text")).append('\n');
    }
    return text.toString();
  }

  private static Json candidate(CliHarness.Run run, int rank) throws Exception {
    return JsonReader.read(run.out().getBytes(UTF_8)).items("candidates").get(rank - 1);
  }

  @Test
  void whatIsAttachedInARegistryIsFoundByEveryWay() throws Exception {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.BASIC)) {
      byte[] image = push(registry, image("a", "2026-11-20T00:00:00Z", Map.of()), "0");
      String hex = digest(image).substring(7);
      byte[] attestation =
          artifact(
              "application/vnd.in-toto+json",
              ",\"annotations\":{\"in-toto.io/predicate-type\":\"https://slsa.dev/provenance/v1\"}",
              "");
      registry.manifest("team/app", "", MANIFEST, attestation);
      byte[] index =
          index(
              descriptor(
                  MANIFEST, image, ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}"),
              descriptor(
                  MANIFEST,
                  attestation,
                  ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},\"annotations\":{"
                      + "\"vnd.docker.reference.type\":\"attestation-manifest\","
                      + "\"vnd.docker.reference.digest\":\""
                      + digest(image)
                      + "\"}"));
      registry.manifest("team/app", "1.2", INDEX, index);
      registry.manifest(
          "team/app",
          "sha256-" + hex + ".sig",
          MANIFEST,
          artifact("application/vnd.dev.cosign.simplesigning.v1+json", "", ""));
      byte[] sbom =
          artifact("application/spdx+json", "", ",\"artifactType\":\"application/spdx+json\"");
      registry.manifest(
          "team/app",
          "sha256-" + digest(index).substring(7),
          INDEX,
          index(descriptor(MANIFEST, sbom, ",\"artifactType\":\"application/spdx+json\"")));
      CliHarness.Run run =
          harness()
              .input(StandInRegistry.PASSWORD.getBytes(UTF_8))
              .run(
                  "evaluate",
                  "--username",
                  StandInRegistry.USER,
                  "--password-stdin",
                  "-o",
                  "json",
                  "--platform",
                  "linux/amd64",
                  "registry:" + registry.address() + "/team/app:1.2");
      assertThat(run.err()).isEmpty();
      assertThat(run.code()).as(run.out()).isZero();
      assertThat(evidence(candidate(run, 1), "provenance"))
          .contains("for signature (cosign), not verified")
          .contains("for build provenance (BuildKit attestation, unsigned), not verified")
          .contains("for SBOM (application/spdx+json), not verified")
          .contains("against neither official nor a known publisher");
    }
  }

  @Test
  void theNewListOfReferrersIsReadAndNewSignaturesKnown() throws Exception {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY)) {
      byte[] image = push(registry, image("a", "2026-11-20T00:00:00Z", Map.of()), "1");
      registry.before((request, reply) -> {
        if (!request.path().equals("/v2/team/app/referrers/" + digest(image))) {
          return false;
        }
        reply.send(
            200,
            index(
                descriptor(
                    MANIFEST,
                    "a".getBytes(UTF_8),
                    ",\"artifactType\":\"application/vnd.cncf.notary.signature\""),
                descriptor(
                    MANIFEST,
                    "b".getBytes(UTF_8),
                    ",\"artifactType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\","
                        + "\"annotations\":{\"dev.sigstore.bundle.content\":\"dsse-envelope\","
                        + "\"dev.sigstore.bundle.predicateType\":\"https://slsa.dev/provenance/v1\"}")),
            "Content-Type",
            INDEX);
        return true;
      });
      CliHarness.Run run =
          harness().run("evaluate", "-o", "json", "registry:" + registry.address() + "/team/app:1");
      assertThat(evidence(candidate(run, 1), "provenance"))
          .contains("for signature (notation), not verified")
          .contains("for build provenance (sigstore bundle), not verified")
          .contains("against no SBOM");
    }
  }

  @Test
  void aRegistryThatRefusesLeavesItUnknown() throws Exception {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY)) {
      push(registry, image("a", "2026-11-20T00:00:00Z", Map.of()), "1");
      registry.before((request, reply) -> {
        boolean refused = request.path().contains("referrers") || request.path().contains("tags/");
        if (refused) {
          reply.send(403, "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no\"}]}");
        }
        return refused;
      });
      CliHarness.Run run =
          harness().run("evaluate", "-o", "json", "registry:" + registry.address() + "/team/app:1");
      assertThat(run.code()).isZero();
      assertThat(evidence(candidate(run, 1), "provenance")).contains("unknown signature not known");
      assertThat(evidence(candidate(run, 1), "cadence"))
          .contains("unknown newest build of its kind not known");
    }
  }

  @Test
  void fewTagsAreAskedForHowSoonTheirKindIsBuilt() throws Exception {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY)) {
      push(registry, image("old", "2025-01-01T00:00:00Z", Map.of()), "1.0-slim");
      push(registry, image("new", "2026-11-26T00:00:00Z", Map.of()), "1.9-slim");
      byte[] other = push(registry, image("x", "2026-02-01T00:00:00Z", Map.of()), "1.1-slim");
      for (int i = 2; i < 8; i++) {
        registry.manifest("team/app", "1." + i + "-slim", MANIFEST, other);
      }
      CliHarness.Run run =
          harness()
              .run(
                  "evaluate",
                  "-o",
                  "json",
                  "registry:" + registry.address() + "/team/app:1.0-slim");
      assertThat(evidence(candidate(run, 1), "cadence"))
          .contains("against built 2025-01-01, 695 days ago: over six months without an update")
          .contains("for newest build of its kind: 1 day ago (tag 1.9-slim)");
      assertThat(registry.asked()).hasSizeLessThan(25);
    }
  }

  @Test
  void aLayoutTellsWhatItHoldsAndNothingElseIsClaimed() throws Exception {
    Path a = image("a", "2026-11-20T00:00:00Z", Map.of());
    CliHarness.Run run = harness().run("evaluate", "--offline", "-o", "json", "oci-dir:" + a);
    assertThat(run.code()).isZero();
    Json candidate = candidate(run, 1);
    assertThat(evidence(candidate, "provenance"))
        .contains("unknown signature not known")
        .contains("unknown publisher not known");
    assertThat(evidence(candidate, "cadence")).contains("no registry was asked (--offline)");
    assertThat(evidence(candidate, "content"))
        .contains("against shell: sh", "1 setuid or setgid file", "unknown findings not known");
    assertThat(candidate.get("known")).isEqualTo(new Json.Num("60"));
    assertThat(run.out()).contains("\"schema\": \"plinth.evaluate/1\"");
  }

  @Test
  void whatCannotBeReadIsSaidAndTheOthersShown() {
    Path a = image("a", "2026-11-20T00:00:00Z", Map.of());
    CliHarness.Run run =
        harness()
            .run("evaluate", "oci-dir:" + folder.resolve("absent"), "oci-dir:" + a, "oci-dir:" + a);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("3. ", "not read", "could not be read, so", "Partial:");
    assertThat(run.out()).containsPattern("/a +\\S*/a +\\S*/absent");
  }

  @Test
  void threeStandSideBySideWithinEightyColumnsAndMoreBelowOneAnother() {
    Path a = image("a", "2026-11-20T00:00:00Z", Map.of());
    Path b = image("b", "2026-01-20T00:00:00Z", Map.of());
    Path c = image("c", "1970-01-01T00:00:00Z", Map.of());
    CliHarness.Run three =
        harness().run("evaluate", "oci-dir:" + a, "oci-dir:" + b, "oci-dir:" + c);
    assertThat(three.code()).isZero();
    assertThat(three.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(three.out()).contains("PROVENANCE, weight 1", "Weights: equal. Ages by 2026-11-27.");
    CliHarness.Run four =
        harness().run("evaluate", "oci-dir:" + a, "oci-dir:" + b, "oci-dir:" + c, "oci-dir:" + a);
    assertThat(four.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(four.out()).contains("4. ", "  cadence     ");
    assertThat(harness().run("evaluate", "oci-dir:" + a, "oci-dir:" + b, "oci-dir:" + c).out())
        .isEqualTo(three.out());
  }

  @Test
  void hostileLabelsStayHarmless() throws Exception {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY)) {
      push(
          registry,
          image(
              "a",
              "2026-11-20T00:00:00Z",
              Map.of(
                  "org.opencontainers.image.source",
                  "\u001b[2J\n| x | ![y](http://evil.example) \u202e" + "z".repeat(10_000))),
          "1");
      String target = "registry:" + registry.address() + "/team/app:1";
      CliHarness.Run text = harness().run("evaluate", target);
      assertThat(text.out()).doesNotContain("\u001b", "\u202e").contains("\\x1b[2J\\n");
      assertThat(text.out().length()).isLessThan(6_000);
      CliHarness.Run markdown = harness().run("evaluate", "-o", "markdown", target);
      assertThat(markdown.out())
          .doesNotContain("![y]", "\u001b")
          .contains("| criterion | weight |");
    }
  }

  @Test
  void wrongUsageIsSaid() {
    CliHarness cli = harness();
    assertThat(cli.run("evaluate").code()).isEqualTo(2);
    assertThat(cli.run("evaluate", "--profile", "web", "x").err()).contains("public-api");
    assertThat(cli.run("evaluate", "--weights", "taste=3", "x").err()).contains("provenance");
    assertThat(cli.run("evaluate", "-", "-").err()).contains("one image only");
    assertThat(cli.run("evaluate", "-o", "pdf", "x").code()).isEqualTo(2);
    assertThat(cli.line("evaluate" + " x".repeat(21)).err()).contains("20 images at most");
  }
}
