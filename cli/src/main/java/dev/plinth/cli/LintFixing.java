package dev.plinth.cli;

import dev.plinth.checks.lint.FileLint;
import dev.plinth.checks.mend.Mended;
import dev.plinth.checks.mend.Mender;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.report.lint.LintReport;
import dev.plinth.report.lint.LintReport.LintFile;
import dev.plinth.report.lint.UnifiedDiff;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What {@code lint --fix} and {@code --diff} do: files mended, or shown as they would be. Of
 * standard input the mended text goes to standard output.
 */
final class LintFixing {
  private static final List<String> KINDS = List.of("safe", "review");

  private final Mender mender;
  private final boolean shows;
  private final boolean reviews;
  private final Set<String> only;

  /** Ignore files that are written or completed. */
  private final List<IgnoreFixing.Change> ignoreFiles = new ArrayList<>();

  private LintFixing(Safety most, Set<String> only, boolean shows) {
    this.mender = new Mender(most, only);
    this.reviews = most == Safety.REVIEW;
    this.only = only;
    this.shows = shows;
  }

  static void addTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--fix")
            .type(String.class)
            .arity("0..1")
            .paramLabel("KIND")
            .completionCandidates(KINDS)
            .preprocessor((words, _, _, info) -> {
              // A value stands behind an equals sign; the next word is a path.
              if (!"=".equals(info.get("separator"))) {
                words.push(KINDS.getFirst());
              }
              return false;
            })
            .description(
                "Make the changes that are safe, or with --fix=review all of them; each is proved"
                    + " first. The report tells what is left.")
            .build());
    spec.addOption(
        CommandLines.flag(
            "Show what --fix would change, and change nothing. The verdict is of the files as they"
                + " are.",
            "--diff"));
    spec.addOption(
        CommandLines.repeated(
            "ID",
            List.of(),
            "Make the changes of these rules alone; may be repeated.",
            "--fix-only"));
  }

  /** Null where nothing is to be mended. */
  static @Nullable LintFixing of(ParseResult arguments) {
    String kind = arguments.matchedOptionValue("--fix", "");
    boolean shows = arguments.hasMatchedOption("--diff");
    List<String> names = arguments.matchedOptionValue("--fix-only", List.<String>of());
    if (!kind.isEmpty() && !KINDS.contains(kind)) {
      throw ImageArguments.usage(arguments, "--fix takes safe or review, not \"" + kind + "\"");
    }
    if (kind.isEmpty() && !shows) {
      if (!names.isEmpty()) {
        throw ImageArguments.usage(arguments, "--fix-only needs --fix or --diff");
      }
      return null;
    }
    Set<String> only = new HashSet<>();
    for (String name : names) {
      only.addAll(LintArguments.ids(name, arguments));
    }
    return new LintFixing(kind.equals("review") ? Safety.REVIEW : Safety.SAFE, only, shows);
  }

  /** Whether changes are made that somebody should look at. */
  boolean reviews() {
    return reviews;
  }

  /**
   * Writes ignore files, or has them shown.
   *
   * @param unread added to where one cannot be written
   */
  void ignoreFiles(List<IgnoreFixing.Change> changes, List<LintReport.Unread> unread) {
    for (IgnoreFixing.Change change : changes) {
      if (!IgnoreFixing.concerns(change.removed(), only)) {
        continue;
      }
      try {
        if (!shows) {
          IgnoreFixing.write(change);
        }
        ignoreFiles.add(change);
      } catch (PlinthException e) {
        unread.add(new LintReport.Unread(change.name(), e.because(), true));
      }
    }
  }

  /** Whether differences are shown instead of made. */
  boolean shows() {
    return shows;
  }

  /** Takes away what runs that were killed left in the folders of these files. */
  void sweep(List<LintSource> sources) {
    Set<Path> folders = new LinkedHashSet<>();
    for (LintSource source : sources) {
      Path parent = source.path() == null ? null : source.path().toAbsolutePath().getParent();
      if (parent != null && !shows) {
        folders.add(parent);
      }
    }
    folders.forEach(Partial::sweep);
  }

  /** Mends some files and puts each text in its place, whole or not at all. */
  List<Outcome> mend(List<LintSource> sources, List<FileLint.Input> inputs, FileLint lint) {
    List<Outcome> outcomes = new ArrayList<>();
    List<Mender.Outcome> mended = mender.mend(inputs, lint);
    for (int i = 0; i < mended.size(); i++) {
      Mended one = mended.get(i).mended();
      if (one == null) {
        outcomes.add(new Outcome(null, mended.get(i).failure()));
        continue;
      }
      Path path = sources.get(i).path();
      try {
        if (!shows && path != null && one.changed()) {
          Replacement.of(path, inputs.get(i).source().toBytes(), one.after().toBytes());
        }
        outcomes.add(new Outcome(new Done(path == null, one), null));
      } catch (PlinthException e) {
        outcomes.add(new Outcome(null, e));
      }
    }
    return outcomes;
  }

  /** What became of one file; a failure where nothing did. */
  record Outcome(@Nullable Done done, @Nullable Throwable failure) {}

  /** One file with what became of it. */
  record Done(boolean standardInput, Mended mended) {}

  /** Whether the command line has something else than a report go to standard output. */
  static boolean takesOutput(ParseResult arguments) {
    boolean fixes = !arguments.matchedOptionValue("--fix", "").isEmpty();
    return arguments.hasMatchedOption("--diff")
        || (fixes && arguments.matchedPositionalValue(0, List.<String>of()).contains("-"));
  }

  /** Tells what was done: differences or a mended standard input on standard output. */
  void tell(List<Done> files, Console console) {
    try {
      for (IgnoreFixing.Change each : ignoreFiles) {
        if (shows) {
          UnifiedDiff.write(
              text(each.name(), each.before()),
              text(each.name(), each.after()),
              console.outIsTerminal(),
              console.colour(),
              console.out());
        }
      }
      for (Done each : files) {
        if (shows && each.mended.changed()) {
          UnifiedDiff.write(
              LintRun.shown(each.mended.original(), true),
              LintRun.shown(each.mended.result(), true),
              console.outIsTerminal(),
              console.colour(),
              console.out());
        } else if (!shows && each.standardInput) {
          console.out().write(each.mended.after().toBytes());
        }
      }
    } catch (IOException e) {
      throw CliErrors.standardOutput(e);
    }
    console.out().flush();
    summary(files, console.err());
  }

  private static LintFile text(String name, String text) {
    return new LintFile(name, SourceText.raw(text), List.of(), List.of(), List.of(), List.of());
  }

  private void summary(List<Done> files, PrintStream err) {
    int changes = 0;
    for (IgnoreFixing.Change each : ignoreFiles) {
      changes += each.removed().size();
    }
    int changed = ignoreFiles.size();
    int look = changes;
    List<String> refusals = new ArrayList<>();
    boolean masked = false;
    for (Done each : files) {
      Mended mended = each.mended;
      changes += mended.applied().size();
      changed += mended.changed() ? 1 : 0;
      masked |= mended.changed() && !mended.original().masks().isEmpty();
      for (Mended.Applied applied : mended.applied()) {
        look += applied.safety() == Safety.REVIEW ? 1 : 0;
      }
      for (Mended.Refused refused : mended.refused()) {
        refusals.add(
            SafeText.of(mended.result().name())
                + ":"
                + refused.line()
                + ": not fixed ("
                + refused.rule()
                + "), as it cannot be proved: "
                + SafeText.of(refused.reason()));
      }
    }
    refusals.forEach(err::println);
    err.println(
        (shows ? "would fix " : "fixed ")
            + count(changes, "finding")
            + " in "
            + count(changed, "file")
            + (look > 0
                ? "; look at " + (look == 1 ? "the one" : "the " + look) + " for review"
                : "")
            + (refusals.isEmpty() ? "" : "; " + refusals.size() + " not fixed"));
    if (shows && masked) {
      err.println("secrets are masked in the diff: it is to be read, not to be applied");
    }
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
