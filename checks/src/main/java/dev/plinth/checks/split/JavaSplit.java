package dev.plinth.checks.split;

import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.meaning.Mount;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Keyword;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Java built by Maven or Gradle, and run by {@code java -jar} from where they leave the jar, or
 * where a RUN has put it: shipped upon the same release's runtime environment of Eclipse Temurin.
 */
final class JavaSplit {
  private static final Pattern MAVEN =
      Pattern.compile("(?:.*-)?eclipse-temurin-([0-9]+)(-alpine|-noble|-jammy|-focal)?");
  private static final Pattern GRADLE =
      Pattern.compile("(?:[0-9.]+-)?jdk([0-9]+)(-alpine|-noble|-jammy|-focal)?");
  private static final Pattern OLD = Pattern.compile("[0-9.]+-(?:open)?jdk-([0-9]+)(-slim)?");

  private final OneStage one;
  private final String jar;
  private @Nullable String folder;
  private boolean placed;

  private JavaSplit(OneStage one, String jar) {
    this.one = one;
    this.jar = jar;
  }

  static @Nullable Division of(OneStage one) {
    String jar = jar(one);
    return jar == null ? null : new JavaSplit(one, jar).division();
  }

  private static @Nullable String jar(OneStage one) {
    List<String> words = one.program();
    if (!words.getFirst().equals("java") || one.folder() == null) {
      return null;
    }
    String jar = null;
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("-javaagent") || word.equals("-cp") || word.startsWith("-classpath")) {
        return null;
      }
      if (word.equals("-jar") && jar == null && i + 1 < words.size()) {
        jar = words.get(i + 1);
      }
    }
    return jar == null || jar.indexOf('*') >= 0 || !jar.endsWith(".jar")
        ? null
        : OneStage.absolute(jar, one.folder());
  }

  private @Nullable Division division() {
    String image = runtime(one.image().repository(), one.image().tag());
    int last = one.lastRun();
    if (image == null
        || last < 0
        || !OneStage.writable(jar)
        || one.checkedByOthers()
        || !(one.numericUser() || "nobody".equals(one.user()))) {
      return null;
    }
    Set<Integer> moved = new HashSet<>();
    for (Stage.Step step : one.steps()) {
      Run run = one.runs().get(step.index());
      if (run != null && OneStage.makesUsers(run)) {
        moved.add(step.index());
      } else if (run != null && !all(run)) {
        return null;
      } else if (step.index() < last && step.instruction().keyword() == Keyword.USER) {
        return null;
      }
    }
    if (folder == null || !OneStage.writable(folder)) {
      return null;
    }
    String rest = OneStage.within(jar, folder) ? jar.substring(folder.length()) : "";
    boolean left =
        rest.startsWith("/target/")
            || rest.startsWith("/build/libs/")
            || rest.startsWith("/build/quarkus-app/");
    if (!left && !placed) {
      return null;
    }
    List<String> assets = Assets.of(one, last, folder, JavaSplit::code, moved);
    if (assets == null) {
      return null;
    }
    List<String> files = new ArrayList<>();
    String quarkus = jar.endsWith("/quarkus-app/quarkus-run.jar") ? OneStage.parent(jar) : jar;
    files.add("--from=build " + quarkus + " " + quarkus);
    for (String asset : assets) {
      files.add("--from=build " + asset + " " + asset);
    }
    return new Division(
        "build in a stage of its own, and ship the jar upon a runtime environment without the"
            + " compiler",
        last,
        List.of(),
        image,
        "",
        files,
        moved,
        Set.of(),
        name -> name.startsWith("MAVEN_") || name.startsWith("GRADLE_"));
  }

  private static @Nullable String runtime(String repository, String tag) {
    Matcher known = (repository.equals("maven") ? MAVEN : GRADLE).matcher(tag);
    if (known.matches()) {
      String on = known.group(2);
      return "eclipse-temurin:" + known.group(1) + "-jre" + (on == null ? "" : on);
    }
    Matcher old = OLD.matcher(tag);
    return old.matches() ? "eclipse-temurin:" + old.group(1) + "-jre" : null;
  }

  private boolean all(Run run) {
    for (Call call : run.calls().all()) {
      boolean good =
          switch (call.program()) {
            case "mvn", "mvnw", "gradle", "gradlew" -> builds(run, call);
            case "cp", "mv" -> places(run, call);
            case "rm", "ls", "echo", "set", "true", "chmod", "mkdir" -> true;
            default -> false;
          };
      if (!good) {
        return false;
      }
    }
    return true;
  }

  private boolean builds(Run run, Call call) {
    for (ShellWord word : call.arguments()) {
      if (word.startsWith("dependency:copy")
          || word.startsWith("install:")
          || word.is("-f")
          || word.is("-p")
          || word.is("--file")) {
        return false;
      }
    }
    for (var flag : run.place().instruction().flags()) {
      String target = Mount.of(flag).target();
      if (!target.isEmpty() && OneStage.within(jar, OneStage.absolute(target, "/"))) {
        return false;
      }
    }
    String here = one.folder(run);
    if (here == null || (folder != null && !folder.equals(here))) {
      return false;
    }
    folder = here;
    return OneStage.certain(call);
  }

  /** Whether it is the jar that it puts somewhere; anything else is for people. */
  private boolean places(Run run, Call call) {
    String here = one.folder(run);
    String to = call.arguments().isEmpty() ? null : OneStage.value(call.arguments().getLast());
    if (here == null || to == null || !OneStage.certain(call)) {
      return false;
    }
    placed |= OneStage.absolute(to, here).equals(jar);
    return placed;
  }

  private static boolean code(String path) {
    String name = OneStage.name(path);
    return path.startsWith("src/")
        || path.contains("/src/main/")
        || path.contains("/src/test/")
        || path.startsWith("target/")
        || path.startsWith("build/")
        || path.startsWith("gradle/")
        || path.equals("src")
        || path.equals("gradle")
        || name.equals("pom.xml")
        || name.startsWith("mvnw")
        || name.startsWith("gradlew")
        || name.endsWith(".gradle")
        || name.endsWith(".gradle.kts")
        || name.equals("gradle.properties")
        || name.equals("gradle.lockfile")
        || Assets.forPeople(path);
  }
}
