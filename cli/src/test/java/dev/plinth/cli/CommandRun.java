package dev.plinth.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** One run of the command line within the test's own process: its exit code and what it said. */
record CommandRun(int code, String out, String err) {

  /** Runs with caches and data under that folder, nothing on standard input. */
  static CommandRun of(Path home, String... arguments) {
    return of(home, new byte[0], arguments);
  }

  static CommandRun of(Path home, byte[] input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            80,
            Map.of(
                "HOME", home.toString(),
                "XDG_CACHE_HOME", home.resolve("cache").toString(),
                "XDG_DATA_HOME", home.resolve("data").toString()));
    int code = Main.run(arguments, console);
    return new CommandRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The demo's image, written below that folder; the target to scan it by. */
  static String demo(Path home) throws IOException {
    Path layout = home.resolve("image");
    DemoImage.writeTo(layout);
    return "oci-dir:" + layout;
  }
}
