package dev.plinth.checks.shellcheck;

import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.lint.Linter;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.shellcheck.ShellCheckAnswer.Comment;
import dev.plinth.checks.shellcheck.ShellCheckAnswer.Place;
import dev.plinth.checks.shellcheck.ShellCheckAnswer.Replacement;
import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.Span;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.json.JsonSyntaxException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the ShellCheck that the user has installed over what RUN gives to a shell, and places what
 * it says in the Dockerfile. Only where the user asks for it. The text goes to its standard input;
 * no shell, no file and no setting of its own is involved, and it runs nothing of the text. Serves
 * several threads.
 */
public final class ShellCheckProgram {
  /** The rule for the numbers that no rule of ours has. */
  private static final String OTHERS = "shellcheck";

  private static final long SECONDS = 30;
  private static final int MOST_OUTPUT = 16 << 20;

  private final Path program;

  /**
   * That program.
   *
   * @param program absolute
   */
  public ShellCheckProgram(Path program) {
    this.program = program;
  }

  /**
   * The one that PATH has.
   *
   * @throws dev.plinth.foundation.PlinthException where it has none
   */
  public static ShellCheckProgram find() {
    String path = System.getenv("PATH");
    String name = File.separatorChar == '\\' ? "shellcheck.exe" : "shellcheck";
    for (String folder : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      try {
        Path candidate = Path.of(folder, name);
        if (candidate.isAbsolute() && Files.isExecutable(candidate)) {
          return new ShellCheckProgram(candidate);
        }
      } catch (InvalidPathException e) {
        // no folder
      }
    }
    throw ShellCheckErrors.missing();
  }

  /**
   * What it says of a file, under our rules' names where they cover its numbers, in the order of
   * the texts.
   *
   * @throws dev.plinth.foundation.PlinthException where the program fails
   */
  public List<Linter.Hit> check(DockerfileFacts facts) {
    List<Linter.Hit> hits = new ArrayList<>();
    for (RunText run : facts.runs()) {
      ShellCheckScript script = ShellCheckScript.of(run);
      if (script == null) {
        continue;
      }
      for (Comment comment : ask(script).comments()) {
        Span span = span(script, comment.place());
        if (span != null) {
          hits.addAll(hits(script, comment, span));
        }
      }
    }
    return hits;
  }

  private static List<Linter.Hit> hits(ShellCheckScript script, Comment comment, Span span) {
    String code = "SC" + comment.code();
    List<Rule> rules = RuleNames.named("shellcheck:" + code);
    Rule rule = rules.isEmpty() ? Objects.requireNonNull(RuleNames.byId(OTHERS)) : rules.getFirst();
    String message = SafeText.of(comment.message().strip());
    if (message.endsWith(".")) {
      message = message.substring(0, message.length() - 1);
    }
    Reporter reporter = new Reporter();
    Reporter.Hit hit =
        reporter.at(span, code, message.isEmpty() ? code : message).level(level(comment.level()));
    hit.because("ShellCheck reports this as " + code);
    List<TextEdit> edits = edits(script, comment.replacements());
    if (!edits.isEmpty()) {
      hit.edit("change it as ShellCheck does", Safety.REVIEW, edits.toArray(TextEdit[]::new));
    }
    return List.of(new Linter.Hit(rule, hit));
  }

  private static Level level(String word) {
    return switch (word) {
      case "error" -> Level.ERROR;
      case "warning" -> Level.WARNING;
      case "info" -> Level.INFO;
      default -> Level.STYLE;
    };
  }

  private static @Nullable Span span(ShellCheckScript script, Place place) {
    int from = script.index(place.line(), place.column());
    int to = script.index(place.endLine(), place.endColumn());
    return from < 0 || to < from ? null : script.text().span(from, to);
  }

  /** None where any of them does not fit: they are made together or not at all. */
  private static List<TextEdit> edits(ShellCheckScript script, List<Replacement> replacements) {
    List<TextEdit> edits = new ArrayList<>();
    for (Replacement each : replacements) {
      int from = script.index(each.place().line(), each.place().column());
      int to = script.index(each.place().endLine(), each.place().endColumn());
      // A line end would end the instruction.
      if (from < 0 || to < from || each.text().indexOf('\n') >= 0) {
        return List.of();
      }
      LogicalText text = script.text();
      if (!text.contiguous(from, to)) {
        return List.of();
      }
      // Behind the character before, so that an insertion stays on that character's line.
      Span span =
          from == to && from > 0
              ? new Span(text.offset(from - 1) + 1, text.offset(from - 1) + 1)
              : text.span(from, to);
      edits.add(new TextEdit(span.start(), span.end(), each.text()));
    }
    edits.sort(Comparator.comparingInt(TextEdit::start).thenComparingInt(TextEdit::end));
    for (int i = 1; i < edits.size(); i++) {
      if (edits.get(i).start() < edits.get(i - 1).end()) {
        return List.of();
      }
    }
    return edits;
  }

  private ShellCheckAnswer ask(ShellCheckScript script) {
    ProcessBuilder builder =
        new ProcessBuilder(
                program.toString(), "--norc", "--format=json1", "--shell=" + script.dialect(), "-")
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("SHELLCHECK_OPTS");
    // It reads its input in the locale's encoding.
    builder.environment().put("LC_ALL", "C.UTF-8");
    try {
      return ask(builder.start(), script);
    } catch (IOException e) {
      throw ShellCheckErrors.failed(program, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ShellCheckErrors.failed(program, "it was interrupted");
    }
  }

  private ShellCheckAnswer ask(Process process, ShellCheckScript script)
      throws IOException, InterruptedException {
    Thread limit =
        Thread.ofVirtual()
            .start(() -> {
              try {
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                  process.destroyForcibly();
                }
              } catch (InterruptedException e) {
                // it ended in time
              }
            });
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(script.input());
      } catch (IOException e) {
        // it does not read: its exit code will tell
      }
      byte[] output;
      try (InputStream out = process.getInputStream()) {
        output = out.readNBytes(MOST_OUTPUT);
      }
      if (output.length == MOST_OUTPUT) {
        throw new IOException("it says more than " + (MOST_OUTPUT >> 20) + " MiB");
      }
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("it does not come to an end");
      }
      // 0: nothing found, 1: something found; 2 and above: it could not do its work.
      int exit = process.exitValue();
      if (exit > 1) {
        throw new IOException("it ended with exit code " + exit);
      }
      return ShellCheckAnswer.read(output);
    } catch (JsonSyntaxException e) {
      throw new IOException("what it says is no JSON of ShellCheck 0.7 or later", e);
    } finally {
      process.destroyForcibly();
      limit.interrupt();
    }
  }
}
