package dev.plinth.oci.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Docker archives that are layouts too, as Docker writes them since it keeps images so. */
class HybridArchiveTest {
  private static final byte[] BASE = Tars.layer("etc/os-release", "ID=debian");
  private static final byte[] APP = Tars.layer("app/main", "run");

  @TempDir Path folder;

  /** Docker 25 and later: a layout and a manifest.json. */
  private static Tars hybrid(TestImage image, String more) {
    String[] layers = new String[image.stored().size()];
    for (int i = 0; i < layers.length; i++) {
      layers[i] = TestImage.blob(image.stored().get(i));
    }
    return TestImage.layout(
            TestImage.index(
                TestImage.descriptor(
                    "application/vnd.oci.image.manifest.v1+json", image.manifest(), more)),
            image)
        .file(
            "manifest.json",
            TestImage.dockerManifest(
                TestImage.dockerImage(TestImage.blob(image.config()), "app:1", layers)));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void layoutsInsideCountBecauseTheyNameDigests(Way way) {
    for (TestImage image :
        List.of(TestImage.amd64(b -> b, BASE, APP), TestImage.amd64(Tars::gzip, BASE, APP))) {
      for (String choice : List.of("", ":app:1", ":1", "@" + image.manifestDigest())) {
        Learnt learnt = new Learnt();
        AnalyzedImage<List<String>> read =
            way.analyze(folder, hybrid(image, "").bytes(), choice, learnt);
        assertThat(read.layers()).isEqualTo(DockerArchiveTest.expected());
        assertThat(read.image().manifestDigest()).isEqualTo(image.manifestDigest());
        assertThat(read.image().name()).isEqualTo("app:1");
        assertThat(read.image().form()).isEqualTo("docker-archive");
        assertThat(read.image().layers())
            .extracting(ImageLayer::digest)
            .containsExactly(
                Tars.digest(image.stored().get(0)), Tars.digest(image.stored().get(1)));
        assertThat(read.image().layers())
            .extracting(ImageLayer::diffId)
            .containsExactly(Tars.digest(BASE), Tars.digest(APP));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aLayoutWithoutItsManifestFallsBackToTheOtherList(Way way) {
    TestImage image = TestImage.amd64(Tars::gzip, BASE, APP);
    Tars archive = hybrid(image, "").without(TestImage.blob(image.manifest()));
    AnalyzedImage<List<String>> read = way.analyze(folder, archive.bytes(), "", new Learnt());
    assertThat(read.layers()).isEqualTo(DockerArchiveTest.expected());
    assertThat(read.image().manifestDigest()).isNull();
    assertThat(read.image().layers().get(0).digest()).isEqualTo(Tars.digest(image.stored().get(0)));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void containerdStoresListPlatformsThatAreNotThere(Way way) {
    TestImage here = TestImage.amd64(Tars::gzip, BASE, APP);
    TestImage absent = TestImage.of("linux/arm64", Tars::gzip, APP);
    String attestation =
        TestImage.descriptor(
            "application/vnd.oci.image.manifest.v1+json",
            "{}".getBytes(UTF_8),
            ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},\"annotations\":"
                + "{\"vnd.docker.reference.type\":\"attestation-manifest\"}");
    byte[] inner = TestImage.index(absent.entry(), here.entry(), attestation);
    Tars archive =
        TestImage.layout(
                TestImage.index(
                    TestImage.indexEntry(
                        inner,
                        ",\"annotations\":{\"io.containerd.image.name\":\"docker.io/library/app:1\","
                            + "\"org.opencontainers.image.ref.name\":\"1\"}")),
                here)
            .file(TestImage.blob(inner), inner);
    for (String choice : List.of("", ":1", ":app:1", ":docker.io/library/app:1")) {
      AnalyzedImage<List<String>> read = way.analyze(folder, archive.bytes(), choice, new Learnt());
      assertThat(read.layers()).isEqualTo(DockerArchiveTest.expected());
      assertThat(read.image().name()).isEqualTo("app:1");
      assertThat(read.image().indexDigest()).isEqualTo(Tars.digest(inner));
      assertThat(read.image().platformNote()).isEmpty();
    }
    for (String choice : List.of("", "@" + absent.manifestDigest())) {
      try (OpenImage open = way.open(folder, archive.bytes(), choice, Way.options("linux/arm64"))) {
        DockerArchiveTest.refused(
            "PLINTH-IMAGE-MISSING",
            TestImage.blob(absent.manifest()),
            () -> open.analyze(new Learnt()));
      }
    }
    DockerArchiveTest.refused(
        "PLINTH-IMAGE-PLATFORM",
        "linux/arm64",
        () -> way.analyze(folder, archive.bytes(), "@" + absent.manifestDigest(), new Learnt()));
  }
}
