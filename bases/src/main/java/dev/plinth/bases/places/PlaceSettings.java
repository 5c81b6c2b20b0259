package dev.plinth.bases.places;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.plinth.bases.BasesErrors;
import dev.plinth.bases.PolicyYaml;
import dev.plinth.dockerfile.files.GitIgnore;
import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.image.Platform;
import dev.plinth.policy.yaml.YamlFields;
import dev.plinth.policy.yaml.YamlNode;
import dev.plinth.policy.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where else images are named: the section {@code images} of {@code .plinth.yaml}.
 *
 * <pre>
 * images:
 *   ignore: [docs/, "*.example.yaml"]      # files that are left out, as a .gitignore has them
 *   platforms: [linux/amd64, linux/arm64]  # what images must be there for
 *   resources:                             # Kubernetes resources that are no pods
 *     - kind: Widget
 *       paths: [spec.image, "spec.nodes[].image"]
 *   patterns:                              # any text file
 *     - files: [Makefile, "*.sh"]          # as a .gitignore has them
 *       pattern: '^IMAGE=(?P&lt;image>\S+)'   # RE2; its group image is the name
 * </pre>
 *
 * @param ignored files that are left out
 * @param platforms that the project's images must have; none to go by the machine's own
 * @param resources paths by kind
 * @param patterns in order
 */
public record PlaceSettings(
    GitIgnore ignored,
    List<Platform> platforms,
    Map<String, List<String>> resources,
    List<FilePattern> patterns) {
  /** Nothing settled. */
  public static final PlaceSettings NONE =
      new PlaceSettings(GitIgnore.of(List.of()), List.of(), Map.of(), List.of());

  private static final int MOST = 200;

  /** Keeps its own copies. */
  public PlaceSettings {
    platforms = List.copyOf(platforms);
    resources = Map.copyOf(resources);
    patterns = List.copyOf(patterns);
  }

  /**
   * What finds images in some files.
   *
   * @param files patterns that match a file say ignored
   */
  public record FilePattern(GitIgnore files, Pattern pattern) {}

  /**
   * Of a policy file's bytes.
   *
   * @throws dev.plinth.foundation.PlinthException {@code PLINTH-POLICY-FILE} with the line
   */
  public static PlaceSettings read(String label, byte[] bytes) {
    YamlFields root = PolicyYaml.of(label, bytes);
    try {
      YamlFields fields = root.fields("images", "the images");
      fields.only("ignore", "platforms", "resources", "patterns");
      return new PlaceSettings(
          GitIgnore.of(fields.texts("ignore")),
          platforms(fields),
          resources(fields),
          patterns(fields));
    } catch (YamlProblem e) {
      throw BasesErrors.settings("images", label, e);
    }
  }

  private static List<Platform> platforms(YamlFields fields) {
    List<Platform> platforms = new ArrayList<>();
    for (String each : fields.texts("platforms")) {
      try {
        platforms.add(Platform.parse(each));
      } catch (PlinthException e) {
        throw new YamlProblem(
            fields.line("platforms"), "`platforms` has what is none", "write linux/arm64");
      }
    }
    return platforms;
  }

  private static Map<String, List<String>> resources(YamlFields fields) {
    Map<String, List<String>> resources = new HashMap<>();
    for (YamlNode item : few(fields, "resources")) {
      YamlFields resource = YamlFields.of(item, "a resource").only("kind", "paths");
      String kind = resource.required("kind", "Widget");
      List<String> paths = resource.texts("paths");
      for (String path : paths) {
        if (!path.matches("[A-Za-z0-9_-]{1,80}(\\[])?(\\.[A-Za-z0-9_-]{1,80}(\\[])?){0,20}")) {
          throw new YamlProblem(
              resource.line("paths"), "`" + kind + "` has a path that is none", "write spec.image");
        }
      }
      resources.computeIfAbsent(kind, _ -> new ArrayList<>()).addAll(paths);
    }
    return resources;
  }

  private static List<FilePattern> patterns(YamlFields fields) {
    List<FilePattern> patterns = new ArrayList<>();
    for (YamlNode item : few(fields, "patterns")) {
      YamlFields each = YamlFields.of(item, "a pattern").only("files", "pattern");
      String text = each.required("pattern", "IMAGE=(?P<image>\\S+)");
      int line = each.line("pattern");
      Pattern pattern;
      try {
        pattern = Pattern.compile(text, Pattern.MULTILINE);
      } catch (PatternSyntaxException e) {
        throw new YamlProblem(line, "the pattern is none (" + e.getDescription() + ")", "mend it");
      }
      if (!pattern.namedGroups().containsKey("image")) {
        throw new YamlProblem(
            line, "the pattern has no group `image`", "write IMAGE=(?P<image>\\S+)");
      }
      List<String> files = each.texts("files");
      if (files.isEmpty()) {
        throw new YamlProblem(
            each.line(), "the pattern is for no files", "write files: [Makefile]");
      }
      patterns.add(new FilePattern(GitIgnore.of(files), pattern));
    }
    return patterns;
  }

  private static List<YamlNode> few(YamlFields fields, String name) {
    List<YamlNode> items = fields.items(name);
    if (items.size() > MOST) {
      throw new YamlProblem(
          fields.line(name), "there are more than " + MOST + " " + name, "keep a few");
    }
    return items;
  }

  /** True for files that are left out. */
  boolean ignores(String path) {
    return ignored.of(path, false) == GitIgnore.Answer.IGNORED;
  }

  /** Of the patterns, the first for that file; null where none is. */
  @org.jspecify.annotations.Nullable
  Pattern pattern(String path) {
    for (FilePattern each : patterns) {
      if (each.files.of(path, false) == GitIgnore.Answer.IGNORED) {
        return each.pattern;
      }
    }
    return null;
  }
}
