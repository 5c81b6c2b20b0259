package dev.plinth.oci.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OCI layouts as folder, as archive, and as archive that streams by. */
class OciLayoutTest {
  private static final byte[] BASE = Tars.layer("etc/os-release", "ID=debian");
  private static final byte[] APP = Tars.layer("app/main", "run");
  private static final List<List<String>> BOTH =
      List.of(List.of("etc/os-release=ID=debian"), List.of("app/main=run"));

  @TempDir Path folder;

  private Target unpack(Tars layout, String chosen) {
    try {
      Path root = Files.createTempDirectory(folder, "layout");
      for (Map.Entry<String, byte[]> file : layout.files().entrySet()) {
        Path path = root.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      return Target.parse("oci-dir:" + root + chosen);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Reads it by every way and in two orders, and proves that all say the same. */
  private AnalyzedImage<List<String>> analyze(Tars layout, String chosen, String platform) {
    ImageOptions options = Way.options(platform);
    AnalyzedImage<List<String>> folderRead;
    try (OpenImage open = Images.open(unpack(layout, chosen), options)) {
      folderRead = open.analyze(new Learnt());
    }
    for (Way way : Way.values()) {
      for (byte[] archive : List.of(layout.bytes(), layout.reversed())) {
        Learnt learnt = new Learnt();
        try (OpenImage open = way.open(folder, archive, chosen, options)) {
          AnalyzedImage<List<String>> read = open.analyze(learnt);
          assertThat(read.layers()).isEqualTo(folderRead.layers());
          assertThat(read.image())
              .usingRecursiveComparison()
              .ignoringFields("target", "form")
              .isEqualTo(folderRead.image());
          assertThat(read.image().form()).isEqualTo("oci-archive");
        }
        assertThat(learnt.abandoned.get() + learnt.finished.size()).isEqualTo(learnt.begun.get());
      }
    }
    assertThat(folderRead.image().form()).isEqualTo("oci-dir");
    return folderRead;
  }

  private void refused(Tars layout, String chosen, String code, String word) {
    List<Runnable> readings = new ArrayList<>();
    Target target = unpack(layout, chosen);
    readings.add(() -> {
      try (OpenImage open = Images.open(target, Way.options("linux/amd64"))) {
        open.analyze(new Learnt());
      }
    });
    for (Way way : Way.values()) {
      readings.add(() -> way.analyze(folder, layout.bytes(), chosen, new Learnt()));
      readings.add(() -> way.analyze(folder, layout.reversed(), chosen, new Learnt()));
    }
    for (Runnable reading : readings) {
      assertThatThrownBy(reading::run)
          .isInstanceOfSatisfying(
              PlinthException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
          .hasMessageContaining(word);
    }
  }

  @Test
  void everyCompressionIsRead() {
    for (TestImage image :
        List.of(
            TestImage.amd64(b -> b, BASE, APP),
            TestImage.amd64(Tars::gzip, BASE, APP),
            TestImage.amd64(Tars::zstd, BASE, APP))) {
      Tars layout = TestImage.layout(TestImage.index(image.named("1.0")), image);
      for (String chosen :
          List.of("", ":1.0", "@" + image.manifestDigest(), "@" + image.configDigest())) {
        AnalyzedImage<List<String>> read = analyze(layout, chosen, "linux/amd64");
        assertThat(read.layers()).isEqualTo(BOTH);
        assertThat(read.image().name()).isEqualTo("1.0");
        assertThat(read.image().manifestDigest()).isEqualTo(image.manifestDigest());
        assertThat(read.image().indexDigest()).isNull();
        assertThat(read.image().configDigest()).isEqualTo(image.configDigest());
        assertThat(read.image().platform()).hasToString("linux/amd64");
        assertThat(read.image().layers())
            .extracting(ImageLayer::digest)
            .containsExactly(
                Tars.digest(image.stored().get(0)), Tars.digest(image.stored().get(1)));
      }
    }
  }

  @Test
  void platformsAreChosenThroughNestedIndexes() {
    TestImage amd = TestImage.amd64(Tars::gzip, BASE);
    TestImage arm = TestImage.of("linux/arm64", Tars::gzip, APP);
    TestImage v6 = TestImage.of("linux/arm/v6", Tars::gzip, BASE, APP);
    byte[] inner = TestImage.index(arm.entry(), v6.entry());
    byte[] outer = TestImage.index(TestImage.indexEntry(inner, ""), amd.entry());
    Tars layout =
        TestImage.layout(
                TestImage.index(TestImage.indexEntry(outer, TestImage.name("multi"))), amd, arm, v6)
            .file(TestImage.blob(inner), inner)
            .file(TestImage.blob(outer), outer);
    Image first = analyze(layout, "", "linux/amd64").image();
    assertThat(first.manifestDigest()).isEqualTo(amd.manifestDigest());
    assertThat(first.indexDigest()).isEqualTo(Tars.digest(outer));
    assertThat(first.platformNote()).isEmpty();
    Image second = analyze(layout, ":multi", "linux/arm64").image();
    assertThat(second.manifestDigest()).isEqualTo(arm.manifestDigest());
    assertThat(second.indexDigest()).isEqualTo(Tars.digest(inner));
    Image lesser = analyze(layout, "@" + Tars.digest(outer), "linux/arm/v7").image();
    assertThat(lesser.platform()).hasToString("linux/arm/v6");
    assertThat(lesser.platformNote())
        .isEqualTo("took linux/arm/v6, because the image has none for linux/arm/v7");
    assertThatThrownBy(() -> analyze(layout, "@" + Tars.digest(inner), "linux/s390x"))
        .isInstanceOf(PlinthException.class)
        .hasMessageContaining("it has no image for linux/s390x but ")
        .hasMessageContaining("linux/arm64")
        .extracting(e -> ((PlinthException) e).code())
        .isEqualTo("PLINTH-IMAGE-PLATFORM");
  }

  @Test
  void flatPlatformsOfOneNameAreOneImage() {
    TestImage amd = TestImage.amd64(Tars::gzip, BASE);
    TestImage arm = TestImage.of("linux/arm64", Tars::gzip, APP);
    Tars unnamed = TestImage.layout(TestImage.index(arm.entry(), amd.entry()), amd, arm);
    assertThat(analyze(unnamed, "", "linux/amd64").image().manifestDigest())
        .isEqualTo(amd.manifestDigest());
    Tars named = TestImage.layout(TestImage.index(arm.named("x"), amd.named("x")), amd, arm);
    assertThat(analyze(named, ":x", "linux/arm64").image().manifestDigest())
        .isEqualTo(arm.manifestDigest());
  }

  @Test
  void differentImagesMustBeChosenFrom() {
    TestImage one = TestImage.amd64(Tars::gzip, BASE);
    TestImage two = TestImage.amd64(Tars::gzip, BASE, APP);
    Tars named = TestImage.layout(TestImage.index(one.named("1"), two.named("2")), one, two);
    refused(named, "", "PLINTH-IMAGE-CHOICE", "several images: 1 (linux/amd64), 2 (linux/amd64)");
    refused(named, ":3", "PLINTH-IMAGE-CHOICE", "no image '3'");
    assertThat(analyze(named, ":2", "linux/amd64").layers()).isEqualTo(BOTH);
    Tars unnamed = TestImage.layout(TestImage.index(one.entry(), two.entry()), one, two);
    refused(unnamed, "", "PLINTH-IMAGE-CHOICE", "@" + two.manifestDigest());
    Tars same = TestImage.layout(TestImage.index(two.named("1"), two.named("latest")), two);
    assertThat(analyze(same, "", "linux/amd64").layers()).isEqualTo(BOTH);
  }

  @Test
  void fullNamesAreMatchedInEverySpelling() {
    TestImage one = TestImage.amd64(Tars::gzip, BASE);
    TestImage two = TestImage.amd64(Tars::gzip, BASE, APP);
    Tars layout =
        TestImage.layout(
            TestImage.index(one.named("test.com:5000/a:1"), two.named("docker.io/library/app:2")),
            one,
            two);
    for (String chosen : List.of(":app:2", ":docker.io/library/app:2", ":2", ":library/app:2")) {
      AnalyzedImage<List<String>> read = analyze(layout, chosen, "linux/amd64");
      assertThat(read.layers()).as(chosen).isEqualTo(BOTH);
      assertThat(read.image().name()).isEqualTo("app:2");
    }
    assertThat(analyze(layout, ":test.com:5000/a:1", "linux/amd64").image().name())
        .isEqualTo("test.com:5000/a:1");
  }

  @Test
  void whatIsNoImageIsPassedOverOrNamed() {
    TestImage image = TestImage.amd64(Tars::gzip, BASE, APP);
    byte[] empty = "{}".getBytes(UTF_8);
    byte[] artifact =
        ("{\"artifactType\":\"application/vnd.example.sbom\",\"config\":"
                + TestImage.descriptor("application/vnd.oci.empty.v1+json", empty, "")
                + ",\"layers\":[]}")
            .getBytes(UTF_8);
    String entry = TestImage.descriptor("application/vnd.oci.image.manifest.v1+json", artifact, "");
    String tag = ".sig";
    Tars both =
        TestImage.layout(
                TestImage.index(
                    entry,
                    image.named("1"),
                    image.named("sha256-" + Tars.hex(image.manifest()) + tag)),
                image)
            .file(TestImage.blob(artifact), artifact);
    assertThat(analyze(both, "", "linux/amd64").layers()).isEqualTo(BOTH);
    refused(
        both,
        "@" + Tars.digest(artifact),
        "PLINTH-IMAGE-ARTIFACT",
        "it is an artifact (application/vnd.example.sbom), not an image");
    Tars only = TestImage.layout(TestImage.index(entry)).file(TestImage.blob(artifact), artifact);
    refused(only, "", "PLINTH-IMAGE-ARTIFACT", "application/vnd.example.sbom");
    refused(TestImage.layout(TestImage.index()), "", "PLINTH-IMAGE-NONE", "lists no image");
  }

  @Test
  void longerDigestsAndInlineContentAreRead() {
    TestImage image = TestImage.amd64(Tars::gzip, BASE);
    byte[] layer = image.stored().getFirst();
    Digest long512 = dev.plinth.oci.image.Digests.of("sha512", layer);
    byte[] config = image.config();
    byte[] manifest =
        ("{\"config\":"
                + TestImage.descriptor(
                    "application/vnd.oci.image.config.v1+json",
                    config,
                    ",\"data\":\"" + java.util.Base64.getEncoder().encodeToString(config) + "\"")
                + ",\"layers\":[{\"digest\":\""
                + long512
                + "\",\"size\":"
                + layer.length
                + "}]}")
            .getBytes(UTF_8);
    Tars layout =
        TestImage.layout(
                TestImage.index(
                    TestImage.descriptor(
                        "application/vnd.oci.image.manifest.v1+json", manifest, "")))
            .file("blobs/sha512/" + long512.hex(), layer)
            .file(TestImage.blob(manifest), manifest);
    AnalyzedImage<List<String>> read = analyze(layout, "", "linux/amd64");
    assertThat(read.layers()).isEqualTo(BOTH.subList(0, 1));
    assertThat(read.image().layers().getFirst().digest()).isEqualTo(long512);
    byte[] other = layer.clone();
    other[9]++;
    refused(
        layout.copy().file("blobs/sha512/" + long512.hex(), other),
        "",
        "PLINTH-LAYER-DIGEST",
        long512.hex());
  }

  /** Also where another image has just shown the same configuration, truthfully. */
  @Test
  void aLieOfASharedConfigurationIsFound() {
    TestImage image = TestImage.amd64(Tars::gzip, BASE);
    int size = image.config().length;
    byte[] lie =
        new String(image.manifest(), UTF_8)
            .replace("\"size\":" + size + "}", "\"size\":" + (size + 1) + "}")
            .getBytes(UTF_8);
    assertThat(lie).isNotEqualTo(image.manifest());
    String entry =
        TestImage.descriptor(
            "application/vnd.oci.image.manifest.v1+json", lie, TestImage.name("2"));
    refused(
        TestImage.layout(TestImage.index(image.named("1"), entry), image)
            .file(TestImage.blob(lie), lie),
        ":2",
        "PLINTH-IMAGE-SIZE",
        "should have " + (size + 1) + " bytes but has " + size);
  }

  @Test
  void everyLieIsFound() {
    TestImage image = TestImage.amd64(Tars::gzip, BASE, APP);
    Tars layout = TestImage.layout(TestImage.index(image.named("1")), image);
    byte[] layer = image.stored().get(1);
    byte[] other = layer.clone();
    other[9]++; // the operating system in gzip's header, which changes nothing but the digest
    refused(
        layout.copy().file(TestImage.blob(layer), other),
        "",
        "PLINTH-LAYER-DIGEST",
        Tars.hex(layer));
    refused(
        layout.copy().file(TestImage.blob(layer), new byte[layer.length + 1]),
        "",
        "PLINTH-IMAGE-SIZE",
        "should have " + layer.length + " bytes but has " + (layer.length + 1));
    refused(
        layout.copy().without(TestImage.blob(layer)), "", "PLINTH-IMAGE-MISSING", Tars.hex(layer));
    refused(
        layout.copy().without(TestImage.blob(image.config())),
        "",
        "PLINTH-IMAGE-MISSING",
        Tars.hex(image.config()));
    refused(
        layout.copy().without(TestImage.blob(image.manifest())),
        "",
        "PLINTH-IMAGE-MISSING",
        Tars.hex(image.manifest()));
    byte[] config = image.config();
    byte[] changed = new String(config, UTF_8).replace("linux", "Linux").getBytes(UTF_8);
    refused(
        layout.copy().file(TestImage.blob(config), changed),
        "",
        "PLINTH-IMAGE-DIGEST",
        Tars.hex(config));
    refused(
        layout.copy().file(TestImage.blob(config), new String(config, UTF_8) + " "),
        "",
        "PLINTH-IMAGE-SIZE",
        Tars.hex(config));
    refused(
        layout.copy().file("oci-layout", "{\"imageLayoutVersion\":\"2.0.0\"}"),
        "",
        "PLINTH-LAYOUT-VERSION",
        "2.0.0");
    refused(layout.copy().file("index.json", "{"), "", "PLINTH-DOCUMENT-JSON", "index.json");
    refused(
        layout.copy().file("index.json", image.manifest()), "", "PLINTH-IMAGE-NONE", "manifest");
  }

  @Test
  void fullVerificationProvesDiffIdsToo() {
    TestImage image = TestImage.amd64(Tars::gzip, BASE);
    TestImage liar = new TestImage("linux/amd64", List.of(APP), List.of(image.stored().getFirst()));
    Tars layout = TestImage.layout(TestImage.index(liar.named("1")), liar);
    assertThat(analyze(layout, "", "linux/amd64").layers()).isEqualTo(BOTH.subList(0, 1));
    ImageOptions full =
        new ImageOptions(null, true, 1, Limits.defaults(), ImageOptions.Progress.SILENT);
    for (Way way : Way.values()) {
      try (OpenImage open = way.open(folder, layout.bytes(), "", full)) {
        assertThatThrownBy(() -> open.analyze(new Learnt()))
            .isInstanceOf(PlinthException.class)
            .hasMessageContaining(Tars.digest(APP).toString());
      }
    }
  }

  @Test
  void loopsAndDepthsAreRefused() {
    String self = "sha256:" + "0".repeat(64);
    byte[] loop =
        ("{\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"digest\":\""
                + self
                + "\",\"size\":9}]}")
            .getBytes(UTF_8);
    refused(
        TestImage.layout(loop).file("blobs/sha256/" + "0".repeat(64), "{\"x\":11}"),
        "",
        "PLINTH-IMAGE-SIZE",
        "0000");
    TestImage image = TestImage.amd64(Tars::gzip, BASE);
    Tars deep = TestImage.layout(TestImage.index(), image);
    byte[] index = TestImage.index(image.entry());
    for (int i = 0; i < 9; i++) {
      deep.file(TestImage.blob(index), index);
      index = TestImage.index(TestImage.indexEntry(index, ""));
    }
    deep.file("index.json", index);
    refused(deep, "", "PLINTH-INDEX-DEPTH", "more than 8 deep");
  }

  @Test
  void absurdNumbersAreRefused() {
    TestImage image = TestImage.amd64(Tars::gzip, BASE);
    StringBuilder many = new StringBuilder();
    String entry = image.entry();
    for (int i = 0; i < 10_001; i++) {
      many.append(i == 0 ? "" : ",").append(entry);
    }
    refused(
        TestImage.layout(TestImage.index(many.toString()), image),
        "",
        "PLINTH-INDEX-IMAGES",
        "10000");
    refused(
        TestImage.layout(
            TestImage.index(
                "{\"digest\":\"sha256:" + "1".repeat(64) + "\",\"size\":9223372036854775807}")),
        "",
        "PLINTH-IMAGE-MISSING",
        "1111");
    byte[] big = ("{\"a\":\"" + "x".repeat(5 << 20) + "\"}").getBytes(UTF_8);
    refused(
        TestImage.layout(TestImage.index(TestImage.descriptor("", big, "")))
            .file(TestImage.blob(big), big),
        "",
        "PLINTH-DOCUMENT-SIZE",
        "" + big.length);
  }

  @Test
  void unreadableLayersAreNamed() {
    TestImage image = TestImage.amd64(Tars::gzip, BASE);
    for (Map.Entry<String, String> kind :
        Map.of(
                "application/vnd.oci.image.layer.v1.tar+gzip+encrypted", "PLINTH-LAYER-ENCRYPTED",
                "application/vnd.erofs", "PLINTH-LAYER-KIND")
            .entrySet()) {
      byte[] manifest =
          new String(image.manifest(), UTF_8)
              .replace("application/vnd.oci.image.layer.v1.tar", kind.getKey())
              .getBytes(UTF_8);
      Tars layout =
          TestImage.layout(TestImage.index(TestImage.descriptor("", manifest, "")), image)
              .file(TestImage.blob(manifest), manifest);
      refused(layout, "", kind.getValue(), "layer");
    }
  }
}
