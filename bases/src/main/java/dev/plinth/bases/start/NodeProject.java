package dev.plinth.bases.start;

import dev.plinth.foundation.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Node.js: {@code package.json}, and the lock file of npm, pnpm or Yarn. */
final class NodeProject implements Language {
  private static final Pattern START = Pattern.compile("node((?: --?[a-z][a-z0-9=-]*)*) (\\S+)");

  @Override
  public String word() {
    return "node";
  }

  @Override
  public String shown() {
    return "Node.js";
  }

  @Override
  public List<String> signs() {
    return List.of("package.json");
  }

  @Override
  public Plan plan(Request request) {
    ProjectFiles files = request.files();
    Json manifest = Documents.json(files, "package.json");
    Toolchain node = toolchain(request, manifest);
    String image =
        "node:"
            + node.cycle()
            + "-"
            + Toolchain.of(request, "nodejs").distribution("node", node.cycle())
            + "-slim";
    NodeManager manager = NodeManager.of(files, manifest);
    Json scriptsOf = manifest.get("scripts");
    boolean builds = scriptsOf != null && scriptsOf.text("build") != null;
    Entry entry = entry(request, manifest, builds);
    List<String> notes = new ArrayList<>(node.notes());
    manager.note().ifPresent(notes::add);
    if (files.has(".npmrc")) {
      notes.add(
          ".npmrc is kept out of the build, since tokens stand in such files; where the build needs"
              + " it: RUN --mount=type=secret,id=npmrc,target=/root/.npmrc");
    }
    Recipe recipe = new Recipe(request.explain());
    recipe.stage(image, "build", node.reason());
    recipe.line("WORKDIR /app");
    if (!manager.made().isEmpty()) {
      recipe.why(manager.madeReason()).line("RUN " + manager.made());
    }
    if (!manager.environment().isEmpty()) {
      recipe.line("ENV " + manager.environment());
    }
    recipe.why("Dependencies first: they are installed again only where these files change.");
    recipe.copy(manager.files(), "./");
    for (String folder : manager.workspaces()) {
      recipe.copy(List.of(folder + "/package.json"), folder + "/");
    }
    recipe.why(manager.installReason());
    recipe.cached(
        List.of(manager.cache()), builds ? manager.installAll() : manager.installProduction());
    recipe.copyAll();
    if (builds) {
      String prune = manager.prune();
      recipe.why("What only the build needs goes again.");
      recipe.cached(
          List.of(manager.cache()),
          manager.runBuild() + (prune.isEmpty() ? "" : " \\\n    && " + prune));
    }
    recipe.stage(image, "runtime", "The same release; neither build tools nor caches come along.");
    recipe.line("ENV NODE_ENV=production").line("WORKDIR /app");
    recipe.line("COPY --from=build /app ./");
    recipe.user("1000:1000");
    if (entry.port > 0) {
      recipe.expose(entry.port, entry.reason);
      recipe.health(
          List.of(
              "node",
              "-e",
              "require('node:net').connect("
                  + entry.port
                  + ", '127.0.0.1').on('connect', () => process.exit(0)).on('error', () =>"
                  + " process.exit(1))"));
    }
    recipe.entry(entry.command, entry.port > 0 ? "" : "the files do not tell which port it uses");
    if (!builds && files.has(entry.file)) {
      recipe.needs(entry.file);
    }
    recipe.finish(Toolchain.debian());
    List<String> found = new ArrayList<>();
    found.add("runs " + String.join(" ", entry.command) + " (" + entry.from + ")");
    found.add("Node.js " + node.cycle());
    found.add(manager.shown());
    List<String> ignore = new ArrayList<>(List.of("/coverage", "**/npm-debug.log*"));
    if (builds) {
      ignore.add("/dist");
    }
    return new Plan(found, notes, recipe, ignore);
  }

  @Override
  public Toolchain toolchain(Request request, ProjectFiles files) {
    return toolchain(request, Documents.json(files, "package.json"));
  }

  private static Toolchain toolchain(Request request, Json manifest) {
    Toolchain.Finder finder = Toolchain.of(request, "nodejs");
    for (String file : List.of(".nvmrc", ".node-version")) {
      String version = Documents.word(request.files(), file).replaceFirst("^v", "");
      if (!version.isEmpty() && Character.isDigit(version.charAt(0))) {
        return finder.exactly(version, file);
      }
    }
    Json engines = manifest.get("engines");
    String range = engines == null ? null : engines.text("node");
    return finder.within(range == null ? "" : range, "package.json");
  }

  /**
   * What runs.
   *
   * @param command its words
   * @param file of the project that it names; empty where none
   * @param from what told it
   * @param port it listens on; 0 where not known
   * @param reason why that port
   */
  private record Entry(List<String> command, String file, String from, int port, String reason) {}

  private static Entry entry(Request request, Json manifest, boolean builds) {
    ProjectFiles files = request.files();
    if (!request.main().isEmpty()) {
      String file = request.main().replaceFirst("^\\./", "");
      if (!builds && !files.has(file)) {
        throw StartErrors.noSuch("file", request.main(), List.of());
      }
      return run(List.of(), file, "--main");
    }
    Json scriptsOf = manifest.get("scripts");
    String start = scriptsOf == null ? null : scriptsOf.text("start");
    if (start != null) {
      Matcher simple = START.matcher(start.strip());
      if (simple.matches() && Names.isPath(simple.group(2).replaceFirst("^\\./", ""))) {
        List<String> flags = new ArrayList<>(List.of(simple.group(1).strip().split(" ", -1)));
        flags.removeIf(String::isEmpty);
        return run(flags, simple.group(2).replaceFirst("^\\./", ""), "scripts.start");
      }
      if (start.strip().equals("next start") && depends(manifest, "next")) {
        return new Entry(
            List.of("node", "node_modules/next/dist/bin/next", "start"),
            "",
            "scripts.start",
            3000,
            "next start listens on 3000 where PORT says nothing else.");
      }
      return new Entry(List.of("npm", "run", "start"), "", "scripts.start", 0, "");
    }
    String main = manifest.text("main");
    if (main != null) {
      String file = main.replaceFirst("^\\./", "");
      if (builds || files.has(file)) {
        return run(List.of(), file, "main");
      }
      if (files.has(file + ".js")) {
        return run(List.of(), file + ".js", "main");
      }
    }
    for (String file : List.of("server.js", "index.js", "app.js", "server.mjs", "index.mjs")) {
      if (files.has(file)) {
        return run(List.of(), file, file);
      }
    }
    throw StartErrors.entry(
        "package.json has neither a script \"start\" nor a \"main\", and there is no server.js or"
            + " index.js",
        "add a script \"start\", or name the file with --main=FILE");
  }

  private static Entry run(List<String> flags, String file, String from) {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(flags);
    command.add(Names.path("the name of the file to run", file));
    return new Entry(command, file, from, 0, "");
  }

  private static boolean depends(Json manifest, String name) {
    Map<String, Json> dependencies = manifest.members("dependencies");
    return dependencies.containsKey(name);
  }
}
