package dev.plinth.bases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.bases.Base.Certainty;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Finding.Owner;
import dev.plinth.findings.Location;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Target;
import dev.plinth.oci.write.LayoutWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BasesTest {
  private static final String NAME = "org.opencontainers.image.base.name";
  private static final String DIGEST = "org.opencontainers.image.base.digest";

  @TempDir Path folder;

  private static Digest digest(String seed) {
    return Digest.parse("sha256:" + seed.repeat(64).substring(0, 64));
  }

  /** Layers named by their DiffIDs, one hexadecimal digit each; stored under that of the second. */
  private static Image image(
      String name,
      String diffIds,
      String stored,
      Map<String, String> annotations,
      Map<String, String> labels,
      HistoryEntry... history) {
    List<ImageLayer> layers = new ArrayList<>();
    for (int i = 0; i < diffIds.length(); i++) {
      layers.add(
          new ImageLayer(
              i,
              digest(stored.substring(i, i + 1)),
              digest(diffIds.substring(i, i + 1)),
              1,
              -1,
              ""));
    }
    Platform platform = new Platform("linux", "amd64", "", "");
    return new Image(
        "oci-dir:" + name,
        name,
        "oci-dir",
        digest("e"),
        null,
        digest(Integer.toHexString(Math.floorMod((name + diffIds).hashCode(), 16))),
        new ImageConfig(
            platform,
            "",
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
            layers.stream().map(layer -> Objects.requireNonNull(layer.diffId())).toList(),
            List.of(history)),
        annotations,
        platform,
        "",
        layers);
  }

  private static Image image(String name, String diffIds) {
    return image(name, diffIds, diffIds, Map.of(), Map.of());
  }

  private static GivenBase given(Image image) {
    return new GivenBase(image.target(), image);
  }

  private static Base base(Bases bases) {
    return Objects.requireNonNull(bases.base());
  }

  @Test
  void aGivenBaseIsProvedByItsLayers() {
    Bases bases = Bases.of(image("app", "123"), given(image("base:1", "12")), false);
    assertThat(bases.notes()).isEmpty();
    assertThat(bases.base())
        .isEqualTo(
            new Base(
                "oci-dir:base:1",
                digest("e").toString(),
                2,
                Certainty.PROOF,
                "the lowest 2 layers are that of oci-dir:base:1"));
  }

  @Test
  void aConfigurationAloneProvesNothing() {
    Image recompressed = image("app", "123", "abc", Map.of(), Map.of());
    GivenBase given = given(image("base:1", "12", "de", Map.of(), Map.of()));
    assertThat(base(Bases.of(recompressed, given, false)).certainty()).isEqualTo(Certainty.CLAIM);
    assertThat(base(Bases.of(recompressed, given, false)).explanation()).contains("--verify full");
    assertThat(base(Bases.of(recompressed, given, true)).certainty()).isEqualTo(Certainty.PROOF);
    GivenBase sameBytes = given(image("base:1", "12", "ab", Map.of(), Map.of()));
    assertThat(base(Bases.of(recompressed, sameBytes, false)).certainty())
        .isEqualTo(Certainty.PROOF);
  }

  @Test
  void whatIsNoPrefixIsNoBase() {
    Image app = image("app", "123");
    for (String other : List.of("2", "13", "1234", "4")) {
      Bases bases = Bases.of(app, given(image("base:1", other)), false);
      assertThat(bases.base()).as(other).isNull();
      assertThat(bases.notes()).hasSize(1).first().asString().contains("does not stand on");
    }
  }

  @Test
  void noImageIsItsOwnBaseButMayAddNothingButConfiguration() {
    Image app = image("app", "12");
    assertThat(Bases.of(app, given(app), false).base()).isNull();
    assertThat(Bases.of(app, given(app), false).notes().getFirst()).contains("its own base");
    assertThat(base(Bases.of(app, given(image("other", "12")), false)).layers()).isEqualTo(2);
  }

  @Test
  void whenTheGivenBaseIsNoneTheClaimsStillCount() {
    Image app = image("app", "12", "12", Map.of(NAME, "debian:12"), Map.of());
    Bases bases = Bases.of(app, given(image("base:1", "3")), false);
    assertThat(base(bases).name()).isEqualTo("debian:12");
    assertThat(bases.notes()).hasSize(1);
  }

  @Test
  void anAnnotationOutranksALabelWhichIsInherited() {
    HistoryEntry[] history = {
      new HistoryEntry("/bin/sh -c #(nop) ADD x in /", false, "", "", ""),
      new HistoryEntry("/bin/sh -c #(nop)  CMD [\"sh\"]", true, "", "", ""),
      new HistoryEntry("/bin/sh -c #(nop) COPY y in /", false, "", "", "")
    };
    Map<String, String> label = Map.of(NAME, "scratch-of:base");
    Image annotated =
        image(
            "app",
            "12",
            "12",
            Map.of(NAME, "base:1", DIGEST, digest("7").toString()),
            label,
            history);
    Base base = base(Bases.of(annotated, null, false));
    assertThat(base.name()).isEqualTo("base:1");
    assertThat(base.digest()).isEqualTo(digest("7").toString());
    assertThat(base.layers()).isEqualTo(1);
    assertThat(base.certainty()).isEqualTo(Certainty.CLAIM);
    assertThat(base.explanation())
        .startsWith("the manifest's annotation " + NAME + " says so")
        .contains("in the history the base's build seems to end with CMD")
        .doesNotContain("inherited");
    Base labelled = base(Bases.of(image("app", "12", "12", Map.of(), label, history), null, false));
    assertThat(labelled.name()).isEqualTo("scratch-of:base");
    assertThat(labelled.explanation()).contains("may speak of the base's own base");
    Base without = base(Bases.of(image("app", "12", "12", Map.of(), label), null, false));
    assertThat(without.layers()).isEqualTo(-1);
    assertThat(without.explanation()).contains("neither that nor the history tells which layers");
  }

  @Test
  void buildpacksSayWhichLayerIsTheRunImagesHighest() {
    String label =
        "{\"runImage\":{\"topLayer\":\""
            + digest("2")
            + "\",\"reference\":\"docker.io/library/run@"
            + digest("9")
            + "\",\"image\":\"library/run:22\"},\"buildpacks\":[]}";
    Image app =
        image("app", "1234", "1234", Map.of(), Map.of("io.buildpacks.lifecycle.metadata", label));
    Base base = base(Bases.of(app, null, false));
    assertThat(base.layers()).isEqualTo(2);
    assertThat(base.name()).isEqualTo("library/run:22");
    assertThat(base.digest()).isEqualTo(digest("9").toString());
    assertThat(base.certainty()).isEqualTo(Certainty.CLAIM);
    for (String bad : List.of("{", "[]", "{\"runImage\":{\"topLayer\":\"sha256:0\"}}")) {
      Image lying =
          image("app", "12", "12", Map.of(), Map.of("io.buildpacks.lifecycle.metadata", bad));
      assertThat(Bases.of(lying, null, false).base()).as(bad).isNull();
    }
  }

  @Test
  void nothingTellsOfAFolder() {
    assertThat(Bases.of(image("", ""), null, false))
        .isEqualTo(new Bases(null, List.of(), List.of(), List.of()));
  }

  @Test
  void aBaseIsReadFromItsDocuments() {
    try (LayoutWriter writer = LayoutWriter.to(folder.resolve("base"), Instant.EPOCH)) {
      var layer =
          writer.layer(Compression.GZIP, "ADD", tar -> tar.file("a", 0644, 0, new byte[] {1}));
      writer.tag("base:1", writer.image(image("", "").config(), List.of(layer), Map.of()));
      writer.finish();
    }
    GivenBase given =
        GivenBase.read(Target.parse("oci-dir:" + folder.resolve("base")), ImageOptions.defaults());
    assertThat(given.image().layers()).hasSize(1);
    assertThatThrownBy(() -> GivenBase.read(Target.parse("dir:" + folder), ImageOptions.defaults()))
        .isInstanceOf(PlinthException.class)
        .hasMessageContaining("no layers that could be compared");
  }

  private static Finding finding(int layer, Owner owner) {
    return new Finding(
        "CVE-1",
        Finding.Kind.VULNERABILITY,
        Severity.HIGH,
        "",
        "t",
        new Subject("x", "1", null, null),
        List.of(new Location.InImage("p", layer, null, null)),
        owner,
        List.of(),
        null,
        List.of(),
        null);
  }

  private static Owner owner(int layer, @Nullable Base base) {
    return Owners.assign(List.of(finding(layer, Owner.UNKNOWN)), base).getFirst().owner();
  }

  @Test
  void aFindingBelongsToWhoseLayerBroughtIt() {
    Base base = new Base("b", "", 2, Certainty.HINT, "so");
    assertThat(owner(0, base)).isEqualTo(Owner.BASE);
    assertThat(owner(1, base)).isEqualTo(Owner.BASE);
    assertThat(owner(2, base)).isEqualTo(Owner.OURS);
    assertThat(owner(-1, base)).isEqualTo(Owner.UNKNOWN);
    assertThat(owner(0, null)).isEqualTo(Owner.UNKNOWN);
    assertThat(owner(0, new Base("b", "", -1, Certainty.CLAIM, "so"))).isEqualTo(Owner.UNKNOWN);
    assertThat(Owners.assign(finding(0, Owner.UNKNOWN), base).ownerProved()).isFalse();
    Base proved = new Base("b", "", 2, Certainty.PROOF, "so");
    assertThat(Owners.assign(finding(2, Owner.UNKNOWN), proved).ownerProved()).isTrue();
    assertThat(Owners.assign(finding(-1, Owner.UNKNOWN), proved).ownerProved()).isFalse();
    assertThat(Owners.assign(finding(0, Owner.BUILDER), base).owner()).isEqualTo(Owner.BUILDER);
  }

  @Test
  void theOwnerDoesNotChangeTheFingerprint() {
    Finding finding = finding(0, Owner.UNKNOWN);
    assertThat(finding.ownedBy(Owner.BASE, true).fingerprint()).isEqualTo(finding.fingerprint());
  }
}
