package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.Calls;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** A download is run unseen. */
@RuleInfo(
    id = "download-to-shell",
    level = Level.WARNING,
    title = "Download given to a shell at once",
    category = Category.SHELL)
public final class DownloadToShell implements Rule {
  /** Commands of a pipeline between the download and what runs it. */
  private static final int LONGEST = 8;

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      for (Call call : run.calls().all()) {
        Call source = readsProgram(call) ? sourceOf(run.calls(), call) : null;
        if (source != null && source.text() == call.text()) {
          report(report, call.text().span(source.from(), call.to()), call.program());
        }
        WordPart part = substituted(call);
        if (part != null) {
          report(report, call.text().span(part.from(), part.to()), shellOf(call));
        }
      }
    }
  }

  private static void report(Reporter report, Span span, String program) {
    report
        .at(span, program, "what this downloads is run by " + program + " unseen")
        .advise("download to a file, check its digest or signature, then run it");
  }

  private static String shellOf(Call call) {
    return call.program().isEmpty()
        ? call.wrappers().isEmpty() ? "the shell" : call.wrappers().getLast()
        : call.program();
  }

  /** True for an interpreter that takes its program from its input. */
  private static boolean readsProgram(Call call) {
    if (!call.where().reads()) {
      return false;
    }
    return switch (call.program()) {
      case "sh", "bash", "ash", "dash", "zsh", "ksh", "mksh" -> shellReads(call);
      case "python", "python2", "python3", "perl", "ruby", "node", "php" ->
          call.arguments().isEmpty() || call.argument(0).equals("-");
      default -> false;
    };
  }

  private static boolean shellReads(Call call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      String text = call.argument(i);
      if (text.equals("-") || text.equals("/dev/stdin")) {
        return true;
      }
      if (!text.startsWith("-") && !text.startsWith("+")) {
        return false;
      }
      if (!text.startsWith("--") && text.indexOf('s') > 0) {
        return true;
      }
      if (!text.startsWith("--") && text.endsWith("o")) {
        i++;
      }
    }
    return true;
  }

  private static @Nullable Call sourceOf(Calls calls, Call call) {
    Call at = calls.fedBy(call);
    for (int i = 0; at != null && i < LONGEST; i++) {
      if (at.isAny("curl", "wget")) {
        return at;
      }
      at = calls.fedBy(at);
    }
    return null;
  }

  /** The substitution of a download that is run as a command, or read as a script. */
  private static @Nullable WordPart substituted(Call call) {
    if (call.program().isEmpty()) {
      return download(call.word());
    }
    return switch (call.program()) {
      case "sh", "bash", "zsh", "ksh", "source", ".", "python", "python3" -> {
        for (ShellWord word : call.arguments()) {
          for (WordPart part : word.parts()) {
            if (part instanceof WordPart.ProcessSubstitution inner && downloads(inner.list())) {
              yield part;
            }
          }
        }
        yield null;
      }
      default -> null;
    };
  }

  private static @Nullable WordPart download(ShellWord word) {
    for (WordPart part : word.parts()) {
      if (part instanceof WordPart.Substitution inner
          && inner.list() != null
          && downloads(inner.list())) {
        return part;
      }
    }
    return null;
  }

  private static boolean downloads(ShellList list) {
    return !list.items().isEmpty()
        && list.items().getFirst().pipelines().getFirst().commands().getFirst()
            instanceof ShellCommand.Simple simple
        && simple.name() != null
        && (simple.name().equals("curl") || simple.name().equals("wget"));
  }
}
