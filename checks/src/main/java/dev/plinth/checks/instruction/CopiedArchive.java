package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.ShellWalk;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An archive that COPY brings and RUN unpacks. */
@RuleInfo(
    id = "copied-archive",
    level = Level.INFO,
    title = "Archive copied to be unpacked",
    category = Category.INSTRUCTIONS,
    aliases = {"hadolint:DL3010"})
public final class CopiedArchive implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Map<String, Span> archives = new HashMap<>();
    Set<Span> reported = new HashSet<>();
    List<RunText> runs = facts.runs();
    int next = 0;
    int stage = -1;
    for (Place place : facts.places()) {
      if (place.stage().index() != stage) {
        stage = place.stage().index();
        archives.clear();
      }
      Instruction instruction = place.instruction();
      @Nullable RunText run =
          next < runs.size() && runs.get(next).instruction().span().equals(instruction.span())
              ? runs.get(next++)
              : null;
      if (place.is(Keyword.COPY) && instruction.flag("from") == null) {
        remember(instruction, archives);
      } else if (run != null && !archives.isEmpty() && run.shell().readable()) {
        unpacked(facts, run, archives, reported, report);
      }
    }
  }

  private static void remember(Instruction copy, Map<String, Span> archives) {
    if (copy.paths() == null) {
      return;
    }
    @Nullable Word target = copy.paths().destination();
    for (Word source : copy.paths().sources()) {
      String path = source.text();
      if (path.toLowerCase(Locale.ROOT).contains(".tar")
          || path.endsWith(".tgz")
          || path.endsWith(".txz")) {
        archives.put(Paths.last(path), source.span());
        if (target != null && !target.value().endsWith("/")) {
          archives.put(Paths.last(target.text()), source.span());
        }
      }
    }
  }

  private static void unpacked(
      DockerfileFacts facts,
      RunText run,
      Map<String, Span> archives,
      Set<Span> reported,
      Reporter report) {
    for (ShellWalk.Call call : ShellWalk.calls(facts, run)) {
      ShellCommand.Simple command = call.command();
      String name = command.name();
      if (!"tar".equals(name) && !"bsdtar".equals(name)) {
        continue;
      }
      boolean extracts = false;
      boolean first = true;
      @Nullable Span archive = null;
      String shown = "";
      for (ShellWord word : command.arguments()) {
        String text = SourceText.utf8(word.pattern());
        extracts |= text.equals("--extract") || text.equals("--get");
        boolean letters = (text.startsWith("-") && !text.startsWith("--")) || first;
        first = false;
        extracts |= letters && text.indexOf('x') >= 0 && text.indexOf('/') < 0;
        Span known = archives.get(Paths.last(text));
        if (known != null) {
          archive = known;
          shown = Paths.last(text);
        }
      }
      if (extracts && archive != null && reported.add(archive)) {
        report
            .at(archive, shown, "COPY brings " + shown + " and a later RUN unpacks it")
            .because("the archive stays in its layer besides what is unpacked from it")
            .advise("let ADD unpack it, or mount it: RUN --mount=type=bind");
      }
    }
  }
}
