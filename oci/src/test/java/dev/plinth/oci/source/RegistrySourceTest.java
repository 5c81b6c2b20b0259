package dev.plinth.oci.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.http.FakeTiming;
import dev.plinth.http.HttpOptions;
import dev.plinth.http.Patience;
import dev.plinth.http.StandInRegistry;
import dev.plinth.http.StandInServer;
import dev.plinth.oci.Limits;
import dev.plinth.oci.credentials.CredentialStore;
import dev.plinth.oci.credentials.Credentials;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.registry.RegistryOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images in registries: sound ones, and those of registries that misbehave on purpose. */
@Timeout(60)
class RegistrySourceTest {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private final TestImage image =
      TestImage.amd64(Tars::gzip, new Tars().file("a", "base").bytes(), large());
  private StandInRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY);
    push(registry, image, "1");
  }

  @AfterEach
  void stop() throws IOException {
    registry.close();
  }

  private static byte[] large() {
    byte[] content = new byte[900_000];
    new Random(7).nextBytes(content);
    return new Tars().file("big", content).bytes();
  }

  private static void push(StandInRegistry registry, TestImage image, String tag) {
    image.stored().forEach(registry::blob);
    registry.blob(image.config());
    registry.manifest("team/app", tag, MANIFEST, image.manifest());
  }

  private static HttpOptions http() {
    return HttpOptions.defaults()
        .with(new FakeTiming())
        .with(Patience.defaults().withSilence(Duration.ofMillis(500)));
  }

  private static AnalyzedImage<List<String>> read(
      String reference, Learnt learnt, @Nullable Platform platform, RegistryOptions registries) {
    ImageOptions options =
        new ImageOptions(
            platform,
            false,
            2,
            Limits.defaults(),
            ImageOptions.Progress.SILENT,
            Map.of(),
            () -> registries);
    try (OpenImage open = Images.open(Target.parse(reference), options)) {
      return open.analyze(learnt);
    }
  }

  private AnalyzedImage<List<String>> read(String suffix, Learnt learnt) {
    return read(
        "registry:" + registry.address() + "/team/app" + suffix,
        learnt,
        Platform.host().equals(new Platform("linux", "amd64", "", ""))
            ? null
            : new Platform("linux", "amd64", "", ""),
        RegistryOptions.defaults().with(http()));
  }

  private void fails(String suffix, String code) {
    Learnt learnt = new Learnt();
    assertThatThrownBy(() -> read(suffix, learnt))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    assertThat(learnt.begun.get() - learnt.abandoned.get())
        .as("readings that neither ended nor were given up")
        .isEqualTo(learnt.finished.size());
  }

  private void before(String path, StandInServer.Handler handler) {
    registry.before((request, reply) -> {
      boolean meant = request.path().contains(path);
      if (meant) {
        handler.handle(request, reply);
      }
      return meant;
    });
  }

  @Test
  void layersStreamFromTheWire() {
    Learnt learnt = new Learnt();
    AnalyzedImage<List<String>> read = read(":1", learnt);
    assertThat(read.layers().get(0)).containsExactly("a=base");
    Image found = read.image();
    assertThat(found.form()).isEqualTo("registry");
    assertThat(found.name()).isEqualTo(registry.address() + "/team/app:1");
    assertThat(found.manifestDigest()).isEqualTo(image.manifestDigest());
    assertThat(found.configDigest()).isEqualTo(image.configDigest());
    assertThat(found.indexDigest()).isNull();
    assertThat(found.layers().get(1).createdBy()).isEqualTo("STEP 1");
  }

  @Test
  void knownLayersAreNotDownloaded() {
    Learnt learnt = new Learnt();
    image.stored().forEach(layer -> learnt.known.put(Tars.digest(layer), List.of("known")));
    read(":1", learnt);
    assertThat(registry.asked())
        .containsExactly(
            "GET /v2/team/app/manifests/1", "GET /v2/team/app/blobs/" + image.configDigest());
  }

  @Test
  void anIndexIsAskedForOneChildAlone() {
    TestImage arm = TestImage.of("linux/arm64", Tars::gzip, Tars.layer("x", "arm"));
    push(registry, arm, "");
    String attestation =
        TestImage.descriptor(
            MANIFEST,
            "{}".getBytes(UTF_8),
            ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},\"annotations\":"
                + "{\"vnd.docker.reference.type\":\"attestation-manifest\"}");
    byte[] index = TestImage.index(attestation, arm.entry(), image.entry());
    registry.manifest("team/app", "multi", INDEX, index);
    AnalyzedImage<List<String>> read = read(":multi", new Learnt());
    assertThat(read.image().manifestDigest()).isEqualTo(image.manifestDigest());
    assertThat(read.image().indexDigest()).isEqualTo(Tars.digest(index));
    assertThat(registry.asked().toString()).doesNotContain(arm.manifestDigest().toString());
    registry.server().forget();
    AnalyzedImage<List<String>> other =
        read(
            "docker://" + registry.address() + "/team/app:multi",
            new Learnt(),
            new Platform("linux", "arm64", "", ""),
            RegistryOptions.defaults().with(http()));
    assertThat(other.layers().getFirst()).containsExactly("x=arm");
  }

  @Test
  void indexesNestAndMayNotSayThePlatform() {
    byte[] inner = TestImage.index(image.named("x"));
    registry.manifest("team/app", "", INDEX, inner);
    byte[] outer = TestImage.index(TestImage.indexEntry(inner, ""));
    registry.manifest("team/app", "nested", INDEX, outer);
    AnalyzedImage<List<String>> read = read(":nested", new Learnt());
    assertThat(read.image().manifestDigest()).isEqualTo(image.manifestDigest());
    assertThat(read.image().indexDigest()).isEqualTo(Tars.digest(inner));
  }

  @Test
  void byDigestIsByDigest() {
    registry.manifest("team/app", "1", MANIFEST, "{}".getBytes(UTF_8));
    AnalyzedImage<List<String>> read = read(":1@" + image.manifestDigest(), new Learnt());
    assertThat(read.image().manifestDigest()).isEqualTo(image.manifestDigest());
  }

  @ParameterizedTest
  @EnumSource(StandInRegistry.Asks.class)
  void whoWeAreIsSaidAsTheRegistryAsks(StandInRegistry.Asks asks) throws IOException {
    try (StandInRegistry asking = StandInRegistry.start(asks)) {
      push(asking, image, "1");
      CredentialStore store =
          CredentialStore.fixed(
              Credentials.of(StandInRegistry.USER, StandInRegistry.PASSWORD, "a test"));
      String name = "registry:" + asking.address() + "/team/app:1";
      RegistryOptions options = RegistryOptions.defaults().with(http());
      assertThat(read(name, new Learnt(), null, options.with(store)).layers()).hasSize(2);
      if (asks != StandInRegistry.Asks.NOBODY) {
        assertThatThrownBy(() -> read(name, new Learnt(), null, options))
            .hasMessageContaining("401")
            .hasMessageContaining("without credentials")
            .hasMessageNotContaining(StandInRegistry.PASSWORD);
        CredentialStore wrong = CredentialStore.fixed(Credentials.of("me", "hunter2", "a test"));
        assertThatThrownBy(() -> read(name, new Learnt(), null, options.with(wrong)))
            .hasMessageContaining("with the credentials from a test")
            .hasMessageNotContaining("hunter2");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 429, 500})
  void refusalsAreSaid(int status) {
    before(
        "/manifests/",
        (_, reply) ->
            reply.send(
                status, "{\"errors\":[{\"code\":\"CODE\",\"message\":\"the registry's words\"}]}"));
    assertThatThrownBy(() -> read(":1", new Learnt()))
        .hasMessageStartingWith("Tried to fetch the manifest of " + registry.address())
        .hasMessageContaining(status + " (CODE: the registry's words)");
  }

  @Test
  void aManifestThatIsNotWhatItsDigestSaysIsRefused() {
    before(
        "/manifests/",
        (_, reply) ->
            reply.send(200, image.manifest(), "Docker-Content-Digest", "sha256:" + "0".repeat(64)));
    fails(":1", "PLINTH-REGISTRY-DIGEST");
  }

  @Test
  void anotherManifestThanAskedForIsRefused() {
    TestImage other = TestImage.amd64(Tars::gzip, Tars.layer("x", "y"));
    before("/manifests/", (_, reply) -> reply.send(200, other.manifest()));
    fails("@" + image.manifestDigest(), "PLINTH-REGISTRY-DIGEST");
  }

  @Test
  void anotherTypeThanTheContentIsRefused() {
    registry.manifest("team/app", "1", INDEX, image.manifest());
    fails(":1", "PLINTH-REGISTRY-TYPE");
  }

  @Test
  void aWebPageIsNoRegistry() {
    before("/manifests/", (_, reply) -> reply.send(200, "<html>", "Content-Type", "text/html"));
    fails(":1", "PLINTH-REGISTRY-NONE");
  }

  @Test
  void aManifestWithoutEndIsRefused() {
    before("/manifests/", (_, reply) -> reply.send(200, new byte[5 << 20]));
    fails(":1", "PLINTH-HTTP-SIZE");
  }

  @Test
  void schemaOneAndArtifactsAreRefusedByName() {
    registry.manifest(
        "team/app",
        "old",
        "application/vnd.docker.distribution.manifest.v1+prettyjws",
        "{\"schemaVersion\":1,\"fsLayers\":[]}".getBytes(UTF_8));
    fails(":old", "PLINTH-MANIFEST-SCHEMA1");
    String chart =
        new String(image.manifest(), UTF_8)
            .replace(
                "application/vnd.oci.image.config.v1+json",
                "application/vnd.cncf.helm.config.v1+json");
    registry.manifest("team/app", "chart", MANIFEST, chart.getBytes(UTF_8));
    fails(":chart", "PLINTH-IMAGE-ARTIFACT");
  }

  @Test
  void aConfigurationThatLiesIsRefused() {
    byte[] other = image.config().clone();
    other[other.length - 3] ^= 1;
    before("/blobs/" + image.configDigest(), (_, reply) -> reply.send(200, other));
    fails(":1", "PLINTH-REGISTRY-DIGEST");
  }

  @Test
  void aLayerThatLiesIsRefused() {
    byte[] layer = image.stored().get(1);
    byte[] other = layer.clone();
    other[layer.length / 2] ^= 1;
    before("/blobs/" + Tars.digest(layer), (_, reply) -> reply.sendFile(other, ""));
    assertThatThrownBy(() -> read(":1", new Learnt())).isInstanceOf(PlinthException.class);
  }

  @Test
  void aLayerOfAnotherLengthIsRefused() {
    String path = "/blobs/" + Tars.digest(image.stored().get(1));
    before(path, (_, reply) -> reply.send(200, new byte[10]));
    fails(":1", "PLINTH-REGISTRY-SIZE");
    before(
        path,
        (_, reply) -> {
          reply.raw("HTTP/1.1 200 OK\r\n\r\n");
          reply.raw(image.stored().get(1));
          reply.raw("more");
        });
    fails(":1", "PLINTH-HTTP-SIZE");
  }

  @Test
  void aLayerThatIsCutIsResumed() {
    byte[] layer = image.stored().get(1);
    AtomicInteger count = new AtomicInteger();
    before(
        "/blobs/" + Tars.digest(layer),
        (_, reply) -> {
          if (count.incrementAndGet() < 3) {
            reply.cut(layer, 300_000);
          } else {
            reply.sendFile(layer, "");
          }
        });
    assertThat(read(":1", new Learnt()).layers()).hasSize(2);
    assertThat(count).hasValue(3);
  }

  @Test
  void aLayerThatIsAlwaysCutIsAnError() {
    byte[] layer = image.stored().get(1);
    before("/blobs/" + Tars.digest(layer), (_, reply) -> reply.raw("HTTP/1.1 200 OK\r\n"));
    fails(":1", "PLINTH-HTTP-DROPPED");
  }

  @Test
  void aLayerThatStallsIsGivenUp() {
    byte[] layer = image.stored().get(1);
    before(
        "/blobs/" + Tars.digest(layer),
        (_, reply) -> {
          reply.cut(layer, 100);
          reply.stall();
        });
    fails(":1", "PLINTH-HTTP-TIMEOUT");
  }

  @Test
  void aLayerElsewhereIsFetchedWithoutSayingWhoWeAre() throws IOException {
    byte[] layer = image.stored().get(1);
    try (StandInServer elsewhere = StandInServer.start((_, reply) -> reply.sendFile(layer, ""));
        StandInRegistry asking = StandInRegistry.start(StandInRegistry.Asks.BEARER)) {
      push(asking, image, "1");
      asking.before((request, reply) -> {
        boolean meant = request.path().endsWith(Tars.digest(layer).toString());
        if (meant) {
          reply.send(307, "", "Location", elsewhere.uri("/store?sig=x").toString());
        }
        return meant;
      });
      CredentialStore store =
          CredentialStore.fixed(
              Credentials.of(StandInRegistry.USER, StandInRegistry.PASSWORD, "a test"));
      read(
          "registry:" + asking.address() + "/team/app:1",
          new Learnt(),
          null,
          RegistryOptions.defaults().with(http()).with(store));
      assertThat(elsewhere.requests())
          .isNotEmpty()
          .allMatch(request -> request.header("Authorization").isEmpty());
    }
  }

  @Test
  void offlineIsOffline() {
    RegistryOptions offline = RegistryOptions.defaults().with(http().withOffline(true));
    assertThatThrownBy(
            () -> read("registry:" + registry.address() + "/a", new Learnt(), null, offline))
        .hasMessageContaining("--offline");
    assertThat(registry.server().requests()).isEmpty();
  }

  @Test
  void theListingNamesPlatforms() {
    TestImage arm = TestImage.of("linux/arm64", Tars::gzip, Tars.layer("x", "arm"));
    registry.manifest("team/app", "multi", INDEX, TestImage.index(arm.entry(), image.entry()));
    ImageOptions options =
        new ImageOptions(
            null,
            false,
            2,
            Limits.defaults(),
            ImageOptions.Progress.SILENT,
            Map.of(),
            () -> RegistryOptions.defaults().with(http()));
    Target target = Target.parse("registry:" + registry.address() + "/team/app:multi");
    try (OpenImage open = Images.open(target, options)) {
      assertThat(open.listing().images())
          .extracting(listed -> String.valueOf(listed.platform()))
          .containsExactly("linux/arm64", "linux/amd64");
    }
  }
}
