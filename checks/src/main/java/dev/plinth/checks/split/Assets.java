package dev.plinth.checks.split;

import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.ContextFiles.Entry;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The files beside the sources that a program may read when it runs: templates, pages, settings.
 * What the context holds tells them; where it is not known, the names in the file.
 */
final class Assets {
  /** With more of them, people choose. */
  private static final int MOST = 6;

  private final OneStage one;
  private final String folder;
  private final Predicate<String> code;
  private final Set<String> found = new TreeSet<>();
  private final Set<String> holdCode = new LinkedHashSet<>();
  private final List<String> files = new ArrayList<>();

  private Assets(OneStage one, String folder, Predicate<String> code) {
    this.one = one;
    this.folder = folder;
    this.code = code;
  }

  /**
   * The paths that the second stage needs as well.
   *
   * @param last index of the last step that builds
   * @param folder that the sources are copied into
   * @param code tells the files that are for building alone, by their paths in the context
   * @param moved is given the COPYs to other folders, which belong to the second stage as they are
   * @return files and folders; null where that cannot be told
   */
  static @Nullable List<String> of(
      OneStage one, int last, String folder, Predicate<String> code, Set<Integer> moved) {
    Assets assets = new Assets(one, folder, code);
    for (Stage.Step step : one.steps()) {
      Keyword keyword = step.instruction().keyword();
      if (step.index() < last && (keyword == Keyword.COPY || keyword == Keyword.ADD)) {
        String target = OneStage.target(step);
        if (target == null) {
          return null;
        }
        if (!OneStage.within(target, folder)) {
          if (OneStage.within(folder, target)) {
            return null;
          }
          moved.add(step.index());
        } else if (!assets.copied(step, target)) {
          return null;
        }
      }
    }
    return assets.result();
  }

  private @Nullable List<String> result() {
    for (String file : files) {
      String root = file;
      for (String up = OneStage.parent(file);
          OneStage.within(up, folder) && !up.equals(folder) && !holdCode.contains(up);
          up = OneStage.parent(up)) {
        root = up;
      }
      found.add(root);
      if (found.size() > MOST || !OneStage.writable(root)) {
        return null;
      }
    }
    return List.copyOf(found);
  }

  private boolean copied(Stage.Step step, String target) {
    ContextFiles context = one.facts().context();
    Arguments.Paths paths = step.instruction().paths();
    Word destination = paths == null ? null : paths.destination();
    if (paths == null || destination == null) {
      return false;
    }
    List<Word> sources = paths.sources();
    String written = destination.value().replace("\"", "");
    boolean into =
        sources.size() > 1
            || written.endsWith("/")
            || written.equals(".")
            || written.equals("..")
            || written.endsWith("/.");
    for (Word word : sources) {
      String source = normal(word.value().replace("\"", ""));
      boolean known =
          context == null ? named(source, target, into) : sent(context, source, target, into);
      if (!known) {
        return false;
      }
    }
    return true;
  }

  /** Without a context: only what its name tells. */
  private boolean named(String source, String target, boolean into) {
    if (source.isEmpty() || code.test(source) || source.endsWith("*.go") || source.equals("go.*")) {
      return true;
    }
    if (source.indexOf('*') >= 0 || source.indexOf('?') >= 0) {
      return code.test(source.replace('*', 'x'));
    }
    String name = OneStage.name(source);
    if (name.indexOf('.') < 0) {
      return switch (name) {
        case "cmd", "pkg", "internal", "src", "vendor", "gradle", ".mvn", "app", "api" -> true;
        default -> false;
      };
    }
    files.add(into ? OneStage.absolute(name, target) : target);
    return true;
  }

  private boolean sent(ContextFiles context, String source, String target, boolean into) {
    if (context.incomplete()) {
      return false;
    }
    boolean pattern = source.indexOf('*') >= 0 || source.indexOf('?') >= 0;
    if (pattern) {
      return source.indexOf('/') < 0 && code.test(source.replace("*", "x"));
    }
    boolean there = false;
    for (Entry entry : context.sent()) {
      String path = entry.path();
      if (path.equals(source)) {
        there = true;
        add(path, into ? OneStage.absolute(OneStage.name(path), target) : target);
      } else if (source.isEmpty() || path.startsWith(source + "/")) {
        there = true;
        String rest = source.isEmpty() ? path : path.substring(source.length() + 1);
        add(path, OneStage.absolute(rest, target));
      }
    }
    return there;
  }

  private void add(String path, String built) {
    if (!code.test(path)) {
      files.add(built);
      return;
    }
    if (!forPeople(path)) {
      for (String up = OneStage.parent(built);
          OneStage.within(up, folder) && holdCode.add(up) && !up.equals("/");
          up = OneStage.parent(up)) {
        // Each folder that code lies beneath.
      }
    }
  }

  /** What no program reads: documents, and files of tools, in any language. */
  static boolean forPeople(String path) {
    String name = OneStage.name(path);
    return path.startsWith(".")
        || path.contains("/.")
        || name.endsWith(".md")
        || name.endsWith(".rst")
        || name.startsWith("LICENSE")
        || name.startsWith("COPYING")
        || name.startsWith("NOTICE")
        || name.startsWith("Dockerfile")
        || name.startsWith("Containerfile")
        || name.endsWith(".Dockerfile")
        || name.startsWith("docker-compose")
        || name.startsWith("compose.")
        || name.equals("Makefile")
        || name.equals("Taskfile.yml")
        || name.equals("Jenkinsfile")
        || path.startsWith("docs/")
        || path.startsWith("doc/")
        || path.startsWith("test/")
        || path.startsWith("tests/")
        || path.contains("testdata/");
  }

  private static String normal(String path) {
    String rest = path;
    while (rest.startsWith("./") || rest.startsWith("/")) {
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    while (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    return rest.equals(".") ? "" : rest;
  }
}
