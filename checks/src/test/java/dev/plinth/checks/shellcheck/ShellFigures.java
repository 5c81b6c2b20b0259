package dev.plinth.checks.shellcheck;

import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.catalog.Rules;
import dev.plinth.checks.lint.Linter;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.RunText.Shell;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.findings.Level;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compares our rules on the shell's tree with an installed ShellCheck, over a folder of
 * Dockerfiles. Run by {@code bench/shell.sh}; no test.
 */
final class ShellFigures {
  private final PrintStream out;
  private final Map<String, int[]> codes = new TreeMap<>();
  private final Map<String, int[]> own = new TreeMap<>();
  private int files;
  private int texts;
  private int unread;

  private ShellFigures(PrintStream out) {
    this.out = out;
  }

  /** The folder; then, to list disagreements, {@code missed} or {@code extra}, and a number. */
  public static void main(String[] arguments) throws IOException {
    String list = arguments.length > 1 ? arguments[1] : "";
    String only = arguments.length > 2 ? arguments[2] : "";
    ShellFigures figures = new ShellFigures(System.out);
    ShellCheckProgram program = ShellCheckProgram.find();
    List<Path> paths;
    try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
      paths = all.filter(Files::isRegularFile).sorted().toList();
    }
    if (list.equals("texts")) {
      texts(paths, Path.of(only));
      return;
    }
    for (Path path : paths) {
      figures.file(path, program, list, only);
    }
    figures.print();
  }

  /** Writes each distinct text down, named by its language and by what our parser says of it. */
  private static void texts(List<Path> paths, Path to) throws IOException {
    Set<String> seen = new HashSet<>();
    for (Path path : paths) {
      SourceText source = SourceText.of(Files.readAllBytes(path));
      Build build = Build.of(DockerfileParser.parse(source));
      for (RunText run : new DockerfileFacts(build, RuleSettings.NONE, null).runs()) {
        String raw = run.script().text().raw();
        if ((run.shell() == Shell.POSIX || run.shell() == Shell.BASH) && seen.add(raw)) {
          String said = run.script().complete() ? "good" : "bad";
          byte[] bytes = (raw + "\n").getBytes(StandardCharsets.ISO_8859_1);
          Files.write(to.resolve(seen.size() + ".bash-" + said), bytes);
          Files.write(to.resolve(seen.size() + ".dash-" + said), bytes);
        }
      }
    }
  }

  private void file(Path path, ShellCheckProgram program, String list, String only)
      throws IOException {
    SourceText source = SourceText.of(Files.readAllBytes(path));
    DockerfileFacts facts =
        new DockerfileFacts(Build.of(DockerfileParser.parse(source)), RuleSettings.NONE, null);
    files++;
    for (RunText run : facts.runs()) {
      texts++;
      if (run.shell().readable() && !run.script().complete()) {
        unread++;
      }
    }
    List<Rule> rules =
        Rules.all().stream()
            .filter(rule ->
                rule.getClass().getPackageName().endsWith(".shell")
                    || RuleNames.id(rule).equals("shell-syntax-error"))
            .toList();
    List<Linter.Hit> ours = Linter.run(facts, rules);
    List<Linter.Hit> theirs = program.check(facts);
    List<Linter.Hit> matched = new ArrayList<>();
    for (Linter.Hit hit : theirs) {
      int[] count = codes.computeIfAbsent(hit.hit().subject(), _ -> new int[3]);
      count[2] = Math.max(count[2], String.valueOf(hit.hit().level()).length());
      count[0]++;
      boolean found = false;
      for (Linter.Hit mine : ours) {
        if (covers(mine.rule(), hit.hit().subject()) && near(facts, mine, hit)) {
          found = true;
          matched.add(mine);
        }
      }
      if (found) {
        count[1]++;
      } else if (list.equals("missed") && hit.hit().subject().contains(only)) {
        show("missed", path, source, hit);
      }
      levels.merge(
          hit.hit().subject(),
          hit.hit().level() == null ? Level.STYLE : hit.hit().level(),
          (a, b) -> a.atLeast(b) ? a : b);
    }
    for (Linter.Hit mine : ours) {
      int[] count = own.computeIfAbsent(RuleNames.id(mine.rule()), _ -> new int[2]);
      count[0]++;
      if (matched.contains(mine)) {
        count[1]++;
      } else if (list.equals("extra") && RuleNames.id(mine.rule()).contains(only)) {
        show("extra", path, source, mine);
      }
    }
  }

  private final Map<String, Level> levels = new TreeMap<>();

  private static boolean covers(Rule rule, String code) {
    return RuleNames.info(rule).aliases().contains("shellcheck:" + code);
  }

  /** True where both are of one instruction and overlap, or lie on one line, or the text breaks. */
  private static boolean near(DockerfileFacts facts, Linter.Hit mine, Linter.Hit hit) {
    Span a = mine.hit().span();
    Span b = hit.hit().span();
    if (a.overlaps(b) || facts.source().line(a.start()) == facts.source().line(b.start())) {
      return true;
    }
    if (!RuleNames.id(mine.rule()).equals("shell-syntax-error")) {
      return false;
    }
    return facts.runs().stream()
        .map(run -> run.instruction().span())
        .anyMatch(span -> span.contains(a) && span.contains(b));
  }

  private void show(String word, Path path, SourceText source, Linter.Hit hit) {
    Span span = hit.hit().span();
    int from = Math.max(0, span.start() - 60);
    int to = Math.min(source.length(), span.end() + 60);
    String text =
        source.text(new Span(from, span.start()))
            + "«"
            + source.text(span)
            + "»"
            + source.text(new Span(span.end(), to));
    out.printf(
        "%s %s %s %s:%d %s | %s%n",
        word,
        hit.hit().subject(),
        RuleNames.id(hit.rule()),
        path.getFileName(),
        source.line(span.start()),
        text.replace("\n", "⏎"),
        hit.hit().message());
  }

  private void print() {
    out.printf("%d files, %d texts for a shell, %d not read to the end%n", files, texts, unread);
    out.println("ShellCheck: number, level, findings, found by our rules too");
    int all = 0;
    int found = 0;
    for (Map.Entry<String, int[]> each : codes.entrySet()) {
      Level level = levels.getOrDefault(each.getKey(), Level.STYLE);
      out.printf(
          "  %-8s %-8s %6d %6d%n",
          each.getKey(), level.word(), each.getValue()[0], each.getValue()[1]);
      if (level.atLeast(Level.WARNING)) {
        all += each.getValue()[0];
        found += each.getValue()[1];
      }
    }
    out.printf(
        "warnings and errors: %d, found too: %d (%.1f %%)%n",
        all, found, all == 0 ? 0.0 : 100.0 * found / all);
    out.println("our rules: findings, found by ShellCheck too under one of their numbers");
    own.forEach((id, count) -> out.printf("  %-28s %6d %6d%n", id, count[0], count[1]));
  }
}
