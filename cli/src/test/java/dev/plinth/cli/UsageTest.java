package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed: helps, mistakes and their exit code 2, and advice that helps. */
class UsageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "help",
        "help --help",
        "help scan",
        "scan --help",
        "sbom -h",
        "db --help",
        "db import --help",
        "db status --help",
        "db search --help",
        "tags --help",
        "digest --help",
        "manifest --help",
        "versions --help",
        "demo --help",
        "completion --help"
      })
  void helpFitsEightyColumns(String line) {
    CliHarness.Run run = new CliHarness(folder).line(line);
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("Usage: plinth ").contains("-h, --help");
    assertThat(run.out().lines()).allMatch(text -> text.length() <= 80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scan", "sbom", "db", "versions", "demo", "completion"})
  void everyVerbTakesOffline(String verb) {
    assertThat(new CliHarness(folder).line(verb + " --offline --help").out()).contains("--offline");
  }

  @ParameterizedTest
  @CsvSource({
    "scn x, Did you mean scan?",
    "frobnicate, there is no verb \"frobnicate\"",
    "--offline scan x, The verb comes first",
    "scan, Missing required parameter: 'TARGET'",
    "sbom, Missing required parameter: 'TARGET'",
    "'scan ', it is empty",
    "scan oci-dir:, no path follows the prefix",
    "scan x --severty HIGH, Did you mean --severity?",
    "scan x y, Unmatched argument",
    "scan x --platform linux, --platform takes OS/ARCH",
    "update --platform foo, --platform takes OS/ARCH",
    "policy export, --format takes one of",
    "db update nosuch, '\"nosuch\"; plinth db update --list shows them all'",
    "scan x --exit-code 999, --exit-code takes a number from 0 to 255",
    "scan x --exit-code one, --exit-code takes a number from 0 to 255",
    "scan x --verify=some, '--verify takes stored or full, not \"some\"'",
    "scan x --unknown-as=bad, '--unknown-as takes critical, high'",
    "scan x --severity awful, PLINTH-POLICY-SEVERITY",
    "scan x -o xml, PLINTH-REPORT-FORMAT",
    "scan x -o json=, PLINTH-OUTPUT-FILE",
    "scan x -o json -o table, PLINTH-OUTPUT-TWICE",
    "scan x -o json=a -o table=./a, PLINTH-OUTPUT-TWICE",
    "sbom x -o table, PLINTH-OUTPUT-FORMAT",
    "demo --exit-code 5, --exit-code",
    "db, 'say what to do: update, import, export, status or search'",
    "db imprt x, Did you mean import or export?",
    "db import, Missing required parameter: 'PATH'",
    "db search, Missing required parameter: 'WORD'",
    "versions, Missing required parameter: 'ECOSYSTEM'",
    "versions debb 1 2, no order is known for \"debb\"",
    "versions deb 1, one version is not enough",
    "versions deb 1 2 3, Unmatched argument",
    "completion, Missing required parameter: 'SHELL'",
    "completion tcsh, no completion for \"tcsh\"",
  })
  void mistakesExitWithTwo(String line, String word) {
    CliHarness.Run run = new CliHarness(folder).line(line);
    assertThat(run.err()).contains(word).doesNotContain("\tat ", "Exception");
    assertThat(run.code()).isEqualTo(Main.USAGE);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void withoutAVerbTheHelpGoesWhereErrorsGo() {
    CliHarness.Run run = new CliHarness(folder).run();
    assertThat(run.code()).isEqualTo(Main.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Usage: plinth VERB");
  }

  @Test
  void aMistakenExpressionIsPointedAt() {
    CliHarness.Run run = new CliHarness(folder).run("scan", "x", "--fail-on", "high and (kev or");
    assertThat(run.code()).isEqualTo(Main.USAGE);
    assertThat(run.err())
        .contains("[PLINTH-POLICY-EXPRESSION]")
        .contains("    high and (kev or\n                    ^");
  }

  @Test
  void hostileWordsAreShownHarmless() {
    for (String verb : new String[] {"\u001b[31m", "scan"}) {
      CliHarness.Run run =
          new CliHarness(folder)
              .run(verb, "a\u001b]0;x\u0007\nplinth: forged\u202e", "--\u001b[2J");
      assertThat(run.code()).isEqualTo(Main.USAGE);
      assertThat(run.err()).doesNotContain("\u001b", "\u0007", "\u202e", "\nplinth: forged");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nginx:1.27, no running engine has such an image",
    "docker:nginx, none answers",
    "registry:nginx, that needs registry-1.docker.io",
    "nowhere.tar, there is no file or folder 'nowhere.tar'",
    "-, look at what the command before the pipe says",
  })
  void targetsThatAreNotThereGetAdvice(String target, String word) {
    CliHarness.Run run = new CliHarness(folder).run("scan", "--offline", target);
    assertThat(run.err()).contains(word);
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
  }

  @Test
  void aSourceTreeWithNothingToReadIsNoAnswer() throws Exception {
    Files.writeString(folder.resolve("package.json"), "{}");
    for (String prefix : new String[] {"", "src:"}) {
      CliHarness.Run run = new CliHarness(folder).run("scan", prefix + folder);
      assertThat(run.err()).contains("nothing in it names packages");
      assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    }
  }

  @Test
  void versionSaysWhatRuns() {
    assertThat(new CliHarness(folder).run("--version").out())
        .startsWith("plinth 0.")
        .contains("\njava ")
        .contains("\ninflate ");
  }
}
