package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageManager;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.HashMap;
import java.util.Map;

/** A lock file that does not bind. */
@RuleInfo(
    id = "npm-install-with-lock",
    level = Level.INFO,
    title = "npm install beside a lock file",
    category = Category.PACKAGES)
public final class NpmInstallWithLock implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      for (PackageCall call : run.calls().packages()) {
        if (call.manager() == PackageManager.NPM
            && (call.command().equals("install") || call.command().equals("i"))
            && call.packages().isEmpty()
            && !call.has("-g", "--global", "--package-lock-only", "--no-package-lock")
            && locked(facts, run.place())) {
          report
              .at(
                  call.commandSpan(),
                  "npm",
                  "npm install may change what the lock file says; npm ci installs just that")
              .replace("install what the lock file says", Safety.REVIEW, "ci");
        }
      }
    }
  }

  /** True where a lock file was copied before. */
  private static boolean locked(DockerfileFacts facts, Place run) {
    Integer first = facts.shared(LockFiles.class, LockFiles::new).first.get(run.stage().index());
    return first != null && first < run.step().index();
  }

  /** The step of each stage that first copies a lock file. */
  private static final class LockFiles {
    private final Map<Integer, Integer> first = new HashMap<>();

    private LockFiles(DockerfileFacts facts) {
      for (Place place : facts.places(Keyword.COPY)) {
        Arguments.Paths paths = place.instruction().paths();
        if (paths == null || place.instruction().flag("from") != null) {
          continue;
        }
        for (Word source : paths.sources()) {
          String text = source.value();
          if (locks(text.substring(text.lastIndexOf('/') + 1))) {
            first.putIfAbsent(place.stage().index(), place.step().index());
          }
        }
      }
    }
  }

  private static boolean locks(String name) {
    return switch (name) {
      case "package-lock.json", "package*.json", "package-lock*.json", "package*" -> true;
      case "*.json", "npm-shrinkwrap.json", "package-lock.json*" -> true;
      default -> false;
    };
  }
}
