package dev.plinth.cli;

import dev.plinth.checks.ci.CiPaths;
import dev.plinth.dockerfile.files.DockerfileFinder;
import dev.plinth.dockerfile.files.FileFinder;
import dev.plinth.report.lint.LintReport;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * A file to be linted.
 *
 * @param name as people would type it
 * @param path where it is; null for standard input
 */
record LintSource(String name, @Nullable Path path) {
  /**
   * The files that the command line names or that lie in the folders that it names.
   *
   * @param unread what of the folders could not be read; added to
   */
  static List<LintSource> of(
      ParseResult arguments, Console console, List<LintReport.Unread> unread) {
    List<String> paths = arguments.matchedPositionalValue(0, List.<String>of());
    List<String> names = arguments.matchedOptionValue("--name", List.<String>of());
    List<LintSource> sources = new ArrayList<>();
    for (String text : paths.isEmpty() ? List.of(".") : paths) {
      if (text.equals("-")) {
        sources.add(
            new LintSource(arguments.matchedOptionValue("--stdin-name", "Dockerfile"), null));
        continue;
      }
      Path given = Path.of(text);
      Path path = console.folder().resolve(given);
      if (Files.isDirectory(path)) {
        FileFinder.Found found = find(path, names);
        for (Path file : found.files()) {
          sources.add(new LintSource(named(given, path, file), file));
        }
        for (String each : found.unread()) {
          unread.add(new LintReport.Unread(text, each));
        }
      } else if (Files.exists(path)) {
        sources.add(new LintSource(text, path));
      } else {
        throw CliErrors.input(given, new NoSuchFileException(text));
      }
    }
    if (sources.isEmpty() && unread.isEmpty()) {
      throw CliErrors.noDockerfiles(paths.isEmpty() ? "." : String.join(", ", paths));
    }
    return sources;
  }

  /** Dockerfiles, and the files of pipelines but for those of what was installed. */
  private static FileFinder.Found find(Path folder, List<String> names) {
    String above = folder.toAbsolutePath().normalize().toString().replace('\\', '/');
    FileFinder.Wanted dockerfiles = DockerfileFinder.wanted(names);
    return FileFinder.find(
        folder,
        (name, path) ->
            dockerfiles.test(name, path)
                || (name.lastIndexOf(".") > 0
                    && CiPaths.kind(above + "/" + path) != null
                    && !installed("/" + path)));
  }

  private static boolean installed(String path) {
    return path.contains("/node_modules/") || path.contains("/vendor/");
  }

  /** Which file of a pipeline it is; null where it is a Dockerfile. */
  CiPaths.@Nullable Kind pipeline() {
    return CiPaths.kind(
        path == null ? name : path.toAbsolutePath().normalize().toString().replace('\\', '/'));
  }

  /** The file's name as people would type it. */
  private static String named(Path given, Path folder, Path file) {
    Path relative = folder.relativize(file);
    Path shown = given.normalize().toString().isEmpty() ? relative : given.resolve(relative);
    return shown.toString().replace('\\', '/');
  }
}
