package dev.plinth.bases.repository;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.util.Locale;

/**
 * Where a repository is (git-fetch(1), "GIT URLS"): {@code https}, {@code ssh}, {@code
 * user@host:path}, and {@code file} where somebody writes that. Nothing else: other transports run
 * programs ({@code ext::}), or prove nothing ({@code git://}, {@code http://}).
 *
 * @param text as git takes it
 * @param scheme {@code https}, {@code ssh} or {@code file}
 * @param host with its port, in lower case; empty for {@code file}
 * @param path without slashes around it and without {@code .git}
 */
public record GitUrl(String text, String scheme, String host, String path) {
  private static final int LONGEST = 2_000;

  /** Whether a word of the command line is meant as a URL. */
  public static boolean meant(String word) {
    return word.contains("::")
        || word.matches("[A-Za-z][A-Za-z0-9+.-]{0,20}://.*")
        || word.matches("[A-Za-z0-9._-]{1,64}@[A-Za-z0-9._-]{1,255}:[^:].*");
  }

  /**
   * Of a text.
   *
   * @throws PlinthException {@code PLINTH-GIT-URL} where it is none that is taken
   */
  public static GitUrl of(String text) {
    if (text.contains("::")) {
      throw refused(text, "a transport that runs a program is never used");
    }
    if (text.length() > LONGEST) {
      throw refused(text, "it has more than " + LONGEST + " characters");
    }
    if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw refused(text, "it has spaces or control characters in it");
    }
    int colon = text.indexOf("://");
    return colon > 0
        ? whole(text, text.substring(0, colon).toLowerCase(Locale.ROOT), colon + 3)
        : brief(text);
  }

  private static GitUrl whole(String text, String scheme, int from) {
    int slash = text.indexOf('/', from);
    String authority = slash < 0 ? "" : text.substring(from, slash);
    String path = slash < 0 ? "" : text.substring(slash + 1);
    switch (scheme) {
      case "file" -> {
        if (!authority.isEmpty()) {
          throw refused(text, "a file's URL has three slashes");
        }
      }
      case "https", "ssh" -> {
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at);
        if (user.contains(":") || (!user.isEmpty() && scheme.equals("https"))) {
          throw refused("https://…", "a password or token in a URL is seen by everybody here");
        }
        if (!user.matches("([A-Za-z0-9._][A-Za-z0-9._-]{0,63})?")) {
          throw refused(text, "its user is none");
        }
        authority = authority.substring(at + 1);
        if (!authority.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,254}(:[0-9]{1,5})?")) {
          throw refused(text, "its host is none");
        }
      }
      default -> throw refused(text, "only https, ssh and file are taken");
    }
    return new GitUrl(text, scheme, authority.toLowerCase(Locale.ROOT), path(text, path));
  }

  /** {@code user@host:path}, which is ssh. */
  private static GitUrl brief(String text) {
    int colon = text.indexOf(':');
    String before = colon < 0 ? "" : text.substring(0, colon);
    if (!before.matches("[A-Za-z0-9._][A-Za-z0-9._-]{0,63}@[A-Za-z0-9][A-Za-z0-9._-]{0,254}")) {
      throw refused(text, "it is neither a URL nor user@host:path");
    }
    String host = before.substring(before.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    return new GitUrl(text, "ssh", host, path(text, text.substring(colon + 1)));
  }

  private static String path(String text, String path) {
    String bare = path;
    while (bare.startsWith("/")) {
      bare = bare.substring(1);
    }
    while (bare.endsWith("/")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    bare = bare.endsWith(".git") ? bare.substring(0, bare.length() - 4) : bare;
    if (bare.isEmpty() || bare.startsWith("-") || path.startsWith("-") || bare.contains("?")) {
      throw refused(text, "its path is none");
    }
    return bare;
  }

  /** The folder that a {@code file} URL names. */
  String folder() {
    return text.substring(text.indexOf("://") + 3);
  }

  /** For people: host and path. */
  public String shown() {
    return SafeText.of(host.isEmpty() ? path : host + "/" + path);
  }

  private static PlinthException refused(String text, String why) {
    // Whatever stands before an @ may be a token.
    String shown = text.replaceFirst("(?s)//.*@", "//…@");
    shown = shown.length() > 200 ? shown.substring(0, 200) + "…" : shown;
    return new PlinthException(
        "PLINTH-GIT-URL",
        "take \"" + SafeText.of(shown) + "\" for a git repository",
        why,
        "write https://host/owner/name, ssh://git@host/owner/name or file:///folder; tokens come"
            + " from GITHUB_TOKEN, GITLAB_TOKEN or git's own credential helpers");
  }
}
