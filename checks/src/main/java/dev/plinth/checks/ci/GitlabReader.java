package dev.plinth.checks.ci;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Node;
import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.bases.places.YamlTree.Sequence;
import dev.plinth.dockerfile.calls.Calls;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a repository's pipeline together, as GitLab includes one in another (GitLab's
 * "CI/CD YAML syntax reference"): jobs, what they extend, what makes them run.
 */
final class GitlabReader {
  /** Words at the top of a file that name no job. */
  private static final Set<String> NO_JOBS =
      Set.of("default", "include", "stages", "variables", "workflow", "spec", "cache", "types");

  /** Jobs and templates that are looked through for what one says. */
  private static final int MOST_EXTENDED = 20;

  /** Characters of an image's name that anybody writes, variables in it. */
  private static final int LONGEST_IMAGE = 4_000;

  private final Map<CiFile, Scripts> scripts = new HashMap<>();
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final List<Job> jobs = new ArrayList<>();
  private final List<RunImage> images = new ArrayList<>();
  private final List<Template> templates = new ArrayList<>();
  private final Mapping everywhere = new Mapping(false);
  private final Variables variables = Variables.of(everywhere);
  private final Map<String, Placed> usual = new HashMap<>();
  private boolean includesOthers;
  private final Set<Trigger> all = EnumSet.noneOf(Trigger.class);

  /** A job or what jobs extend, and where. */
  private record Part(CiFile file, Mapping mapping) {}

  /** A value with the file that it stands in. */
  private record Placed(CiFile file, Node node) {}

  /**
   * One of GitLab's own jobs that is included.
   *
   * @param name of the template or component
   * @param component true for the latter, which may be anybody's
   * @param variables that it is given
   */
  record Template(
      CiFile file, Scalar name, boolean component, Variables variables, Set<Trigger> triggers) {}

  GitlabReader(List<CiFile> files) {
    for (CiFile file : files) {
      scripts.put(file, new Scripts(file));
      for (Mapping document : file.documents()) {
        top(file, document);
      }
    }
    if (all.isEmpty()) {
      all.add(Trigger.PUSH);
    }
    for (CiFile file : files) {
      for (Mapping document : file.documents()) {
        includes(file, document.get("include"));
        image(file, document.get("image"), variables);
        image(file, document.mapping("default").get("image"), variables);
      }
    }
    parts.forEach((name, part) -> {
      image(
          part.file, part.mapping.get("image"), variables.with(part.mapping.mapping("variables")));
      for (Node service : part.mapping.items("services")) {
        image(part.file, service, variables);
      }
      if (!name.startsWith(".")) {
        job(part);
      }
    });
  }

  List<Job> jobs() {
    return jobs;
  }

  List<RunImage> images() {
    return images;
  }

  List<Template> templates() {
    return templates;
  }

  /** True where it includes files that are not known. */
  boolean includesOthers() {
    return includesOthers;
  }

  /** True where not all of a file was read. */
  boolean leftOut(CiFile file) {
    Scripts known = scripts.get(file);
    return known != null && known.leftOut();
  }

  private void top(CiFile file, Mapping document) {
    Mapping own = document.mapping("variables");
    everywhere.keys.addAll(own.keys);
    everywhere.values.addAll(own.values);
    if (document.mapping("workflow").get("rules") instanceof Sequence rules) {
      all.addAll(GitlabTriggers.of(rules, null, Set.of(Trigger.PUSH), _ -> null));
    }
    for (String key : List.of("before_script", "after_script", "services")) {
      Node said = document.mapping("default").get(key);
      said = said == null ? document.get(key) : said;
      if (said != null) {
        usual.putIfAbsent(key, new Placed(file, said));
      }
    }
    for (int i = 0; i < document.keys.size(); i++) {
      String name = document.keys.get(i).text();
      if (document.values.get(i) instanceof Mapping mapping && !NO_JOBS.contains(name)) {
        parts.putIfAbsent(name, new Part(file, mapping));
      }
    }
  }

  private void includes(CiFile file, @Nullable Node include) {
    List<Node> some = include instanceof Sequence sequence ? sequence.items : List.of();
    if (include instanceof Mapping || include instanceof Scalar) {
      some = List.of(include);
    }
    for (Node each : some) {
      if (each instanceof Mapping mapping) {
        for (String key : List.of("template", "component")) {
          Scalar name = mapping.scalar(key);
          if (name != null) {
            templates.add(new Template(file, name, key.equals("component"), variables, all));
          }
        }
        for (String key : List.of("project", "remote", "artifact")) {
          includesOthers |= mapping.get(key) != null;
        }
        Scalar local = mapping.scalar("local");
        includesOthers |= local != null && unknown(local.text());
      } else if (each instanceof Scalar local) {
        includesOthers |= unknown(local.text());
      }
    }
  }

  private boolean unknown(String local) {
    String path = local.startsWith("/") ? local.substring(1) : local;
    for (CiFile file : scripts.keySet()) {
      if (file.path().equals(path)) {
        return false;
      }
    }
    // A pattern names some of those that are there.
    return !path.contains("*") || !path.startsWith(".gitlab");
  }

  private void job(Part part) {
    Placed triggered = found(part, "trigger");
    if (triggered != null) {
      includesOthers |= !(triggered.node instanceof Mapping child) || child.get("include") == null;
      includes(
          triggered.file, triggered.node instanceof Mapping child ? child.get("include") : null);
    }
    Placed rules = found(part, "rules");
    Placed only = found(part, "only");
    Set<Trigger> triggers =
        GitlabTriggers.of(
            rules == null ? null : rules.node,
            only == null ? null : only.node,
            all,
            reference -> node(meant(reference)));
    Variables given = given(part);
    List<Step> steps = new ArrayList<>();
    for (String key : List.of("before_script", "script", "after_script")) {
      Placed placed = foundOrUsual(part, key);
      if (placed != null) {
        List<Calls> calls = new ArrayList<>();
        script(placed, calls, 0);
        steps.add(new Step(placed.file, null, Variables.NONE, given, calls, ""));
      }
    }
    jobs.add(new Job(triggers, inDocker(part), List.of(), steps));
  }

  /** True where the job's builder is a service of its own, which has no images yet. */
  private boolean inDocker(Part part) {
    Placed services = foundOrUsual(part, "services");
    if (services != null && services.node instanceof Sequence some) {
      for (Node each : some.items) {
        String name =
            each instanceof Scalar scalar
                ? scalar.text()
                : each instanceof Mapping mapping ? mapping.text("name") : "";
        if (name.contains("dind")) {
          return true;
        }
      }
    }
    return false;
  }

  private void script(Placed placed, List<Calls> to, int depth) {
    Scripts reader = scripts.get(placed.file);
    if (reader == null || !reader.more()) {
      return;
    }
    if (placed.node instanceof Sequence meant && meant.tag.equals(GitlabTriggers.REFERENCE)) {
      Placed elsewhere = depth < 10 ? meant(meant) : null;
      if (elsewhere != null) {
        script(elsewhere, to, depth + 1);
      }
    } else if (placed.node instanceof Scalar text) {
      to.add(reader.calls(text));
    } else if (placed.node instanceof Sequence lines && depth < 10) {
      for (Node line : lines.items) {
        script(new Placed(placed.file, line), to, depth + 1);
      }
    }
  }

  /** What {@code !reference [job, key, …]} points at; null where it is not known. */
  private @Nullable Placed meant(Sequence reference) {
    List<Node> path = reference.items;
    Part part =
        !path.isEmpty() && path.getFirst() instanceof Scalar name ? parts.get(name.text()) : null;
    if (part == null || path.size() < 2) {
      return null;
    }
    Node node = null;
    for (int i = 1; i < path.size(); i++) {
      if (!(path.get(i) instanceof Scalar key)) {
        return null;
      }
      Placed first = i == 1 ? found(part, key.text()) : null;
      node =
          i == 1 ? node(first) : node instanceof Mapping mapping ? mapping.get(key.text()) : null;
      part = first == null ? part : new Part(first.file, part.mapping);
    }
    return node == null ? null : new Placed(part.file, node);
  }

  private static @Nullable Node node(@Nullable Placed placed) {
    return placed == null ? null : placed.node;
  }

  /** The same, else what {@code default} says for all jobs, or the file at its top. */
  private @Nullable Placed foundOrUsual(Part part, String key) {
    Placed own = found(part, key);
    return own == null ? usual.get(key) : own;
  }

  /** What a job says itself, else what it extends: the last one named goes first. */
  private @Nullable Placed found(Part part, String key) {
    for (Part each : line(part)) {
      Node own = each.mapping.get(key);
      if (own != null) {
        return new Placed(each.file, own);
      }
    }
    return null;
  }

  private Variables given(Part part) {
    List<Part> line = line(part);
    Variables given = variables;
    for (Part each : line.reversed()) {
      given = given.with(each.mapping.mapping("variables"));
    }
    return given;
  }

  /** A job and what it extends, each before what it extends itself; a few alone of many. */
  private List<Part> line(Part part) {
    List<Part> line = new ArrayList<>();
    Deque<Part> open = new ArrayDeque<>();
    open.push(part);
    while (!open.isEmpty() && line.size() < MOST_EXTENDED) {
      Part next = open.pop();
      if (line.contains(next)) {
        continue;
      }
      line.add(next);
      Node extended = next.mapping.get("extends");
      List<Node> names =
          extended instanceof Sequence some
              ? some.items
              : extended instanceof Scalar one ? List.of(one) : List.of();
      for (int i = 0; i < Math.min(MOST_EXTENDED, names.size()); i++) {
        Part base = names.get(i) instanceof Scalar name ? parts.get(name.text()) : null;
        if (base != null) {
          open.push(base);
        }
      }
    }
    return line;
  }

  private void image(CiFile file, @Nullable Node node, Variables known) {
    Scalar text =
        node instanceof Mapping settings
            ? settings.scalar("name")
            : node instanceof Scalar scalar ? scalar : null;
    if (text != null && !text.absent() && text.text().length() <= LONGEST_IMAGE) {
      images.add(new RunImage(file, text.span(), resolved(text.text().strip(), known)));
    }
  }

  /** With the variables that are known put in. */
  private static String resolved(String text, Variables known) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int from = c == '$' ? at + (text.startsWith("${", at) ? 2 : 1) : at;
      int to = from;
      while (c == '$' && to < text.length() && named(text.charAt(to))) {
        to++;
      }
      Scalar value = to > from ? known.get(text.substring(from, to)) : null;
      if (value != null && !value.text().contains("$")) {
        out.append(value.text());
        at =
            to < text.length() && text.charAt(to) == '}' && text.charAt(from - 1) == '{'
                ? to + 1
                : to;
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private static boolean named(char c) {
    return c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
  }
}
