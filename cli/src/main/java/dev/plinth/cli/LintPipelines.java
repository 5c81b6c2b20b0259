package dev.plinth.cli;

import dev.plinth.checks.ci.CiPaths;
import dev.plinth.checks.ci.Pipelines;
import dev.plinth.checks.lint.LintedFile;
import dev.plinth.checks.lint.PipelineLint;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.checks.settings.LintSettings.Choice;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.files.FileFinder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lints the files of pipelines, those of one repository together: others of it that were not named
 * are read as well, since they tell what is scanned and when.
 */
final class LintPipelines {
  /** Files of one repository that are read beside those that were named. */
  private static final int MOST_OTHERS = 1_000;

  /** As long as they may be. */
  private static final int MOST_BYTES = 1 << 20;

  private final PipelineLint lint;
  private final Function<String, Map<String, Choice>> here;

  LintPipelines(LintSettings settings, Function<String, Map<String, Choice>> here) {
    this.lint = new PipelineLint(settings);
    this.here = here;
  }

  /** A file with its text. */
  record Source(LintSource source, SourceText text) {}

  /**
   * What came of one file.
   *
   * @param file null where a rule failed
   * @param failure of the rule; null where none did
   */
  record Outcome(LintSource source, @Nullable LintedFile file, @Nullable Throwable failure) {}

  /** What came of these, repository by repository. */
  List<Outcome> lint(List<Source> sources) {
    Map<String, List<Source>> repositories = new LinkedHashMap<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (Source each : sources) {
      Path path = each.source.path();
      String key = path == null ? "" : root(path).toString();
      repositories.computeIfAbsent(key, _ -> new ArrayList<>()).add(each);
    }
    repositories.forEach((root, some) -> {
      try {
        List<LintedFile> files = root.isEmpty() ? alone(some) : repository(Path.of(root), some);
        for (int i = 0; i < files.size(); i++) {
          outcomes.add(new Outcome(some.get(i).source, files.get(i), null));
        }
      } catch (RuntimeException | StackOverflowError e) {
        some.forEach(each -> outcomes.add(new Outcome(each.source, null, e)));
      }
    });
    return outcomes;
  }

  /** Of standard input nobody knows what lies beside it. */
  private List<LintedFile> alone(List<Source> sources) {
    List<PipelineLint.Input> inputs = new ArrayList<>();
    for (Source each : sources) {
      inputs.add(input(each, each.source.name(), each.source.name()));
    }
    return lint.lint(inputs, List.of(), false);
  }

  private List<LintedFile> repository(Path root, List<Source> sources) {
    List<PipelineLint.Input> inputs = new ArrayList<>();
    Set<Path> named = new HashSet<>();
    for (Source each : sources) {
      Path path = absolute(Objects.requireNonNull(each.source.path()));
      named.add(path);
      inputs.add(input(each, each.source.name(), below(root, path)));
    }
    List<Pipelines.Input> others = new ArrayList<>();
    boolean whole = others(root, named, others);
    return lint.lint(inputs, others, whole);
  }

  private PipelineLint.Input input(Source each, String name, String path) {
    return new PipelineLint.Input(
        new Pipelines.Input(name, path, kind(each.source), each.text), here.apply(name));
  }

  private static CiPaths.Kind kind(LintSource source) {
    return Objects.requireNonNull(source.pipeline());
  }

  /** Reads what else is known of a repository; false where that may not be all. */
  private static boolean others(Path root, Set<Path> named, List<Pipelines.Input> to) {
    List<Path> files = new ArrayList<>();
    boolean whole = children(root, files);
    for (String folder : List.of(".github", ".gitlab")) {
      Path below = root.resolve(folder);
      if (Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS)) {
        FileFinder.Found found =
            FileFinder.find(
                below, (_, path) -> CiPaths.kind(root + "/" + folder + "/" + path) != null);
        files.addAll(found.files());
        whole &= found.unread().isEmpty();
      }
    }
    for (Path file : files) {
      Path path = absolute(file);
      CiPaths.Kind kind = CiPaths.kind(path.toString().replace('\\', '/'));
      if (kind == null || named.contains(path)) {
        continue;
      }
      SourceText text = to.size() < MOST_OTHERS ? read(path) : null;
      if (text == null) {
        whole = false;
      } else {
        String name = below(root, path);
        to.add(new Pipelines.Input(name, name, kind, text));
      }
    }
    return whole;
  }

  /** The files of a folder itself; false where they cannot be listed. */
  private static boolean children(Path root, List<Path> to) {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(root, "*.{yml,yaml}")) {
      for (Path child : stream) {
        if (Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
          to.add(child);
        }
      }
      return true;
    } catch (IOException | DirectoryIteratorException _) {
      return false;
    }
  }

  private static @Nullable SourceText read(Path file) {
    try {
      return Files.size(file) > MOST_BYTES ? null : SourceText.of(Files.readAllBytes(file));
    } catch (IOException _) {
      return null;
    }
  }

  /** The repository's folder: that of the pipeline's own folder, else the nearest that looks so. */
  private static Path root(Path path) {
    Path file = absolute(path);
    String text = file.toString().replace('\\', '/');
    Path parent = Objects.requireNonNull(file.getParent());
    Path told = file.getFileSystem().getPath(CiPaths.root(text));
    if (!told.equals(parent)) {
      return told;
    }
    for (Path at = parent; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))
          || Files.isDirectory(at.resolve(".github/workflows"))
          || Files.exists(at.resolve(".gitlab-ci.yml"))) {
        return at;
      }
    }
    return parent;
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static String below(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }
}
