package dev.plinth.cli;

import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.checks.catalog.RuleCard;
import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.catalog.RulePage;
import dev.plinth.checks.catalog.Rules;
import dev.plinth.checks.lint.FileLint;
import dev.plinth.checks.lint.LintedFile;
import dev.plinth.checks.lint.Linter;
import dev.plinth.checks.mend.Mended;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.ImageEvidence;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.Today;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.checks.settings.LintSettings.Choice;
import dev.plinth.checks.shellcheck.ShellCheckProgram;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.files.GitIgnore;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Level;
import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.write.SourceDate;
import dev.plinth.report.lint.LintReport;
import dev.plinth.report.lint.LintReport.LintFile;
import dev.plinth.report.lint.LintReport.LintRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** One run of {@code lint}: which files, by which settings, and what came out. */
final class LintRun {
  /** Larger files are no Dockerfiles that anybody wrote. */
  private static final int MOST_BYTES = 16 << 20;

  /** Fewer files than this are linted by one thread. */
  private static final int FEW = 8;

  /** Files that one thread takes at a time. */
  private static final int TOGETHER = 16;

  /** Larger files than this are linted each by itself. */
  private static final int SMALL = 32 << 10;

  private static final SourceText EMPTY = SourceText.of(new byte[0]);

  private final ParseResult arguments;
  private final Console console;
  private final LintSettings settings;
  private final BaseSettings bases;
  private final Level failAt;
  private final List<LintReport.Unread> unread = new ArrayList<>();
  private final LintContexts contexts;

  private final @Nullable LintFixing fixing;
  private final List<LintFixing.Done> mended = new ArrayList<>();

  LintRun(ParseResult arguments, Console console) {
    this.arguments = arguments;
    this.console = console;
    LintArguments.Chosen chosen = LintArguments.settings(arguments, console);
    this.settings = chosen.settings();
    this.bases = chosen.bases();
    this.failAt = chosen.failAt();
    this.fixing = LintFixing.of(arguments);
    String folder = arguments.matchedOptionValue("--context", "");
    this.contexts = new LintContexts(folder.isEmpty() ? null : console.folder().resolve(folder));
  }

  /** Tells what became of the files that were to be mended. */
  void tellFixes() {
    if (fixing != null) {
      fixing.tell(mended, console);
    }
  }

  /**
   * Lints, and mends where that is asked for.
   *
   * @param edits whether the report is to have the changes of ignore files as well
   */
  LintReport run(boolean edits) {
    List<LintSource> sources = new ArrayList<>();
    List<LintSource> pipelines = new ArrayList<>(0);
    for (LintSource each : LintSource.of(arguments, console, unread)) {
      (each.pipeline() == null ? sources : pipelines).add(each);
    }
    FileLint lint = lint();
    if (fixing != null) {
      fixing.sweep(sources);
    }
    if (fixing != null && fixing.reviews()) {
      fixing.ignoreFiles(
          new IgnoreFixing(lint, this::here).changes(contexts.sorted(sources)), unread);
    }
    Result[] results = new Result[sources.size()];
    if (sources.size() < FEW) {
      for (int i = 0; i < results.length; i++) {
        results[i] = lint(lint, sources.get(i));
      }
    } else {
      Workers.each(results.length, TOGETHER, (from, to) -> lint(lint, sources, results, from, to));
    }
    List<LintFile> files = new ArrayList<>();
    List<LintSource> concerned = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      Result result = results[i];
      if (result.file != null) {
        files.add(result.file);
        if (edits && IgnoreFixing.concerns(result.file.findings(), Set.of())) {
          concerned.add(sources.get(i));
        }
      }
      if (result.done != null) {
        mended.add(result.done);
      }
      unread.addAll(result.unread);
    }
    if (!pipelines.isEmpty()) {
      pipelines(pipelines, files);
    }
    List<LintReport.Change> changes = new ArrayList<>(0);
    if (!concerned.isEmpty()) {
      for (IgnoreFixing.Change each :
          new IgnoreFixing(lint, this::here).changes(contexts.sorted(concerned))) {
        changes.add(each.shown());
      }
    }
    return new LintReport(Version.number(), files, failAt, rules(files), unread, changes);
  }

  /** Lints the files of pipelines, each of which is judged with the others known. */
  private void pipelines(List<LintSource> sources, List<LintFile> to) {
    List<LintPipelines.Source> read = new ArrayList<>();
    for (LintSource source : sources) {
      Content content = content(source);
      if (content.unread != null) {
        unread.addAll(content.unread.unread);
      } else {
        read.add(new LintPipelines.Source(source, content.text));
      }
    }
    for (LintPipelines.Outcome each : new LintPipelines(settings, this::here).lint(read)) {
      LintedFile file = each.file();
      Result result =
          file == null
              ? failed(each.source(), Objects.requireNonNull(each.failure()))
              : result(each.source(), file, null);
      unread.addAll(result.unread);
      if (result.file != null) {
        to.add(result.file);
      }
    }
  }

  private FileLint lint() {
    Function<DockerfileFacts, Collection<Linter.Hit>> more =
        arguments.hasMatchedOption("--shellcheck")
            ? ShellCheckProgram.find()::check
            : _ -> List.of();
    Function<Build, ImageEvidence> evidence =
        arguments.hasMatchedOption("--online")
            ? new RegistryEvidence(RegistryTargets.client(arguments, console))::of
            : _ -> ImageEvidence.NONE;
    Instant now = SourceDate.of(console.environment(), Instant.now());
    Today today =
        new Today(
            LocalDate.ofInstant(now, ZoneOffset.UTC),
            ReleasesFile.known(Folders.advisories(console.environment())),
            bases);
    return new FileLint(settings, more, evidence, today);
  }

  /** What came of one file, and what did not. */
  private record Result(
      @Nullable LintFile file, LintFixing.@Nullable Done done, List<LintReport.Unread> unread) {
    static Result none(String name, String why) {
      return new Result(null, null, List.of(new LintReport.Unread(name, why)));
    }
  }

  /** A source's bytes, or why they are not linted. */
  private record Content(SourceText text, @Nullable Result unread) {}

  private Content content(LintSource source) {
    byte[] bytes;
    Path path = source.path();
    try {
      bytes = path == null ? console.in().readNBytes(MOST_BYTES + 1) : read(path);
    } catch (IOException e) {
      if (path == null) {
        throw CliErrors.standardInput(e);
      }
      return new Content(EMPTY, Result.none(source.name(), CliErrors.reason(e)));
    }
    return bytes.length > MOST_BYTES
        ? new Content(
            EMPTY, Result.none(source.name(), "it has more than " + (MOST_BYTES >> 20) + " MiB"))
        : new Content(SourceText.of(bytes), null);
  }

  private Result lint(FileLint lint, LintSource source) {
    Content content = content(source);
    return content.unread != null ? content.unread : lint(lint, source, content.text);
  }

  private Result lint(FileLint lint, LintSource source, SourceText text) {
    try {
      FileLint.Input input = input(source, text);
      LintFixing fixes = fixing;
      return fixes == null
          ? result(source, lint.lint(input), null)
          : result(source, fixes.mend(List.of(source), List.of(input), lint).getFirst());
    } catch (RuntimeException | StackOverflowError e) {
      return failed(source, e);
    }
  }

  /** What is told of a mended file: as it is then, or as it was where differences are shown. */
  private Result result(LintSource source, LintFixing.Outcome outcome) {
    LintFixing.Done done = outcome.done();
    if (done == null) {
      return failed(source, Objects.requireNonNull(outcome.failure()));
    }
    Mended mended = done.mended();
    boolean shows = fixing != null && fixing.shows();
    Result result = result(source, shows ? mended.original() : mended.result(), done);
    if (!mended.whole()) {
      result.unread.add(
          new LintReport.Unread(
              source.name(),
              "after as many rounds of changes as are made, more are proposed; run it again",
              true));
    }
    return result;
  }

  private FileLint.Input input(LintSource source, SourceText text) {
    return new FileLint.Input(source.name(), text, contexts.of(source.path()), here(source.name()));
  }

  /** Lints the files of some indexes: small ones together, large ones each by itself. */
  private void lint(FileLint lint, List<LintSource> sources, Result[] results, int from, int to) {
    List<FileLint.Input> inputs = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (int i = from; i < to; i++) {
      LintSource source = sources.get(i);
      Content content = content(source);
      if (content.unread != null) {
        results[i] = content.unread;
      } else if (content.text.length() > SMALL) {
        results[i] = lint(lint, source, content.text);
      } else {
        inputs.add(input(source, content.text));
        indexes.add(i);
      }
    }
    LintFixing fixes = fixing;
    if (fixes != null) {
      List<LintSource> some = indexes.stream().map(sources::get).toList();
      List<LintFixing.Outcome> done = fixes.mend(some, inputs, lint);
      for (int k = 0; k < some.size(); k++) {
        results[indexes.get(k)] = result(some.get(k), done.get(k));
      }
      return;
    }
    List<FileLint.Outcome> outcomes = lint.lint(inputs);
    for (int k = 0; k < outcomes.size(); k++) {
      LintedFile file = outcomes.get(k).file();
      Throwable failure = outcomes.get(k).failure();
      int at = indexes.get(k);
      if (file != null) {
        results[at] = result(sources.get(at), file, null);
      } else if (failure != null) {
        results[at] = failed(sources.get(at), failure);
      }
    }
  }

  private static Result result(LintSource source, LintedFile file, LintFixing.@Nullable Done done) {
    List<LintReport.Unread> unchecked = new ArrayList<>(0);
    for (String each : file.unchecked()) {
      unchecked.add(new LintReport.Unread(source.name(), each, true));
    }
    return new Result(shown(file, false), done, unchecked);
  }

  /** One file must not cost the others their result, nor may this one pass for clean. */
  private Result failed(LintSource source, Throwable failure) {
    if (failure instanceof PlinthException known) {
      return Result.none(source.name(), known.because());
    }
    if (console.environment().containsKey("PLINTH_DEBUG")) {
      failure.printStackTrace(console.err());
    }
    return Result.none(
        source.name(),
        "Plinth itself failed ("
            + failure.getClass().getSimpleName()
            + "): please report the file");
  }

  private static byte[] read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(MOST_BYTES + 1);
    }
  }

  /** Levels for a path: those of patterns that match; all but what is fixed off where ignored. */
  private Map<String, Choice> here(String name) {
    if (settings.paths().isEmpty() && settings.ignored().isEmpty()) {
      return Map.of();
    }
    Map<String, Choice> here = new HashMap<>();
    for (LintSettings.ForPaths some : settings.paths()) {
      if (GitIgnore.of(List.of(some.pattern())).ignoresWithin(name)) {
        here.putAll(some.levels());
      }
    }
    if (GitIgnore.of(settings.ignored()).ignoresWithin(name)) {
      for (Rule rule : Rules.all()) {
        if (!settings.fixed().contains(RuleNames.id(rule))) {
          here.put(RuleNames.id(rule), Choice.OFF);
        }
      }
    }
    return here;
  }

  /**
   * A file as reports take it.
   *
   * @param whole true where its text is shown though nothing was found
   */
  static LintFile shown(LintedFile file, boolean whole) {
    List<LintReport.Silenced> silenced = new ArrayList<>();
    for (LintedFile.Silenced each : file.silenced()) {
      silenced.add(new LintReport.Silenced(each.finding(), each.reason(), each.line()));
    }
    List<LintReport.Notice> notices = new ArrayList<>();
    for (LintedFile.Notice each : file.notices()) {
      notices.add(new LintReport.Notice(each.line(), each.text()));
    }
    List<LintReport.Mask> masks = new ArrayList<>();
    for (Span mask : file.masks()) {
      masks.add(new LintReport.Mask(mask.start(), mask.end()));
    }
    String raw = file.findings().isEmpty() && !whole ? "" : file.source().raw();
    return new LintFile(file.name(), raw, file.findings(), silenced, notices, masks);
  }

  /** What is known of the rules that findings name. */
  private static Map<String, LintRule> rules(List<LintFile> files) {
    Set<String> ids = new LinkedHashSet<>();
    for (LintFile file : files) {
      for (Finding finding : file.findings()) {
        ids.add(finding.id());
      }
      for (LintReport.Silenced silenced : file.silenced()) {
        ids.add(silenced.finding().id());
      }
    }
    Map<String, LintRule> rules = new HashMap<>();
    for (String id : ids) {
      RuleCard info = RuleNames.info(id);
      if (info != null) {
        rules.put(
            id,
            new LintRule(
                id,
                info.title(),
                info.level(),
                info.category(),
                info.aliases(),
                () -> RulePage.of(id).markdown(info)));
      }
    }
    return rules;
  }
}
