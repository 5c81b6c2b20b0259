package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** A working directory or volume that hides or mixes with what the system has there. */
@RuleInfo(
    id = "system-directory",
    level = Level.WARNING,
    title = "WORKDIR or VOLUME in a system directory",
    category = Category.INSTRUCTIONS,
    aliases = {"trivy:DS-0030"})
public final class SystemDirectory implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places()) {
      if (place.is(Keyword.WORKDIR)) {
        @Nullable Word word = place.instruction().rest();
        if (word != null) {
          check(facts, place, word, report);
        }
      } else if (place.is(Keyword.VOLUME) && place.instruction().paths() != null) {
        for (Word word : place.instruction().paths().words()) {
          check(facts, place, word, report);
        }
      }
    }
  }

  private static void check(DockerfileFacts facts, Place place, Word word, Reporter report) {
    @Nullable String path = Paths.expanded(facts, place, word);
    if (path == null || !path.startsWith("/")) {
      return;
    }
    String plain = Paths.normal(path);
    boolean volume = place.is(Keyword.VOLUME);
    if (!system(plain) && !(volume && plain.equals("/"))) {
      return;
    }
    Reporter.Hit hit =
        report.at(
            word.span(),
            plain,
            volume
                ? "a volume at " + plain + " hides what the system has there"
                : "the working directory is the system's " + plain);
    if (!volume && !kernel(plain)) {
      hit.level(Level.INFO);
    }
    hit.advise("use a directory of your own, such as /app or /srv");
  }

  private static boolean kernel(String path) {
    return path.equals("/proc")
        || path.startsWith("/proc/")
        || path.equals("/sys")
        || path.startsWith("/sys/")
        || path.equals("/dev")
        || path.startsWith("/dev/");
  }

  private static boolean system(String path) {
    return switch (path) {
      case "/bin",
          "/boot",
          "/etc",
          "/lib",
          "/lib64",
          "/sbin",
          "/usr",
          "/usr/bin",
          "/usr/lib",
          "/usr/sbin",
          "/usr/local/bin",
          "/var" ->
          true;
      default -> kernel(path);
    };
  }
}
