package dev.plinth.oci.source;

import static dev.plinth.oci.source.DockerArchiveTest.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.oci.Limits;
import dev.plinth.oci.copy.Destination;
import dev.plinth.oci.copy.ImageCopy;
import dev.plinth.oci.engine.FakeEngine;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Platform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies to layouts and archives: byte for byte, proved, and nothing else touched. */
class ImageCopyTest {
  private static final byte[] BASE = Tars.layer("etc/os-release", "ID=debian");
  private static final TestImage AMD =
      TestImage.of("linux/amd64", Tars::gzip, BASE, Tars.layer("app/main", "amd"));
  private static final TestImage ARM =
      TestImage.of("linux/arm64", Tars::zstd, BASE, Tars.layer("app/main", "arm"));
  private static final byte[] ATTESTATION =
      ("{\"schemaVersion\":2,\"config\":"
              + TestImage.descriptor(
                  "application/vnd.oci.image.config.v1+json", "{}".getBytes(UTF_8), "")
              + ",\"layers\":["
              + TestImage.descriptor("application/vnd.in-toto+json", "{ }".getBytes(UTF_8), "")
              + "]}")
          .getBytes(UTF_8);
  private static final byte[] INDEX =
      TestImage.index(
          AMD.entry(),
          ARM.entry(),
          TestImage.descriptor(
              "application/vnd.oci.image.manifest.v1+json",
              ATTESTATION,
              ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"},"
                  + "\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"}"));

  @TempDir Path folder;

  private static Tars both() {
    return TestImage.layout(
            TestImage.index(TestImage.indexEntry(INDEX, TestImage.name("app:1"))), AMD, ARM)
        .file(TestImage.blob(INDEX), INDEX)
        .file(TestImage.blob(ATTESTATION), ATTESTATION)
        .file(TestImage.blob("{}".getBytes(UTF_8)), "{}")
        .file(TestImage.blob("{ }".getBytes(UTF_8)), "{ }");
  }

  private static Tars saved() {
    String config = AMD.configDigest().hex() + ".json";
    return new Tars()
        .file("a/layer.tar", AMD.plain().get(0))
        .file("b/layer.tar", AMD.plain().get(1))
        .file(config, AMD.config())
        .file(
            "manifest.json",
            TestImage.dockerManifest(
                TestImage.dockerImage(config, "app:1", "a/layer.tar", "b/layer.tar")));
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path layout(String name, Tars content) throws IOException {
    Path layout = folder.resolve(name);
    for (Map.Entry<String, byte[]> file : content.files().entrySet()) {
      Path path = layout.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return layout;
  }

  private ImageCopy.Result copy(String from, String to, boolean all, byte... input) {
    return copy(from, to, all, Map.of(), input);
  }

  private ImageCopy.Result copy(
      String from, String to, boolean all, Map<String, String> environment, byte... input) {
    return copy("linux/amd64", from, to, all, environment, input);
  }

  private ImageCopy.Result copy(
      String platform,
      String from,
      String to,
      boolean all,
      Map<String, String> environment,
      byte... input) {
    ImageOptions options =
        new ImageOptions(
            Platform.parse(platform),
            false,
            1,
            Limits.defaults(),
            ImageOptions.Progress.SILENT,
            environment);
    return ImageCopy.run(
        Target.parse(from.replace("R/", folder + "/")),
        Destination.parse(to.replace("R/", folder + "/")),
        options,
        all,
        new ByteArrayInputStream(input));
  }

  private AnalyzedImage<List<String>> read(String target) {
    return read("linux/amd64", target);
  }

  private AnalyzedImage<List<String>> read(String platform, String target) {
    try (OpenImage image =
        Images.open(Target.parse(target.replace("R/", folder + "/")), Way.options(platform))) {
      return image.analyze(new Learnt());
    }
  }

  /** All files with their contents, temporary ones included. */
  private Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(path).toString(), Tars.hex(Files.readAllBytes(path)));
      }
    }
    return files;
  }

  private void nothingLeft() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.map(p -> p.getFileName().toString()).filter(n -> n.startsWith("."))).isEmpty();
    }
  }

  @Test
  void anIndexIsCopiedWithAllThatItLists() throws IOException {
    layout("from", both());
    ImageCopy.Result result = copy("oci-dir:R/from", "oci-dir:R/to:x/y:2", true);
    assertThat(result.root().digest()).isEqualTo(Tars.digest(INDEX));
    assertThat(result.manifests()).isEqualTo(4);
    Map<String, String> to = files(folder.resolve("to"));
    Map<String, String> from = files(folder.resolve("from"));
    from.remove("index.json");
    assertThat(to).containsAllEntriesOf(from).hasSize(from.size() + 1);
    assertThat(Files.readString(folder.resolve("to/index.json"))).contains("\"x/y:2\"");
    assertThat(read("oci-dir:R/to:x/y:2").image().indexDigest()).isEqualTo(Tars.digest(INDEX));
    nothingLeft();
    ImageCopy.Result again = copy("oci-dir:R/from", "oci-dir:R/to:x/y:2", true);
    assertThat(again.copied()).isZero();
    assertThat(again.there()).isEqualTo(result.copied());
    assertThat(files(folder.resolve("to"))).isEqualTo(to);
    nothingLeft();
  }

  @Test
  void onePlatformIsCopiedByItself() throws IOException {
    layout("from", both());
    ImageCopy.Result result = copy("oci-dir:R/from:app:1", "oci-dir:R/to", false);
    assertThat(result.root().digest()).isEqualTo(AMD.manifestDigest());
    assertThat(files(folder.resolve("to"))).hasSize(2 + 4);
    assertThat(read("oci-dir:R/to").image().manifestDigest()).isEqualTo(AMD.manifestDigest());
    String arm = "oci-dir:R/from@" + ARM.manifestDigest();
    copy("linux/arm64", arm, "oci-dir:R/to:arm", false, Map.of());
    assertThat(read("linux/arm64", "oci-dir:R/to:arm").image().manifestDigest())
        .isEqualTo(ARM.manifestDigest());
    assertThat(copy("oci-dir:R/from@" + AMD.configDigest(), "oci-dir:R/to:c", true).root().digest())
        .isEqualTo(AMD.manifestDigest());
    assertThat(copy("oci-dir:R/from@" + Tars.digest(INDEX), "oci-dir:R/i", true).root().digest())
        .isEqualTo(Tars.digest(INDEX));
  }

  @Test
  void aLayoutThatIsThereKeepsWhatItHas() throws IOException {
    layout("from", both());
    Path to = layout("to", ARM.into(new Tars()));
    Files.writeString(to.resolve("oci-layout"), "{\"imageLayoutVersion\": \"1.0.0\"}");
    String other = ARM.named("other");
    String replaced = ARM.named("1");
    Files.writeString(
        to.resolve("index.json"),
        "{\"manifests\":["
            + replaced
            + ","
            + other.replaceFirst("\\{", "{\"odd\":1.50,")
            + "],\"schemaVersion\":2,\"x\":[null,true,\"é\"]}");
    // a blob that is damaged there is mended, since a sound one is at hand
    Path damaged = to.resolve(TestImage.blob(ARM.stored().get(0)));
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[20] ^= 1;
    Files.write(damaged, bytes);
    // what was left by somebody who was killed
    Files.createDirectories(to.resolve(".plinth-123"));
    Files.writeString(to.resolve(".plinth-123/blob1"), "half");
    copy("oci-dir:R/from", "oci-dir:R/to:1", true);
    String index = Files.readString(to.resolve("index.json"));
    assertThat(index)
        .startsWith("{\"manifests\":[{\"odd\":1.50,")
        .contains("\"ref.name\":\"other\"".replace("ref", "org.opencontainers.image.ref"))
        .endsWith("],\"schemaVersion\":2,\"x\":[null,true,\"é\"]}")
        .doesNotContain(replaced);
    assertThat(Files.readString(to.resolve("oci-layout"))).contains(": ");
    assertThat(read("linux/arm64", "oci-dir:R/to:other").image().manifestDigest())
        .isEqualTo(ARM.manifestDigest());
    assertThat(read("oci-dir:R/to:1").image().indexDigest()).isEqualTo(Tars.digest(INDEX));
    nothingLeft();
  }

  @Test
  void aBlobThatIsNotWhatItsDigestSaysStopsTheCopy() throws IOException {
    Path from = layout("from", both());
    Path to = layout("to", TestImage.layout(TestImage.index(ARM.named("old")), ARM));
    Map<String, String> before = files(to);
    Path layer = from.resolve(TestImage.blob(AMD.stored().get(1)));
    byte[] bytes = Files.readAllBytes(layer);
    bytes[12] ^= 1;
    Files.write(layer, bytes);
    refused(
        "PLINTH-COPY-DIGEST",
        "tampered",
        () -> copy("oci-dir:R/from:app:1", "oci-dir:R/to:app", false));
    assertThat(files(to)).containsAllEntriesOf(before);
    assertThat(to.resolve(TestImage.blob(AMD.stored().get(1)))).doesNotExist();
    refused(
        "PLINTH-COPY-DIGEST",
        "tampered",
        () -> copy("oci-dir:R/from:app:1", "oci-dir:R/new:app", false));
    assertThat(folder.resolve("new")).doesNotExist();
    Files.write(layer, new byte[5]);
    refused(
        "PLINTH-COPY-DIGEST",
        "but has 5",
        () -> copy("oci-dir:R/from:app:1", "oci-archive:R/new.tar", false));
    assertThat(folder.resolve("new.tar")).doesNotExist();
    Files.delete(layer);
    refused("PLINTH-IMAGE-MISSING", "lacks", () -> copy("oci-dir:R/from", "oci-dir:R/to", true));
    assertThat(files(to)).containsAllEntriesOf(before);
    nothingLeft();
  }

  @Test
  void anAttestationThatIsAbsentMakesAllIncomplete() throws IOException {
    layout("from", both().without(TestImage.blob(ATTESTATION)));
    refused("PLINTH-COPY-ABSENT", "--all", () -> copy("oci-dir:R/from", "oci-dir:R/to", true));
    assertThat(folder.resolve("to")).doesNotExist();
    copy("oci-dir:R/from", "oci-dir:R/to", false);
  }

  @Test
  void archivesAreRepackedAndRead() throws IOException {
    file("from.tar", both().bytes());
    file("from.tar.gz", Tars.gzip(both().reversed()));
    for (String from : List.of("oci-archive:R/from.tar", "R/from.tar.gz", "-:app:1")) {
      Path to = folder.resolve("to.tar");
      copy(from, "oci-archive:R/to.tar:1", true, both().bytes());
      assertThat(read("oci-archive:R/to.tar:1").image().indexDigest())
          .isEqualTo(Tars.digest(INDEX));
      byte[] first = Files.readAllBytes(to);
      copy(from, "oci-archive:R/to.tar:1", true, both().bytes());
      assertThat(Files.readAllBytes(to)).isEqualTo(first);
    }
    nothingLeft();
  }

  @Test
  void whatHasNoManifestIsGivenOne() throws IOException {
    Digest first = null;
    file("saved.tar", saved().bytes());
    for (String from : List.of("docker-archive:R/saved.tar", "docker-archive:-")) {
      ImageCopy.Result result = copy(from, "oci-dir:R/to:app", from.length() > 20, saved().bytes());
      AnalyzedImage<List<String>> read = read("oci-dir:R/to:app");
      assertThat(read.layers())
          .isEqualTo(List.of(List.of("etc/os-release=ID=debian"), List.of("app/main=amd")));
      assertThat(read.image().configDigest()).isEqualTo(AMD.configDigest());
      assertThat(read.image().manifestDigest()).isEqualTo(result.root().digest());
      assertThat(first == null || first.equals(result.root().digest())).isTrue();
      first = result.root().digest();
    }
    nothingLeft();
    // layers that are stored compressed stay as they are
    file(
        "kaniko.tar",
        saved()
            .file("a/layer.tar", AMD.stored().get(0))
            .file("b/layer.tar", ARM.stored().get(1))
            .bytes());
    refused(
        "PLINTH-IMAGE-DIGEST",
        "unpacked b/layer.tar",
        () -> copy("R/kaniko.tar", "oci-dir:R/k", false));
    file(
        "kaniko.tar",
        saved()
            .file("a/layer.tar", AMD.stored().get(0))
            .file("b/layer.tar", AMD.stored().get(1))
            .bytes());
    copy("R/kaniko.tar", "oci-dir:R/k", false);
    assertThat(read("oci-dir:R/k").image().layers())
        .extracting(ImageLayer::digest)
        .containsExactly(Tars.digest(AMD.stored().get(0)), Tars.digest(AMD.stored().get(1)));
  }

  @Test
  void enginesExportWhatIsCopied() throws IOException {
    try (FakeEngine engine = new FakeEngine(folder.resolve("s"))) {
      engine.answer(
          "/images/app/json", 200, "", ("{\"Id\":\"" + AMD.configDigest() + "\"}").getBytes(UTF_8));
      engine.raw("/images/app/get", FakeEngine.chunked(saved().bytes()));
      copy("app", "oci-dir:R/to:app", false, engine.environment());
      assertThat(read("oci-dir:R/to").image().configDigest()).isEqualTo(AMD.configDigest());
      engine.raw(
          "/images/app/get",
          FakeEngine.chunked(TestImage.layout(TestImage.index(ARM.named("app")), ARM).bytes()));
      refused(
          "PLINTH-ENGINE-EXPORT",
          "exported",
          () -> copy("app", "oci-dir:R/to:app", false, engine.environment()));
    }
    Files.delete(folder.resolve("s"));
    nothingLeft();
  }

  @Test
  void twoAtOnceDoNotLoseEachOthersTags() throws IOException {
    layout("from", both());
    copy("oci-dir:R/from", "oci-dir:R/to:1", false);
    try (FileChannel channel =
        FileChannel.open(folder.resolve("to/oci-layout"), StandardOpenOption.WRITE)) {
      channel.lock();
      refused(
          "PLINTH-WRITE-LOCKED",
          "another run",
          () -> copy("oci-dir:R/from", "oci-dir:R/to:2", false));
    }
    copy("oci-dir:R/from", "oci-dir:R/to:2", false);
    read("oci-dir:R/to:1");
    read("oci-dir:R/to:2");
  }

  @Test
  void whatIsThereAndNoLayoutIsLeftAlone() throws IOException {
    layout("from", both());
    Files.createDirectories(folder.resolve("docs"));
    file("docs/text", new byte[] {'x'});
    refused(
        "PLINTH-WRITE-OCCUPIED", "something other", () -> copy("R/from", "oci-dir:R/docs", false));
    Path to = layout("to", TestImage.layout("[]".getBytes(UTF_8)));
    refused("PLINTH-WRITE-INDEX", "no list", () -> copy("R/from", "oci-dir:R/to:1", false));
    assertThat(to.resolve("index.json")).hasContent("[]");
    refused("PLINTH-COPY-KIND", "folder of files", () -> copy("dir:R/docs", "oci-dir:R/x", false));
    nothingLeft();
  }
}
