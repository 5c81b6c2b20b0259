package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completion scripts, asked as their shells ask them; a shell that is absent is skipped. */
@Timeout(60)
class CompletionTest {
  @TempDir Path folder;

  @BeforeEach
  void writeScripts() throws IOException {
    for (String shell : List.of("bash", "zsh", "fish")) {
      CliHarness.Run run = new CliHarness(folder).run("completion", shell);
      assertThat(run.code()).isZero();
      Files.writeString(folder.resolve("plinth." + shell), run.out());
    }
    Files.writeString(folder.resolve("image one.tar"), "");
    Files.createDirectory(folder.resolve("layout"));
  }

  private List<String> shell(String... command) throws Exception {
    assumeThat(List.of("/bin/" + command[0], "/usr/bin/" + command[0]))
        .as("optional shell " + command[0])
        .anyMatch(path -> Files.isExecutable(Path.of(path)));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isZero();
    return out.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /** Words as bash splits them: the = is one of its own. */
  @ParameterizedTest
  @CsvSource({
    "s, scan sbom",
    "db im, import|image one.tar",
    "versions c, composer cargo",
    "completion z, zsh",
    "help v, versions",
    "scan --sev, --severity",
    "scan --verify =, stored full",
    "scan --verify = f, full",
    "scan -o ta, table",
    "scan -o t, table template",
    "sbom --output c, cyclonedx",
    "scan --severity cr, critical",
    "scan im, image one.tar",
    "scan oci-dir : lay, layout",
    "scan --db im, image one.tar",
    "db import im, import|image one.tar",
    "frobnicate x, ''",
  })
  void bashCompletes(String line, String expected) throws Exception {
    String words = "plinth " + line;
    List<String> found =
        shell(
            "bash",
            "-c",
            "source plinth.bash; COMP_WORDS=("
                + words
                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _plinth;"
                + " printf '%s\\n' \"${COMPREPLY[@]}\"");
    boolean files = expected.contains("image one.tar");
    assertThat(found)
        .containsExactlyInAnyOrder(
            expected.isEmpty() ? new String[0] : expected.split(files ? "\\|" : " "));
  }

  @Test
  void fishCompletes() throws Exception {
    assertThat(fish("plinth s")).containsExactly("sbom", "scan");
    assertThat(fish("plinth scan --sev")).containsExactly("--severity");
    assertThat(fish("plinth scan --verify f")).containsExactly("full");
    assertThat(fish("plinth versions com")).containsExactly("composer");
    assertThat(fish("plinth db im")).contains("import");
    assertThat(fish("plinth help ve")).containsExactly("versions");
    assertThat(fish("plinth scan im")).containsExactly("image one.tar");
  }

  private List<String> fish(String line) throws Exception {
    return shell("fish", "-c", "source plinth.fish; complete -C '" + line + "'").stream()
        .map(text -> text.split("\t", 2)[0])
        .toList();
  }

  @Test
  void zshCompletes() throws Exception {
    // _plinth runs only within zsh's line editor: what it hands over is caught instead.
    String caught =
        """
        autoload -Uz compinit; compinit -u -D
        source ./plinth.zsh
        compadd() { local -a own; own=("${@[(r)--,-1]}"); print -rl -- "${own[@]:1}" }
        [[ ${_comps[plinth]} = _plinth ]] && print registered
        """;
    assertThat(shell("zsh", "-f", "-c", caught)).containsExactly("registered");
    assertThat(shell("zsh", "-f", "-n", "plinth.zsh")).isEmpty();
    String script = Files.readString(folder.resolve("plinth.zsh"));
    assertThat(script)
        .contains("'*--verify=[")
        .contains(":(stored full)'")
        .contains("'*:target: _alternative")
        .contains("'*:target:_plinth_target'");
  }
}
