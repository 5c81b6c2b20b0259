package dev.plinth.bases.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.advisories.Lifecycle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesTest {
  private static final Lifecycle NEW =
      new Lifecycle("python", "3.99", "", "2099-10-31", "", "", "");
  private static final Lifecycle MOVED =
      new Lifecycle("python", "3.9", "", "2025-12-31", "", "", "");

  @TempDir Path folder;

  private Releases read(String text) throws IOException {
    return Releases.of(Files.writeString(folder.resolve("releases.tsv"), text));
  }

  @Test
  void aNewerFileGoesBeforeTheTables() throws IOException {
    Releases releases =
        read(Releases.text(Releases.EMBEDDED_DATE.plusDays(1), List.of(NEW, MOVED)));
    Lifecycle moved = Objects.requireNonNull(releases.ofVersion("python", "3.9.18"));
    assertThat(Lifecycles.lastDay(moved)).isEqualTo(LocalDate.of(2025, 12, 31));
    assertThat(releases.ofVersion("python", "3.99.1")).isNotNull();
    assertThat(releases.ofVersion("python", "3.8"))
        .isEqualTo(Lifecycles.ofVersion("python", "3.8"));
    assertThat(releases.of("python")).first().extracting(Lifecycle::cycle).isEqualTo("3.99");
    assertThat(releases.of("debian")).isEqualTo(Lifecycles.of("debian"));
    assertThat(releases.newest(Objects.requireNonNull(Lifecycles.release("python", "3.9"))))
        .isEqualTo(moved);
  }

  @Test
  void anOlderOneDoesNot() throws IOException {
    Releases releases = read(Releases.text(LocalDate.of(2020, 1, 1), List.of(MOVED)));
    assertThat(releases.ofVersion("python", "3.9"))
        .isEqualTo(Lifecycles.ofVersion("python", "3.9"));
    assertThat(Releases.of(folder.resolve("absent"))).isSameAs(Releases.EMBEDDED);
  }

  @Test
  void whatIsNoneIsToldOf() {
    for (String text :
        List.of(
            "",
            "# releases as of soon\n",
            "python\t3.9\n",
            "# releases as of 2099-01-01\na\tb\n")) {
      assertThatThrownBy(() -> read(text))
          .hasMessageContaining("releases.tsv")
          .hasMessageContaining("plinth db update endoflife");
    }
  }

  @Test
  void productsOfImagesAreKnown() {
    assertThat(Lifecycles.products()).contains("python", "debian", "alpine-linux", "rhel");
    for (String product : List.of("python", "nodejs", "java", "debian", "fedora")) {
      assertThat(Lifecycles.of(product)).hasSizeGreaterThan(5);
    }
  }
}
