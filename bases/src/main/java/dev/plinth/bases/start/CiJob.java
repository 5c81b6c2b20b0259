package dev.plinth.bases.start;

import dev.plinth.foundation.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pipelines of one service: each change is linted, built, and scanned against what it is made
 * upon; weekly the image is built anew upon the newest base and scanned in full, and newer bases
 * are proposed. Where Plinth is fetched from, what its archive's checksum is, and which commits of
 * actions are meant, are for people to say: nobody but them knows.
 */
public enum CiJob {
  /** Workflows of GitHub Actions. */
  GITHUB("github"),
  /** A file to be included by {@code .gitlab-ci.yml}. */
  GITLAB("gitlab");

  private static final String GITLAB_FILE = ".gitlab-ci.plinth.yml";

  /** The actions that are used, with their releases: those of GitHub itself. */
  private static final Map<String, String> ACTIONS =
      Map.of("actions/cache", "v4", "actions/checkout", "v6", "github/codeql-action", "v4");

  private final String word;

  CiJob(String word) {
    this.word = word;
  }

  /** As {@code --ci} takes it. */
  public String word() {
    return word;
  }

  /** The actions of others that it uses, by owner and repository. */
  public List<String> actions() {
    return this == GITHUB ? ACTIONS.keySet().stream().sorted().toList() : List.of();
  }

  /**
   * What people have to do before it runs.
   *
   * @param commits of actions, by owner and repository
   */
  public List<String> notes(Map<String, String> commits) {
    String set =
        "set the variables PLINTH_URL (a release archive, plinth-…-linux-….tar.gz) and"
            + " PLINTH_SHA256 (its checksum) in the project's CI settings; with PLINTH_IMAGE the"
            + " weekly rebuild is published there";
    if (this == GITLAB) {
      return List.of(
          set,
          "include the jobs in .gitlab-ci.yml: include: [{local: " + GITLAB_FILE + "}]",
          "make a pipeline schedule, once a week",
          "the update job takes a project access token (role Developer, scope api) in the masked and"
              + " protected variable GITLAB_TOKEN: CI_JOB_TOKEN cannot open requests");
    }
    String publish =
        "publishing takes the secrets PLINTH_REGISTRY_USER and PLINTH_REGISTRY_PASSWORD; the update"
            + " job needs the setting that lets Actions create pull requests";
    return commits.keySet().containsAll(ACTIONS.keySet())
        ? List.of(set, publish)
        : List.of(
            set,
            publish,
            "the actions are named by their releases: plinth pin --actions writes the commits, or"
                + " give them: --action actions/checkout=COMMIT");
  }

  /**
   * The files' texts by their paths.
   *
   * @param explain true where the reason is to stand beside each choice
   * @param commits of actions, by owner and repository; the release stands there where none is
   *     given
   */
  public Map<String, String> files(boolean explain, Map<String, String> commits) {
    Map<String, String> files = new LinkedHashMap<>();
    if (this == GITLAB) {
      files.put(GITLAB_FILE, text("gitlab.yml", explain));
      return files;
    }
    files.put(".github/workflows/plinth.yml", text("github.yml", explain));
    files.put(".github/workflows/plinth-weekly.yml", text("github-weekly.yml", explain));
    files.put(".github/actions/plinth/action.yml", text("github-action.yml", explain));
    files.replaceAll((_, text) -> pinned(text, commits));
    return files;
  }

  private static String pinned(String text, Map<String, String> commits) {
    StringBuilder out = new StringBuilder(text.length());
    for (String line : text.lines().toList()) {
      out.append(line(line, commits)).append('\n');
    }
    return out.toString();
  }

  private static String line(String line, Map<String, String> commits) {
    for (Map.Entry<String, String> each : commits.entrySet()) {
      String release = "@" + ACTIONS.get(each.getKey());
      if (line.contains("uses: " + each.getKey()) && line.endsWith(release)) {
        String before = line.substring(0, line.length() - release.length());
        return before + "@" + each.getValue() + " # " + release.substring(1);
      }
    }
    return line;
  }

  /** A file as it is carried, with its reasons (behind {@code #?}) or without. */
  static String text(String name, boolean explain) {
    StringBuilder out = new StringBuilder();
    for (String line : Resources.text(CiJob.class, name).lines().toList()) {
      boolean reason = line.stripLeading().startsWith("#?");
      if (explain || !reason) {
        out.append(reason ? line.replaceFirst("#\\?", "#") : line).append('\n');
      }
    }
    return out.toString();
  }
}
