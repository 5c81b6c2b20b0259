package dev.plinth.oci.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.plinth.foundation.PlinthException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Docker archives of all eras, by every way in which they can come. */
class DockerArchiveTest {
  private static final byte[] BASE = Tars.layer("etc/os-release", "ID=debian");
  private static final byte[] APP = Tars.layer("app/main", "run");

  @TempDir Path folder;

  static List<List<String>> expected() {
    return List.of(List.of("etc/os-release=ID=debian"), List.of("app/main=run"));
  }

  static void refused(String code, String word, Runnable reading) {
    assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
        .hasMessageContaining(word);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void beforeTenNamesLayersByParents(Way way) {
    Tars archive =
        new Tars()
            .file("aaa/VERSION", "1.0")
            .file(
                "aaa/json",
                "{\"id\":\"aaa\",\"created\":\"c0\",\"container_config\":{\"Cmd\":[\"ADD\"]}}")
            .file("aaa/layer.tar", BASE)
            .file("bbb/layer.tar", APP)
            .file(
                "bbb/json",
                "{\"id\":\"bbb\",\"parent\":\"aaa\",\"os\":\"linux\",\"architecture\":\"amd64\","
                    + "\"container_config\":{\"Cmd\":[\"/bin/sh\",\"-c\",\"make\"]},"
                    + "\"config\":{\"User\":\"app\"}}")
            .file("repositories", "{\"team/app\":{\"1.0\":\"bbb\"}}");
    Learnt learnt = new Learnt();
    AnalyzedImage<List<String>> read = way.analyze(folder, archive.bytes(), "", learnt);
    assertThat(read.layers()).isEqualTo(expected());
    Image image = read.image();
    assertThat(image.name()).isEqualTo("team/app:1.0");
    assertThat(image.form()).isEqualTo("docker-archive");
    assertThat(image.config().user()).isEqualTo("app");
    assertThat(image.configDigest()).isNull();
    assertThat(image.layers())
        .extracting(ImageLayer::digest)
        .containsExactly(Tars.digest(BASE), Tars.digest(APP));
    assertThat(image.layers())
        .extracting(ImageLayer::createdBy)
        .containsExactly("ADD", "/bin/sh -c make");
    assertThat(learnt.finished)
        .containsExactlyInAnyOrder(Tars.digest(BASE).toString(), Tars.digest(APP).toString());
    assertThat(way.analyze(folder, archive.bytes(), ":team/app:1.0", new Learnt()).layers())
        .isEqualTo(expected());
    // without names the topmost layer is the one that is nobody's parent
    assertThat(
            way.analyze(folder, archive.copy().without("repositories").bytes(), "", new Learnt())
                .layers())
        .isEqualTo(expected());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void parentsInACircleAreRefused(Way way) {
    Tars archive =
        new Tars()
            .file("aaa/json", "{\"id\":\"aaa\",\"parent\":\"bbb\"}")
            .file("aaa/layer.tar", BASE)
            .file("bbb/json", "{\"id\":\"bbb\",\"parent\":\"aaa\"}")
            .file("bbb/layer.tar", APP)
            .file("repositories", "{\"app\":{\"1\":\"bbb\"}}");
    refused(
        "PLINTH-ARCHIVE-PARENTS",
        "own parent",
        () -> way.analyze(folder, archive.bytes(), "", new Learnt()));
  }

  private static Tars classic(String tag, TestImage image) {
    String id = Tars.hex(image.config());
    return new Tars()
        .file("1111/VERSION", "1.0")
        .file("1111/json", "{\"id\":\"1111\"}")
        .file("1111/layer.tar", image.stored().get(0))
        .link("2222/layer.tar", "../shared/" + Tars.hex(image.stored().get(1)) + ".tar")
        .file("shared/" + Tars.hex(image.stored().get(1)) + ".tar", image.stored().get(1))
        .file(id + ".json", image.config())
        .file(
            "manifest.json",
            TestImage.dockerManifest(
                TestImage.dockerImage(
                    id + ".json", tag, "1111/layer.tar", "2222/layer.tar", "1111/layer.tar")));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void tenAndLaterWithLinksAndALayerTwice(Way way) {
    TestImage twice = TestImage.amd64(b -> b, BASE, APP, BASE);
    for (byte[] archive : List.of(classic("app:1", twice).bytes(), classic("", twice).reversed())) {
      Learnt learnt = new Learnt();
      AnalyzedImage<List<String>> read = way.analyze(folder, archive, "", learnt);
      assertThat(read.layers())
          .containsExactly(expected().get(0), expected().get(1), expected().get(0));
      assertThat(learnt.begun).hasValue(2);
      assertThat(learnt.finished).hasSize(2);
      assertThat(read.image().configDigest()).isEqualTo(twice.configDigest());
      assertThat(read.image().manifestDigest()).isNull();
      assertThat(read.image().layers())
          .extracting(ImageLayer::historyIndex, ImageLayer::createdBy)
          .containsExactly(tuple(1, "STEP 0"), tuple(2, "STEP 1"), tuple(3, "STEP 2"));
      assertThat(read.image().layers().get(1).digest()).isEqualTo(Tars.digest(APP));
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void compressedLayersAreProvedByTheirDiffIds(Way way) {
    for (TestImage image :
        List.of(TestImage.amd64(Tars::gzip, BASE, APP), TestImage.amd64(Tars::zstd, BASE, APP))) {
      // kaniko and go-containerregistry name the configuration sha256:… and layers <hex>.tar.gz
      String config = "sha256:" + Tars.hex(image.config());
      Tars archive =
          new Tars()
              .file(config, image.config())
              .file("a.tar.gz", image.stored().get(0))
              .file("b.tar.gz", image.stored().get(1))
              .file(
                  "manifest.json",
                  TestImage.dockerManifest(
                      TestImage.dockerImage(config, "app:1", "a.tar.gz", "b.tar.gz")));
      Learnt learnt = new Learnt();
      AnalyzedImage<List<String>> read = way.analyze(folder, archive.bytes(), "", learnt);
      assertThat(read.layers()).isEqualTo(expected());
      assertThat(learnt.finished)
          .containsExactlyInAnyOrder(Tars.digest(BASE).toString(), Tars.digest(APP).toString());
      byte[] other = Tars.gzip(Tars.layer("app/main", "evil"));
      refused(
          way == Way.FILE ? "PLINTH-LAYER-DIFF-ID" : "PLINTH-IMAGE-DIGEST",
          Tars.digest(APP).toString(),
          () ->
              way.analyze(
                  folder, archive.copy().file("b.tar.gz", other).bytes(), "", new Learnt()));
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aPlainLayerThatIsNotWhatItsDiffIdSaysIsRefused(Way way) {
    TestImage image = TestImage.amd64(b -> b, BASE, APP, BASE);
    Tars archive =
        classic("app:1", image).file("1111/layer.tar", Tars.layer("etc/os-release", "ID=evil  "));
    Learnt learnt = new Learnt();
    refused(
        way == Way.FILE ? "PLINTH-LAYER-DIGEST" : "PLINTH-IMAGE-DIGEST",
        Tars.digest(BASE).toString(),
        () -> way.analyze(folder, archive.bytes(), "", learnt));
    assertThat(learnt.abandoned.get() + learnt.finished.size()).isEqualTo(learnt.begun.get());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void severalImagesAreChosenByNameOrIdentifier(Way way) {
    TestImage one = TestImage.amd64(b -> b, BASE);
    TestImage two = TestImage.amd64(b -> b, BASE, APP);
    Tars archive =
        new Tars()
            .file("l0.tar", BASE)
            .file("l1.tar", APP)
            .file("one.json", one.config())
            .file("two.json", two.config())
            .file(
                "manifest.json",
                TestImage.dockerManifest(
                    TestImage.dockerImage("one.json", "app:1.0", "l0.tar"),
                    TestImage.dockerImage("two.json", "team/app:2.0", "l0.tar", "l1.tar")));
    refused(
        "PLINTH-IMAGE-CHOICE",
        "app:1.0 (linux/amd64), team/app:2.0 (linux/amd64)",
        () -> way.analyze(folder, archive.bytes(), "", new Learnt()));
    refused(
        "PLINTH-IMAGE-CHOICE",
        "app:1.0",
        () -> way.analyze(folder, archive.bytes(), ":other:1", new Learnt()));
    Map<String, Integer> choices =
        Map.of(
            ":app:1.0",
            1,
            ":docker.io/library/app:1.0",
            1,
            ":1.0",
            1,
            ":2.0",
            2,
            ":docker.io/team/app:2.0",
            2,
            "@" + two.configDigest(),
            2,
            ":ignored@" + one.configDigest(),
            1);
    choices.forEach((choice, layers) -> {
      Learnt learnt = new Learnt();
      AnalyzedImage<List<String>> read = way.analyze(folder, archive.bytes(), choice, learnt);
      assertThat(read.layers()).as(choice).hasSize(layers);
      assertThat(read.image().name()).isEqualTo(layers == 1 ? "app:1.0" : "team/app:2.0");
      assertThat(learnt.abandoned.get() + learnt.finished.size()).isEqualTo(learnt.begun.get());
    });
    try (OpenImage open = way.open(folder, archive.bytes(), "", Way.options("linux/amd64"))) {
      assertThat(open.listing().images())
          .extracting(ImageListing.Listed::names)
          .containsExactly(List.of("app:1.0"), List.of("team/app:2.0"));
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void namesThatLeadOutOfTheArchiveAreSimplyNotInIt(Way way) {
    TestImage image = TestImage.amd64(b -> b, BASE);
    for (String name :
        List.of("../../etc/passwd", "/etc/passwd", "..", "", "a/../../b", "x\\u0000y")) {
      Tars archive =
          new Tars()
              .file("c.json", image.config())
              .file("l.tar", BASE)
              .file(
                  "manifest.json",
                  TestImage.dockerManifest(TestImage.dockerImage("c.json", "app:1", name)));
      refused(
          "PLINTH-IMAGE-MISSING",
          "lacks",
          () -> way.analyze(folder, archive.bytes(), "", new Learnt()));
      archive.file(
          "manifest.json",
          TestImage.dockerManifest(TestImage.dockerImage("../c/" + name + "x", "", "l.tar")));
      refused(
          "PLINTH-IMAGE-MISSING",
          "lacks",
          () -> way.analyze(folder, archive.bytes(), "", new Learnt()));
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void linksInACircleOrOutwardsAreRefused(Way way) {
    TestImage image = TestImage.amd64(b -> b, BASE, APP, BASE);
    refused(
        "PLINTH-ARCHIVE-LINKS",
        "circle",
        () ->
            way.analyze(
                folder,
                classic("a:1", image)
                    .link("2222/layer.tar", "../3333/layer.tar")
                    .link("3333/layer.tar", "../2222/layer.tar")
                    .bytes(),
                "",
                new Learnt()));
    for (String out : List.of("../../../etc/passwd", "/etc/passwd", "nowhere")) {
      refused(
          "PLINTH-IMAGE-MISSING",
          "2222/layer.tar",
          () ->
              way.analyze(
                  folder,
                  classic("a:1", image).link("2222/layer.tar", out).bytes(),
                  "",
                  new Learnt()));
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void lyingDocumentsAreRefused(Way way) {
    TestImage image = TestImage.amd64(b -> b, BASE, APP, BASE);
    String id = Tars.hex(image.config());
    refused(
        "PLINTH-IMAGE-DIGEST",
        id,
        () ->
            way.analyze(
                folder,
                classic("a:1", image).file(id + ".json", "{\"rootfs\":{\"diff_ids\":[]}}").bytes(),
                "",
                new Learnt()));
    Tars counts =
        classic("a:1", image)
            .file(
                "manifest.json",
                TestImage.dockerManifest(
                    TestImage.dockerImage(id + ".json", "a:1", "1111/layer.tar")));
    refused(
        "PLINTH-IMAGE-LAYERS",
        "1 layers but its configuration 3",
        () -> way.analyze(folder, counts.bytes(), "", new Learnt()));
    refused(
        "PLINTH-DOCUMENT-JSON",
        "manifest.json",
        () ->
            way.analyze(
                folder,
                classic("a:1", image).file("manifest.json", "[{]").bytes(),
                "",
                new Learnt()));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aLayerThatIsNoTarIsRefusedOnlyWhenTheImageHasIt(Way way) {
    TestImage image = TestImage.amd64(b -> b, BASE, APP, BASE);
    byte[] noise = "this is no tar but some longer text that goes on".repeat(40).getBytes(UTF_8);
    byte[] broken = Tars.gzip(noise);
    Tars archive = classic("a:1", image).file("noise", noise).file("broken", broken);
    assertThat(way.analyze(folder, archive.bytes(), "", new Learnt()).layers()).hasSize(3);
    for (byte[] content : List.of(noise, broken)) {
      assertThatThrownBy(() ->
              way.analyze(
                  folder,
                  classic("a:1", image).file("1111/layer.tar", content).bytes(),
                  "",
                  new Learnt()))
          .isInstanceOfSatisfying(
              PlinthException.class,
              e ->
                  assertThat(e.code())
                      .isIn("PLINTH-LAYER-KIND", "PLINTH-LAYER-FORMAT", "PLINTH-TAR-CHECKSUM"));
    }
  }
}
