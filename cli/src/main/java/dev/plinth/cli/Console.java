package dev.plinth.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a verb writes and what it may know of its surroundings, so that tests run verbs as the
 * shell does.
 *
 * @param in what is piped in
 * @param out for results only
 * @param err for progress, notes and errors
 * @param outIsTerminal whether a person looks at {@code out}
 * @param errIsTerminal whether a person looks at {@code err}
 * @param columns the terminal's width, 80 when unknown
 * @param environment the process's variables
 * @param folder the working folder, in which a project's files are looked for
 */
record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    int columns,
    Map<String, String> environment,
    Path folder) {

  /** In the process's working folder. */
  Console(
      InputStream in,
      PrintStream out,
      PrintStream err,
      boolean outIsTerminal,
      boolean errIsTerminal,
      int columns,
      Map<String, String> environment) {
    this(in, out, err, outIsTerminal, errIsTerminal, columns, environment, Path.of(""));
  }

  /**
   * The process's own. The launcher says in {@code plinth.terminal} which streams are terminals: it
   * knows for nothing what would cost the JVM milliseconds.
   */
  static Console ofProcess() {
    String terminal = System.getProperty("plinth.terminal", "");
    return new Console(
        System.in,
        new ResultStream(new FileOutputStream(FileDescriptor.out)),
        System.err,
        terminal.contains("out"),
        terminal.contains("err"),
        columns(System.getProperty("plinth.columns", "")),
        System.getenv());
  }

  private static int columns(String text) {
    try {
      int columns = Integer.parseInt(text.strip());
      return columns >= 40 ? Math.min(columns, 500) : 80;
    } catch (NumberFormatException e) {
      return 80;
    }
  }

  /** Why results could not be written; null when they could, or when their reader has gone. */
  @Nullable IOException outFailure() {
    if (out instanceof ResultStream results) {
      IOException failure = results.failure();
      return failure == null || ResultStream.readerGone(failure) ? null : failure;
    }
    return out.checkError() ? new IOException("writing failed") : null;
  }

  /** Colour on {@code out}: a terminal, and nobody asked for none (https://no-color.org). */
  boolean colour() {
    return outIsTerminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  /** Whether a line on {@code err} may be written over again and again. */
  boolean progress() {
    return errIsTerminal && !"dumb".equals(environment.get("TERM"));
  }

  /** Whether {@code out} can show more than ASCII. */
  boolean unicode() {
    return out.charset().equals(StandardCharsets.UTF_8);
  }
}
