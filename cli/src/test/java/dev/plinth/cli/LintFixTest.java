package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintFixTest {
  private static final String FILE =
      "from debian:12.11-slim\r\nRUN apt-get update && apt-get install -y curl\r\nUSER 10001\r\n";

  @TempDir Path folder;
  private CliHarness cli;

  @BeforeEach
  void harness() {
    cli = new CliHarness(folder);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("Dockerfile"), text);
  }

  @Test
  void safeChangesAreMadeInPlaceWithModeAndLineEnds() throws IOException {
    Path file = write(FILE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-x--x"));
    CliHarness.Run run = cli.run("lint", "--no-config", "--fix", file);
    assertThat(Files.readString(file)).isEqualTo(FILE.replace("from", "FROM"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-x--x");
    assertThat(run.err()).isEqualTo("fixed 1 finding in 1 file\n");
    assertThat(run.out()).contains("[apt-lists-kept]").doesNotContain("[keyword-case]");
    assertThat(run.code()).isEqualTo(1);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(each -> each.toString().endsWith(".partial"))).isEmpty();
    }
  }

  @Test
  void theOthersAreMadeWhenAskedFor() throws IOException {
    Path file = write(FILE);
    CliHarness.Run run = cli.run("lint", "--no-config", "--fix=review", file);
    assertThat(run.err()).startsWith("fixed 3 findings in 1 file; look at the 2 for review");
    assertThat(Files.readString(file))
        .isEqualTo(
            "FROM debian:12.11-slim\r\nRUN apt-get update && apt-get install"
                + " --no-install-recommends -y curl && rm -rf /var/lib/apt/lists/*\r\nUSER"
                + " 10001\r\n");
    assertThat(run.code()).isZero();
    assertThat(cli.run("lint", "--no-config", "--fix=review", file).err())
        .isEqualTo("fixed 0 findings in 0 files\n");
  }

  @Test
  void aLinkStaysAndWhatItLeadsToIsMended() throws IOException {
    Path real = Files.writeString(folder.resolve("real"), FILE);
    Path link = Files.createSymbolicLink(folder.resolve("Dockerfile"), Path.of("real"));
    cli.run("lint", "--no-config", "--fix", link);
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.readString(real)).startsWith("FROM");
  }

  @Test
  void differencesAreShownAndNothingIsWritten() throws IOException {
    Path file = write(FILE.replace("\r", ""));
    CliHarness.Run run = cli.run("lint", "--no-config", "--fix", "--diff", file);
    assertThat(Files.readString(file)).isEqualTo(FILE.replace("\r", ""));
    assertThat(run.out())
        .contains(
            "@@ -1,3 +1,3 @@\n-from debian:12.11-slim\n+FROM debian:12.11-slim\n RUN apt-get");
    assertThat(run.err()).isEqualTo("would fix 1 finding in 1 file\n");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void standardInputIsMendedToStandardOutput() {
    cli.input(FILE.getBytes(StandardCharsets.UTF_8));
    CliHarness.Run run = cli.run("lint", "--no-config", "--fix", "-");
    assertThat(run.out()).isEqualTo(FILE.replace("from", "FROM"));
  }

  @Test
  void onlyTheRulesNamedAreMended() throws IOException {
    Path file = write(FILE);
    cli.run("lint", "--no-config", "--fix=review", "--fix-only", "DL3015", file);
    assertThat(Files.readString(file))
        .isEqualTo(FILE.replace("install", "install --no-install-recommends"));
  }

  @Test
  void aSecretIsNotShownInDifferences() throws IOException {
    Path file =
        write("from debian:12\nENV API_TOKEN=ghp_0123456789abcdefghijABCDEFGHIJ012345\nUSER 1\n");
    CliHarness.Run run = cli.run("lint", "--no-config", "--diff", file);
    assertThat(run.out()).contains("+FROM debian:12").doesNotContain("ghp_");
    assertThat(run.err()).contains("secrets are masked in the diff");
  }

  private void context() throws IOException {
    Files.createDirectories(folder.resolve("node_modules/a"));
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve("node_modules/a/index.js"), "x");
    Files.writeString(folder.resolve(".git/HEAD"), "x");
    Files.writeString(folder.resolve("id_rsa"), "x");
    Files.writeString(folder.resolve("server.js"), "x");
  }

  @Test
  void anIgnoreFileIsWrittenFromWhatTheContextHolds() throws IOException {
    context();
    Path file =
        write(
            "FROM node:22.12.0\nWORKDIR /app\nCOPY . /app/\n"
                + "RUN --mount=type=cache,target=/root/.npm npm ci\nUSER 1000\nCMD [\"node\", \"/app\"]\n");
    CliHarness.Run shown = cli.run("lint", "--no-config", "--fix=review", "--diff", file);
    assertThat(shown.out())
        .contains("--- /dev/null\n+++ b/", "/.dockerignore\n@@ -0,0 +1,3 @@\n+**/.git\n");
    assertThat(folder.resolve(".dockerignore")).doesNotExist();
    cli.run("lint", "--no-config", "--fix=review", file);
    assertThat(folder.resolve(".dockerignore")).hasContent("**/.git\n**/node_modules\n**/id_rsa\n");
    assertThat(cli.run("lint", "--no-config", file).out())
        .doesNotContain("dockerignore", "secret-in-context");
  }

  @Test
  void anIgnoreFileTakesNothingAwayThatCommandsMayUse() throws IOException {
    context();
    Files.writeString(folder.resolve(".env\n*"), "x");
    // Nothing installs the modules, the key is moved, and a build file may ask git.
    write("FROM node:22.12.0\nCOPY . /app/\nRUN mv /app/id_rsa /k && make\nUSER 1000\n");
    cli.run("lint", "--no-config", "--fix=review", folder.resolve("Dockerfile"));
    assertThat(folder.resolve(".dockerignore")).doesNotExist();
    Files.writeString(folder.resolve(".dockerignore"), "*\n!node_modules\n!.git\n");
    write("FROM node:22.12.0\nCOPY . /app/\nRUN npm ci\nUSER 1000\n");
    cli.run("lint", "--no-config", "--fix=review", folder.resolve("Dockerfile"));
    assertThat(folder.resolve(".dockerignore")).hasContent("*\n!node_modules\n!.git\n");
  }

  @Test
  void editorsGetTheIgnoreFilesChangesAsWell() throws IOException {
    context();
    Files.writeString(folder.resolve(".dockerignore"), "# \u00f6urs");
    Path file = write("FROM node:22.12.0\nWORKDIR /app\nCOPY . /app/\nRUN npm ci\nUSER 1000\n");
    String shown = file.toString().replace("Dockerfile", ".dockerignore");
    CliHarness.Run json = cli.run("lint", "--no-config", "-o", "json", file);
    assertThat(json.out().replaceAll("\\s+", " "))
        .contains(
            "\"path\": \"" + shown + "\"",
            "\"safety\": \"review\"",
            "\"startByte\": 7, \"endByte\": 7, \"text\":"
                + " \"\\n**/.git\\n**/node_modules\\n**/id_rsa\\n\"");
    CliHarness.Run sarif = cli.run("lint", "--no-config", "-o", "sarif", file);
    assertThat(sarif.out().replaceAll("\\s+", ""))
        .contains(
            ".dockerignore\"},\"replacements\":[{\"deletedRegion\":{\"byteOffset\":7,\"byteLength\":0}");
    assertThat(folder.resolve(".dockerignore")).hasContent("# \u00f6urs");
    write(
        "FROM node:22.12.0\nCOPY . /app/\nRUN make\nUSER 1000\nCMD mv /app/id_rsa node_modules x\n");
    assertThat(cli.run("lint", "--no-config", "-o", "json", file).out())
        .doesNotContain("\"path\": \"" + shown + "\"");
  }

  @Test
  void aFileThatMustNotBeWrittenStaysAndIsNamed() throws IOException {
    Path file = write(FILE);
    Path locked = Files.writeString(folder.resolve("locked.Dockerfile"), FILE);
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r--r--r--"));
    Assumptions.assumeFalse(Files.isWritable(locked), "root may write everything");
    CliHarness.Run run = cli.run("lint", "--no-config", "--fix", locked, file);
    assertThat(Files.readString(locked)).isEqualTo(FILE);
    assertThat(Files.readString(file)).startsWith("FROM");
    assertThat(run.out() + run.err()).contains("it is not to be written");
  }

  @Test
  void anIgnoreFileTakesNothingAwayThatIsCopiedByName() throws IOException {
    context();
    Files.writeString(folder.resolve(".dockerignore"), "# ours\r\n*.log");
    write(
        "FROM node:22.12.0\nCOPY id_* /root/.ssh/\nCOPY . /app/\n"
            + "RUN git -C /app describe > /version\nUSER 1000\n");
    Path other = Files.createDirectories(folder.resolve("deploy"));
    Files.writeString(
        other.resolve("Dockerfile"), "FROM node:22.12.0\nCOPY node_modules /n/\nUSER 1\n");
    Files.createDirectories(folder.resolve(".venv/bin"));
    Files.writeString(folder.resolve(".venv/bin/python"), "x");
    cli.run("lint", "--no-config", "--fix=review", folder.resolve("Dockerfile"));
    assertThat(Files.readString(folder.resolve(".dockerignore")))
        .isEqualTo("# ours\r\n*.log\r\n**/.venv\r\n");
  }

  @Test
  void noIgnoreFileIsWrittenForADockerfileThatIsTooLargeToBeUnderstood() throws IOException {
    context();
    Path file = write("FROM node:22.12.0\nCOPY . /app/\nUSER 1000\n#" + "x".repeat(1 << 20));
    cli.run("lint", "--no-config", "--fix=review", file);
    assertThat(folder.resolve(".dockerignore")).doesNotExist();
  }

  @Test
  void wrongWordsAreRefused() throws IOException {
    Path file = write(FILE);
    assertThat(cli.run("lint", "--fix=all", file).err()).contains("safe or review, not \"all\"");
    assertThat(cli.run("lint", "--fix-only", "DL3015", file).err())
        .contains("--fix-only needs --fix or --diff");
    assertThat(cli.run("lint", "--fix", "--fix-only", "DL9999", file).err())
        .contains("there is no rule");
    CliHarness.Run both = cli.run("lint", "--diff", "-o", "json", file);
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("-o json=FILE");
    assertThat(Files.readString(file)).isEqualTo(FILE);
  }
}
