package dev.plinth.cli;

import dev.plinth.checks.lint.LintedFile;
import dev.plinth.checks.mend.Mended;
import dev.plinth.checks.mend.Mender;
import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.foundation.SafeText;
import dev.plinth.report.lint.LintReport.LintFile;
import dev.plinth.report.lint.UnifiedDiff;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
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

  /** Ignore files by their places, each once. */
  private final Map<Path, IgnoreFixing.Change> ignoreFiles = new LinkedHashMap<>();

  /** Those of which all is known. */
  private final Set<Path> settled = new HashSet<>();

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

  /** Writes or completes the ignore file of a Dockerfile's context, where that is proved right. */
  void ignoreFile(
      Path dockerfile,
      String name,
      Path folder,
      BiFunction<byte[], ContextFiles, LintedFile> lint) {
    IgnoreFixing.Change change;
    try {
      change = IgnoreFixing.of(dockerfile, name, folder, only, settled, lint);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return; // what goes wrong with one file is told of it when it is linted, and of no other
    }
    if (change != null) {
      settled.add(change.file());
    }
    if (change != null && ignoreFiles.putIfAbsent(change.file(), change) == null && !shows) {
      IgnoreFixing.write(change);
    }
  }

  /** Whether differences are shown instead of made. */
  boolean shows() {
    return shows;
  }

  /**
   * Mends a file and puts the text in its place, whole or not at all.
   *
   * @param path null for standard input
   */
  Done mend(@Nullable Path path, byte[] bytes, Function<byte[], LintedFile> lint) {
    Mended mended = mender.mend(bytes, lint);
    if (!shows && path != null && mended.changed()) {
      replace(path, bytes, mended.after().toBytes());
    }
    return new Done(path == null, mended);
  }

  /** Puts a text in the place of the one that it was made of, and of no other. */
  private static void replace(Path path, byte[] old, byte[] fresh) {
    if (!Files.isRegularFile(path)) {
      throw CliErrors.notMended(path, "it is no regular file");
    }
    if (!Files.isWritable(path)) {
      throw CliErrors.notMended(path, "it is not to be written");
    }
    try {
      if (Files.size(path) != old.length || !Arrays.equals(Files.readAllBytes(path), old)) {
        throw CliErrors.notMended(path, "it has changed in the meantime");
      }
    } catch (IOException e) {
      throw CliErrors.output(path, e);
    }
    Outputs.writeFile(path, to -> to.write(fresh));
  }

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
      for (IgnoreFixing.Change each : ignoreFiles.values()) {
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
    for (IgnoreFixing.Change each : ignoreFiles.values()) {
      changes += each.removes();
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
