package dev.plinth.checks.ci;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells by its path whether a file is one of a pipeline. Looks into no file. */
public final class CiPaths {
  private static final String WORKFLOWS = "/.github/workflows/";
  private static final String GITHUB = "/.github/";
  private static final String GITLAB = "/.gitlab/ci/";
  private static final String GITLAB_FILE = ".gitlab-ci";

  private CiPaths() {}

  /** Which of them a file is. */
  public enum Kind {
    /** A workflow of GitHub Actions. */
    WORKFLOW,
    /** What an action of GitHub consists of. */
    ACTION,
    /** A file of GitLab's pipeline, or one to be included in it. */
    GITLAB
  }

  /**
   * The kind of the file of that path; null where it is none of a pipeline.
   *
   * @param path with slashes; the whole of it, so that the folders above tell, too
   */
  public static @Nullable Kind kind(String path) {
    if (!ends(path, ".yml") && !ends(path, ".yaml")) {
      return null;
    }
    String lower = "/" + path.toLowerCase(Locale.ROOT);
    int slash = lower.lastIndexOf('/');
    String stem = lower.substring(slash + 1, lower.lastIndexOf('.'));
    if (lower.substring(0, slash + 1).endsWith(WORKFLOWS)) {
      return Kind.WORKFLOW;
    }
    if (stem.equals("action")) {
      return Kind.ACTION;
    }
    boolean gitlab =
        stem.equals(GITLAB_FILE)
            || stem.startsWith(GITLAB_FILE + ".")
            || stem.endsWith(GITLAB_FILE)
            || lower.contains(GITLAB);
    return gitlab ? Kind.GITLAB : null;
  }

  private static boolean ends(String path, String ending) {
    int from = path.length() - ending.length();
    return path.regionMatches(true, from, ending, 0, ending.length());
  }

  /**
   * The folder of the repository, as far as the path alone tells: that of the pipeline's own
   * folders, else the file's.
   */
  public static String root(String path) {
    String whole = "/" + path;
    int at = whole.lastIndexOf(GITHUB);
    at = at < 0 ? whole.lastIndexOf(GITLAB) : at;
    at = at < 0 ? whole.lastIndexOf('/') : at;
    return whole.substring(1, Math.max(1, at));
  }
}
