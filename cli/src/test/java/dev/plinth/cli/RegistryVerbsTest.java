package dev.plinth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.http.StandInRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Verbs that talk to registries, as the shell runs them. */
@Timeout(120)
class RegistryVerbsTest {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  @TempDir Path folder;

  /** Pushes the layout's only image; gives its manifest. */
  private static byte[] push(StandInRegistry registry, Path layout, String tag) throws IOException {
    byte[] manifest = new byte[0];
    try (Stream<Path> blobs = Files.walk(layout.resolve("blobs"))) {
      for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(blob);
        registry.blob(bytes);
        if (new String(bytes, UTF_8).contains("\"layers\":[{")) {
          manifest = bytes;
        }
      }
    }
    registry.manifest("team/app", tag, MANIFEST, manifest);
    return manifest;
  }

  private Path layout(String architecture) throws IOException {
    return TestImages.layout(
        folder.resolve(architecture),
        Map.of(
            "etc/os-release",
            TestImages.DEBIAN.getBytes(UTF_8),
            "var/lib/dpkg/status",
            TestImages.dpkg("bash", "5.2.15-2").getBytes(UTF_8)),
        architecture,
        "COPY . /");
  }

  private CliHarness harness() {
    return new CliHarness(folder.resolve("home"));
  }

  @Test
  void anImageIsReadFromARegistryOnceAndThenKnown() throws IOException {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY)) {
      byte[] manifest = push(registry, layout("amd64"), "1");
      CliHarness cli = harness();
      String target = registry.address() + "/team/app:1";
      CliHarness.Run first = cli.run("scan", "--platform", "linux/amd64", target, "-o", "json");
      assertThat(first.err()).isEmpty();
      assertThat(first.code()).isZero();
      assertThat(first.out()).contains("\"form\": \"registry\"", StandInRegistry.digest(manifest));
      registry.server().forget();
      CliHarness.Run second =
          cli.run("scan", "--platform", "linux/amd64", "registry:" + target, "-o", "json");
      assertThat(second.code()).isZero();
      assertThat(registry.asked()).hasSize(2);
    }
  }

  @Test
  void aPasswordComesFromAFileOrFromStandardInput() throws IOException {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.BASIC)) {
      push(registry, layout("amd64"), "1");
      String target = registry.address() + "/team/app";
      CliHarness.Run nobody = harness().run("tags", target);
      assertThat(nobody.code()).isEqualTo(Main.UNFINISHED);
      assertThat(nobody.err())
          .contains("401 (UNAUTHORIZED: authentication required), asked without credentials")
          .contains("docker login", "PLINTH-REGISTRY-DENIED");
      String both = StandInRegistry.USER + ":" + StandInRegistry.PASSWORD;
      Path file =
          Files.writeString(
              folder.resolve("auth.json"),
              "{\"auths\":{\""
                  + registry.address()
                  + "\":{\"auth\":\""
                  + Base64.getEncoder().encodeToString(both.getBytes(UTF_8))
                  + "\"}}}");
      assertThat(harness().run("tags", target, "--authfile", file).out()).isEqualTo("1\n");
      CliHarness.Run piped =
          harness()
              .input((StandInRegistry.PASSWORD + "\n").getBytes(UTF_8))
              .run("tags", target, "--username", StandInRegistry.USER, "--password-stdin");
      assertThat(piped.out()).isEqualTo("1\n");
      assertThat(harness().run("tags", target, "--username", "x").code()).isEqualTo(Main.USAGE);
    }
  }

  @Test
  void tagsAreListedAsStoredOrAsVersions() throws IOException {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY)) {
      String digestTag = "sha256-" + "0".repeat(64) + ".sig";
      for (String tag : new String[] {"1.10", "1.9", "1.9-slim", "latest", digestTag}) {
        registry.manifest("a", tag, MANIFEST, "{}".getBytes(UTF_8));
      }
      String name = "docker://" + registry.address() + "/a";
      assertThat(harness().run("tags", name).out())
          .isEqualTo("1.10\n1.9\n1.9-slim\nlatest\n" + digestTag + "\n");
      assertThat(harness().run("tags", name, "--sort", "--omit-digest-tags").out())
          .isEqualTo("1.9\n1.9-slim\n1.10\nlatest\n");
      CliHarness.Run absent = harness().run("tags", registry.address() + "/b");
      assertThat(absent.code()).isEqualTo(Main.UNFINISHED);
      assertThat(absent.err()).contains("PLINTH-REGISTRY-ABSENT");
      assertThat(harness().run("tags", "No Name").err()).contains("PLINTH-REFERENCE");
    }
  }

  @Test
  void digestsAndManifests() throws IOException {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY)) {
      byte[] amd64 = push(registry, layout("amd64"), "one");
      byte[] arm64 = push(registry, layout("arm64"), "");
      String index =
          "{\"schemaVersion\":2,\"mediaType\":\""
              + INDEX
              + "\",\"manifests\":["
              + entry(amd64, "amd64")
              + ","
              + entry(arm64, "arm64")
              + "]}";
      registry.manifest("team/app", "all", INDEX, index.getBytes(UTF_8));
      String name = registry.address() + "/team/app";
      String all = StandInRegistry.digest(index.getBytes(UTF_8));
      assertThat(harness().run("digest", name + ":all").out()).isEqualTo(all + "\n");
      assertThat(harness().run("digest", "--full-ref", name + ":all").out())
          .isEqualTo(name + "@" + all + "\n");
      assertThat(harness().run("digest", "--platform", "linux/arm64", name + ":all").out())
          .isEqualTo(StandInRegistry.digest(arm64) + "\n");
      CliHarness.Run other = harness().run("digest", "--platform", "linux/s390x", name + ":all");
      assertThat(other.code()).isEqualTo(Main.UNFINISHED);
      assertThat(other.err()).contains("PLINTH-IMAGE-PLATFORM");
      assertThat(harness().run("manifest", name + ":all").out()).isEqualTo(index);
      assertThat(harness().run("manifest", name + "@" + all).out()).isEqualTo(index);
      assertThat(harness().run("manifest", "--platform", "linux/arm64", name + ":all").out())
          .isEqualTo(new String(arm64, UTF_8));
      assertThat(
              harness()
                  .run("manifest", "--config", "--platform", "linux/arm64", name + ":all")
                  .out())
          .contains("\"architecture\":\"arm64\"");
      assertThat(harness().run("manifest", "--pretty", name + ":one").out())
          .contains("\n  \"schemaVersion\" : 2,\n");
      assertThat(harness().onTerminal().run("manifest", name + ":one").out()).contains("\n  ");
    }
  }

  private static String entry(byte[] manifest, String architecture) {
    return "{\"mediaType\":\""
        + MANIFEST
        + "\",\"digest\":\""
        + StandInRegistry.digest(manifest)
        + "\",\"size\":"
        + manifest.length
        + ",\"platform\":{\"os\":\"linux\",\"architecture\":\""
        + architecture
        + "\"}}";
  }

  @Test
  void digestsOfWhatLiesOnDisk() throws IOException {
    Path layout = layout("amd64");
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY)) {
      byte[] manifest = push(registry, layout, "1");
      assertThat(harness().run("digest", "oci-dir:" + layout, "--platform", "linux/amd64").out())
          .isEqualTo(StandInRegistry.digest(manifest) + "\n");
    }
    Path root = Files.createDirectories(folder.resolve("root/etc"));
    Files.writeString(root.resolve("os-release"), TestImages.DEBIAN);
    CliHarness.Run none = harness().run("digest", "dir:" + root.getParent());
    assertThat(none.code()).isEqualTo(Main.UNFINISHED);
    assertThat(none.err()).contains("PLINTH-DIGEST-NONE");
  }

  @Test
  void offlineNothingIsAsked() throws IOException {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY)) {
      String name = registry.address() + "/team/app:1";
      for (String verb : new String[] {"scan", "sbom", "tags", "digest", "manifest"}) {
        CliHarness.Run run = harness().run(verb, "--offline", name);
        assertThat(run.code()).isEqualTo(Main.UNFINISHED);
        assertThat(run.err()).contains("--offline").contains("PLINTH-HTTP-OFFLINE");
      }
      assertThat(registry.server().requests()).isEmpty();
    }
  }
}
