package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How mended files come to be where they are: whole, with what is theirs, and nothing beside. */
class LintWriteTest {
  private static final String BAD = "from debian:12.11-slim\nUSER 10001\n" + "# x\n".repeat(5000);
  private static final String GOOD = BAD.replace("from", "FROM");

  @TempDir Path folder;
  private CliHarness cli;

  @BeforeEach
  void harness() {
    cli = new CliHarness(folder);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  /** What {@link #aRunThatIsKilledLeavesTheFileWhole} kills: mends a file over and over. */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    CliHarness cli = new CliHarness(Path.of(arguments[1]));
    while (true) {
      Outputs.writeFile(file, to -> to.write(BAD.getBytes(StandardCharsets.UTF_8)));
      cli.run("lint", "--no-config", "--fix", file);
      System.out.println("ready");
    }
  }

  @Test
  void aRunThatIsKilledLeavesTheFileWhole() throws Exception {
    Path place = Files.createDirectories(folder.resolve("place"));
    Path file = Files.writeString(place.resolve("Dockerfile"), BAD);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r-x"));
    long seed = Long.getLong("plinth.seed", 6);
    Random random = new Random(seed);
    for (int round = 0; round < 8; round++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LintWriteTest.class.getName(),
                  file.toString(),
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader out = process.inputReader()) {
        assertThat(out.readLine()).isEqualTo("ready");
        TimeUnit.MICROSECONDS.sleep(random.nextInt(30_000));
      } finally {
        process.destroyForcibly().waitFor();
      }
      assertThat(Files.readString(file)).as("seed " + seed).isIn(BAD, GOOD);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-r--r-x");
    }
    FileTime earlier = FileTime.from(Instant.now().minus(Duration.ofMinutes(1)));
    try (Stream<Path> all = Files.list(place)) {
      for (Path each : all.toList()) {
        Files.setLastModifiedTime(each, earlier);
      }
    }
    cli.run("lint", "--no-config", "--fix", file);
    assertThat(Files.readString(file)).isEqualTo(GOOD);
    try (Stream<Path> all = Files.list(place)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void onlyWhatKilledRunsLeftIsTakenAway() throws IOException {
    Path file = Files.writeString(folder.resolve("Dockerfile"), BAD);
    long dead = 0x7fffffffL;
    String left = ".Dockerfile." + dead + "-1a.partial";
    FileTime earlier = FileTime.from(Instant.now().minus(Duration.ofMinutes(1)));
    Assumptions.assumeTrue(ProcessHandle.of(1).isPresent(), "no process with the number 1");
    for (String name :
        List.of(
            left,
            ".Dockerfile.1-1a.partial",
            ".Dockerfile.partial",
            ".mine.x-1.partial",
            "Dockerfile." + dead + "-1a.partial")) {
      Files.setLastModifiedTime(Files.writeString(folder.resolve(name), "x"), earlier);
    }
    Files.writeString(folder.resolve(".Dockerfile." + dead + "-2b.partial"), "just written");
    Files.createSymbolicLink(folder.resolve(".Dockerfile." + dead + "-3c.partial"), file);
    List<String> before = names();
    cli.run("lint", "--no-config", file);
    assertThat(names()).isEqualTo(before);
    cli.run("lint", "--no-config", "--fix", "--diff", file);
    assertThat(names()).isEqualTo(before);
    cli.run("lint", "--no-config", "--fix", file);
    assertThat(names()).isEqualTo(before.stream().filter(name -> !name.equals(left)).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rwxr-xr-x", "rw-rw-rw-", "r--r--r--"})
  void theModeStays(String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("Dockerfile"), BAD);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    Assumptions.assumeTrue(Files.isWritable(file), "only root writes what is not to be written");
    cli.run("lint", "--no-config", "--fix", file);
    assertThat(Files.readString(file)).isEqualTo(GOOD);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo(mode);
  }

  @Test
  void linksLeadWhereTheyLed() throws IOException {
    Path real = Files.writeString(folder.resolve("real"), BAD);
    Path middle = Files.createSymbolicLink(folder.resolve("middle"), Path.of("real"));
    Path link = Files.createSymbolicLink(folder.resolve("Dockerfile"), Path.of("middle"));
    Path hard = Files.createLink(folder.resolve("hard"), real);
    cli.run("lint", "--no-config", "--fix", link);
    assertThat(Files.readSymbolicLink(link)).hasToString("middle");
    assertThat(Files.readSymbolicLink(middle)).hasToString("real");
    assertThat(Files.readString(real)).isEqualTo(GOOD);
    assertThat(Files.readString(hard)).isEqualTo(BAD);
    assertThat(names()).containsExactly("Dockerfile", "hard", "middle", "real");
  }

  @Test
  void aLinkThatLeadsNowhereOrInACircleIsSaid() throws IOException {
    Path nowhere = Files.createSymbolicLink(folder.resolve("a.Dockerfile"), Path.of("gone"));
    Path circle = Files.createSymbolicLink(folder.resolve("b.Dockerfile"), Path.of("b.Dockerfile"));
    for (Path each : List.of(nowhere, circle)) {
      CliHarness.Run run = cli.run("lint", "--no-config", "--fix", each);
      assertThat(run.code()).isEqualTo(Main.UNFINISHED);
      assertThat(run.err()).contains("PLINTH-").doesNotContain("\tat ");
      assertThat(Files.isSymbolicLink(each)).isTrue();
    }
    assertThat(folder.resolve("gone")).doesNotExist();
  }

  @Test
  void whatIsNoRegularFileIsReadAndNotReplaced() throws Exception {
    Path pipe = folder.resolve("pipe");
    Assumptions.assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo");
    Thread writer =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                Files.writeString(pipe, BAD);
              } catch (IOException _) {
                // The reader says what is wrong.
              }
            });
    CliHarness.Run run = cli.run("lint", "--no-config", "--fix", pipe);
    assertThat(writer.join(Duration.ofSeconds(30))).isTrue();
    assertThat(run.out() + run.err()).contains("it is no regular file");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(Files.exists(pipe) && !Files.isRegularFile(pipe)).isTrue();
    CliHarness.Run device = cli.run("lint", "--no-config", "--fix", "/dev/null");
    assertThat(device.err()).contains("fixed 0 findings in 0 files");
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    assertThat(names()).containsExactly("pipe");
  }

  @Test
  void aFolderThatMayNotBeWrittenToIsSaid() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Path file = Files.writeString(locked.resolve("Dockerfile"), BAD);
    Path other = Files.writeString(folder.resolve("Dockerfile"), BAD);
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    Assumptions.assumeFalse(Files.isWritable(locked), "root may write everything");
    try {
      CliHarness.Run run = cli.run("lint", "--no-config", "--fix", file, other);
      assertThat(run.code()).isEqualTo(Main.UNFINISHED);
      assertThat(run.out() + run.err()).contains("locked/Dockerfile").doesNotContain("\tat ");
      assertThat(Files.readString(file)).isEqualTo(BAD);
      assertThat(Files.readString(other)).isEqualTo(GOOD);
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from debian:12.11-slim\r\nEXPOSE 80/TCP\r\nUSER 1\r\n",
        "from debian:12.11-slim\r\nEXPOSE 80/TCP\r\nUSER 1",
        "from debian:12.11-slim\nEXPOSE 80/TCP\nUSER 1",
        "from debian:12.11-slim\r\nEXPOSE 80/TCP\nUSER 1\r\n\r\n",
        "\ufefffrom debian:12.11-slim\nEXPOSE 80/TCP\nUSER 1\n\n \t",
      })
  void lineEndsStayAsTheyAre(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("Dockerfile"), text);
    CliHarness.Run run = cli.run("lint", "--no-config", "--fix", file);
    assertThat(Files.readString(file))
        .isEqualTo(text.replace("from", "FROM").replace("TCP", "tcp"));
    assertThat(run.err()).startsWith("fixed 2 findings in 1 file");
  }
}
