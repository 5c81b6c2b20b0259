package dev.plinth.distribution;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts the program by its scripts, as shells and pipelines do: real processes, real signals. */
class LauncherTest {
  private static final Path APP = Path.of(System.getProperty("plinth.app"));
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final String JAVA_HOME = System.getProperty("java.home");

  @TempDir static Path folder;

  @BeforeAll
  static void makeAnImage() throws Exception {
    Run demo = plinth("demo", folder.resolve("image").toString());
    assertThat(demo.code()).as(demo.err()).isZero();
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PLINTH_JAVA", JAVA_HOME + "/bin/java");
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
    environment.put("LC_ALL", "");
    environment.put("LANG", "");
    return environment;
  }

  private static Run plinth(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = APP.resolve("bin/plinth").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return Run.of(folder, environment(), command);
  }

  /** A shell script in which {@code $1} is the launcher. */
  private static Run shell(Map<String, String> more, String script) throws Exception {
    Map<String, String> environment = environment();
    environment.putAll(more);
    return Run.of(
        folder, environment, "/bin/sh", "-c", script, "sh", APP.resolve("bin/plinth").toString());
  }

  @Test
  void needsNoOtherProgramButJava() throws Exception {
    Run run = shell(Map.of("PATH", "/nonexistent"), "\"$1\" versions deb 1.0~rc1 1.0");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("<\n");
  }

  /** What the JVM is started with; a registry's TLS needs the server compiler, hashing may not. */
  @ParameterizedTest
  @CsvSource({
    "scan oci-dir:image, true",
    "scan image, true",
    "scan -, true",
    "sbom docker-archive:x.tar --quiet, true",
    "demo, true",
    "scan sbom:x.json, true",
    "scan registry:debian:12, false",
    "scan registry:127.0.0.1:5000/app:1, true",
    "scan registry:localhost/app:1 --quiet, true",
    "sbom 'docker://[::1]:5000/app', true",
    "scan registry:localhost.example/app, false",
    "scan registry:127.0.0.1:5000/app --base debian:12, false",
    "scan registry:127.0.0.1:5000/app --baseline registry:a/b, false",
    "evaluate registry:127.0.0.1:5000/app registry:a/b, false",
    "scan debian:12, false",
    "scan oci-dir:image --base registry:debian:12, false",
    "scan oci-dir:image --base=debian:12, false",
    "scan --advise oci-dir:image, false",
    "diff oci-dir:image debian:12, false",
    "update image, false",
    "scan -:1, true",
    "scan debian:12 --dockerfile -, false",
    "scan debian:12 --baseline sbom:x.json, false",
    "scan debian:12 --baseline oci-dir:image, false",
    "scan sbom:x.json --base debian:12, false",
    "diff sbom:x.json debian:12, false",
    "diff sbom:x.json -o json, false",
    "diff debian:12 sbom:x.json, false",
    "diff sbom:x.json sbom:y.json, true",
    "evaluate sbom:x.json debian:12, false",
    "copy oci-dir:image oci-dir:other, false"
  })
  void theServerCompilerIsThereWhereItIsNeeded(String line, boolean client) throws Exception {
    Path java =
        Files.writeString(folder.resolve("arguments"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Run run = shell(Map.of("PLINTH_JAVA", java.toString()), "exec \"$1\" " + line);
    assertThat(run.code()).as(run.err()).isZero();
    boolean hashes = line.contains("sbom:") || run.out().contains("-Dplinth.libcrypto=/");
    assertThat(run.out().contains("-XX:TieredStopAtLevel=1\n")).isEqualTo(client && hashes);
    assertThat(run.out().contains("-XX:CompileThresholdScaling=3\n")).isEqualTo(!client);
  }

  @Test
  void isFoundThroughLinks() throws Exception {
    Path places = Files.createDirectories(folder.resolve("a place/bin"));
    Path absolute = Files.createSymbolicLink(places.resolve("absolute"), APP.resolve("bin/plinth"));
    Files.createSymbolicLink(places.resolve("relative link"), Path.of("absolute"));
    for (Path link : List.of(absolute, places.resolve("relative link"))) {
      Run run = Run.of(folder, environment(), link.toString(), "versions", "deb", "1", "2");
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).isEqualTo("<\n");
    }
    Run onPath = shell(Map.of("PATH", places + ":/usr/bin:/bin"), "absolute versions deb 2 1");
    assertThat(onPath.out()).isEqualTo(">\n");
    Run inPlace = shell(Map.of(), "cd \"${1%/*}\" && ./plinth versions deb 2 2 && cd / && true");
    assertThat(inPlace.out()).isEqualTo("=\n");
  }

  /** The names are made by the shell, so that this JVM's own locale has no part in it. */
  @ParameterizedTest
  @ValueSource(strings = {"LANG=C", "LC_ALL=POSIX", "LANG=xx_YY.none"})
  void takesNamesAsTheyAre(String locale) throws Exception {
    String[] setting = locale.split("=", 2);
    for (String name : List.of("two words", "l1\\nl2", "\\303\\244\\342\\202\\254", "%s$x;&'")) {
      Run run =
          shell(
              Map.of(setting[0], setting[1], "PLINTH_TEST_NAME", name),
              """
              name="names/$(printf "$(printf '%s' "$PLINTH_TEST_NAME" | sed 's/%/%%/g')")"
              rm -rf names && mkdir names && cp -R image "$name" || exit 9
              "$1" scan "oci-dir:$name" -q
              """);
      assertThat(run.err()).as("%s with %s", name, locale).isEmpty();
      assertThat(run.code()).as("%s with %s", name, locale).isEqualTo(1);
      assertThat(run.out()).as("%s with %s", name, locale).contains("CVE-2021-44228");
    }
  }

  @Test
  void readsAnArchiveFromAPipe() throws Exception {
    Run run =
        shell(Map.of(), "tar -C image -cf - . | \"$1\" scan - -q --no-cache; echo code $? >&2");
    assertThat(run.err()).isEqualTo("code 1\n");
    assertThat(run.out()).contains("CVE-2021-44228").contains("BLOCK");
  }

  @Test
  void standardInputMayBeClosedOrEmpty() throws Exception {
    for (String input : List.of("<&-", "</dev/null")) {
      Run run = shell(Map.of(), "\"$1\" scan - " + input + "; echo code $? >&2");
      assertThat(run.err()).as(input).contains("standard input").endsWith("]\ncode 3\n");
      assertThat(run.out()).isEmpty();
      assertThat(shell(Map.of(), "\"$1\" versions deb 1 1 " + input).out()).isEqualTo("=\n");
    }
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoFailure() throws Exception {
    Run run =
        shell(
            Map.of(),
            """
            { "$1" scan image -q -o json; echo code $? >&2; } | head -c 20
            """);
    assertThat(run.out()).hasSize(20);
    assertThat(run.err()).isEqualTo("code 1\n");
  }

  @Test
  void anOutputThatCannotTakeTheReportIsOne() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
    Run run = shell(Map.of(), "\"$1\" scan image -q -o json >/dev/full; echo code $? >&2");
    assertThat(run.err()).contains("[PLINTH-OUTPUT").endsWith("code 3\n");
  }

  /** Stopped in the middle of reading: the code that shells know, and nothing half reported. */
  @ParameterizedTest
  @CsvSource({"TERM, 15", "INT, 2", "HUP, 1"})
  void endsBySignals(String signal, int number) throws Exception {
    assumeTrue(!ignored(number), "this process was started with SIG" + signal + " ignored");
    Path out = folder.resolve(signal + ".out");
    Path err = folder.resolve(signal + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(APP.resolve("bin/plinth").toString(), "scan", "-", "-q")
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment());
    Process process = builder.start();
    try (OutputStream input = process.getOutputStream()) {
      // More than a pipe holds: when it is written, somebody reads.
      input.write(headerOfAnEntry(10 << 20));
      input.write(new byte[1 << 20]);
      input.flush();
      Run kill = Run.of(folder, Map.of(), "kill", "-" + signal, Long.toString(process.pid()));
      assertThat(kill.code()).isZero();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (IOException e) {
      // Closing the pipe finds nobody there.
      assertThat(process.isAlive()).isFalse();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(128 + number);
    assertThat(out).isEmptyFile();
  }

  private static boolean ignored(int signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return true;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("SigIgn:")) {
        long mask = Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16);
        return (mask >> (signal - 1) & 1) == 1;
      }
    }
    return true;
  }

  private static byte[] headerOfAnEntry(long size) {
    byte[] header = new byte[512];
    put(header, 0, "blobs/sha256/" + "0".repeat(64));
    put(header, 100, "0000644\0" + "0000000\0" + "0000000\0" + String.format("%011o\0", size));
    put(header, 136, "00000000000\0" + "        " + "0");
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xFF;
    }
    put(header, 148, String.format("%06o\0 ", sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  /** A checkout of another name, built already, of which only the scripts are real. */
  private static Path checkout(String name) throws IOException {
    Path root = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(root.resolve(".mvn"));
    Files.createDirectories(root.resolve("distribution/target"));
    Files.copy(CHECKOUT.resolve("plinth"), root.resolve("plinth"));
    Files.copy(CHECKOUT.resolve(".mvn/find-jdk.sh"), root.resolve(".mvn/find-jdk.sh"));
    Files.createSymbolicLink(root.resolve("distribution/target/app"), APP);
    Files.writeString(root.resolve("distribution/target/app.stamp"), JAVA_HOME + "\n");
    return root;
  }

  @Test
  void theCheckoutsScriptRunsFromAnywhere() throws Exception {
    Path root = checkout("check out");
    Files.createSymbolicLink(folder.resolve("linked plinth"), root.resolve("plinth"));
    Map<String, String> environment = environment();
    environment.put("JAVA_HOME", JAVA_HOME);
    for (String script : List.of("check out/plinth", "./linked plinth")) {
      Run run =
          Run.of(
              folder,
              environment,
              "/bin/sh",
              "-c",
              "\"$1\" versions deb 1 2",
              "sh",
              folder.resolve(script).toString());
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).isEqualTo("<\n");
    }
    Run relative = Run.of(root, environment, "sh", "./plinth", "versions", "deb", "1", "1");
    assertThat(relative.out()).as(relative.err()).isEqualTo("=\n");
  }

  @Test
  void findsAJdkOrSaysWhatToDo() throws Exception {
    Path old = jdk("old", "17.0.1");
    Path recent = jdk("recent one", "25.0.3");
    String find = ". \"$0\"; plinth_find_jdk || exit $?; printf %s \"$JAVA_HOME\"";
    String script = CHECKOUT.resolve(".mvn/find-jdk.sh").toString();
    String path = "/usr/bin:/bin";
    Run byVariable =
        Run.of(
            folder,
            Map.of("JAVA_HOME", recent.toString(), "PATH", path),
            "/bin/sh",
            "-c",
            find,
            script);
    assertThat(byVariable.out()).isEqualTo(recent.toString());
    // One that is too old is passed over for the one on PATH.
    Run byPath =
        Run.of(
            folder,
            Map.of("JAVA_HOME", old.toString(), "PATH", recent.resolve("bin") + ":" + path),
            "/bin/sh",
            "-c",
            find,
            script);
    assertThat(byPath.out()).isEqualTo(recent.toRealPath().toString());
    Run none =
        Run.of(
            folder,
            Map.of("JAVA_HOME", old.toString(), "PATH", path, "PLINTH_JAVA_MINIMUM", "9999"),
            "/bin/sh",
            "-c",
            find,
            script);
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).contains("JDK 9999 or newer").contains(old.toString());
  }

  private static Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Path javac = home.resolve("bin/javac");
    Files.createDirectories(home.resolve("bin"));
    Files.write(javac, new byte[0]);
    Files.setPosixFilePermissions(javac, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.write(
        home.resolve("release"),
        List.of("IMPLEMENTOR=\"x\"", "JAVA_VERSION=\"" + version + "\""),
        UTF_8);
    return home;
  }
}
