package dev.plinth.bases.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.advisories.OfficialImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of tags of official images; the table has facts of official-images. */
class OfficialTagsTest {
  private static final LocalDate LATER = LocalDate.of(2027, 9, 3);

  @TempDir Path folder;
  private OfficialTags tags = OfficialTags.NONE;

  @BeforeEach
  void open() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(OfficialTagsTest.class.getResourceAsStream("official-tags.tsv"))) {
      tags = written(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private OfficialTags written(String text) throws IOException {
    return OfficialTags.of(Files.writeString(folder.resolve("t.tsv"), text));
  }

  private static ImageName image(String name) {
    return ImageName.of(name);
  }

  private String upon(String name) {
    Lifecycle release = tags.distribution(image(name));
    return release == null ? "" : release.product() + " " + release.cycle();
  }

  @Test
  void aliasesAreOfTheSameImage() {
    assertThat(tags.date()).isEqualTo("2026-02-10");
    assertThat(tags.aliases(image("python:3.13")))
        .containsExactly("3.13.9-trixie", "3.13-trixie", "3.13.9", "3.13");
    assertThat(tags.aliases(image("docker.io/library/debian")))
        .containsExactly("trixie", "trixie-20260202", "13.3", "13", "latest");
    assertThat(tags.aliases(image("golang:1.25-nanoserver")))
        .as("built for Windows alone")
        .contains("1.25-nanoserver-ltsc2025");
    assertThat(tags.aliases(image("python:3.9"))).isEmpty();
    assertThat(tags.aliases(image("team/python:3.13"))).isEmpty();
    assertThat(tags.aliases(image("# official images as of 2026-02-10:x"))).isEmpty();
  }

  @Test
  void whatTagsAreBuiltUpon() {
    assertThat(upon("python:3.13")).isEqualTo("debian 13");
    assertThat(upon("python:3.14")).as("not Windows").isEqualTo("debian 13");
    assertThat(upon("python:3.13-alpine")).isEqualTo("alpine-linux 3.22");
    assertThat(upon("node:24")).isEqualTo("debian 12");
    assertThat(upon("node:latest")).isEqualTo("debian 13");
    assertThat(upon("eclipse-temurin:21-jre")).isEqualTo("ubuntu 24.04");
    assertThat(upon("python:3.9")).isEmpty();
  }

  @Test
  void variantsOfARelease() {
    assertThat(tags.variants(image("python:3.13")))
        .containsExactly(
            "alpine",
            "alpine3.21",
            "alpine3.22",
            "bookworm",
            "slim",
            "slim-bookworm",
            "slim-trixie",
            "trixie");
    assertThat(tags.variants(image("python"))).isEmpty();
    assertThat(tags.variants(image("team/x:1"))).isEmpty();
  }

  @Test
  void withoutAFileTheProgramsOwnTablesAnswer() {
    for (OfficialTags none : List.of(OfficialTags.NONE, OfficialTags.of(folder.resolve("no")))) {
      assertThat(none.date()).isNull();
      assertThat(none.tags(image("python:3.13"))).isEmpty();
      assertThat(none.distribution(image("python:3.13"))).isNull();
      assertThat(none.move(image("python")))
          .isEqualTo(new DistributionMove("bookworm", "trixie", "2025-08"));
      assertThat(none.move(image("team/x"))).isNull();
    }
  }

  private static List<OfficialImage> built(String name, String suite) {
    List<OfficialImage> images = new ArrayList<>();
    images.add(
        new OfficialImage(
            name,
            "",
            List.of(
                new OfficialImage.Build(
                    List.of("3-" + suite, suite), List.of("3", "latest"), List.of("amd64")))));
    return images;
  }

  private OfficialTags after(OfficialTags before, LocalDate date, String name, String suite)
      throws IOException {
    return written(OfficialTags.text(date, built(name, suite), before));
  }

  @Test
  void aMoveIsSeenAgainstTheProgramsTable() throws IOException {
    OfficialTags same = after(OfficialTags.NONE, LATER, "node", "bookworm");
    assertThat(same.move(image("node")))
        .isEqualTo(new DistributionMove("bullseye", "bookworm", "2023-06"));
    OfficialTags moved = after(OfficialTags.NONE, LATER, "node", "trixie");
    assertThat(moved.move(image("node")))
        .isEqualTo(new DistributionMove("bookworm", "trixie", "2027-09"));
    OfficialTags older = after(OfficialTags.NONE, LATER, "python", "bookworm");
    assertThat(older.move(image("python")))
        .as("nothing moves back")
        .isEqualTo(new DistributionMove("bookworm", "trixie", "2025-08"));
  }

  @Test
  void aMoveIsSeenAgainstWhatWasFetchedBefore() throws IOException {
    OfficialTags first = after(OfficialTags.NONE, LATER, "other", "bookworm");
    assertThat(first.move(image("other"))).isNull();
    OfficialTags second = after(first, LATER.plusMonths(2), "other", "trixie");
    DistributionMove move = new DistributionMove("bookworm", "trixie", "2027-11");
    assertThat(second.move(image("other"))).isEqualTo(move);
    OfficialTags third = after(second, LATER.plusMonths(5), "other", "trixie");
    assertThat(third.move(image("other"))).as("it is kept").isEqualTo(move);
    OfficialTags alpine = after(third, LATER.plusMonths(5), "other", "alpine3.22");
    assertThat(alpine.move(image("other"))).as("another kind is no move").isEqualTo(move);
  }

  @Test
  void theDistributionOfAReleaseIsTheOneItIsBuiltUpon() {
    Releases releases = Releases.EMBEDDED.with(tags);
    assertThat(Releases.EMBEDDED.distribution("node", "nodejs", "25")).isEqualTo("bookworm");
    assertThat(releases.distribution("node", "nodejs", "25")).isEqualTo("trixie");
    assertThat(releases.distribution("node", "nodejs", "24")).isEqualTo("bookworm");
    assertThat(releases.distribution("python", "python", "3.9"))
        .isEqualTo(Releases.EMBEDDED.distribution("python", "python", "3.9"));
  }

  @Test
  void movesThatCannotBeAreLeftOut() throws IOException {
    for (String move :
        List.of("trixie\tforky-\t2027-09", "x\ttrixie\t2027-09", "bookworm\ttrixie\tsoon")) {
      OfficialTags odd =
          written("# official images as of 2027-09-01\ngolang\t=\t" + move + "\nnode\t1\t\t\n");
      assertThat(odd.move(image("golang")))
          .as(move)
          .isEqualTo(new DistributionMove("bookworm", "trixie", "2025-08"));
    }
  }

  @Test
  void laterReleasesOfTheSameDistribution() {
    Lifecycle noble = Objects.requireNonNull(Lifecycles.named("noble"));
    Lifecycle jammy = Objects.requireNonNull(Lifecycles.named("jammy"));
    Lifecycle trixie = Objects.requireNonNull(Lifecycles.named("trixie"));
    assertThat(OfficialTags.newer(noble, jammy)).isTrue();
    assertThat(OfficialTags.newer(jammy, noble)).isFalse();
    assertThat(OfficialTags.newer(noble, noble)).isFalse();
    assertThat(OfficialTags.newer(noble, trixie)).isFalse();
  }

  @Test
  void aFileThatIsNoneIsRefusedWhenItIsAsked() throws IOException {
    for (String text : List.of("", "python\t3\t\t\n", "# official images as of yesterday\n")) {
      OfficialTags bad = written(text);
      assertThatThrownBy(bad::date)
          .hasMessageContaining("plinth db update official-images")
          .hasMessageContaining("does not begin with");
    }
    OfficialTags large = written("# official images as of 2026-01-01\n" + "x".repeat(16 << 20));
    assertThatThrownBy(() -> large.tags(image("python"))).hasMessageContaining("more than 16 MiB");
    OfficialTags rows =
        written("# official images as of 2026-01-01\npython\t3\nother\nnode\t=\nphp\t8\t\t\n");
    assertThat(rows.tags(image("python"))).isEmpty();
    assertThat(rows.move(image("node"))).isEqualTo(DistributionMove.of(image("node")));
    assertThat(rows.tags(image("php"))).containsExactly("8");
  }
}
