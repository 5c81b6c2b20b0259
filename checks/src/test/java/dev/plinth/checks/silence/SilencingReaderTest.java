package dev.plinth.checks.silence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.parse.DockerfileParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilencingReaderTest {
  private static List<Silencing> read(String... lines) {
    return SilencingReader.read(
        Build.of(DockerfileParser.parse(SourceText.of(String.join("\n", lines) + "\n"))));
  }

  private static Silencing one(String... lines) {
    List<Silencing> found = read(lines);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static boolean covers(Silencing silencing, String text, String at) {
    return silencing.covers(text.indexOf(at));
  }

  @Test
  void oursSayWhatWhyAndForWhat() {
    String[] lines = {
      "FROM a:1",
      "# plinth: ignore=floating-tag,no-user reason=\"it is meant to\"",
      "RUN x",
      "RUN y"
    };
    Silencing silencing = one(lines);
    String text = String.join("\n", lines);
    assertThat(silencing.names()).containsExactly("floating-tag", "no-user");
    assertThat(silencing.reason()).isEqualTo("it is meant to");
    assertThat(silencing.tool()).isEqualTo("plinth");
    assertThat(covers(silencing, text, "RUN x")).isTrue();
    assertThat(covers(silencing, text, "RUN y")).isFalse();
    assertThat(covers(silencing, text, "FROM")).isFalse();
  }

  @Test
  void aCommentAmongAnInstructionsLinesIsForIt() {
    String[] lines = {"FROM a:1", "RUN x && \\", "  # hadolint ignore=SC2086", "  y", "RUN z"};
    Silencing silencing = one(lines);
    assertThat(covers(silencing, String.join("\n", lines), "RUN x")).isTrue();
    assertThat(covers(silencing, String.join("\n", lines), "RUN z")).isFalse();
  }

  @Test
  void stagesAndFiles() {
    String[] stage = {
      "# plinth: ignore-stage=x reason=y", "FROM a:1 AS b", "RUN x", "FROM b", "RUN y"
    };
    String text = String.join("\n", stage);
    assertThat(covers(one(stage), text, "RUN x")).isTrue();
    assertThat(covers(one(stage), text, "RUN y")).isFalse();
    String[] file = {"FROM a:1", "RUN x", "# plinth: ignore-file=x reason=y"};
    assertThat(covers(one(file), String.join("\n", file), "FROM")).isTrue();
    String[] hadolint = {"# hadolint stage ignore=DL3006", "FROM a", "RUN x", "FROM b", "RUN y"};
    assertThat(covers(one(hadolint), String.join("\n", hadolint), "RUN x")).isTrue();
    assertThat(covers(one(hadolint), String.join("\n", hadolint), "RUN y")).isFalse();
  }

  @Test
  void hadolintsNamesEndWhereProseBegins() {
    Silencing silencing = one("# hadolint ignore=DL3006, SC2086 # both are meant", "FROM a");
    assertThat(silencing.names()).containsExactly("DL3006", "SC2086");
    assertThat(silencing.reason()).isEqualTo("both are meant");
    assertThat(one("# hadolint global ignore=DL3006", "FROM a").covers(100000)).isFalse();
    assertThat(one("FROM a", "# hadolint global ignore=DL3006").covers(0)).isTrue();
  }

  @Test
  void buildKitsAtTheTopIsForTheFileElsewhereForAnInstruction() {
    assertThat(
            one("# check=skip=JSONArgsRecommended,StageNameCasing;error=true", "FROM a", "RUN x"))
        .satisfies(silencing -> {
          assertThat(silencing.names()).containsExactly("JSONArgsRecommended", "StageNameCasing");
          assertThat(silencing.covers(60)).isTrue();
        });
    String[] lines = {"FROM a", "# check=skip=all because it is so", "RUN x", "RUN y"};
    Silencing silencing = one(lines);
    assertThat(silencing.all()).isTrue();
    assertThat(silencing.reason()).isEqualTo("because it is so");
    assertThat(covers(silencing, String.join("\n", lines), "RUN y")).isFalse();
    assertThat(read("# check=error=true", "FROM a")).isEmpty();
  }

  @Test
  void theOthers() {
    assertThat(one("# tally ignore=hadolint/DL3006,max-lines;reason=as it is", "FROM a"))
        .satisfies(silencing -> {
          assertThat(silencing.names()).containsExactly("DL3006", "max-lines");
          assertThat(silencing.reason()).isEqualTo("as it is");
        });
    assertThat(one("# trivy:ignore:AVD-DS-0001:exp:2030-01-01", "FROM a").names())
        .containsExactly("DS-0001");
    assertThat(one("# trivy:ignore:DS002", "FROM a").names()).containsExactly("DS-0002");
    assertThat(one("#checkov:skip=CKV_DOCKER_7:moves", "FROM a"))
        .satisfies(silencing -> {
          assertThat(silencing.names()).containsExactly("CKV_DOCKER_7");
          assertThat(silencing.reason()).isEqualTo("moves");
        });
  }

  @Test
  void whatIsNoSuchCommentIsNone() {
    assertThat(
            read(
                "# hadolint shell=bash",
                "# plinth is nice",
                "# plinth: ignore",
                "# plinth: ignore=",
                "# ignore=DL3006",
                "# hadolint ignore",
                "# tally",
                "FROM a"))
        .isEmpty();
    assertThat(read("# plinth: ignore=x reason=y")).hasSize(1);
  }
}
