package dev.plinth.bases.tags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.tags.Aliases.Suffix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of equal tags is the exact one of the same variant. */
class AliasesTest {
  private static final List<String> PYTHON =
      List.of("3.12", "3.12.4", "3", "latest", "3.12-bookworm", "3.12.4-bookworm", "bookworm");
  private static final List<String> SLIM =
      List.of(
          "slim", "3-slim", "3.12-slim", "3.12.4-slim", "3.12.4-slim-bookworm", "slim-bookworm");

  private static Aliases of(String image) {
    return new Aliases(ImageName.of(image), TagRules.EMBEDDED);
  }

  @ParameterizedTest
  @CsvSource({
    "python, 3.12, 3.12 3.12.4 3 latest 3.12.4-bookworm, 3.12.4, 3.12.4-bookworm",
    "python, latest, 3.12 3.12.4 3 latest 3.12.4-bookworm, 3.12.4, 3.12.4-bookworm",
    "python, slim, slim 3-slim 3.12.4-slim 3.12.4-slim-bookworm, 3.12.4-slim, 3.12.4-slim-bookworm",
    "python, slim-bookworm, slim 3.12.4-slim 3.12.4-slim-bookworm, 3.12.4-slim-bookworm, 3.12.4-slim-bookworm",
    "python, 3.12.4-slim, slim 3.12.4-slim 3.12.4-slim-bookworm, , 3.12.4-slim-bookworm",
    "python, 3.12-alpine, 3.12-alpine 3.12.4-alpine 3.12.4-alpine3.20, 3.12.4-alpine, 3.12.4-alpine3.20",
    "python, 3.15-rc, 3.15-rc 3.15.0rc1 3.15.0rc1-trixie, 3.15.0rc1, 3.15.0rc1-trixie",
    "node, lts-alpine, lts-alpine 22.11.0-alpine jod-alpine, 22.11.0-alpine, 22.11.0-alpine",
    "debian, 12, 12 12.5 bookworm bookworm-20240612, 12.5, 12.5",
    "debian, bookworm, 12 12.5 bookworm bookworm-20240612, bookworm-20240612, bookworm-20240612",
    "debian, bookworm-slim, 12-slim bookworm-20240612-slim, bookworm-20240612-slim, bookworm-20240612-slim",
    "registry.access.redhat.com/ubi9, 9.4, 9.4 9.4-1194, 9.4-1194, 9.4-1194",
    "eclipse-temurin, 17-jre, 17-jre 17.0.10_7-jre 17.0.10_7-jre-jammy, 17.0.10_7-jre, 17.0.10_7-jre-jammy",
    "team/app, 1.2, 1.2 v1.2.3 1.20.1 1.2-debug, , ",
    "team/app, unknown, 1.0, , "
  })
  void theExactOne(String image, String tag, String equal, String kept, String full) {
    List<String> tags = List.of(equal.split(" "));
    assertThat(of(image).mostSpecific(tag, tags, Suffix.KEPT)).isEqualTo(kept);
    assertThat(of(image).mostSpecific(tag, tags, Suffix.WITH_DISTRIBUTION)).isEqualTo(full);
  }

  @Test
  void theFloatingOnes() {
    assertThat(of("python").floating("3.12.4", PYTHON)).containsExactly("3.12", "3", "latest");
    assertThat(of("python").floating("3.12.4-slim", SLIM))
        .containsExactly("3.12-slim", "3-slim", "slim");
    assertThat(of("python").floating("3.12.4-slim-bookworm", SLIM))
        .contains("slim-bookworm", "3.12.4-slim", "slim");
  }

  @Test
  void equalTagsHaveTheSameDigest() {
    Map<String, String> digests = Map.of("1", "sha256:a", "1.2", "sha256:a", "2", "sha256:b");
    assertThat(Aliases.equal("1", digests)).containsExactlyInAnyOrder("1", "1.2");
    assertThat(Aliases.equal("3", digests)).isEmpty();
  }
}
