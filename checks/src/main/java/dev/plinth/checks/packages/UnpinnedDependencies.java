package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageCall.Action;
import dev.plinth.dockerfile.calls.PackageCall.Kind;
import dev.plinth.dockerfile.calls.PackageCall.Requested;
import dev.plinth.findings.Level;

/** Whatever was published last. */
@RuleInfo(
    id = "unpinned-dependencies",
    level = Level.INFO,
    title = "Dependency of a language without a version",
    category = Category.PACKAGES,
    aliases = {"hadolint:DL3013", "hadolint:DL3016", "hadolint:DL3028", "hadolint:DL3062"})
public final class UnpinnedDependencies implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      for (PackageCall call : run.calls().packages()) {
        if (!call.does(Action.INSTALL)) {
          continue;
        }
        for (Requested wanted : call.packages()) {
          if (floats(call, wanted)) {
            report(report, call, wanted);
          }
        }
      }
    }
  }

  private static void report(Reporter report, PackageCall call, Requested wanted) {
    boolean sources = wanted.kind() == Kind.VCS;
    String name = OptionWords.text(call, wanted.word());
    report
        .at(
            call.call().span(wanted.word()),
            name,
            name
                + (sources
                    ? " is installed from whatever revision is newest"
                    : " is installed in whatever version is newest"))
        .advise(sources ? "name a tag or a commit" : "name the version, or use a lock file");
  }

  private static boolean floats(PackageCall call, Requested wanted) {
    return switch (call.manager()) {
      case PIP, PIPX, UV -> python(call, wanted);
      case NPM, PNPM, YARN, BUN ->
          (wanted.kind() == Kind.NAME && distTag(wanted.constraint()))
              || (wanted.kind() == Kind.VCS && wanted.name().indexOf('#') < 0);
      case GEM ->
          wanted.kind() == Kind.NAME && !wanted.constrained() && !call.has("-v", "--version");
      case GO -> newest(wanted.constraint());
      case CARGO ->
          wanted.kind() == Kind.NAME
              && call.command().endsWith("install")
              && !wanted.constrained()
              && !call.has("--version", "--vers", "--path", "--rev", "--tag");
      default -> false;
    };
  }

  private static boolean python(PackageCall call, Requested wanted) {
    if (wanted.kind() == Kind.VCS) {
      String text = wanted.word().pattern();
      int scheme = text.indexOf("://");
      int path = text.indexOf('/', scheme < 0 ? 0 : scheme + 3);
      return path > 0 && text.indexOf('@', path) < 0 && !wanted.constrained();
    }
    if (wanted.kind() != Kind.NAME
        || call.has("-c", "--constraint", "--no-index")
        || !(call.command().isEmpty() || call.command().endsWith("install"))) {
      return false;
    }
    return switch (wanted.name()) {
      case "pip", "setuptools", "wheel" -> false;
      default -> !wanted.constraint().contains("==") && !wanted.constraint().contains("~=");
    };
  }

  private static boolean distTag(String constraint) {
    return constraint.isEmpty()
        || constraint.equals("@")
        || constraint.equals("@*")
        || newest(constraint)
        || constraint.equals("@next");
  }

  private static boolean newest(String constraint) {
    return switch (constraint) {
      case "@latest", "@main", "@master", "@upgrade", "@HEAD" -> true;
      default -> false;
    };
  }
}
