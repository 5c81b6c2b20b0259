package dev.plinth.checks.ci;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.checks.ci.Scan.Target;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.Calls;
import dev.plinth.dockerfile.shell.ShellWord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pipelines of one repository: what its files scan, build and use, each with what makes it run.
 * A workflow or an action that others of the repository use runs when these run. What a file has
 * several jobs do by the same lines counts once.
 */
public final class Pipelines {
  /** How often what runs by others is worked out anew: calls do not nest deeper. */
  private static final int ROUNDS = 10;

  private final List<CiFile> files;
  private final boolean whole;
  private final Map<String, Scan> scans = new LinkedHashMap<>();
  private final Map<String, ImageBuild> builds = new LinkedHashMap<>();
  private final Map<String, ActionUse> actions = new LinkedHashMap<>();
  private final Map<String, RunImage> images = new LinkedHashMap<>();
  private final Set<CiFile> leftOut = new HashSet<>();
  private final Set<Trigger> elsewhere = EnumSet.noneOf(Trigger.class);

  /** True where a proposed change has events of several names anywhere. */
  private boolean anyMixed;

  private Pipelines(List<CiFile> files, boolean whole) {
    this.files = List.copyOf(files);
    this.whole = whole;
  }

  /**
   * A file of a repository.
   *
   * @param name as people would type it
   * @param path from the repository's folder, with slashes
   */
  public record Input(String name, String path, CiPaths.Kind kind, SourceText source) {}

  /**
   * Reads the files of one repository.
   *
   * @param whole false where there may be others
   */
  public static Pipelines of(List<Input> inputs, boolean whole) {
    List<CiFile> files = new ArrayList<>();
    for (Input each : inputs) {
      files.add(CiFile.of(each.name, each.path, each.kind, each.source));
    }
    Pipelines pipelines = new Pipelines(files, whole);
    pipelines.github();
    pipelines.gitlab();
    return pipelines;
  }

  /** What is known of the file of that index. */
  public CiFacts facts(int index) {
    return new CiFacts(files.get(index), this);
  }

  /** Why not all of a file was read; null where it was. */
  public @Nullable String unread(CiFile file) {
    return leftOut.contains(file)
        ? "it has more steps or longer scripts than are read, and the rest was not looked into"
        : file.unread();
  }

  /** True where something that does not stand in these files may run by one of these. */
  boolean elsewhere(List<Trigger> some) {
    for (Trigger trigger : some) {
      if (!whole || elsewhere.contains(trigger)) {
        return true;
      }
    }
    return false;
  }

  List<Scan> scans() {
    return List.copyOf(scans.values());
  }

  List<ImageBuild> builds() {
    return List.copyOf(builds.values());
  }

  List<ActionUse> actions() {
    return List.copyOf(actions.values());
  }

  List<RunImage> images() {
    return List.copyOf(images.values());
  }

  private void github() {
    Map<CiFile, GithubTriggers> own = new LinkedHashMap<>();
    Map<CiFile, Set<Trigger>> triggers = new LinkedHashMap<>();
    Map<String, List<CiFile>> byName = new HashMap<>();
    for (CiFile file : files) {
      if (file.kind() != CiPaths.Kind.GITLAB) {
        GithubTriggers found =
            GithubTriggers.of(
                file.documents().isEmpty() ? new Mapping(false) : file.documents().getFirst());
        own.put(file, found);
        anyMixed |= found.mixed();
        triggers.put(file, EnumSet.noneOf(Trigger.class));
        triggers.get(file).addAll(found.triggers());
        String name = file.documents().isEmpty() ? "" : file.documents().getFirst().text("name");
        byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(file);
      }
    }
    Map<CiFile, GithubReader> readers = new LinkedHashMap<>();
    for (CiFile file : own.keySet()) {
      GithubReader reader = new GithubReader(file);
      reader.read();
      readers.put(file, reader);
    }
    Map<String, CiFile> byPath = byPath(own.keySet());
    spread(own, triggers, byName, byPath, readers);
    readers.forEach((file, reader) -> {
      Set<Trigger> by = triggers.getOrDefault(file, Set.of());
      Set<Trigger> all = by.isEmpty() ? Set.of(Trigger.OTHER) : by;
      Events events = events(own, file);
      for (Job job : reader.jobs()) {
        job(job, all, by.isEmpty() ? Events.UNKNOWN : events);
      }
      for (GithubReader.Called call : reader.calls()) {
        if (!byPath.containsKey(clean(call.path()))) {
          elsewhere.addAll(all);
        }
      }
      if (reader.callsOthers()) {
        elsewhere.addAll(all);
      }
      reader.actions().forEach(each -> actions.putIfAbsent(key(file, each.span()), each));
      reader.images().forEach(each -> images.putIfAbsent(key(file, each.span()), each));
      if (reader.leftOut()) {
        leftOut.add(file);
      }
    });
  }

  /** Gives what is called the triggers of what calls it, until nothing changes. */
  private void spread(
      Map<CiFile, GithubTriggers> own,
      Map<CiFile, Set<Trigger>> triggers,
      Map<String, List<CiFile>> byName,
      Map<String, CiFile> byPath,
      Map<CiFile, GithubReader> readers) {
    boolean changed = true;
    for (int round = 0; round < ROUNDS && changed; round++) {
      changed = false;
      for (Map.Entry<CiFile, GithubReader> caller : readers.entrySet()) {
        Set<Trigger> by = triggers.getOrDefault(caller.getKey(), Set.of());
        Events events = events(own, caller.getKey());
        for (GithubReader.Called call : caller.getValue().calls()) {
          CiFile called = byPath.get(clean(call.path()));
          changed |= called != null && give(triggers, called, events.pass(by, call.conditions()));
        }
        GithubTriggers self = own.get(caller.getKey());
        if (self != null) {
          for (String name : self.after()) {
            for (CiFile first : byName.getOrDefault(name, List.of())) {
              changed |= give(triggers, caller.getKey(), triggers.getOrDefault(first, Set.of()));
            }
          }
        }
      }
    }
  }

  /** How exactly the names of a workflow's events are known. */
  private enum Events {
    KNOWN,
    /** A proposed change has several. */
    MIXED,
    /** They are not those that the triggers tell of. */
    UNKNOWN;

    Set<Trigger> pass(Set<Trigger> triggers, List<String> conditions) {
      return this == UNKNOWN ? triggers : GithubConditions.of(triggers, conditions, this == MIXED);
    }
  }

  private Events events(Map<CiFile, GithubTriggers> own, CiFile file) {
    GithubTriggers self = own.get(file);
    if (self == null || !self.after().isEmpty()) {
      return Events.UNKNOWN;
    }
    boolean others = self.called() || file.kind() == CiPaths.Kind.ACTION;
    boolean mixed = self.mixed() || (others && anyMixed);
    return mixed ? Events.MIXED : Events.KNOWN;
  }

  /** As {@code uses} names them: an action by its folder. */
  private static Map<String, CiFile> byPath(Set<CiFile> files) {
    Map<String, CiFile> byPath = new HashMap<>();
    for (CiFile file : files) {
      String path = "./" + file.path();
      byPath.put(path, file);
      int slash = path.lastIndexOf('/');
      if (file.kind() == CiPaths.Kind.ACTION) {
        byPath.put(path.substring(0, slash), file);
      }
    }
    return byPath;
  }

  private static String clean(String path) {
    String clean = path.startsWith("./") ? path : "./" + path;
    return clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
  }

  private static boolean give(Map<CiFile, Set<Trigger>> triggers, CiFile to, Set<Trigger> more) {
    Set<Trigger> own = triggers.computeIfAbsent(to, _ -> EnumSet.noneOf(Trigger.class));
    return own.addAll(List.copyOf(more));
  }

  private void gitlab() {
    List<CiFile> some = new ArrayList<>();
    for (CiFile file : files) {
      if (file.kind() == CiPaths.Kind.GITLAB) {
        some.add(file);
      }
    }
    if (some.isEmpty()) {
      return;
    }
    GitlabReader reader = new GitlabReader(some);
    reader.jobs().forEach(job -> job(job, job.triggers(), Events.UNKNOWN));
    reader.images().forEach(each -> images.putIfAbsent(key(each.file(), each.span()), each));
    reader.templates().forEach(this::template);
    if (reader.includesOthers()) {
      elsewhere.addAll(EnumSet.allOf(Trigger.class));
    }
    for (CiFile file : some) {
      if (reader.leftOut(file)) {
        leftOut.add(file);
      }
    }
  }

  /** GitLab's own scans, which run whenever its pipeline does. */
  private void template(GitlabReader.Template template) {
    String name = template.name().text().toLowerCase(Locale.ROOT);
    boolean secrets = name.contains("secret-detection");
    boolean all = name.contains("auto-devops");
    boolean image = all || name.contains("container-scanning");
    if (!secrets && !image && !name.contains("dependency-scanning")) {
      if (template.component()) {
        elsewhere.addAll(EnumSet.allOf(Trigger.class));
      }
      return;
    }
    Scalar unfixed = template.variables().get("CS_IGNORE_UNFIXED");
    boolean without = image && unfixed != null && unfixed.text().equalsIgnoreCase("true");
    add(
        new Scan(
            template.file(),
            template.name().span(),
            "GitLab's " + template.name().text(),
            image ? Target.IMAGE : Target.FILES,
            !secrets,
            secrets || all,
            without ? template.name().span() : null,
            null,
            template.triggers()));
  }

  private void job(Job job, Set<Trigger> all, Events events) {
    BuildReader.Machine machine = new BuildReader.Machine(job.fresh(), false, false);
    Set<Trigger> some = events.pass(all, job.conditions());
    for (Step step : job.steps()) {
      Set<Trigger> left = events.pass(some, List.of(step.condition()));
      Set<Trigger> triggers = left.isEmpty() ? Set.of(Trigger.OTHER) : left;
      ActionUse action = step.action();
      if (action != null) {
        ActionReader reader = new ActionReader(step, action, triggers);
        machine = machine.with(reader.makesBuilder(), reader.makesUsual());
        add(reader.scan());
        add(reader.build(machine));
      }
      ScanReader scanner = new ScanReader(step, triggers);
      for (Calls calls : step.calls()) {
        for (Call call : calls.all()) {
          machine = machine.with(BuildReader.makesBuilder(call), BuildReader.makesUsual(call));
          add(scanner.of(calls, call));
          add(BuildReader.of(step, call, machine, triggers));
          run(step.file(), call);
        }
      }
    }
  }

  /** The scanner's image that {@code docker run} names. */
  private void run(CiFile file, Call call) {
    if (!call.isAny("docker", "podman", "nerdctl") || !call.has("run")) {
      return;
    }
    for (ShellWord word : call.arguments()) {
      String name = word.pattern();
      if (ScannerImages.tool(name) != null) {
        images.putIfAbsent(key(file, call.span(word)), new RunImage(file, call.span(word), name));
        return;
      }
    }
  }

  private void add(@Nullable Scan scan) {
    if (scan != null) {
      String key = key(scan.file(), scan.span());
      Scan other = scans.get(key);
      if (other != null) {
        Set<Trigger> both = EnumSet.noneOf(Trigger.class);
        both.addAll(scan.triggers());
        both.addAll(other.triggers());
        scans.put(key, other.by(both));
      } else {
        scans.put(key, scan);
      }
    }
  }

  private void add(@Nullable ImageBuild build) {
    if (build != null) {
      String key = key(build.file(), build.span());
      ImageBuild other = builds.get(key);
      Set<Trigger> both = EnumSet.noneOf(Trigger.class);
      both.addAll(build.triggers());
      if (other != null) {
        both.addAll(other.triggers());
      }
      builds.put(
          key,
          new ImageBuild(
              build.file(),
              build.span(),
              build.builder(),
              build.option(),
              build.pulls(),
              build.fresh(),
              both));
    }
  }

  private static String key(CiFile file, Span span) {
    return file.path() + "\0" + span.start() + "\0" + span.end();
  }
}
