package dev.plinth.cli;

import java.io.IOException;
import java.nio.file.Path;

/** What one run of the command line left behind; {@link CliHarness} runs it. */
record CommandRun(int code, String out, String err) {

  /** Runs with caches and data under that folder, nothing on standard input. */
  static CommandRun of(Path home, String... arguments) {
    return of(home, new byte[0], arguments);
  }

  static CommandRun of(Path home, byte[] input, String... arguments) {
    CliHarness.Run run = new CliHarness(home).input(input).run((Object[]) arguments);
    return new CommandRun(run.code(), run.out(), run.err());
  }

  /** The demo's image, written below that folder; the target to scan it by. */
  static String demo(Path home) throws IOException {
    Path layout = home.resolve("image");
    DemoImage.writeTo(layout);
    return "oci-dir:" + layout;
  }
}
