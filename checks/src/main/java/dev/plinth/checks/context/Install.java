package dev.plinth.checks.context;

import dev.plinth.checks.rule.ShellWalk;
import dev.plinth.dockerfile.shell.ShellWord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that installs what a manifest lists, and needs nothing else of the project.
 *
 * @param shown the command as people know it
 * @param manifests what it reads
 */
record Install(String shown, List<String> manifests) {
  /** Of a command; null where it is none. */
  static @Nullable Install of(ShellWalk.Call call) {
    String path = call.command().name();
    if (path == null) {
      return null;
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<ShellWord> words = call.command().arguments();
    if (name.startsWith("python") && words.size() > 2 && words.get(0).is("-m")) {
      name = "pip";
      if (!words.get(1).is("pip")) {
        return null;
      }
      words = words.subList(2, words.size());
    }
    String verb = "";
    int operands = 0;
    boolean requirements = false;
    for (ShellWord word : words) {
      String text = word.pattern();
      requirements |= text.startsWith("-r") || text.startsWith("--requirement");
      if (!text.startsWith("-")) {
        if (verb.isEmpty()) {
          verb = text;
        } else {
          operands++;
        }
      }
    }
    return switch (name) {
      case "pip", "pip3" ->
          verb.equals("install") && requirements && !editable(words)
              ? new Install("pip install -r", List.of("requirements.txt"))
              : null;
      case "npm" -> npm(verb, operands);
      case "yarn" ->
          (verb.isEmpty() && words.stream().noneMatch(word -> word.startsWith("--version")))
                  || verb.equals("install")
              ? new Install("yarn install", List.of("package.json", "yarn.lock"))
              : null;
      case "pnpm" ->
          (verb.equals("install") || verb.equals("i")) && operands == 0
              ? new Install("pnpm install", List.of("package.json", "pnpm-lock.yaml"))
              : null;
      case "bun" ->
          verb.equals("install") && operands == 0
              ? new Install("bun install", List.of("package.json", "bun.lock"))
              : null;
      case "bundle", "bundler" ->
          verb.equals("install")
              ? new Install("bundle install", List.of("Gemfile", "Gemfile.lock"))
              : null;
      case "composer" ->
          verb.equals("install")
              ? new Install("composer install", List.of("composer.json", "composer.lock"))
              : null;
      case "go" ->
          verb.equals("mod") && words.stream().anyMatch(word -> word.is("download"))
              ? new Install("go mod download", List.of("go.mod", "go.sum"))
              : null;
      case "cargo" ->
          verb.equals("fetch")
              ? new Install("cargo fetch", List.of("Cargo.toml", "Cargo.lock"))
              : null;
      case "mvn", "mvnw" ->
          words.stream().anyMatch(word -> word.startsWith("dependency:"))
              ? new Install("mvn dependency:go-offline", List.of("pom.xml"))
              : null;
      case "pipenv" ->
          (verb.equals("install") || verb.equals("sync")) && operands == 0
              ? new Install("pipenv " + verb, List.of("Pipfile", "Pipfile.lock"))
              : null;
      case "dotnet" ->
          verb.equals("restore")
              ? new Install("dotnet restore", List.of("the .csproj files"))
              : null;
      case "mix" ->
          verb.equals("deps.get")
              ? new Install("mix deps.get", List.of("mix.exs", "mix.lock"))
              : null;
      default -> null;
    };
  }

  private static @Nullable Install npm(String verb, int operands) {
    boolean installs = verb.equals("ci") || verb.equals("install") || verb.equals("i");
    if (!installs || operands > 0) {
      return null;
    }
    return new Install(
        "npm " + (verb.equals("i") ? "install" : verb),
        List.of("package.json", "package-lock.json"));
  }

  private static boolean editable(List<ShellWord> words) {
    return words.stream().anyMatch(word -> word.is("-e") || word.is("."));
  }
}
