package dev.plinth.bases.repository;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who writes and who makes commits: whom the caller names, else whom the user's own configuration
 * of git names, else Plinth; never whom a repository names.
 *
 * @param author {@code Name <mail>}
 */
record Identity(String author, String committer) {
  private static final String UNKNOWN = "Plinth <plinth@localhost>";

  static Identity of(Git git, String author) {
    String name = git.tryLine("config", "--global", "--includes", "--get", "user.name");
    String mail = git.tryLine("config", "--global", "--includes", "--get", "user.email");
    boolean known = name != null && mail != null && fits(name + " <" + mail + ">");
    String user = known ? name + " <" + mail + ">" : UNKNOWN;
    check(author);
    return author.isEmpty()
        ? new Identity(user, user)
        : new Identity(author, known ? user : author);
  }

  /** That it is a name and a mail address, or empty. */
  static void check(String author) {
    if (!author.isEmpty() && !fits(author)) {
      throw new PlinthException(
          "PLINTH-GIT-AUTHOR",
          "commit as " + SafeText.of(author),
          "that is not a name and a mail address",
          "write --author \"Name <name@example.org>\"");
    }
  }

  private static boolean fits(String who) {
    return who.length() <= 300
        && who.matches("[^<>\\p{Cntrl} ][^<>\\p{Cntrl}]* <[^<> \\p{Cntrl}]+>");
  }

  /** As git takes it. */
  Map<String, String> environment(long time) {
    Map<String, String> environment = new TreeMap<>();
    String[][] both = {{"AUTHOR", author}, {"COMMITTER", committer}};
    for (String[] each : both) {
      int at = each[1].lastIndexOf(" <");
      environment.put("GIT_" + each[0] + "_NAME", each[1].substring(0, at).strip());
      environment.put("GIT_" + each[0] + "_EMAIL", each[1].substring(at + 2, each[1].length() - 1));
      environment.put("GIT_" + each[0] + "_DATE", "@" + time + " +0000");
    }
    return environment;
  }
}
