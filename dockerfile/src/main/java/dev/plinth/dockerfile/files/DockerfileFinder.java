package dev.plinth.dockerfile.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Finds the Dockerfiles of a folder: {@code Dockerfile}, {@code Containerfile}, those with an
 * ending behind or a name before them.
 */
public final class DockerfileFinder {
  /** Endings of what is about a Dockerfile, or makes one, without being one. */
  private static final List<String> OTHERS =
      List.of(
          "dockerignore",
          "md",
          "txt",
          "rst",
          "html",
          "j2",
          "jinja",
          "jinja2",
          "tmpl",
          "tpl",
          "template",
          "erb",
          "mustache",
          "hbs",
          "gotmpl",
          "in",
          "go",
          "py",
          "sh",
          "js",
          "ts",
          "rb",
          "java",
          "json",
          "yaml",
          "yml",
          "toml",
          "lock",
          "sum",
          "sha256",
          "swp",
          "orig",
          "rej",
          "bak");

  private DockerfileFinder() {}

  /**
   * Looks through a folder.
   *
   * @param names patterns of further names, as a {@code .gitignore} has them
   */
  public static FileFinder.Found find(Path folder, List<String> names) {
    return FileFinder.find(folder, wanted(names));
  }

  /**
   * Which files are taken for Dockerfiles.
   *
   * @param names patterns of further names, as a {@code .gitignore} has them
   */
  public static FileFinder.Wanted wanted(List<String> names) {
    List<GitIgnore> patterns = names.stream().map(name -> GitIgnore.of(List.of(name))).toList();
    return (name, _) -> wanted(name, patterns);
  }

  private static boolean wanted(String name, List<GitIgnore> patterns) {
    for (GitIgnore pattern : patterns) {
      if (pattern.of(name, false) == GitIgnore.Answer.IGNORED) {
        return true;
      }
    }
    return isDockerfile(name);
  }

  /** True for names that Dockerfiles usually have. */
  public static boolean isDockerfile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int dot = lower.lastIndexOf('.');
    String ending = dot < 0 ? "" : lower.substring(dot + 1);
    if (lower.equals("dockerfile") || lower.equals("containerfile")) {
      return true;
    }
    boolean begins = lower.startsWith("dockerfile.") || lower.startsWith("containerfile.");
    boolean ends = ending.equals("dockerfile") || ending.equals("containerfile");
    return (begins && !OTHERS.contains(ending)) || (ends && dot > 0);
  }
}
