package dev.plinth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.http.StandInRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Linting that asks registries: of images that are not there but for their documents. */
@Timeout(120)
class LintOnlineTest {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

  @TempDir Path folder;

  private CliHarness.Run lint(Path file, Object... options) {
    Object[] words = new Object[options.length + 5];
    words[0] = "lint";
    words[1] = "--no-config";
    words[2] = "--only=tag-digest-mismatch";
    words[3] = "--only=single-platform-digest";
    words[4] = file;
    System.arraycopy(options, 0, words, 5, options.length);
    CliHarness.Run run = new CliHarness(folder.resolve("home")).run(words);
    // Where lines are broken depends on the port.
    return new CliHarness.Run(run.code(), run.out().replaceAll("\\s+", " "), run.err());
  }

  private Path dockerfile(String... lines) throws IOException {
    return Files.writeString(folder.resolve("Dockerfile"), String.join("\n", lines) + "\n");
  }

  /** A manifest of that platform; its digest. */
  private static String manifest(
      StandInRegistry registry, String tag, String architecture, String annotations) {
    byte[] config =
        ("{\"os\":\"linux\",\"architecture\":\""
                + architecture
                + "\",\"config\":{\"Env\":[\"A=b\"]},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]},\"history\":[]}")
            .getBytes(UTF_8);
    String digest = registry.blob(config);
    byte[] manifest =
        ("{\"schemaVersion\":2,\"mediaType\":\""
                + MANIFEST
                + "\",\"config\":{\"mediaType\":\""
                + CONFIG
                + "\",\"digest\":\""
                + digest
                + "\",\"size\":"
                + config.length
                + "},\"layers\":[],\"annotations\":{"
                + annotations
                + "}}")
            .getBytes(UTF_8);
    return registry.manifest("team/app", tag, MANIFEST, manifest);
  }

  private static String entry(String digest, String architecture) {
    return "{\"mediaType\":\""
        + MANIFEST
        + "\",\"digest\":\""
        + digest
        + "\",\"size\":1,\"platform\":{\"os\":\"linux\",\"architecture\":\""
        + architecture
        + "\"}}";
  }

  private static String index(StandInRegistry registry, String tag, String... entries) {
    String index =
        "{\"schemaVersion\":2,\"mediaType\":\""
            + INDEX
            + "\",\"manifests\":["
            + String.join(",", entries)
            + "]}";
    return registry.manifest("team/app", tag, INDEX, index.getBytes(UTF_8));
  }

  private static String version(String version) {
    return "\"org.opencontainers.image.version\":\"" + version + "\"";
  }

  @Test
  void nothingIsAskedUnlessItIsWanted() throws IOException {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY)) {
      String digest = manifest(registry, "1.2", "amd64", version("1.3.0"));
      Path file = dockerfile("FROM " + registry.address() + "/team/app:1.2@" + digest);
      assertThat(lint(file).code()).isZero();
      assertThat(registry.server().requests()).isEmpty();
      CliHarness.Run both = lint(file, "--online", "--offline");
      assertThat(both.code()).isEqualTo(Main.USAGE);
      assertThat(both.err()).contains("--online and --offline exclude each other");
      assertThat(registry.server().requests()).isEmpty();
    }
  }

  @Test
  void aDigestThatSaysOtherwiseIsAnError() throws IOException {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY)) {
      String other = manifest(registry, "", "amd64", version("1.3.0"));
      String older = manifest(registry, "", "amd64", version("1.2.0"));
      String name = registry.address() + "/team/app";
      Path file =
          dockerfile(
              "FROM " + name + ":1.2@" + other + " AS build",
              "FROM " + name + ":1.2@" + older,
              "COPY --from=" + name + ":1.3-arm64@" + other + " /a /a",
              "RUN --mount=from=" + name + ":1.4@" + other + ",target=/t true");
      CliHarness.Run run = lint(file, "--online", "--only", "tag-digest-mismatch");
      assertThat(run.err()).isEmpty();
      assertThat(run.code()).isEqualTo(Main.BLOCKED);
      assertThat(run.out())
          .contains("Dockerfile:1:6 error the digest is not of")
          .contains("it says that its version is 1.3.0")
          .contains("it is made for linux/amd64")
          .contains("Dockerfile:4:18 error")
          .doesNotContain("Dockerfile:2:6")
          .contains("3 errors in 1 file");
      assertThat(lint(dockerfile("FROM " + name + ":1.2@" + older), "--online").code()).isZero();
    }
  }

  @Test
  void anImageIsAskedForOnce() throws IOException {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY)) {
      String amd64 = manifest(registry, "", "amd64", "");
      String all =
          index(registry, "1", entry(amd64, "amd64"), entry("sha256:" + "1".repeat(64), "arm64"));
      String name = registry.address() + "/team/app:1@";
      Path tree = folder.resolve("tree");
      for (int i = 0; i < 20; i++) {
        Files.createDirectories(tree.resolve("f" + i));
        Files.writeString(
            tree.resolve("f" + i + "/Dockerfile"),
            "FROM " + name + all + "\nCOPY --from=" + name + amd64 + " /a /a\n");
      }
      CliHarness.Run run = lint(tree, "--online");
      assertThat(run.out())
          .contains("the digest is that of linux/amd64 alone", "another digest here than above")
          .contains("40 warnings in 20 files");
      assertThat(registry.asked().stream().filter(each -> each.contains(all)).count()).isEqualTo(1);
      assertThat(registry.asked()).hasSizeLessThanOrEqualTo(6);
    }
  }

  @Test
  void aDigestOfOnePlatformIsTold() throws IOException {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.BASIC)) {
      String amd64 = manifest(registry, "", "amd64", "");
      String arm64 = manifest(registry, "", "arm64", "");
      String all = index(registry, "1", entry(amd64, "amd64"), entry(arm64, "arm64"));
      String both = StandInRegistry.USER + ":" + StandInRegistry.PASSWORD;
      Path credentials =
          Files.writeString(
              folder.resolve("auth.json"),
              "{\"auths\":{\""
                  + registry.address()
                  + "\":{\"auth\":\""
                  + Base64.getEncoder().encodeToString(both.getBytes(UTF_8))
                  + "\"}}}");
      String name = registry.address() + "/team/app:1@";
      Path file = dockerfile("FROM " + name + arm64);
      CliHarness.Run run = lint(file, "--online", "--authfile", credentials);
      assertThat(run.code()).isEqualTo(Main.BLOCKED);
      assertThat(run.out())
          .contains(
              "the digest is that of linux/arm64 alone", "is there for linux/amd64, linux/arm64");
      assertThat(
              lint(dockerfile("FROM " + name + all), "--online", "--authfile", credentials).code())
          .isZero();
      CliHarness.Run nobody = lint(file, "--online");
      assertThat(nobody.code()).isEqualTo(Main.UNFINISHED);
      assertThat(nobody.out()).contains("401", "asked without credentials");
    }
  }

  @Test
  void aRegistryThatFailsMakesNothingLookWhole() throws IOException {
    String absent = "sha256:" + "2".repeat(64);
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY)) {
      String name = registry.address() + "/team/app";
      String good = manifest(registry, "", "amd64", version("1.3.0"));
      Path file =
          dockerfile("FROM " + name + ":1@" + absent + " AS a", "FROM " + name + ":1.2@" + good);
      CliHarness.Run run = lint(file, "--online");
      assertThat(run.code()).isEqualTo(Main.UNFINISHED);
      assertThat(run.out())
          .contains("not checked ", "team/app:1@" + absent, "answered 404")
          .contains("its version is 1.3.0", "not everything was checked");
      CliHarness.Run json = lint(file, "--online", "-o", "json");
      assertThat(json.code()).isEqualTo(Main.UNFINISHED);
      assertThat(json.out()).contains("\"partly\": true");
      assertThat(lint(file, "--online", "-o", "sarif").out())
          .contains("\"executionSuccessful\": false");
    }
    Path file = dockerfile("FROM 127.0.0.1:1/team/app:1@" + absent);
    CliHarness.Run nobody = lint(file, "--online");
    assertThat(nobody.code()).isEqualTo(Main.UNFINISHED);
    assertThat(nobody.out()).contains("not checked", "no connection to 127.0.0.1:1 could be made");
  }

  @Test
  void aRegistryThatLiesIsNotBelieved() throws IOException {
    try (StandInRegistry registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY)) {
      String digest = manifest(registry, "", "amd64", version("1.3.0"));
      registry.before((request, reply) -> {
        if (!request.path().contains("/manifests/")) {
          return false;
        }
        reply.send(200, "{\"schemaVersion\":2,\"layers\":[]}");
        return true;
      });
      CliHarness.Run run =
          lint(dockerfile("FROM " + registry.address() + "/team/app:1.2@" + digest), "--online");
      assertThat(run.code()).isEqualTo(Main.UNFINISHED);
      assertThat(run.out()).contains("not checked").doesNotContain("its version is");
    }
  }

  @Test
  void namesThatAreNoneAndImagesWithoutDigestAskNobody() throws IOException {
    Path file =
        dockerfile("ARG X", "FROM 127.0.0.1:1/a:1 AS b", "FROM ${X}@sha256:0 AS c", "FROM b");
    assertThat(lint(file, "--online").code()).isZero();
    CliHarness.Run run = lint(dockerfile("FROM 127.0.0.1:1/a:1@sha256:12"), "--online");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.out()).contains("what follows '@' is no digest");
  }
}
