package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.findings.Level;

/** {@code rm -r} of a folder that the system needs, at once or where a variable is empty. */
@RuleInfo(
    id = "deletes-system-folder",
    level = Level.WARNING,
    title = "Folder of the system deleted",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2114", "shellcheck:SC2115"})
public final class DeletesSystemFolder implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).named("rm")) {
      Simple simple = ShellCode.simple(each.command(), "rm");
      if (simple == null
          || !(ShellCode.hasLetter(simple, 'r')
              || ShellCode.hasLetter(simple, 'R')
              || ShellCode.has(simple, "--recursive"))) {
        continue;
      }
      for (ShellWord word : simple.arguments()) {
        String path = word.pattern();
        if (system(path)) {
          report
              .at(each.run().script().span(word), path, "this deletes what the system needs")
              .advise("delete what was put there, by its name");
        } else if (path.startsWith("\0/") && system(path.substring(1)) && open(facts, each, word)) {
          report
              .at(
                  each.run().script().span(word),
                  "variable",
                  "where the variable is empty, this deletes " + path.substring(1))
              .advise("write ${name:?}, which stops where there is no value");
        }
      }
    }
  }

  /** True where nothing says that the variable holds something. */
  private static boolean open(DockerfileFacts facts, ShellCode.Command each, ShellWord word) {
    WordPart first = word.parts().getFirst();
    if (first instanceof WordPart.DoubleQuoted quoted && !quoted.parts().isEmpty()) {
      first = quoted.parts().getFirst();
    }
    return first instanceof WordPart.Parameter parameter
        && parameter.operator().isEmpty()
        && !RunVariables.of(facts).filled(each.run(), parameter.name());
  }

  private static boolean system(String path) {
    String folder = path;
    while (folder.endsWith("/*")) {
      folder = folder.substring(0, folder.length() - 2);
    }
    if (folder.length() > 1 && folder.endsWith("/")) {
      folder = folder.substring(0, folder.length() - 1);
    }
    return switch (folder) {
      case "" -> !path.isEmpty();
      case "/",
          "/bin",
          "/boot",
          "/dev",
          "/etc",
          "/home",
          "/lib",
          "/lib64",
          "/media",
          "/mnt",
          "/sbin",
          "/usr",
          "/usr/bin",
          "/usr/lib",
          "/usr/local",
          "/usr/share",
          "/var" ->
          // Their content alone is another matter: emptied folders stay.
          !path.endsWith("*") || !(folder.equals("/media") || folder.equals("/mnt"));
      default -> false;
    };
  }
}
