package dev.plinth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code plinth versions}: one pair, many pairs, and lines that are none. */
class VersionsVerbTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "deb, 1.0~rc1, 1.0, <",
    "rpm, 1:1, 2, >",
    "apk, 1.0_alpha, 1.0, <",
    "pypi, 1.0.post1, 1.0, >",
    "npm, 1.0.0-rc.1, 1.0.0, <",
    "semver, 1.0.0+a, 1.0.0+b, =",
    "maven, 1.0, 1.0.0, =",
    "golang, v0.0.0-2020, v0.0.1, <",
    "gem, 1.0.a, 1.0, <",
    "nuget, 1.0.0.0, 1.0, =",
    "composer, 1.0-beta, 1.0, <",
    "cargo, 1.0.0-a, 1.0.0, <",
  })
  void comparesAPair(String ecosystem, String a, String b, String sign) {
    CliHarness.Run run = new CliHarness(folder).run("versions", ecosystem, a, b);
    assertThat(run.out()).isEqualTo(sign + "\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void answersALineForEachPair() {
    CliHarness.Run run =
        new CliHarness(folder)
            .input("1 2\n\n  2\t1 \r\n1.0 1.0\n".repeat(3000).getBytes(UTF_8))
            .run("versions", "deb");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("<\n>\n=\n".repeat(3000));
  }

  @ParameterizedTest
  @CsvSource({"'1', 2", "'1 2 3', 2", "'\u001b[31m', 2"})
  void aLineThatIsNoPairIsNamed(String line, int number) {
    CliHarness.Run run =
        new CliHarness(folder)
            .input(("1 2\n" + line + "\n3 4\n").getBytes(UTF_8))
            .line("versions deb");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.out()).isEqualTo("<\n");
    assertThat(run.err())
        .contains("line " + number)
        .contains("[PLINTH-VERSIONS-PAIR]")
        .doesNotContain("\u001b");
  }

  @Test
  void nothingInIsNothingOut() {
    CliHarness.Run run = new CliHarness(folder).run("versions", "deb");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEmpty();
  }
}
