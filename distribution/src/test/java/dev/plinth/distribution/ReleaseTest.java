package dev.plinth.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unpacks the release archive and uses it as a person without a JDK would. */
class ReleaseTest {
  @TempDir static Path folder;

  private static Path home;

  @BeforeAll
  static void unpack() throws Exception {
    Path archive = Path.of(System.getProperty("plinth.archive"));
    assumeTrue(Files.exists(archive), "the release archive was not made (plinth.release.skip)");
    Run tar = Run.of(folder, Map.of(), "tar", "-xzf", archive.toString(), "-C", folder.toString());
    assertThat(tar.code()).as(tar.err()).isZero();
    // Somewhere else than where it was made, and read-only.
    home =
        Files.move(
            folder.resolve(System.getProperty("plinth.release.name")), folder.resolve("elsewhere"));
    setWritable(home, false);
  }

  private static void setWritable(Path root, boolean writable) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(p -> !Files.isSymbolicLink(p)).toList()) {
        path.toFile().setWritable(writable, true);
      }
    }
  }

  @org.junit.jupiter.api.AfterAll
  static void makeDeletable() throws IOException {
    if (home != null) {
      setWritable(home, true);
    }
  }

  private static Run plinth(String... arguments) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(List.of(home.resolve("bin/plinth").toString()));
    command.addAll(List.of(arguments));
    return Run.of(
        folder,
        Map.of(
            "XDG_CACHE_HOME",
            folder.resolve("cache").toString(),
            "XDG_DATA_HOME",
            folder.resolve("data").toString(),
            "PATH",
            "/usr/bin:/bin",
            "JAVA_HOME",
            ""),
        command.toArray(String[]::new));
  }

  @Test
  void saysWhatItIs() throws Exception {
    Run run = plinth("--version");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("plinth 0.").contains("\njava 25").contains("\ninflate ");
  }

  @Test
  void runsTheDemoAndScansItsImageAlike() throws Exception {
    Run demo = plinth("demo", "image");
    assertThat(demo.code()).as(demo.err()).isZero();
    assertThat(demo.out()).contains("CVE-2021-44228").contains("BLOCK");
    Run scan = plinth("scan", "oci-dir:image");
    assertThat(scan.code()).as(scan.err()).isEqualTo(1);
    assertThat(scan.out()).isEqualTo(demo.out());
  }

  @Test
  void usesItsAotCache() throws Exception {
    Run run =
        Run.of(
            folder,
            Map.of("PLINTH_JAVA_OPTIONS", "-XX:AOTMode=on", "PATH", "/usr/bin:/bin"),
            home.resolve("bin/plinth").toString(),
            "versions",
            "deb",
            "1.0~rc1",
            "1.0");
    // With AOTMode=on the JVM refuses to start when the cache cannot be used.
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("<\n");
  }

  @Test
  void carriesCompletions() {
    for (String shell : List.of("bash", "zsh", "fish")) {
      assertThat(home.resolve("completions/plinth." + shell)).isNotEmptyFile();
    }
  }

  @Test
  void writesNothingIntoItsOwnFolder() throws Exception {
    List<String> before = listing();
    plinth("demo", "again");
    assertThat(listing()).isEqualTo(before);
  }

  private static List<String> listing() throws IOException {
    try (Stream<Path> paths = Files.walk(home)) {
      return paths.map(p -> home.relativize(p).toString()).sorted().toList();
    }
  }
}
