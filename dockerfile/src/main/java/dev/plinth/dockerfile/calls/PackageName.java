package dev.plinth.dockerfile.calls;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.PackageCall.Kind;
import dev.plinth.dockerfile.calls.PackageCall.Requested;
import dev.plinth.dockerfile.shell.ShellWord;
import org.jspecify.annotations.Nullable;

/** Tells a package's name from its version, in each manager's own way of writing them. */
final class PackageName {
  private final PackageManager manager;
  private final String text;
  private int nameFrom;
  private int nameTo;
  private int constraintFrom = -1;
  private int constraintTo = -1;

  private PackageName(PackageManager manager, String text) {
    this.manager = manager;
    this.text = text;
    this.nameTo = text.length();
  }

  static Requested read(
      LogicalText line, PackageManager manager, String command, ShellWord word, boolean group) {
    String text = word.pattern();
    PackageName name = new PackageName(manager, text);
    Kind kind = group ? Kind.GROUP : name.kind(command);
    if (kind == Kind.NAME) {
      name.split();
    }
    Span whole = line.span(word.from(), word.to());
    WordMap map = WordMap.of(word);
    Span nameSpan = map.span(line, name.nameFrom, name.nameTo);
    String constraint =
        name.constraintFrom < 0 ? "" : text.substring(name.constraintFrom, name.constraintTo);
    @Nullable Span constraintSpan =
        constraint.isEmpty() ? null : map.span(line, name.constraintFrom, name.constraintTo);
    return new Requested(
        word,
        kind,
        text.substring(name.nameFrom, name.nameTo),
        constraint,
        nameSpan == null ? whole : nameSpan,
        constraintSpan);
  }

  /** What a source of code is: a repository, a URL, else a folder. */
  static Kind source(String text) {
    if (text.startsWith("git+")
        || text.startsWith("hg+")
        || text.startsWith("svn+")
        || text.startsWith("bzr+")
        || text.startsWith("git:")
        || text.startsWith("git@")
        || text.startsWith("ssh:")) {
      return Kind.VCS;
    }
    return text.contains("://") ? Kind.URL : Kind.FILE;
  }

  private Kind kind(String command) {
    if (text.equals("\0")) {
      return Kind.UNKNOWN;
    }
    if (text.contains("://")) {
      int at = text.indexOf('@');
      String address =
          at > 0 && at < text.indexOf("://") ? text.substring(at + 1).stripLeading() : text;
      Kind kind = source(address);
      return kind == Kind.URL && address.endsWith(".git") ? Kind.VCS : kind;
    }
    return switch (manager) {
      case PIP, UV, PIPX, POETRY ->
          command.equals("pip sync")
              ? Kind.REQUIREMENTS
              : path() || text.indexOf('/') >= 0 || ends(".whl", ".tar.gz", ".zip")
                  ? Kind.FILE
                  : Kind.NAME;
      case NPM, PNPM, YARN, BUN -> node();
      case GO -> path() ? Kind.FILE : Kind.NAME;
      case DNF, MICRODNF, YUM, TDNF ->
          text.startsWith("@") ? Kind.GROUP : path() || ends(".rpm") ? Kind.FILE : Kind.NAME;
      default ->
          path() || ends(".deb", ".rpm", ".apk", ".gem", ".conda", ".tar.bz2")
              ? Kind.FILE
              : Kind.NAME;
    };
  }

  private Kind node() {
    if (text.startsWith("git@")
        || text.startsWith("github:")
        || text.startsWith("gitlab:")
        || text.startsWith("bitbucket:")) {
      return Kind.VCS;
    }
    if (path() || text.startsWith("file:") || text.startsWith("link:") || ends(".tgz", ".tar.gz")) {
      return Kind.FILE;
    }
    int slash = text.indexOf('/');
    int at = text.indexOf('@', 1);
    return !text.startsWith("@") && slash > 0 && (at < 0 || slash < at) && text.charAt(0) != '\0'
        ? Kind.VCS
        : Kind.NAME;
  }

  private boolean path() {
    return text.startsWith("/")
        || text.startsWith("./")
        || text.startsWith("../")
        || text.startsWith("~/")
        || text.startsWith("\0/")
        || text.equals(".")
        || text.equals("..")
        || text.startsWith(".[");
  }

  private boolean ends(String... endings) {
    for (String ending : endings) {
      if (text.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  private void split() {
    switch (manager) {
      case APT_GET, APT, APTITUDE, DPKG -> debian();
      case APK -> {
        nameFrom = text.startsWith("!") ? 1 : 0;
        cut("=<>~@");
      }
      case DNF, MICRODNF, YUM, TDNF, RPM -> rpm();
      case ZYPPER -> cut("=<>!");
      case PIP, UV, PIPX, POETRY -> pip();
      case CONDA, MAMBA -> {
        int channel = text.indexOf("::");
        nameFrom = channel < 0 ? 0 : channel + 2;
        cut("=<>!~ ");
      }
      case NPM, PNPM, YARN, BUN, GO -> {
        int at = text.indexOf('@', 1);
        constraint(at, at);
      }
      case CARGO -> cut("@:");
      case GEM, BUNDLE -> cut(":");
      case COMPOSER -> cut(":= ");
    }
  }

  private void constraint(int nameEnd, int from) {
    if (from > nameFrom) {
      nameTo = nameEnd;
      constraintFrom = from;
      constraintTo = text.length();
    }
  }

  /** At the first of these characters. */
  private void cut(String operators) {
    for (int i = nameFrom + 1; i < text.length(); i++) {
      if (operators.indexOf(text.charAt(i)) >= 0) {
        int end = i;
        while (end > nameFrom && text.charAt(end - 1) == ' ') {
          end--;
        }
        int from = i;
        while (from < text.length() - 1 && text.charAt(from) == ' ') {
          from++;
        }
        constraint(end, from);
        return;
      }
    }
  }

  /** {@code name[:arch][=version | /release]}, or {@code name-} for one that is to go. */
  private void debian() {
    cut("=/");
    if (constraintFrom < 0 && text.length() > 1 && text.endsWith("-")) {
      constraint(text.length() - 1, text.length() - 1);
    }
    int architecture = text.indexOf(':');
    if (architecture > 0 && architecture < nameTo) {
      nameTo = architecture;
    }
  }

  /** {@code name[-version[-release]][.arch]} or {@code name operator version}. */
  private void rpm() {
    cut("=<>");
    if (constraintFrom >= 0) {
      return;
    }
    for (int i = text.indexOf('-', 1);
        i > 0 && i + 1 < text.length();
        i = text.indexOf('-', i + 1)) {
      int second = text.indexOf('-', i + 1);
      int end = second < 0 ? text.length() : second;
      String version = text.substring(i + 1, end);
      boolean numbered = digit(version, 0) || version.startsWith("\0");
      boolean dotted = version.indexOf('.') > 0 || version.indexOf('\0') >= 0;
      boolean release = second > 0 && text.indexOf('-', second + 1) < 0 && digit(text, second + 1);
      boolean last = second < 0 || release || (second > 0 && text.startsWith("-*", second));
      if (numbered && last && (dotted || release)) {
        constraint(i, i);
        return;
      }
    }
  }

  private static boolean digit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** {@code name [extras] version ; marker} (PEP 508), or {@code name@version} of pipx and uv. */
  private void pip() {
    int at = 0;
    while (at < text.length() && "=<>!~;[ @".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    nameTo = at;
    int from = at;
    if (from < text.length() && text.charAt(from) == '[') {
      int close = text.indexOf(']', from);
      from = close < 0 ? text.length() : close + 1;
    }
    int to = text.indexOf(';', from);
    to = to < 0 ? text.length() : to;
    while (from < to && text.charAt(from) == ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) == ' ') {
      to--;
    }
    if (from < to) {
      constraintFrom = from;
      constraintTo = to;
    }
  }
}
