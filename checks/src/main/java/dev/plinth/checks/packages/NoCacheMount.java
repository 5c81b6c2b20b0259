package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageCall.Action;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Downloads that the next build repeats. */
@RuleInfo(
    id = "no-cache-mount",
    level = Level.INFO,
    title = "Dependencies installed without a cache mount",
    category = Category.PACKAGES,
    standard = false)
public final class NoCacheMount implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      if (run.place().instruction().flag("mount") != null) {
        continue;
      }
      for (Call call : run.calls().all()) {
        PackageCall asked = asked(run, call);
        if (builds(call)
            || (asked != null
                && (asked.does(Action.INSTALL) || asked.does(Action.DOWNLOAD))
                && keeps(facts, run, asked))) {
          Span place = asked == null ? call.span(call.word()) : KeptCache.span(asked);
          Reporter.Hit hit =
              report.at(place, call.program(), "the next build downloads all of this again");
          mend(facts, run, call, asked, hit);
          break;
        }
      }
    }
  }

  private static @Nullable PackageCall asked(Run run, Call call) {
    for (PackageCall each : run.calls().packages()) {
      if (each.call().index() == call.index()) {
        return each;
      }
    }
    return null;
  }

  /** True for those that download what they build with. */
  private static boolean builds(Call call) {
    return switch (call.program() + " " + call.argument(0)) {
      case "go build", "go install", "go test", "go get", "go generate", "go run" -> true;
      case "go mod" -> call.argument(1).equals("download") || call.argument(1).equals("tidy");
      case "cargo build", "cargo install", "cargo fetch", "cargo test", "cargo check" -> true;
      case "cargo run", "cargo chef" -> true;
      default -> false;
    };
  }

  /** True for managers with a cache that is worth it. */
  private static boolean keeps(DockerfileFacts facts, Run run, PackageCall asked) {
    return switch (asked.manager()) {
      case PIP, UV, POETRY, NPM, YARN, PNPM, COMPOSER, BUNDLE -> true;
      // Those of a distribution are cleaned up mostly, which is as good in the image.
      case APT_GET, APT, APK, DNF, MICRODNF, YUM ->
          run.calls().cleanups().isEmpty()
              && !asked.has("--no-cache")
              && CacheMounts.of(facts, run, asked) != null;
      default -> false;
    };
  }

  private static void mend(
      DockerfileFacts facts, Run run, Call call, @Nullable PackageCall asked, Reporter.Hit hit) {
    String mounts = CacheMounts.of(facts, run, call, asked);
    if (mounts == null || !run.calls().cleanups().isEmpty()) {
      hit.advise(
          "give RUN a --mount=type=cache over the folder where "
              + call.program()
              + " keeps what it downloads");
      return;
    }
    List<TextEdit> edits = new ArrayList<>();
    if (call.isAny("go", "cargo", "pnpm")) {
      for (Run other : CacheMounts.group(facts, run, call.program())) {
        if (!Mounts.cover(other.place().instruction(), first(mounts))) {
          edits.add(Edits.insert(other.place().instruction().word().span().end(), mounts));
        }
      }
      String target = call.is("cargo") ? CargoTarget.of(facts, run) : null;
      if (target != null && edits.size() == 1) {
        edits.set(0, Edits.insert(run.place().instruction().word().span().end(), mounts + target));
      }
    } else {
      edits.add(Edits.insert(run.place().instruction().word().span().end(), mounts));
      without(facts, run, asked, edits);
    }
    edits.sort(Comparator.comparingInt(TextEdit::start));
    hit.edit(
        "keep downloads in a cache mount, beside the image",
        Safety.REVIEW,
        edits.toArray(new TextEdit[0]));
  }

  private static String first(String mounts) {
    String from = mounts.substring(mounts.indexOf("target=") + "target=".length());
    int end = 0;
    while (end < from.length() && from.charAt(end) != ' ' && from.charAt(end) != ',') {
      end++;
    }
    return from.substring(0, end);
  }

  /** Takes the options away by which the same manager would keep nothing. */
  private static void without(
      DockerfileFacts facts, Run run, @Nullable PackageCall asked, List<TextEdit> edits) {
    Arguments.Command command = run.place().instruction().command();
    if (asked == null || command == null || command.json()) {
      return;
    }
    for (PackageCall each : run.calls().packages()) {
      PackageCall.Option option = each.option("--no-cache-dir", "--no-cache");
      if (each.manager() == asked.manager() && option != null && option.value() == null) {
        Span word = each.call().span(option.word());
        int start = word.start();
        while (start > 0 && (facts.source().at(start - 1) == ' ')) {
          start--;
        }
        if (start < word.start()) {
          edits.add(Edits.replace(new Span(start, word.end()), ""));
        }
      }
    }
  }
}
