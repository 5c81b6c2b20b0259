package dev.plinth.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Runs verbs in this process as the shell does, with folders of its own and streams kept. */
final class CliHarness {
  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private byte[] input = new byte[0];
  private boolean terminal;
  private boolean errorsOnTerminal;
  private Path working;

  CliHarness(Path folder) {
    this.folder = folder;
    this.working = Path.of("");
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    environment.put("DOCKER_HOST", "unix://" + folder.resolve("no-docker.sock"));
    environment.put("CONTAINER_HOST", "unix://" + folder.resolve("no-podman.sock"));
    environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
  }

  /** What a run left behind. */
  record Run(int code, String out, String err) {}

  Path path(String name) {
    return folder.resolve(name);
  }

  CliHarness with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** From now on as if started in that folder. */
  CliHarness in(Path workingFolder) {
    working = workingFolder;
    return this;
  }

  /** The demo's image, written below that folder; the target to scan it by. */
  static String demo(Path home) throws IOException {
    Path layout = home.resolve("image");
    DemoImage.writeTo(layout);
    return "oci-dir:" + layout;
  }

  CliHarness input(byte[] bytes) {
    input = bytes;
    return this;
  }

  CliHarness onTerminals() {
    terminal = true;
    errorsOnTerminal = true;
    return this;
  }

  CliHarness onTerminal() {
    terminal = true;
    return this;
  }

  Run run(Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code;
    InputStream before = System.in;
    InputStream in = new ByteArrayInputStream(input);
    System.setIn(in);
    try {
      code =
          Main.run(
              java.util.Arrays.stream(words).map(Object::toString).toArray(String[]::new),
              new Console(
                  in,
                  new ResultStream(out),
                  new PrintStream(err, true, StandardCharsets.UTF_8),
                  terminal,
                  errorsOnTerminal,
                  80,
                  environment,
                  working));
    } finally {
      System.setIn(before);
    }
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A run of words without spaces in them. */
  Run line(String line) {
    return run((Object[]) line.split(" ", -1));
  }
}
