package dev.plinth.checks.ci;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Node;
import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.bases.places.YamlTree.Sequence;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.Calls;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a workflow or an action (GitHub's documentation, "Workflow syntax", "Metadata syntax"). A
 * script is read where a shell of Unix runs it.
 */
final class GithubReader {
  private static final String DOCKER = "docker://";

  /** Jobs whose conditions hold for one that needs them. */
  private static final int MOST_NEEDED = 20;

  private final CiFile file;
  private final Scripts scripts;
  private final List<Job> jobs = new ArrayList<>();
  private final List<ActionUse> actions = new ArrayList<>();
  private final List<RunImage> images = new ArrayList<>();
  private final Set<Called> calls = new LinkedHashSet<>();
  private boolean callsOthers;

  /**
   * What is called.
   *
   * @param path as it is written
   * @param conditions what has to be true
   */
  record Called(String path, List<String> conditions) {}

  GithubReader(CiFile file) {
    this.file = file;
    this.scripts = new Scripts(file);
  }

  /** Reads it. */
  void read() {
    for (Mapping document : file.documents()) {
      if (file.kind() == CiPaths.Kind.ACTION) {
        Mapping runs = document.mapping("runs");
        docker(runs.scalar("image"));
        List<Step> steps = steps(runs, Variables.NONE, "bash", List.of());
        jobs.add(new Job(Set.of(), true, List.of(), steps));
        continue;
      }
      Variables environment = Variables.NONE.with(document.mapping("env"));
      String shell = document.mapping("defaults").mapping("run").text("shell");
      Mapping all = document.mapping("jobs");
      for (Node each : all.values) {
        if (each instanceof Mapping job) {
          job(job, environment, shell, conditions(job, all));
        }
      }
    }
  }

  List<Job> jobs() {
    return jobs;
  }

  List<ActionUse> actions() {
    return actions;
  }

  List<RunImage> images() {
    return images;
  }

  /** What of the same repository it calls. */
  Set<Called> calls() {
    return calls;
  }

  /** True where it calls workflows of other repositories. */
  boolean callsOthers() {
    return callsOthers;
  }

  /** True where not all of it was read. */
  boolean leftOut() {
    return scripts.leftOut();
  }

  private void job(Mapping job, Variables outer, String shell, List<String> conditions) {
    Node container = job.get("container");
    image(container instanceof Mapping settings ? settings.scalar("image") : container);
    for (Node each : job.mapping("services").values) {
      if (each instanceof Mapping service) {
        image(service.scalar("image"));
      }
    }
    Variables environment = outer.with(job.mapping("env"));
    String own = job.mapping("defaults").mapping("run").text("shell");
    String machine = machine(job.get("runs-on"));
    String used = own.isEmpty() ? shell : own;
    used = used.isEmpty() && machine.contains("windows") ? "pwsh" : used;
    List<Step> steps = new ArrayList<>();
    ActionUse whole = use(job.scalar("uses"), conditions);
    if (whole != null) {
      callsOthers |= !whole.local();
      steps.add(
          new Step(
              file, whole, Variables.NONE.with(job.mapping("with")), environment, List.of(), ""));
    }
    steps.addAll(steps(job, environment, used, conditions));
    jobs.add(new Job(Set.of(), hosted(machine), conditions, steps));
  }

  private List<Step> steps(Mapping holder, Variables outer, String shell, List<String> conditions) {
    List<Step> steps = new ArrayList<>();
    for (Node item : holder.items("steps")) {
      if (!(item instanceof Mapping step) || !scripts.more()) {
        continue;
      }
      Scalar run = step.scalar("run");
      String own = step.text("shell");
      List<Calls> ran =
          run != null && readable(own.isEmpty() ? shell : own)
              ? List.of(scripts.calls(run))
              : List.of();
      String condition = step.text("if");
      List<String> all = new ArrayList<>(conditions);
      all.add(condition);
      ran.forEach(each -> starts(each, all));
      steps.add(
          new Step(
              file,
              use(step.scalar("uses"), all),
              Variables.NONE.with(step.mapping("with")),
              outer.with(step.mapping("env")),
              ran,
              condition));
    }
    return steps;
  }

  /** What has to be true that a job runs: of those that it needs as well, unless it says other. */
  private static List<String> conditions(Mapping job, Mapping all) {
    List<String> conditions = new ArrayList<>();
    Set<Mapping> seen = new LinkedHashSet<>();
    Deque<Mapping> open = new ArrayDeque<>(List.of(job));
    while (!open.isEmpty() && seen.size() < MOST_NEEDED) {
      Mapping next = open.pop();
      if (!seen.add(next)) {
        continue;
      }
      String condition = next.text("if");
      if (!condition.isEmpty()) {
        conditions.add(condition);
      }
      boolean anyway =
          condition.contains("always(")
              || condition.contains("cancelled(")
              || condition.contains("failure(");
      Scalar one = next.scalar("needs");
      List<? extends Node> needs = one == null ? next.items("needs") : List.of(one);
      for (int i = 0; i < Math.min(MOST_NEEDED, needs.size()) && !anyway; i++) {
        if (needs.get(i) instanceof Scalar name && all.get(name.text()) instanceof Mapping needed) {
          open.add(needed);
        }
      }
    }
    return conditions;
  }

  /** Workflows that a script has GitHub run. */
  private void starts(Calls ran, List<String> conditions) {
    for (Call call : ran.of("gh")) {
      if (call.argument(0).equals("workflow") && call.argument(1).equals("run")) {
        String name = call.argument(2);
        boolean file = name.endsWith(".yml") || name.endsWith(".yaml");
        String path = file ? "./.github/workflows/" + name : name + "\0";
        calls.add(new Called(path, List.copyOf(conditions)));
      }
    }
  }

  private @Nullable ActionUse use(@Nullable Scalar uses, List<String> conditions) {
    if (uses == null || uses.absent()) {
      return null;
    }
    String text = uses.text().strip();
    if (text.startsWith(DOCKER)) {
      docker(uses);
      return null;
    }
    int at = text.indexOf('@');
    ActionUse use =
        new ActionUse(
            file,
            uses.span(),
            at < 0 ? text : text.substring(0, at),
            at < 0 ? "" : text.substring(at + 1));
    if (use.local()) {
      calls.add(new Called(text, List.copyOf(conditions)));
    } else {
      actions.add(use);
    }
    return use;
  }

  private void image(@Nullable Node node) {
    if (node instanceof Scalar scalar && !scalar.absent()) {
      String text = scalar.text().strip();
      if (text.startsWith(DOCKER)) {
        docker(scalar);
      } else {
        images.add(new RunImage(file, scalar.span(), text));
      }
    }
  }

  private void docker(@Nullable Scalar scalar) {
    if (scalar != null && scalar.text().strip().startsWith(DOCKER)) {
      Span span = scalar.span();
      images.add(new RunImage(file, span, scalar.text().strip().substring(DOCKER.length())));
    }
  }

  /** What {@code runs-on} asks for, in lower case. */
  private static String machine(@Nullable Node node) {
    if (node instanceof Scalar scalar) {
      return scalar.text().toLowerCase(Locale.ROOT);
    }
    if (node instanceof Sequence labels) {
      Function<Node, String> text =
          each -> each instanceof Scalar label ? label.text().toLowerCase(Locale.ROOT) : "";
      return String.join(" ", labels.items.stream().map(text).toList());
    }
    return node instanceof Mapping group ? "self-hosted " + machine(group.get("labels")) : "";
  }

  /** True for a machine of GitHub's own, which is new for each job. */
  private static boolean hosted(String machine) {
    return !machine.contains("self-hosted")
        && (machine.startsWith("ubuntu")
            || machine.startsWith("windows")
            || machine.startsWith("macos")
            || machine.contains("${{"));
  }

  private static boolean readable(String shell) {
    String first = shell.strip();
    int space = first.indexOf(' ');
    first = space < 0 ? first : first.substring(0, space);
    first = first.substring(first.lastIndexOf('/') + 1);
    return switch (first) {
      case "", "bash", "sh", "dash", "ash", "ksh", "zsh" -> true;
      default -> false;
    };
  }
}
