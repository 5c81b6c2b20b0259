package dev.plinth.bases.places;

import dev.plinth.bases.known.Glob;
import dev.plinth.bases.known.ImageName;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.files.GitIgnore;
import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Renovate and Dependabot are told to leave alone in a repository (their documentation,
 * "Configuration Options", "Dependabot options reference"):
 *
 * <pre>
 * Renovate    ignoreDeps, ignorePaths, enabled: false, packageRules with enabled: false
 * Dependabot  updates[].ignore[].dependency-name of docker, docker-compose, helm, terraform and
 *             github-actions, in updates[].directory or .directories
 * </pre>
 *
 * A rule that is only for some kinds of update, or only for some versions, holds nothing: what it
 * leaves out is not all of a place. Conditions that are not known here count as met: somebody
 * wanted something left alone.
 */
public final class ForeignHolds {
  /** Nothing. */
  public static final ForeignHolds NONE = new ForeignHolds(List.of(), List.of());

  private static final String[] RENOVATE = {
    "renovate.json",
    ".github/renovate.json",
    ".gitlab/renovate.json",
    ".renovaterc",
    ".renovaterc.json"
  };
  private static final String[] DEPENDABOT = {".github/dependabot.yml", ".github/dependabot.yaml"};
  private static final List<String> ECOSYSTEMS =
      List.of("docker", "docker-compose", "helm", "terraform", "github-actions");
  private static final int LONGEST = 1 << 20;
  private static final int MOST = 5_000;

  /**
   * @param names patterns of images; none for all
   * @param files which files; null for all
   * @param reason empty where none is given
   */
  private record Rule(String by, List<String> names, @Nullable GitIgnore files, String reason) {}

  private final List<Rule> rules;
  private final List<String> unread;

  private ForeignHolds(List<Rule> rules, List<String> unread) {
    this.rules = rules;
    this.unread = unread;
  }

  /** Whether a file of that path in a repository is read. */
  public static boolean reads(String path) {
    return List.of(RENOVATE).contains(path) || List.of(DEPENDABOT).contains(path);
  }

  /** Of a repository's folder. */
  public static ForeignHolds of(Path folder) {
    List<Rule> rules = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (String name : RENOVATE) {
      byte[] bytes = bytes(folder, name);
      if (bytes != null) {
        try {
          renovate(name, JsonReader.read(bytes), rules);
        } catch (JsonSyntaxException e) {
          unread.add(name + " could not be read, so what it leaves alone is not known");
        }
      }
    }
    for (String name : DEPENDABOT) {
      byte[] bytes = bytes(folder, name);
      if (bytes != null) {
        try {
          for (YamlTree.Node root : YamlTree.read(SourceText.of(bytes))) {
            dependabot(name, root, rules);
          }
        } catch (YamlTree.NoYaml e) {
          unread.add(name + " could not be read, so what it leaves alone is not known");
        }
      }
    }
    return rules.isEmpty() && unread.isEmpty()
        ? NONE
        : new ForeignHolds(rules.subList(0, Math.min(MOST, rules.size())), unread);
  }

  /** A file of the folder; what a link leads to is none. */
  private static byte @Nullable [] bytes(Path folder, String name) {
    Path file = folder.resolve(name);
    try {
      return Files.isRegularFile(file)
              && Files.size(file) <= LONGEST
              && file.toRealPath().equals(folder.toRealPath().resolve(name))
          ? Files.readAllBytes(file)
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Files that could not be read: sentences without a final stop. */
  public List<String> unread() {
    return List.copyOf(unread);
  }

  /** The place with the hold that is put on it. */
  public Place on(Place place, String path) {
    for (Rule rule : rules) {
      boolean file = rule.files == null || rule.files.of(path, false) == GitIgnore.Answer.IGNORED;
      if (file && named(rule.names, place.image().name())) {
        return place.held(new Place.Hold(rule.by, rule.reason, null));
      }
    }
    return place;
  }

  private static boolean named(List<String> patterns, String image) {
    if (patterns.isEmpty()) {
      return true;
    }
    String known = ImageName.of(SourceText.utf8(image)).repository();
    for (String pattern : patterns) {
      if (Glob.matches(pattern, SourceText.utf8(image))
          || Glob.matches(ImageName.of(pattern).repository(), known)) {
        return true;
      }
    }
    return false;
  }

  private static void renovate(String by, Json root, List<Rule> rules) {
    if (root.get("enabled") instanceof Json.Bool(boolean enabled) && !enabled) {
      rules.add(new Rule(by, List.of(), null, "it is switched off"));
    }
    List<String> ignored = texts(root, "ignoreDeps");
    if (!ignored.isEmpty()) {
      rules.add(new Rule(by, ignored, null, "ignoreDeps"));
    }
    List<String> paths = texts(root, "ignorePaths");
    if (!paths.isEmpty()) {
      rules.add(new Rule(by, List.of(), GitIgnore.of(paths), "ignorePaths"));
    }
    for (Json rule : root.items("packageRules")) {
      boolean off = rule.get("enabled") instanceof Json.Bool(boolean enabled) && !enabled;
      if (!off || !texts(rule, "matchUpdateTypes").isEmpty()) {
        continue;
      }
      List<String> names = new ArrayList<>();
      for (String member :
          new String[] {"matchPackageNames", "matchDepNames", "packageNames", "matchDepPatterns"}) {
        names.addAll(texts(rule, member));
      }
      for (String member : new String[] {"matchPackagePatterns", "packagePatterns"}) {
        for (String pattern : texts(rule, member)) {
          names.add(pattern(pattern));
        }
      }
      for (String prefix : texts(rule, "matchPackagePrefixes")) {
        names.add(prefix + "*");
      }
      List<String> files = new ArrayList<>(texts(rule, "matchFileNames"));
      files.addAll(texts(rule, "matchPaths"));
      String why = rule.text("description");
      if (!names.isEmpty() || !files.isEmpty()) {
        rules.add(
            new Rule(
                by,
                names,
                files.isEmpty() ? null : GitIgnore.of(files),
                why == null ? "packageRules" : SafeText.of(why)));
      }
    }
  }

  /** Of a regular expression the words that it begins and ends with, wide rather than narrow. */
  private static String pattern(String expression) {
    boolean begins = expression.startsWith("^");
    boolean ends = expression.endsWith("$");
    String body = expression.substring(begins ? 1 : 0, expression.length() - (ends ? 1 : 0));
    StringBuilder glob = new StringBuilder(begins ? "" : "*");
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      boolean plain = Character.isLetterOrDigit(c) || c == '/' || c == '-' || c == '_';
      boolean quoted = c == '\\' && i + 1 < body.length();
      if (quoted) {
        glob.append(body.charAt(++i));
      } else {
        glob.append(plain ? String.valueOf(c) : "*");
      }
    }
    return glob.append(ends ? "" : "*").toString();
  }

  private static List<String> texts(Json json, String name) {
    List<String> texts = new ArrayList<>();
    for (Json each : json.items(name)) {
      if (each instanceof Json.Str(String text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static void dependabot(String by, YamlTree.Node root, List<Rule> rules) {
    if (!(root instanceof YamlTree.Mapping file)) {
      return;
    }
    for (YamlTree.Node item : file.items("updates")) {
      if (!(item instanceof YamlTree.Mapping update)
          || !ECOSYSTEMS.contains(update.text("package-ecosystem"))) {
        continue;
      }
      GitIgnore folders = folders(update);
      for (YamlTree.Node each : update.items("ignore")) {
        boolean all =
            each instanceof YamlTree.Mapping ignore
                && ignore.get("versions") == null
                && ignore.get("update-types") == null;
        if (all && each instanceof YamlTree.Mapping ignore) {
          rules.add(new Rule(by, List.of(ignore.text("dependency-name")), folders, "ignore"));
        }
      }
    }
  }

  private static @Nullable GitIgnore folders(YamlTree.Mapping update) {
    List<String> folders = new ArrayList<>();
    if (!update.text("directory").isEmpty()) {
      folders.add(update.text("directory"));
    }
    for (YamlTree.Node each : update.items("directories")) {
      if (each instanceof YamlTree.Scalar folder) {
        folders.add(folder.text());
      }
    }
    List<String> patterns = new ArrayList<>();
    for (String folder : folders) {
      String bare = folder.replaceAll("^/+|/+$", "");
      if (bare.isEmpty() || bare.equals(".")) {
        return null;
      }
      patterns.add("/" + bare + "/**");
    }
    return patterns.isEmpty() ? null : GitIgnore.of(patterns);
  }
}
