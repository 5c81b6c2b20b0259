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
    String user = known ? trimmed(name + " <" + mail + ">") : UNKNOWN;
    check(author);
    return author.isEmpty()
        ? new Identity(user, user)
        : new Identity(trimmed(author), known ? user : trimmed(author));
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

  /**
   * As git writes it: without blanks and punctuation at both ends of name and mail, which it takes
   * for what is left over of quoting.
   */
  private static String trimmed(String who) {
    int at = who.lastIndexOf(" <");
    return bare(who.substring(0, at)) + " <" + bare(who.substring(at + 2, who.length() - 1)) + ">";
  }

  private static String bare(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && crud(text.charAt(from))) {
      from++;
    }
    while (to > from && crud(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean crud(char c) {
    return c <= ' ' || ".,:;<>\"\\'".indexOf(c) >= 0;
  }

  private static boolean fits(String who) {
    return who.lastIndexOf(" <") > 0
        && who.endsWith(">")
        && !trimmed(who).startsWith(" ")
        && !trimmed(who).endsWith("<>")
        && who.length() <= 300
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
