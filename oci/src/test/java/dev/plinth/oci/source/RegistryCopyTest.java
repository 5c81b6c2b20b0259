package dev.plinth.oci.source;

import static dev.plinth.oci.source.DockerArchiveTest.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.http.FakeTiming;
import dev.plinth.http.HttpOptions;
import dev.plinth.http.StandInServer;
import dev.plinth.oci.Limits;
import dev.plinth.oci.copy.Artifacts;
import dev.plinth.oci.copy.Destination;
import dev.plinth.oci.copy.ImageCopy;
import dev.plinth.oci.credentials.CredentialStore;
import dev.plinth.oci.credentials.Credentials;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.registry.RegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies to registries that behave, and to such as do not. */
@Timeout(60)
class RegistryCopyTest {
  private static final TestImage AMD =
      TestImage.of("linux/amd64", Tars::gzip, Tars.layer("a", "a"), Tars.layer("b", "amd"));
  private static final TestImage ARM =
      TestImage.of("linux/arm64", Tars::gzip, Tars.layer("a", "a"), Tars.layer("b", "arm"));
  private static final byte[] INDEX = TestImage.index(AMD.entry(), ARM.entry());

  private final FakeTiming timing = new FakeTiming();
  private Credentials credentials = Credentials.NONE;

  @TempDir Path folder;
  private PushRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new PushRegistry();
    Tars layout =
        TestImage.layout(
                TestImage.index(TestImage.indexEntry(INDEX, TestImage.name("app:1"))), AMD, ARM)
            .file(TestImage.blob(INDEX), INDEX);
    for (Map.Entry<String, byte[]> file : layout.files().entrySet()) {
      Path path = folder.resolve("from").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  @AfterEach
  void stop() throws IOException {
    registry.close();
  }

  private ImageOptions options() {
    RegistryOptions registries =
        RegistryOptions.defaults()
            .with(HttpOptions.defaults().with(timing))
            .with(CredentialStore.fixed(credentials));
    return new ImageOptions(
        Platform.parse("linux/amd64"),
        false,
        1,
        Limits.defaults(),
        ImageOptions.Progress.SILENT,
        Map.of(),
        () -> registries);
  }

  private String place(String name) {
    return "registry:" + registry.address() + "/" + name;
  }

  private ImageCopy.Result copy(String from, String to, boolean all) {
    return ImageCopy.run(
        Target.parse(from.equals("from") ? "oci-dir:" + folder.resolve("from") : from),
        Destination.parse(to),
        options(),
        all,
        InputStream.nullInputStream());
  }

  @Test
  void anIndexArrivesWithAllThatItLists() {
    ImageCopy.Result result = copy("from", place("team/app:1"), true);
    assertThat(result.root().digest()).isEqualTo(Tars.digest(INDEX));
    assertThat(registry.manifests.get("team/app:1")).isEqualTo(INDEX);
    assertThat(registry.types)
        .containsEntry("team/app:1", "application/vnd.oci.image.index.v1+json");
    assertThat(registry.manifests.get("team/app@" + AMD.manifestDigest()))
        .isEqualTo(AMD.manifest());
    assertThat(registry.manifests).hasSize(4);
    assertThat(registry.blobs).hasSize(5);
    assertThat(result.copied()).isEqualTo(5);
    // the tag comes last
    assertThat(registry.server().requests().getLast().target())
        .isEqualTo("/v2/team/app/manifests/1");

    registry.server().forget();
    ImageCopy.Result again = copy("from", place("team/app:2"), true);
    assertThat(again.there()).isEqualTo(5);
    assertThat(registry.asked("POST")).isZero();
  }

  @Test
  void whatAnotherRepositoryHasIsMounted() {
    copy("from", place("team/app:1"), true);
    registry.server().forget();
    ImageCopy.Result result = copy(place("team/app:1"), place("other/app:1"), true);
    assertThat(result.mounted()).isEqualTo(5);
    assertThat(registry.asked("PUT /v2/other/app/blobs")).isZero();
    assertThat(registry.asked("GET /v2/team/app/blobs")).isZero();
    assertThat(registry.manifests.get("other/app:1")).isEqualTo(INDEX);
    // where it may not be mounted it is sent
    registry.before((request, reply) -> {
      boolean mount = request.query().startsWith("mount=");
      if (mount) {
        reply.send(403, "");
      }
      return mount;
    });
    ImageCopy.Result sent = copy(place("team/app:1"), place("third/app"), false);
    assertThat(sent.copied()).isEqualTo(3);
    assertThat(registry.manifests.get("third/app:latest")).isEqualTo(AMD.manifest());
  }

  @Test
  void fromOneRegistryToLayoutsAndOtherRegistries() throws IOException {
    copy("from", place("team/app:1"), true);
    try (PushRegistry other = new PushRegistry()) {
      copy(place("team/app:1"), "registry:" + other.address() + "/app:1", true);
      assertThat(other.blobs).hasSize(5);
      assertThat(other.asked("POST /v2/app/blobs/uploads/?mount")).isZero();
    }
    copy(place("team/app@" + Tars.digest(INDEX)), "oci-dir:" + folder.resolve("to") + ":1", true);
    assertThat(folder.resolve("to").resolve(TestImage.blob(INDEX))).hasBinaryContent(INDEX);
    registry.blobs.put("team/app@" + Tars.digest(AMD.stored().get(1)), new byte[] {1, 2, 3});
    refused(
        "PLINTH-REGISTRY-SIZE",
        "should have",
        () -> copy(place("team/app:1"), "oci-dir:" + folder.resolve("x"), false));
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void whoPushesSaysWhoItIs() {
    registry.requires("user", "word");
    refused(
        "PLINTH-REGISTRY-DENIED",
        "without credentials",
        () -> copy("from", place("team/app:1"), false));
    credentials = Credentials.of("user", "word", "a test");
    copy("from", place("team/app:1"), false);
    assertThat(registry.manifests).containsKey("team/app:1");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, 401, PLINTH-REGISTRY-DENIED",
    "POST, 403, PLINTH-REGISTRY-DENIED",
    "POST, 429, PLINTH-REGISTRY-LIMIT",
    "POST, 500, PLINTH-REGISTRY-STATUS",
    "PUT, 403, PLINTH-REGISTRY-DENIED",
    "PUT, 413, PLINTH-REGISTRY-STATUS",
    "PUT, 429, PLINTH-REGISTRY-LIMIT",
    "PUT, 500, PLINTH-REGISTRY-STATUS",
    "HEAD, 403, PLINTH-REGISTRY-DENIED",
  })
  void refusalsAreErrors(String method, int status, String code) {
    registry.before((request, reply) -> {
      boolean refuses = request.method().equals(method) && !request.path().contains("/manifests/");
      if (refuses) {
        reply.send(status, "");
      }
      return refuses;
    });
    refused(code, String.valueOf(status), () -> copy("from", place("team/app:1"), true));
    assertThat(registry.manifests).isEmpty();
  }

  @Test
  void aManifestMayBeRefusedAsWell() {
    registry.before((request, reply) -> {
      boolean manifest = request.method().equals("PUT") && request.path().contains("/manifests/");
      if (manifest) {
        reply.send(400, "{\"errors\":[{\"code\":\"MANIFEST_INVALID\",\"message\":\"no\"}]}");
      }
      return manifest;
    });
    refused(
        "PLINTH-REGISTRY-STATUS", "MANIFEST_INVALID", () -> copy("from", place("a/b:1"), false));
  }

  @ParameterizedTest
  @CsvSource({"500", "429", "404", "416", "cut"})
  void anUploadThatFailsInPassingIsBegunAnew(String how) {
    AtomicInteger failures = new AtomicInteger(2);
    registry.before((request, reply) -> {
      boolean fails =
          request.method().equals("PUT")
              && request.path().contains("/blobs/")
              && failures.getAndDecrement() > 0;
      if (fails && how.equals("cut")) {
        reply.raw("");
      } else if (fails) {
        reply.send(Integer.parseInt(how), "", "Retry-After", "7");
      }
      return fails;
    });
    copy("from", place("team/app:1"), false);
    assertThat(registry.manifests.get("team/app:1")).isEqualTo(AMD.manifest());
    assertThat(registry.asked("POST")).isEqualTo(3 + 2);
    if (!how.equals("cut")) {
      assertThat(timing.sleeps()).contains(Duration.ofSeconds(7));
    }
  }

  @Test
  void oneThatIsAlwaysCutOffIsGivenUp() {
    registry.before((request, reply) -> {
      boolean blob = request.method().equals("PUT");
      if (blob) {
        reply.raw("");
      }
      return blob;
    });
    refused("PLINTH-HTTP-DROPPED", "send the blob", () -> copy("from", place("a/b:1"), false));
    assertThat(registry.asked("PUT")).isEqualTo(3);
    assertThat(registry.manifests).isEmpty();
  }

  @Test
  void neitherContentNorCredentialsGoElsewhere() throws IOException {
    registry.requires("user", "word");
    credentials = Credentials.of("user", "word", "a test");
    try (StandInServer elsewhere = StandInServer.start((_, reply) -> reply.send(201, ""))) {
      for (String location :
          new String[] {
            "http://" + elsewhere.address() + "/v2/a/b/blobs/uploads/1",
            "//" + elsewhere.address() + "/x",
            "http://" + registry.address() + "@" + elsewhere.address() + "/x",
          }) {
        registry.before((request, reply) -> {
          boolean begins = request.method().equals("POST");
          if (begins) {
            reply.send(202, "", "Location", location);
          }
          return begins;
        });
        refused("PLINTH-REGISTRY-UPLOAD", "takes uploads", () -> copy("from", place("a/b"), false));
      }
      registry.before((request, reply) -> {
        boolean begins = request.method().equals("POST");
        if (begins) {
          reply.send(307, "", "Location", "http://" + elsewhere.address() + "/v2/x");
        }
        return begins;
      });
      refused("PLINTH-HTTP-REDIRECT", "elsewhere", () -> copy("from", place("a/b"), false));
      assertThat(elsewhere.requests()).isEmpty();
    }
    registry.before((request, reply) -> {
      boolean begins = request.method().equals("POST");
      if (begins) {
        reply.send(202, "");
      }
      return begins;
    });
    refused("PLINTH-REGISTRY-UPLOAD", "does not say", () -> copy("from", place("a/b"), false));
  }

  @Test
  void aRegistryThatStoresSomethingElseIsNotBelieved() {
    Digest other = Tars.digest("other".getBytes(UTF_8));
    for (String kind : new String[] {"/blobs/", "/manifests/"}) {
      registry.before((request, reply) -> {
        boolean put = request.method().equals("PUT") && request.path().contains(kind);
        if (put) {
          reply.send(201, "", "Docker-Content-Digest", other.toString());
        }
        return put;
      });
      refused("PLINTH-REGISTRY-STORED", other.hex(), () -> copy("from", place("a/b"), false));
    }
  }

  @Test
  void whatIsDamagedNeverArrives() throws IOException {
    Path layer = folder.resolve("from").resolve(TestImage.blob(AMD.stored().get(1)));
    byte[] sound = Files.readAllBytes(layer);
    byte[] bytes = sound.clone();
    bytes[12] ^= 1;
    for (byte[] damaged :
        new byte[][] {bytes, Arrays.copyOf(sound, 20), Arrays.copyOf(sound, sound.length + 1)}) {
      Files.write(layer, damaged);
      refused("PLINTH-COPY-DIGEST", "the blob", () -> copy("from", place("a/b:1"), false));
    }
    assertThat(registry.manifests).isEmpty();
    assertThat(registry.blobs).doesNotContainKey("a/b@" + Tars.digest(sound));
  }

  @Test
  void theNameMayStateTheDigest() {
    refused(
        "PLINTH-COPY-NAME",
        "not " + ARM.manifestDigest(),
        () -> copy("from", place("a/b@" + ARM.manifestDigest()), false));
    copy("from", place("a/b@" + AMD.manifestDigest()), false);
    assertThat(registry.manifests).containsOnlyKeys("a/b@" + AMD.manifestDigest());
  }

  @Test
  void filesAreKeptAsArtifacts() throws IOException {
    String type = "application/vnd.plinth.test.v1";
    Path file = Files.writeString(folder.resolve("file"), "content ".repeat(10_000));
    Artifacts.Kind kind =
        new Artifacts.Kind(type, "application/octet-stream", Map.of("made", "2026-01-01"));
    for (String to :
        new String[] {
          place("team/db:1"),
          "oci-dir:" + folder.resolve("db") + ":1",
          "oci-archive:" + folder.resolve("db.tar") + ":1"
        }) {
      Digest digest = Artifacts.write(file, kind, Destination.parse(to), options());
      assertThat(Artifacts.write(file, kind, Destination.parse(to), options())).isEqualTo(digest);
      Path back = folder.resolve("back");
      Artifacts.Read read = Artifacts.read(Target.parse(to), type, back, options());
      assertThat(back).hasSameBinaryContentAs(file);
      assertThat(read.digest()).isEqualTo(digest);
      assertThat(read.annotations()).containsEntry("made", "2026-01-01");
      Files.writeString(back, "old");
      refused(
          "PLINTH-COPY-ARTIFACT",
          "no artifact",
          () -> Artifacts.read(Target.parse(to), "application/other", back, options()));
      assertThat(back).hasContent("old");
    }
    // an artifact is copied as an image is
    copy(place("team/db:1"), "oci-dir:" + folder.resolve("copied") + ":1", false);
    String name =
        registry.blobs.keySet().stream().filter(k -> k.startsWith("team/db@")).toList().stream()
            .filter(k -> registry.blobs.get(k).length > 2)
            .findFirst()
            .orElseThrow();
    byte[] damaged = registry.blobs.get(name).clone();
    damaged[5] ^= 1;
    registry.blobs.put(name, damaged);
    Path back = Files.writeString(folder.resolve("back"), "old");
    refused(
        "PLINTH-COPY-DIGEST",
        "tampered",
        () -> Artifacts.read(Target.parse(place("team/db:1")), type, back, options()));
    assertThat(back).hasContent("old");
  }
}
