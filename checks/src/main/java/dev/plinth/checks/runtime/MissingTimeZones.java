package dev.plinth.checks.runtime;

import dev.plinth.bases.known.KnownBase;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.base.Commands;
import dev.plinth.checks.base.Commands.Argument;
import dev.plinth.checks.base.Commands.Command;
import dev.plinth.checks.base.Installs;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageManager;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A time zone asked for in an image that has none. */
@RuleInfo(
    id = "missing-time-zones",
    level = Level.WARNING,
    title = "Time zone set, but the image has no time zones",
    category = Category.RUNTIME)
public final class MissingTimeZones implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    BaseFacts bases = BaseFacts.of(facts);
    Stage last = bases.last();
    KnownBase base = last == null ? null : bases.base(last);
    if (last == null
        || base == null
        || !Boolean.FALSE.equals(base.zones())
        || base.name().repository().equals("node")
        || brought(facts, bases)) {
      return;
    }
    for (Stage stage : bases.shipped()) {
      for (Stage.Step step : stage.steps()) {
        if (step.instruction().keyword() == Keyword.ENV) {
          environment(facts, report, step.instruction(), base);
        }
      }
    }
    for (Command command : Commands.of(facts)) {
      boolean takes = command.name().equals("cp") || command.name().equals("ln");
      if (takes && facts.shipped(command.place().stage())) {
        for (Argument argument : command.arguments()) {
          if (argument.text().startsWith("/usr/share/zoneinfo/")) {
            hit(facts, report, argument.span(), argument.text().replace('\0', '…'), base);
          }
        }
      }
    }
  }

  private static void environment(
      DockerfileFacts facts, Reporter report, Instruction env, KnownBase base) {
    for (Pair pair : env.pairs()) {
      Word value = pair.value();
      if (value != null && pair.name().text().equals("TZ")) {
        String zone = value.text().replace("\"", "").replace("'", "");
        // What names no region is UTC, or a rule that needs no table: CET-1CEST.
        boolean needs =
            zone.indexOf('/') > 0
                && !zone.startsWith("Etc/UTC")
                && !zone.startsWith("Etc/GMT")
                && !zone.startsWith(":/")
                && zone.indexOf('$') < 0;
        if (needs) {
          hit(facts, report, pair.span(), zone, base);
        }
      }
    }
  }

  private static void hit(
      DockerfileFacts facts, Reporter report, Span span, String zone, KnownBase base) {
    Reporter.Hit hit =
        report
            .at(
                span,
                zone,
                base.name().shown() + " has no time zones, so that " + zone + " is unknown")
            .because("without the tables most programs take UTC and say nothing, others stop");
    boolean managed = base.managers() != null && !base.managers().isEmpty();
    TextEdit edit = managed ? install(facts, base) : null;
    if (edit != null) {
      hit.edit("install tzdata", Safety.REVIEW, edit);
    } else {
      hit.advise(
          managed
              ? "install tzdata"
              : "copy /usr/share/zoneinfo from a stage that has it, or build them into the"
                  + " program");
    }
  }

  /** With the packages that the file installs already, else by a RUN behind the FROM. */
  private static @Nullable TextEdit install(DockerfileFacts facts, KnownBase base) {
    Set<String> managers = base.managers();
    Stage last = BaseFacts.of(facts).last();
    boolean apk = managers != null && managers.contains("apk");
    if (last == null || managers == null || !(apk || managers.contains("apt-get"))) {
      return null;
    }
    for (Run run : RunCalls.of(facts)) {
      TextEdit joined =
          facts.shipped(run.place().stage()) && !run.place().onbuild() ? join(run, apk) : null;
      if (joined != null) {
        return joined;
      }
    }
    Instruction from = last.from();
    int feed = facts.source().raw().indexOf('\n', from.span().end());
    if (base.nonRoot() || feed < 0 || facts.foundation(last).index() != last.index()) {
      return null;
    }
    String joint = " " + facts.file().escape() + Edits.lineEnd(facts.source()) + "    && ";
    String word = from.word().value();
    String run = word.equals(word.toLowerCase(Locale.ROOT)) ? "run " : "RUN ";
    return Edits.insert(
        feed + 1,
        run
            + (apk
                ? "apk add --no-cache tzdata"
                : "apt-get update"
                    + joint
                    // Else it asks for the continent, and waits.
                    + "DEBIAN_FRONTEND=noninteractive apt-get install --yes"
                    + " --no-install-recommends tzdata"
                    + joint
                    + "rm -rf /var/lib/apt/lists/*")
            + Edits.lineEnd(facts.source()));
  }

  /** One package more in a call of apk; apt-get's would have to be told not to ask. */
  private static @Nullable TextEdit join(Run run, boolean apk) {
    for (PackageCall call : run.calls().packages()) {
      if (apk
          && call.manager() == PackageManager.APK
          && call.does(PackageCall.Action.INSTALL)
          && !call.packages().isEmpty()
          && !call.call().where().conditional()
          && !call.has("--virtual", "-t")
          && !exec(run)) {
        PackageCall.Requested end = call.packages().getLast();
        return Edits.insert(call.call().span(end.word()).end(), " tzdata");
      }
    }
    return null;
  }

  private static boolean exec(Run run) {
    Arguments.Command command = run.place().instruction().command();
    return command == null || command.json();
  }

  /** True where something may bring the tables. */
  private static boolean brought(DockerfileFacts facts, BaseFacts bases) {
    for (Installs.Install install : Installs.of(facts)) {
      if (!install.removes()
          && facts.shipped(install.command().place().stage())
          && install.packages().stream()
              .anyMatch(argument -> argument.text().startsWith("tzdata") || argument.open())) {
        return true;
      }
    }
    for (Stage stage : bases.shipped()) {
      for (Stage.Step step : stage.steps()) {
        Keyword keyword = step.instruction().keyword();
        Arguments.Paths paths = step.instruction().paths();
        if ((keyword == Keyword.COPY || keyword == Keyword.ADD) && paths != null && may(paths)) {
          return true;
        }
      }
    }
    return facts.source().raw().contains("timetzdata");
  }

  private static boolean may(Arguments.Paths paths) {
    Word to = paths.destination();
    return (to != null
            && List.of("/", "/usr", "/usr/", "/usr/share", "/usr/share/").contains(to.text()))
        || paths.words().stream()
            .anyMatch(
                word -> word.text().contains("zoneinfo") || word.text().contains("localtime"));
  }
}
