package dev.plinth.inventory.facts;

import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.catalog.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says which distribution an image is, from its release files: os-release(5), where it is visible,
 * else the older files; corrected where distributions are known to write what must not be taken at
 * its word.
 *
 * <ul>
 *   <li>Alpine's release is the branch its repositories name ({@code edge}, {@code v3.20}) rather
 *       than VERSION_ID, and of that two parts only: {@code 3.20}.
 *   <li>Debian testing and unstable have no VERSION_ID; their codename stands in VERSION_CODENAME,
 *       PRETTY_NAME or {@code etc/debian_version}, where {@code trixie/sid} is said of both.
 *   <li>Rolling distributions have no version, whatever date VERSION_ID gives.
 *   <li>Without an ID (os-release allows that) NAME tells, else the older files, else Alpine's
 *       package {@code alpine-release}, else the branch that apk's repositories name.
 * </ul>
 */
final class Distributions {
  private static final String RELEASE_FILE = Fact.ReleaseFact.RELEASE_FILE;

  /** A release file that is visible. */
  record Release(String path, Map<String, String> values) {}

  private Distributions() {}

  /**
   * @param releases the visible ones, best first: {@code etc/os-release}, {@code
   *     usr/lib/os-release}, others
   * @param repositories the lines of apk's configuration
   * @param alpineRelease the version of the package of that name; empty when there is none
   */
  static Distribution of(List<Release> releases, List<String> repositories, String alpineRelease) {
    Release chosen = null;
    for (Release release : releases) {
      if (!release.values().containsKey(RELEASE_FILE) && !id(release).isEmpty()) {
        chosen = release;
        break;
      }
    }
    if (chosen == null) {
      for (Release release : releases) {
        if (!id(release).isEmpty()) {
          chosen = release;
          break;
        }
      }
    }
    if (chosen == null && (!alpineRelease.isEmpty() || !alpineBranch(repositories).isEmpty())) {
      String version = version("alpine", alpineRelease, repositories);
      return new Distribution("alpine", version, "", List.of(), "Alpine Linux " + version);
    }
    if (chosen == null) {
      return releases.isEmpty()
          ? Distribution.UNKNOWN
          : new Distribution("", "", "", List.of(), value(releases.getFirst(), "PRETTY_NAME"));
    }
    String id = id(chosen);
    String version = value(chosen, "VERSION_ID");
    String codename = codename(chosen, id);
    if (id.equals("debian") && version.isEmpty() && codename.isEmpty()) {
      codename = debianCodename(releases);
    }
    return new Distribution(
        id,
        version(id, version, repositories),
        codename,
        words(value(chosen, "ID_LIKE")),
        prettyName(chosen));
  }

  private static String id(Release release) {
    String id = value(release, "ID").toLowerCase(Locale.ROOT);
    if (!id.isEmpty() && !id.equals("linux")) {
      return id;
    }
    String name = value(release, "NAME").toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      name = value(release, "PRETTY_NAME").toLowerCase(Locale.ROOT);
    }
    return idOfName(name);
  }

  private static String idOfName(String name) {
    if (name.startsWith("debian")) {
      return "debian";
    }
    if (name.startsWith("ubuntu")) {
      return "ubuntu";
    }
    if (name.startsWith("alpine")) {
      return "alpine";
    }
    if (name.startsWith("red hat enterprise linux")) {
      return "rhel";
    }
    if (name.startsWith("centos")) {
      return "centos";
    }
    if (name.startsWith("fedora")) {
      return "fedora";
    }
    if (name.startsWith("rocky linux")) {
      return "rocky";
    }
    if (name.startsWith("almalinux")) {
      return "almalinux";
    }
    if (name.startsWith("amazon linux")) {
      return "amzn";
    }
    if (name.startsWith("oracle linux")) {
      return "ol";
    }
    return name.startsWith("wolfi") ? "wolfi" : "";
  }

  private static String version(String id, String version, List<String> repositories) {
    return switch (id) {
      case "alpine" -> {
        String branch = alpineBranch(repositories);
        yield branch.isEmpty() ? alpineVersion(version) : branch;
      }
      case "wolfi",
          "chainguard",
          "minimos",
          "arch",
          "archarm",
          "manjaro",
          "gentoo",
          "void",
          "opensuse-tumbleweed" ->
          "";
      default -> version;
    };
  }

  /** {@code 3.20.3} → {@code 3.20}; a version of a branch not yet made is edge. */
  private static String alpineVersion(String version) {
    if (version.contains("_alpha") || version.contains("_beta")) {
      return "edge";
    }
    int first = version.indexOf('.');
    int second = first < 0 ? -1 : version.indexOf('.', first + 1);
    String branch = second < 0 ? version : version.substring(0, second);
    int underscore = branch.indexOf('_');
    return underscore < 0 ? branch : branch.substring(0, underscore);
  }

  /**
   * The branch of the first {@code main} repository, else of the first of any name. A repository
   * with a tag ({@code @edge https://…}) gives single packages only.
   */
  static String alpineBranch(List<String> repositories) {
    String other = "";
    for (String line : repositories) {
      if (line.startsWith("@")) {
        continue;
      }
      String url = line.strip();
      while (url.endsWith("/")) {
        url = url.substring(0, url.length() - 1);
      }
      int nameAt = url.lastIndexOf('/');
      int branchAt = nameAt <= 0 ? -1 : url.lastIndexOf('/', nameAt - 1);
      if (branchAt < 0) {
        continue;
      }
      String branch = branch(url.substring(branchAt + 1, nameAt));
      if (!branch.isEmpty() && url.substring(nameAt + 1).equals("main")) {
        return branch;
      }
      if (other.isEmpty()) {
        other = branch;
      }
    }
    return other;
  }

  private static String branch(String part) {
    if (part.equals("edge")) {
      return "edge";
    }
    if (part.length() < 4 || part.charAt(0) != 'v') {
      return "";
    }
    int dots = 0;
    for (int i = 1; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return "";
      }
    }
    return dots == 1 ? part.substring(1) : "";
  }

  private static String codename(Release release, String id) {
    String codename = value(release, "VERSION_CODENAME");
    if (codename.isEmpty() && id.equals("ubuntu")) {
      codename = value(release, "UBUNTU_CODENAME");
    }
    if (codename.isEmpty() && (id.equals("debian") || id.equals("ubuntu"))) {
      String version = value(release, "VERSION");
      codename = parenthesised(version);
      if (codename.isEmpty() && id.equals("ubuntu")) {
        // 14.04.6 LTS, Trusty Tahr
        int comma = version.indexOf(',');
        codename = comma < 0 ? "" : firstWord(version.substring(comma + 1).strip());
      }
    }
    if (codename.isEmpty() && id.equals("debian")) {
      codename = fromPrettyName(value(release, "PRETTY_NAME"));
    }
    int slash = codename.indexOf('/');
    return (slash > 0 ? codename.substring(0, slash) : codename).toLowerCase(Locale.ROOT);
  }

  /** {@code Debian GNU/Linux trixie/sid} → {@code trixie/sid}. */
  private static String fromPrettyName(String name) {
    String last = name.substring(name.lastIndexOf(' ') + 1);
    String word = last.startsWith("(") ? parenthesised(last) : last;
    return name.startsWith("Debian GNU/Linux ") && !word.isEmpty() && isLower(word.charAt(0))
        ? word
        : "";
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static String debianCodename(List<Release> releases) {
    for (Release release : releases) {
      String codename = value(release, "VERSION_CODENAME");
      if (release.values().containsKey(RELEASE_FILE)
          && value(release, "ID").equals("debian")
          && !codename.isEmpty()) {
        return codename.toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }

  /** {@code 12 (bookworm)} → {@code bookworm}, {@code … (Jammy Jellyfish)} → {@code jammy}. */
  private static String parenthesised(String text) {
    int open = text.indexOf('(');
    int close = text.indexOf(')', open + 1);
    return open >= 0 && close > open ? firstWord(text.substring(open + 1, close)) : "";
  }

  private static String firstWord(String text) {
    int space = text.indexOf(' ');
    return (space < 0 ? text : text.substring(0, space)).toLowerCase(Locale.ROOT);
  }

  private static String prettyName(Release release) {
    String pretty = value(release, "PRETTY_NAME");
    if (!pretty.isEmpty()) {
      return pretty;
    }
    String name = value(release, "NAME");
    String version = value(release, "VERSION");
    return name.isEmpty() ? id(release) : version.isEmpty() ? name : name + " " + version;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int space = text.indexOf(' ', from);
      int end = space < 0 ? text.length() : space;
      if (end > from) {
        words.add(text.substring(from, end).toLowerCase(Locale.ROOT));
      }
      from = end + 1;
    }
    return words;
  }

  /** The value without white space and quotes around it; empty when there is none. */
  private static String value(Release release, String key) {
    @Nullable String value = release.values().get(key);
    if (value == null) {
      return "";
    }
    String text = value.strip();
    if (text.length() >= 2
        && (text.charAt(0) == '"' || text.charAt(0) == '\'')
        && text.charAt(text.length() - 1) == text.charAt(0)) {
      text = text.substring(1, text.length() - 1).strip();
    }
    return text;
  }
}
