package dev.plinth.bases.start;

import dev.plinth.foundation.Resources;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of a bot that keeps bases up to date, for those who have one: once a week, a request for
 * each base image, after a week of cooling down (Renovate's "Configuration options", GitHub's
 * "Dependabot options reference").
 */
public enum UpdateBot {
  /** Renovate. It waits where a registry tells the age of a tag, and never with digests. */
  RENOVATE("renovate", "renovate.json"),
  /** Dependabot of GitHub. */
  DEPENDABOT("dependabot", ".github/dependabot.yml");

  private final String word;
  private final String path;

  UpdateBot(String word, String path) {
    this.word = word;
    this.path = path;
  }

  /** As {@code --bot} takes it. */
  public String word() {
    return word;
  }

  /** Where its settings belong. */
  public String path() {
    return path;
  }

  /** Where it would find them as well. */
  public List<String> others() {
    return this == DEPENDABOT
        ? List.of(".github/dependabot.yaml")
        : List.of(
            "renovate.json5",
            ".github/renovate.json",
            ".github/renovate.json5",
            ".gitlab/renovate.json",
            ".gitlab/renovate.json5",
            ".renovaterc",
            ".renovaterc.json",
            ".renovaterc.json5");
  }

  /** What people have to know. */
  public List<String> notes() {
    return this == RENOVATE
        ? List.of("Renovate reads renovate.json where its app, or your own Renovate, is at work")
        : List.of(
            "Dependabot moves digests and adds none: plinth pin writes them behind the tags first");
  }

  /**
   * The file's text.
   *
   * @param explain true where the reason is to stand beside each choice
   */
  public String text(boolean explain) {
    if (this == DEPENDABOT) {
      return CiJob.text("dependabot.yml", explain);
    }
    // JSON has no comments: Renovate reads descriptions instead.
    List<String> lines = new ArrayList<>();
    boolean within = false;
    for (String line : Resources.text(UpdateBot.class, "renovate.json").lines().toList()) {
      boolean begins = line.stripLeading().startsWith("\"description\":");
      if (explain || !(begins || within)) {
        lines.add(line);
      }
      within = (begins && line.endsWith("[")) || (within && !line.strip().equals("],"));
    }
    return String.join("\n", lines) + "\n";
  }
}
