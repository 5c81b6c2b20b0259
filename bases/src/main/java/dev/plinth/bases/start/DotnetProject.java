package dev.plinth.bases.start;

import dev.plinth.inventory.source.LockFormatException;
import dev.plinth.inventory.source.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** .NET: a C#, F# or Visual Basic project file of the SDK's kind. */
final class DotnetProject implements Language {
  private static final Pattern FRAMEWORK = Pattern.compile("net(?:coreapp)?(\\d{1,2}\\.\\d)");
  private static final int FIRST_NOBLE = 8;
  private static final int MOST_PROJECTS = 200;

  @Override
  public String word() {
    return "dotnet";
  }

  @Override
  public String shown() {
    return ".NET";
  }

  @Override
  public List<String> signs() {
    return List.of("*.csproj", "*.fsproj", "*.sln", "*.slnx");
  }

  @Override
  public boolean found(ProjectFiles files) {
    return files.paths().stream()
        .anyMatch(path ->
            path.indexOf('/') < 0
                && (isProject(path) || path.endsWith(".sln") || path.endsWith(".slnx")));
  }

  @Override
  public Toolchain toolchain(Request request, ProjectFiles files) {
    Map<String, XmlElement> projects = projects(files);
    String path = program(request, projects);
    XmlElement project = projects.get(path);
    if (project == null) {
      throw new IllegalStateException("there is no " + path);
    }
    return Toolchain.of(request, "dotnet").exactly(framework(files, path, project), fileName(path));
  }

  private static Map<String, XmlElement> projects(ProjectFiles files) {
    Map<String, XmlElement> projects = new LinkedHashMap<>();
    for (String path : files.paths()) {
      if (isProject(path) && projects.size() < MOST_PROJECTS) {
        projects.put(path, read(files, path));
      }
    }
    return projects;
  }

  private static boolean isProject(String path) {
    return path.endsWith(".csproj") || path.endsWith(".fsproj");
  }

  @Override
  public Plan plan(Request request) {
    ProjectFiles files = request.files();
    Map<String, XmlElement> projects = projects(files);
    String path = program(request, projects);
    XmlElement project = projects.get(path);
    if (project == null) {
      throw new IllegalStateException("there is no " + path);
    }
    boolean web = web(project);
    String framework = framework(files, path, project);
    Toolchain dotnet = Toolchain.of(request, "dotnet").exactly(framework, fileName(path));
    String on = major(framework) >= FIRST_NOBLE ? "noble" : "jammy";
    String assembly = property(project, "AssemblyName");
    String name = fileName(path).replaceFirst("\\.[a-z]+$", "");
    if (assembly.isEmpty() || assembly.contains("$(")) {
      assembly = name;
    }
    Names.name("an assembly's name", assembly);
    boolean invariant = property(project, "InvariantGlobalization").equalsIgnoreCase("true");
    boolean locked = files.has(sibling(path, "packages.lock.json"));
    Recipe recipe = new Recipe(request.explain());
    recipe.stage(
        "--platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:" + dotnet.cycle() + "-" + on,
        "build",
        dotnet.reason()
            + " It runs on the builder's own platform; what it makes runs on every one.");
    recipe.line("WORKDIR /src");
    recipe.why("Project files first: packages are restored again only where these change.");
    List<String> top =
        files.present(
            "global.json",
            "Directory.Build.props",
            "Directory.Build.targets",
            "Directory.Packages.props");
    if (!top.isEmpty()) {
      recipe.copy(top, "./");
    }
    for (String each : closure(path, projects)) {
      String folder = folder(each);
      List<String> both = files.present(each, sibling(each, "packages.lock.json"));
      recipe.copy(both, folder.isEmpty() ? "./" : folder + "/");
    }
    List<String> cache = List.of("/root/.nuget/packages");
    recipe.why(
        locked
            ? "Exactly what packages.lock.json names, or it fails (--locked-mode)."
            : "Packages are kept in the cache mount, not in the image.");
    recipe.cached(cache, "dotnet restore " + (locked ? "--locked-mode " : "") + path);
    recipe.copyAll();
    recipe.cached(
        cache,
        "dotnet publish "
            + path
            + " --configuration Release --no-restore --output /out \\\n        -p:UseAppHost=false");
    recipe.stage(
        "mcr.microsoft.com/dotnet/"
            + (web ? "aspnet:" : "runtime:")
            + dotnet.cycle()
            + "-"
            + on
            + "-chiseled"
            + (invariant || major(framework) < FIRST_NOBLE ? "" : "-extra"),
        "runtime",
        "No shell and no package manager"
            + (invariant ? "." : "; with the cultures and time zones that .NET asks for."));
    recipe.line("WORKDIR /app");
    recipe.line("COPY --from=build /out ./");
    recipe.user("1654:1654");
    if (web && major(framework) >= FIRST_NOBLE) {
      recipe.expose(8080, "The image sets ASPNETCORE_HTTP_PORTS to 8080.");
    }
    recipe.entry(
        List.of("dotnet", assembly + ".dll"), "the image has neither a shell nor another client");
    recipe.finish(Toolchain.debian());
    List<String> notes = new ArrayList<>(dotnet.notes());
    if (!locked) {
      notes.add(
          "there is no packages.lock.json: set RestorePackagesWithLockFile, and commit what"
              + " dotnet restore writes");
    }
    if (files.has("nuget.config") || files.has("NuGet.config") || files.has("NuGet.Config")) {
      notes.add(
          "the NuGet settings are copied with the sources only; where packages come from another"
              + " source, mount them: RUN --mount=type=secret,id=nuget,target=/root/.nuget/NuGet/NuGet.Config");
    }
    return new Plan(
        List.of(
            path + (web ? " (web)" : ""),
            ".NET " + dotnet.cycle(),
            locked ? "packages.lock.json" : "no packages.lock.json"),
        notes,
        recipe,
        List.of("**/bin", "**/obj", "**/.vs", "**/*.user", "**/TestResults"));
  }

  private static XmlElement read(ProjectFiles files, String path) {
    byte[] bytes = files.bytes(path);
    try {
      return XmlElement.read(bytes == null ? new byte[0] : bytes);
    } catch (LockFormatException e) {
      throw StartErrors.file(path, String.valueOf(e.getMessage()));
    }
  }

  private static String program(Request request, Map<String, XmlElement> projects) {
    List<String> programs = new ArrayList<>();
    projects.forEach((path, project) -> {
      if (runs(project) && !references(project, "Microsoft.NET.Test.Sdk")) {
        programs.add(path);
      }
    });
    String main = request.main();
    if (!main.isEmpty()) {
      for (String each : programs) {
        if (each.equals(main) || fileName(each).replaceFirst("\\.[a-z]+$", "").equals(main)) {
          return Names.path("a project's path", each);
        }
      }
      throw StartErrors.noSuch("program", main, programs);
    }
    if (programs.isEmpty()) {
      throw StartErrors.entry(
          "no project file is one of a program (Sdk.Web, Sdk.Worker, or OutputType Exe)",
          "a library needs no image; name the folder of a program: plinth init DIR");
    }
    if (programs.size() > 1) {
      throw StartErrors.choice("programs", programs);
    }
    return Names.path("a project's path", programs.getFirst());
  }

  private static boolean web(XmlElement project) {
    return project.attribute("Sdk").startsWith("Microsoft.NET.Sdk.Web");
  }

  private static boolean runs(XmlElement project) {
    return web(project)
        || project.attribute("Sdk").startsWith("Microsoft.NET.Sdk.Worker")
        || property(project, "OutputType").equalsIgnoreCase("exe");
  }

  private static boolean references(XmlElement project, String name) {
    for (XmlElement group : project.children()) {
      for (XmlElement item : group.children()) {
        if (item.attribute("Include").equals(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String property(XmlElement project, String name) {
    for (XmlElement group : project.children()) {
      String value = group.name().equals("PropertyGroup") ? group.text(name) : "";
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  private static String framework(ProjectFiles files, String path, XmlElement project) {
    String text = property(project, "TargetFramework");
    if (text.isEmpty() && files.has("Directory.Build.props")) {
      text = property(read(files, "Directory.Build.props"), "TargetFramework");
    }
    Matcher found = FRAMEWORK.matcher(text);
    if (!found.matches()) {
      throw StartErrors.unsupported(
          text.isEmpty()
              ? fileName(path).length() > 100
                  ? "it has no TargetFramework"
                  : "the project has no single TargetFramework"
              : "its TargetFramework is none that runs on Linux",
          "write one such as net10.0, or the Dockerfile by hand");
    }
    return found.group(1);
  }

  private static int major(String framework) {
    return Integer.parseInt(framework.substring(0, framework.indexOf('.')));
  }

  /** The project and those it refers to. */
  private static Set<String> closure(String path, Map<String, XmlElement> projects) {
    Set<String> found = new LinkedHashSet<>(List.of(path));
    List<String> open = new ArrayList<>(found);
    while (!open.isEmpty()) {
      String each = open.removeFirst();
      XmlElement project = projects.get(each);
      if (project == null) {
        continue;
      }
      for (XmlElement group : project.children()) {
        for (XmlElement item : group.children()) {
          if (item.name().equals("ProjectReference")) {
            String other = resolve(folder(each), item.attribute("Include"));
            if (projects.containsKey(other) && found.add(other)) {
              open.add(other);
            }
          }
        }
      }
    }
    return found;
  }

  private static String resolve(String folder, String relative) {
    List<String> parts = new ArrayList<>();
    for (String part : (folder + "/" + relative.replace('\\', '/')).split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          throw StartErrors.unsupported(
              "it refers to a project beside its folder",
              "name the folder that has both, with --main=NAME");
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String sibling(String path, String name) {
    String folder = folder(path);
    return folder.isEmpty() ? name : folder + "/" + name;
  }
}
