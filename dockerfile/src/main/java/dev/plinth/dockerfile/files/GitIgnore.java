package dev.plinth.dockerfile.files;

import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of a {@code .gitignore}, as gitignore(5) has them: the last that matches decides, a
 * leading {@code !} takes back, a trailing slash means folders alone, a slash elsewhere binds a
 * pattern to the file's own folder, {@code **} spans folders. Matching takes time in the product of
 * pattern and path, never more. Immutable.
 */
public final class GitIgnore {
  private static final int MOST_PATTERNS = 10_000;

  private final List<Pattern> patterns;

  private record Pattern(String glob, boolean negated, boolean foldersOnly, boolean anchored) {}

  private GitIgnore(List<Pattern> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /** Of the lines of a file; those beyond the ten-thousandth are passed over. */
  public static GitIgnore of(List<String> lines) {
    List<Pattern> patterns = new ArrayList<>();
    for (String line : lines) {
      String text = trimmed(line);
      if (text.isEmpty() || text.startsWith("#") || patterns.size() >= MOST_PATTERNS) {
        continue;
      }
      boolean negated = text.startsWith("!");
      text = negated ? text.substring(1) : text;
      boolean folders = text.endsWith("/");
      text = folders ? text.substring(0, text.length() - 1) : text;
      boolean anchored = text.indexOf('/') >= 0;
      text = text.startsWith("/") ? text.substring(1) : text;
      if (!text.isEmpty()) {
        patterns.add(new Pattern(text, negated, folders, anchored));
      }
    }
    return new GitIgnore(patterns);
  }

  /** Without spaces at the end, but for one that a backslash quotes. */
  private static String trimmed(String line) {
    String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ' && !(end > 1 && text.charAt(end - 2) == '\\')) {
      end--;
    }
    return text.substring(0, end);
  }

  /** What the patterns say of a path. */
  public enum Answer {
    IGNORED,
    TAKEN_BACK,
    /** No pattern matches. */
    NOTHING
  }

  /**
   * What they say.
   *
   * @param path relative to the folder of the file, with slashes
   * @param folder whether it is one
   */
  public Answer of(String path, boolean folder) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (int i = patterns.size() - 1; i >= 0; i--) {
      Pattern pattern = patterns.get(i);
      if (pattern.foldersOnly && !folder) {
        continue;
      }
      if (matches(pattern.glob, pattern.anchored ? path : name)) {
        return pattern.negated ? Answer.TAKEN_BACK : Answer.IGNORED;
      }
    }
    return Answer.NOTHING;
  }

  /** Whether any pattern matches the path or a folder that it lies in. */
  public boolean ignoresWithin(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (of(path.substring(0, slash), true) == Answer.IGNORED) {
        return true;
      }
    }
    return of(path, false) == Answer.IGNORED;
  }

  /** Dynamic programming over both, so that no pattern is slow. */
  static boolean matches(String glob, String path) {
    boolean[] reached = new boolean[path.length() + 1];
    reached[0] = true;
    int at = 0;
    while (at < glob.length()) {
      boolean[] next = new boolean[path.length() + 1];
      char c = glob.charAt(at);
      if (c == '*' && glob.startsWith("**", at)) {
        boolean start = at == 0 || glob.charAt(at - 1) == '/';
        boolean slashAfter = at + 2 < glob.length() && glob.charAt(at + 2) == '/';
        boolean end = at + 2 == glob.length();
        if (start && slashAfter) {
          anyFolders(path, reached, next);
          at += 3;
        } else {
          anything(reached, next, start && end, path);
          at += 2;
        }
      } else if (c == '*') {
        anything(reached, next, false, path);
        at++;
      } else if (c == '[' && classEnd(glob, at) > 0) {
        int end = classEnd(glob, at);
        for (int i = 0; i < path.length(); i++) {
          next[i + 1] =
              reached[i] && path.charAt(i) != '/' && inClass(glob, at + 1, end, path.charAt(i));
        }
        at = end + 1;
      } else {
        boolean quoted = c == '\\' && at + 1 < glob.length();
        char wanted = quoted ? glob.charAt(at + 1) : c;
        for (int i = 0; i < path.length(); i++) {
          boolean same = (!quoted && c == '?') ? path.charAt(i) != '/' : path.charAt(i) == wanted;
          next[i + 1] = reached[i] && same;
        }
        at += quoted ? 2 : 1;
      }
      reached = next;
    }
    return reached[path.length()];
  }

  private static void anything(boolean[] reached, boolean[] next, boolean slashes, String path) {
    boolean open = false;
    for (int i = 0; i <= path.length(); i++) {
      open = open || reached[i];
      next[i] = open;
      if (i < path.length() && path.charAt(i) == '/' && !slashes) {
        open = false;
      }
    }
  }

  /** None, or any number of whole folders. */
  private static void anyFolders(String path, boolean[] reached, boolean[] next) {
    boolean open = false;
    for (int i = 0; i <= path.length(); i++) {
      open = open || reached[i];
      next[i] = reached[i] || (open && i > 0 && path.charAt(i - 1) == '/');
    }
  }

  private static int classEnd(String glob, int start) {
    int at = start + 1;
    if (at < glob.length() && (glob.charAt(at) == '!' || glob.charAt(at) == '^')) {
      at++;
    }
    int end = glob.indexOf(']', Math.min(at + 1, glob.length()));
    return end < 0 ? -1 : end;
  }

  private static boolean inClass(String glob, int from, int end, char c) {
    boolean negated = glob.charAt(from) == '!' || glob.charAt(from) == '^';
    boolean found = false;
    for (int i = negated ? from + 1 : from; i < end; i++) {
      if (i + 2 < end && glob.charAt(i + 1) == '-') {
        found |= glob.charAt(i) <= c && c <= glob.charAt(i + 2);
        i += 2;
      } else {
        found |= glob.charAt(i) == c;
      }
    }
    return found != negated;
  }
}
