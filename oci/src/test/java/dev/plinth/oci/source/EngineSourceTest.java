package dev.plinth.oci.source;

import static dev.plinth.oci.source.DockerArchiveTest.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.oci.Limits;
import dev.plinth.oci.engine.FakeEngine;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images of engines that behave, and of such as do not. */
class EngineSourceTest {
  private static final String PODMAN = "Libpod-Api-Version: 4.3.1\r\n";
  private static final TestImage IMAGE =
      TestImage.amd64(
          plain -> plain, Tars.layer("etc/os-release", "ID=debian"), Tars.layer("app/main", "run"));
  private static final TestImage OTHER =
      TestImage.amd64(plain -> plain, Tars.layer("other", "file"));
  private static final List<List<String>> LAYERS =
      List.of(List.of("etc/os-release=ID=debian"), List.of("app/main=run"));

  @TempDir Path folder;
  private FakeEngine engine;

  @BeforeEach
  void start() throws IOException {
    engine = new FakeEngine(folder.resolve("s"));
  }

  @AfterEach
  void stop() throws IOException {
    engine.close();
  }

  private static byte[] saved(TestImage image, String tag) {
    String[] layers = new String[image.stored().size()];
    Tars archive = new Tars();
    for (int i = 0; i < layers.length; i++) {
      layers[i] = Tars.hex(image.stored().get(i)) + ".tar";
      archive.file(layers[i], image.stored().get(i));
    }
    String config = image.configDigest().hex() + ".json";
    return archive
        .file(config, image.config())
        .file("manifest.json", TestImage.dockerManifest(TestImage.dockerImage(config, tag, layers)))
        .bytes();
  }

  private static byte[] inspected(Digest id) {
    return ("{\"Id\":\"" + id + "\",\"RepoTags\":[\"app:dev\"]}").getBytes(UTF_8);
  }

  private void has(String name, TestImage image, String more) {
    engine.answer("/images/" + name + "/json", 200, more, inspected(image.configDigest()));
    engine.raw("/images/" + name + "/get", FakeEngine.chunked(saved(image, name)));
  }

  private static ImageOptions options(Map<String, String> environment) {
    return new ImageOptions(
        Platform.parse("linux/amd64"),
        false,
        1,
        Limits.defaults(),
        ImageOptions.Progress.SILENT,
        environment);
  }

  private AnalyzedImage<List<String>> read(String target) {
    return read(target, engine.environment(), new Learnt());
  }

  private static AnalyzedImage<List<String>> read(
      String target, Map<String, String> environment, Learnt learnt) {
    try (OpenImage image = Images.open(Target.parse(target), options(environment))) {
      return image.analyze(learnt);
    }
  }

  @ParameterizedTest
  @CsvSource({"docker:app:dev", "podman:app:dev", "docker-daemon:app:dev", "app:dev"})
  void readsAnImageAsItIsExported(String target) {
    has("app:dev", IMAGE, "");
    AnalyzedImage<List<String>> read = read(target);
    assertThat(read.layers()).isEqualTo(LAYERS);
    Image image = read.image();
    assertThat(image.form()).isEqualTo("docker");
    assertThat(image.name()).isEqualTo("app:dev");
    assertThat(image.target()).isEqualTo(target);
    assertThat(image.configDigest()).isEqualTo(IMAGE.configDigest());
  }

  @Test
  void podmansOwnImagesComeFirstUnderTheirShortName() {
    has("app:dev", OTHER, PODMAN);
    has("localhost/app:dev", IMAGE, PODMAN);
    AnalyzedImage<List<String>> read = read("app:dev");
    assertThat(read.layers()).isEqualTo(LAYERS);
    assertThat(read.image().form()).isEqualTo("podman");
    assertThat(engine.asked())
        .containsExactly(
            "/images/app:dev/json",
            "/images/localhost/app:dev/json",
            "/images/localhost/app:dev/get");
    has("quay.io/app:dev", OTHER, PODMAN);
    read("podman:quay.io/app:dev");
    assertThat(engine.asked()).doesNotContain("/images/localhost/quay.io/app:dev/json");
  }

  @Test
  void imagesHaveIdsToo() {
    String hex = IMAGE.configDigest().hex();
    has(hex, IMAGE, "");
    has("sha256:" + hex, IMAGE, PODMAN);
    assertThat(read(hex).layers()).isEqualTo(LAYERS);
    assertThat(read("docker:sha256:" + hex).layers()).isEqualTo(LAYERS);
  }

  @Test
  void containerdsStoreNamesTheIndex() {
    byte[] index = TestImage.index(IMAGE.entry());
    engine.answer("/images/app/json", 200, "", inspected(Tars.digest(index)));
    byte[] archive =
        TestImage.layout(TestImage.index(TestImage.indexEntry(index, TestImage.name("app"))), IMAGE)
            .file(TestImage.blob(index), index)
            .file("manifest.json", "[]")
            .bytes();
    engine.raw("/images/app/get", FakeEngine.chunked(archive));
    AnalyzedImage<List<String>> read = read("docker:app");
    assertThat(read.layers()).isEqualTo(LAYERS);
    assertThat(read.image().indexDigest()).isEqualTo(Tars.digest(index));
    assertThat(read.image().manifestDigest()).isEqualTo(IMAGE.manifestDigest());
  }

  @Test
  void anotherImageThanTheOneAskedForIsRefused() {
    has("app", IMAGE, "");
    engine.raw("/images/app/get", FakeEngine.chunked(saved(OTHER, "app")));
    refused("PLINTH-ENGINE-EXPORT", IMAGE.configDigest().hex(), () -> read("docker:app"));
    refused("PLINTH-ENGINE-EXPORT", IMAGE.configDigest().hex(), () -> read("app"));
  }

  @Test
  void aLayerThatIsNotWhatItsImageSaysIsRefused() {
    byte[] archive = saved(IMAGE, "app");
    int at = new String(archive, UTF_8).indexOf("ID=debian");
    archive[at] = 'X';
    has("app", IMAGE, "");
    engine.raw("/images/app/get", FakeEngine.chunked(archive));
    Learnt learnt = new Learnt();
    refused(
        "PLINTH-IMAGE-DIGEST", "should be", () -> read("docker:app", engine.environment(), learnt));
    assertThat(learnt.finished).isEmpty();
  }

  @Test
  void anExportThatIsCutOffIsNotWhole() {
    has("app", IMAGE, "");
    byte[] whole = FakeEngine.chunked(saved(IMAGE, "app"));
    for (int cut : new int[] {60, whole.length / 2, whole.length - 1}) {
      engine.raw("/images/app/get", Arrays.copyOf(whole, cut));
      refused("PLINTH-ENGINE-ANSWER", "cut off", () -> read("docker:app"));
    }
    byte[] archive = saved(IMAGE, "app");
    engine.raw("/images/app/get", FakeEngine.withLength(200, "", archive, archive.length + 10));
    refused("PLINTH-ENGINE-ANSWER", "cut off", () -> read("docker:app"));
  }

  @ParameterizedTest
  @CsvSource({
    "200, '{\"Id\":\"sha256:12\"}', PLINTH-ENGINE-ANSWER, no digest",
    "200, '{}', PLINTH-ENGINE-ANSWER, no ID",
    "200, '<html>', PLINTH-ENGINE-ANSWER, no JSON",
    "500, '{\"message\":\"storage \u001b[31m is broken\"}', PLINTH-ENGINE-REFUSED, storage \\x1b[31m is",
    "500, 'plain words', PLINTH-ENGINE-REFUSED, status 500: plain words",
    "403, '', PLINTH-ENGINE-REFUSED, status 403;",
    "302, '', PLINTH-ENGINE-REFUSED, status 302;",
  })
  void nonsenseIsSaidToBeSo(int status, String body, String code, String words) {
    engine.answer("/images/app/json", status, "", body.getBytes(UTF_8));
    refused(code, words, () -> read("docker:app"));
  }

  @Test
  void anExportMayBeRefusedAsWell() {
    has("app", IMAGE, "");
    engine.answer(
        "/images/app/get", 500, "", "{\"message\":\"no space left on device\"}".getBytes(UTF_8));
    refused("PLINTH-ENGINE-REFUSED", "no space left", () -> read("docker:app"));
    engine.answer("/images/app/get", 404, "", new byte[0]);
    refused("PLINTH-ENGINE-ANSWER", "gone", () -> read("docker:app"));
    engine.answer("/images/app/get", 200, "", "no tar".getBytes(UTF_8));
    refused("PLINTH-TAR-TRUNCATED", "docker:app", () -> read("docker:app"));
    engine.raw("/images/app/json", "SSH-2.0-OpenSSH\r\n".getBytes(UTF_8));
    refused("PLINTH-ENGINE-ANSWER", "does not begin", () -> read("docker:app"));
  }

  @Test
  void whatNoEngineHasIsSaid() {
    refused("PLINTH-ENGINE-IMAGE", "has none of that name", () -> read("docker:app"));
    refused("PLINTH-ENGINE-NAME", "neither", () -> read("docker:../x"));
    refused("PLINTH-ENGINE-NAME", "neither", () -> read("docker:a%2fb?x=1"));
  }

  @Test
  void enginesThatAreNotThereAreNamed() {
    Map<String, String> nowhere =
        Map.of(
            "DOCKER_HOST", "unix://" + folder.resolve("none"), "CONTAINER_HOST", "ssh://root@host");
    refused(
        "PLINTH-ENGINE-ABSENT",
        "none: not there; CONTAINER_HOST names ssh://root@host",
        () -> read("docker:app", nowhere, new Learnt()));
    for (String host :
        List.of("tcp://192.0.2.1:2375", "tcp://localhost.example.com:1", "tcp://127.x:1")) {
      refused(
          "PLINTH-ENGINE-ABSENT",
          "DOCKER_HOST names",
          () ->
              read(
                  "docker:app",
                  Map.of("DOCKER_HOST", host, "CONTAINER_HOST", "none:"),
                  new Learnt()));
    }
  }

  @Test
  void oneEngineThatFailsDoesNotKeepAnotherFromBeingAsked() throws IOException {
    try (FakeEngine second = new FakeEngine(folder.resolve("second"))) {
      has("app", IMAGE, "");
      second.answer("/images/app/json", 500, "", new byte[0]);
      Map<String, String> both =
          Map.of(
              "DOCKER_HOST", "unix://" + folder.resolve("second"),
              "CONTAINER_HOST", "unix://" + folder.resolve("s"));
      assertThat(read("docker:app", both, new Learnt()).layers()).isEqualTo(LAYERS);
      assertThat(read("app", both, new Learnt()).layers()).isEqualTo(LAYERS);
      assertThat(read("podman:app", both, new Learnt()).layers()).isEqualTo(LAYERS);
    }
  }
}
