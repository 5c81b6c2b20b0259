package dev.plinth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.write.LayoutWriter;
import dev.plinth.oci.write.WrittenLayer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BasesVerbTest {
  private static final String NAME = "org.opencontainers.image.base.name";
  private static final String DIGEST = "org.opencontainers.image.base.digest";

  @TempDir Path folder;
  private CliHarness cli = new CliHarness(Path.of(""));
  private String debian = "";
  private String alpine = "";
  private String python = "";

  @BeforeEach
  void bases() {
    cli = new CliHarness(folder).with("SOURCE_DATE_EPOCH", "1700000000");
    debian = image("debian", Map.of(), Map.of(), "debian");
    alpine = image("alpine", Map.of(), Map.of(), "alpine");
    python = image("python", Map.of(), Map.of(), "debian", "python");
  }

  /** A layout with one image of these layers. */
  private String image(
      String name, Map<String, String> labels, Map<String, String> annotations, String... layers) {
    Path layout = folder.resolve(name);
    try (LayoutWriter writer = LayoutWriter.to(layout, Instant.EPOCH)) {
      List<WrittenLayer> written = new ArrayList<>();
      for (String layer : layers) {
        written.add(
            writer.layer(
                Compression.GZIP,
                "RUN make " + layer,
                tar -> tar.file(layer, 0644, 0, layer.getBytes(UTF_8))));
      }
      ImageConfig config =
          new ImageConfig(
              new Platform("linux", "amd64", "", ""),
              "",
              "",
              "",
              List.of(),
              List.of(),
              List.of(),
              List.of(name),
              List.of(),
              "",
              labels,
              "",
              List.of(),
              List.of());
      Descriptor image = writer.image(config, written, annotations);
      writer.tag(name + ":1", image);
      writer.finish();
    }
    return "oci-dir:" + layout;
  }

  private CliHarness.Run scan(Object... words) {
    List<Object> all = new ArrayList<>(List.of("scan"));
    all.addAll(List.of(words));
    return cli.run(all.toArray());
  }

  @Test
  void basesAreIndexedAndFoundByTheirLayersAlone() {
    CliHarness.Run run = cli.run("bases", "index", debian, python, alpine);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("debian:1  linux/amd64  sha256:", "2 layers", "3 of them new");
    String app = image("app", Map.of(), Map.of(), "debian", "python", "app");
    String table = scan(app).out();
    assertThat(table)
        .contains("stands on   python:1 (proof), the lowest 2 of 3 layers")
        .contains("and on      debian:1 (proof), the lowest 1 of 3 layers");
    assertThat(scan(app, "-o", "json").out()).contains("\"others\"", "indexed on 2023-11-14");
    assertThat(scan(app, "-o", "markdown").out()).contains("python");
    assertThat(scan(app, "-o", "junit").out())
        .contains("name=\"image.bases\" value=\"python:1 (proof), debian:1 (proof)\"");
    assertThat(cli.run("inspect", app).out())
        .contains("stands on     python:1 (proof), the lowest 2 of 3 layers")
        .contains("and on        debian:1 (proof), the lowest 1 of 3 layers");
    assertThat(cli.run("inspect", app, "-o", "json").out()).contains("\"others\"");
    // An image is not its own base.
    assertThat(scan(python).out()).contains("stands on   debian:1 (proof)");
    assertThat(scan(debian).out()).doesNotContain("stands on");
  }

  @Test
  void aLyingLabelIsFoundInAllFormats() {
    cli.run("bases", "index", debian, alpine);
    String digest = cli.run("digest", alpine).out().strip();
    String liar =
        image("liar", Map.of(NAME, "alpine:1", DIGEST, digest), Map.of(), "debian", "app");
    CliHarness.Run run = scan(liar);
    assertThat(run.out())
        .contains("stands on   debian:1 (proof)")
        .contains("denied-base-claim")
        .contains("the image claims a base that its layers deny");
    for (String format : List.of("json", "sarif", "junit", "gitlab", "github", "markdown", "csv")) {
      assertThat(scan(liar, "-o", format).out()).as(format).contains("denied-base-claim");
    }
    // The same claim where it is true, also of the base's base, is none.
    String honest = cli.run("digest", debian).out().strip();
    String good =
        image("good", Map.of(NAME, "debian:1", DIGEST, honest), Map.of(), "debian", "p", "app");
    assertThat(scan(good).out()).doesNotContain("denied-base-claim");
    // A name alone is not held against an image: tags move on.
    String name = image("name", Map.of(NAME, "alpine:1"), Map.of(), "debian", "app");
    assertThat(scan(name).out()).doesNotContain("denied-base-claim");
    assertThat(cli.run("explain", "denied-base-claim").out()).contains("layers");
  }

  @Test
  void aDeniedClaimIsNotShownAsTheBase() {
    cli.run("bases", "index", alpine);
    String digest = cli.run("digest", alpine).out().strip();
    String liar = image("liar", Map.of(), Map.of(NAME, "alpine:1", DIGEST, digest), "x", "app");
    CliHarness.Run run = scan(liar);
    assertThat(run.out()).contains("denied-base-claim").doesNotContain("stands on");
  }

  @Test
  void scansLearnAndFindAgain() {
    String base = image("base", Map.of(), Map.of(), "debian", "base");
    String app = image("app", Map.of(), Map.of(), "debian", "base", "app");
    assertThat(scan(app).out()).doesNotContain("stands on");
    assertThat(Files.exists(folder.resolve("data/plinth/bases.index"))).isFalse();
    assertThat(scan(base, "--learn").code()).isZero();
    // Known by the target, not by what the archive calls itself.
    assertThat(scan(app).out()).contains("stands on   " + base.substring(0, 8)).contains("learnt");
    assertThat(cli.run("bases", "list").out()).contains("learnt", base);
  }

  @Test
  void listingFindsByPartsAndForgettingByTheWhole() {
    assertThat(cli.run("bases", "list").out()).contains("No index of known bases at");
    cli.run("bases", "index", debian, "--name", "corp.example/debian:12");
    cli.run("bases", "index", alpine);
    assertThat(cli.run("bases", "list", "corp").out())
        .contains("corp.example/debian:12", "2023-11-14")
        .doesNotContain("alpine");
    assertThat(cli.run("bases", "list", "-o", "json").out())
        .contains("\"schema\": \"plinth.bases/1\"", "\"first\": \"2023-11-14T22:13:20Z\"");
    CliHarness.Run unknown = cli.run("bases", "forget", "corp");
    assertThat(unknown.code()).isEqualTo(3);
    assertThat(unknown.err()).contains("PLINTH-BASE-INDEX-UNKNOWN");
    assertThat(cli.run("bases", "forget", "corp.example/debian:12").code()).isZero();
    assertThat(cli.run("bases", "list").out()).contains("alpine:1").doesNotContain("debian");
  }

  @Test
  void whatCannotBeIndexedLeavesTheRest() {
    CliHarness.Run run = cli.run("bases", "index", debian, "oci-dir:" + folder.resolve("absent"));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("absent");
    assertThat(cli.run("bases", "list").out()).contains("debian:1");
    assertThat(cli.run("bases").code()).isEqualTo(2);
    assertThat(cli.run("bases", "index").code()).isEqualTo(2);
    assertThat(cli.run("bases", "index", debian, alpine, "--name", "x").code()).isEqualTo(2);
    assertThat(cli.run("bases", "list", "-o", "xml").code()).isEqualTo(2);
  }

  @Test
  void allPlatformsOfAnIndexAreTaken() {
    Path layout = TestImages.platforms(folder.resolve("platforms"), "amd64", "arm64");
    CliHarness.Run run = cli.run("bases", "index", "oci-dir:" + layout);
    assertThat(run.out()).contains("linux/amd64", "linux/arm64", "2 of them new");
  }

  @Test
  void aDamagedIndexIsNamed() throws Exception {
    cli.run("bases", "index", debian);
    Path index = folder.resolve("data/plinth/bases.index");
    byte[] bytes = Files.readAllBytes(index);
    bytes[60] ^= 1;
    Files.write(index, bytes);
    CliHarness.Run run = scan(python);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("PLINTH-BASE-INDEX-DAMAGED", "move the file away");
    assertThat(cli.run("bases", "index", alpine).code()).isEqualTo(3);
    assertThat(Files.readAllBytes(index)).isEqualTo(bytes);
  }
}
