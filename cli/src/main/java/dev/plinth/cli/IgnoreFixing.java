package dev.plinth.cli;

import dev.plinth.checks.context.ContextWith;
import dev.plinth.checks.context.IgnoreProposal;
import dev.plinth.checks.lint.ContextFolder;
import dev.plinth.checks.lint.FileLint;
import dev.plinth.checks.lint.LintedFile;
import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.checks.settings.LintSettings.Choice;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.context.ContextReader;
import dev.plinth.dockerfile.files.DockerfileFinder;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.report.lint.LintReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes or completes ignore files. Each is proved: the Dockerfile, linted with the context as it
 * would be, has lost findings and won none.
 */
final class IgnoreFixing {
  /** With more Dockerfiles in one context, or with larger ones, nothing is proposed. */
  private static final int MOST_DOCKERFILES = 200;

  private static final int MOST_BYTES = 1 << 20;

  private final FileLint lint;
  private final FileLint own;
  private final Function<String, Map<String, Choice>> here;

  /**
   * For files of a run.
   *
   * @param lint what lints them
   * @param here levels for a path
   */
  IgnoreFixing(FileLint lint, Function<String, Map<String, Choice>> here) {
    this.lint = lint;
    this.own = lint.only(IgnoreProposal.RULES);
    this.here = here;
  }

  /**
   * A context with the Dockerfiles of the run that are built with it.
   *
   * @param ignoreFile theirs, there or not
   */
  record Context(Path folder, Path ignoreFile, List<LintSource> sources) {}

  /**
   * A file that is to be written.
   *
   * @param name as people would type it
   * @param lines that are new
   * @param removed findings that it removes
   * @param dockerfiles of the run that are built with it
   */
  record Change(
      Path file,
      String name,
      String before,
      String after,
      List<String> lines,
      List<Finding> removed,
      List<LintSource> dockerfiles) {
    /** As reports take it. */
    LintReport.Change shown() {
      Set<String> names = new HashSet<>();
      dockerfiles.forEach(each -> names.add(each.name()));
      int at = before.getBytes(StandardCharsets.UTF_8).length;
      return new LintReport.Change(
          name,
          (before.isEmpty() ? "write" : "complete") + " it with " + String.join(", ", lines),
          List.of(new Fix.TextEdit(at, at, after.substring(before.length()))),
          IgnoreProposal.RULES,
          names);
    }
  }

  /** The ignore file of a Dockerfile in a context, there or not. */
  static Path ignoreFile(Path folder, Path dockerfile) {
    Path there = ContextReader.ignoreFile(folder, dockerfile.toAbsolutePath());
    return there == null ? folder.resolve(".dockerignore") : there;
  }

  /** What the ignore files of some contexts lack, in their order. */
  List<Change> changes(List<Context> contexts) {
    @Nullable Change[] changes = new Change[contexts.size()];
    Workers.each(
        changes.length,
        1,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            changes[i] = change(contexts.get(i));
          }
        });
    List<Change> found = new ArrayList<>();
    for (Change each : changes) {
      if (each != null) {
        found.add(each);
      }
    }
    return found;
  }

  /** Null where nothing is lacking or nothing could be proved. */
  private @Nullable Change change(Context context) {
    ContextFolder files = null;
    for (LintSource source : context.sources) {
      Path path = Objects.requireNonNull(source.path()).toAbsolutePath();
      try {
        if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
          continue;
        }
        if (files == null) {
          files = new ContextFolder(context.folder, path);
        }
        FileLint.Input input =
            new FileLint.Input(
                source.name(),
                SourceText.of(Files.readAllBytes(path)),
                files,
                here.apply(source.name()));
        if (!concerns(own.lint(input).findings(), Set.of())) {
          continue;
        }
        if (!IgnoreProposal.lacking(files)) {
          return null;
        }
        List<DockerfileFacts> all = dockerfiles(context.folder, path, files);
        IgnoreProposal proposal = all.isEmpty() ? null : IgnoreProposal.of(files, all);
        if (proposal == null || !utf8(files.ignoreText())) {
          if (path.startsWith(context.folder)) {
            // All below the folder have been looked at: the next one would tell the same.
            return null;
          }
          continue;
        }
        Change change = proved(context, source, input, files, proposal);
        if (change != null) {
          return change;
        }
      } catch (IOException | RuntimeException | StackOverflowError _) {
        // What goes wrong with one file is told of it when it is linted, and of no other.
      }
    }
    return null;
  }

  private @Nullable Change proved(
      Context context,
      LintSource source,
      FileLint.Input input,
      ContextFolder files,
      IgnoreProposal proposal) {
    String fileName = String.valueOf(context.ignoreFile.getFileName());
    LintedFile before = lint.lint(input);
    LintedFile after = lint.lint(input.within(new ContextWith(files, fileName, proposal)));
    List<Finding> removed = removed(before, after);
    if (removed == null || removed.isEmpty()) {
      return null;
    }
    Path parent = Objects.requireNonNull(source.path()).toAbsolutePath().getParent();
    String name = source.name();
    String shown =
        context.folder.equals(parent)
            ? name.substring(0, name.lastIndexOf('/') + 1) + fileName
            : context.ignoreFile.toString();
    return new Change(
        context.ignoreFile,
        shown,
        proposal.before(),
        proposal.after(),
        proposal.lines(),
        removed,
        context.sources);
  }

  /** Whether an ignore file could remove some of these. */
  static boolean concerns(List<Finding> findings, Set<String> only) {
    for (Finding finding : findings) {
      if (IgnoreProposal.RULES.contains(finding.id())
          && (only.isEmpty() || only.contains(finding.id()))) {
        return true;
      }
    }
    return false;
  }

  /** What is not found any more; null where something is found that was not before. */
  private static @Nullable List<Finding> removed(LintedFile before, LintedFile after) {
    List<Finding> removed = new ArrayList<>(before.findings());
    for (Finding finding : after.findings()) {
      int at = 0;
      while (at < removed.size() && !removed.get(at).id().equals(finding.id())) {
        at++;
      }
      if (at == removed.size()) {
        return null;
      }
      removed.remove(at);
    }
    return removed;
  }

  /**
   * The Dockerfiles that this context may be sent for: that one and all below the folder. None
   * where not all of them can be looked at.
   */
  private static List<DockerfileFacts> dockerfiles(
      Path folder, Path dockerfile, ContextFiles context) throws IOException {
    List<Path> paths = new ArrayList<>(DockerfileFinder.find(folder, List.of()).files());
    paths.removeIf(path -> path.toAbsolutePath().equals(dockerfile.toAbsolutePath()));
    paths.addFirst(dockerfile);
    List<DockerfileFacts> all = new ArrayList<>();
    if (paths.size() > MOST_DOCKERFILES) {
      return all;
    }
    for (Path path : paths) {
      if (Files.size(path) > MOST_BYTES) {
        return List.of();
      }
      Build build = Build.of(DockerfileParser.parse(SourceText.of(Files.readAllBytes(path))));
      all.add(new DockerfileFacts(build, RuleSettings.NONE, context));
    }
    return all;
  }

  /** False where the text has lost bytes that are no UTF-8, so that it cannot be written again. */
  private static boolean utf8(String text) {
    return text.indexOf('\uFFFD') < 0;
  }

  static void write(Change change) {
    Outputs.writeFile(change.file, to -> to.write(change.after.getBytes(StandardCharsets.UTF_8)));
  }
}
