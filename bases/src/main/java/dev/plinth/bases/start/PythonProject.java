package dev.plinth.bases.start;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.toml.Toml;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python: {@code pyproject.toml}, the lock files of uv, Poetry and Pipenv, or requirements. */
final class PythonProject implements Language {
  private static final Pattern RUNTIME = Pattern.compile("(?:c?python-?)?(\\d[0-9.]*)");

  @Override
  public String word() {
    return "python";
  }

  @Override
  public String shown() {
    return "Python";
  }

  @Override
  public List<String> signs() {
    return List.of("pyproject.toml", "requirements.txt", "Pipfile", "setup.py");
  }

  @Override
  public Plan plan(Request request) {
    ProjectFiles files = request.files();
    Toml project = Documents.toml(files, "pyproject.toml");
    Toolchain python = toolchain(request, project);
    String distribution = Toolchain.of(request, "python").distribution("python", python.cycle());
    String release = "python:" + python.cycle();
    PythonManager manager = PythonManager.of(files, project);
    PythonEntry entry = PythonEntry.of(request, project, manager);
    Recipe recipe = new Recipe(request.explain());
    recipe.stage(
        release + "-" + distribution,
        "build",
        python.reason()
            + " With compilers, for packages that have no wheel; they are not shipped.");
    recipe.line("WORKDIR /app");
    recipe.why("The environment is what the image takes over; its place is the same there.");
    recipe.line("ENV " + manager.environment());
    if (!manager.made().isEmpty()) {
      recipe.why(manager.madeReason());
      if (manager.made().startsWith("pip ")) {
        recipe.cached(List.of("/root/.cache/pip"), manager.made());
      } else {
        recipe.line("RUN " + manager.made());
      }
    }
    if (!manager.files().isEmpty()) {
      recipe.why("Dependencies first: they are installed again only where these files change.");
      recipe.copy(manager.files(), "./");
      recipe.why(manager.installReason());
      recipe.cached(List.of(manager.cache()), manager.install());
    }
    if (manager.installsProject()) {
      recipe.copyAll();
      recipe.cached(List.of(manager.cache()), manager.installProject());
    }
    recipe.stage(
        release + "-slim-" + distribution,
        "runtime",
        "The same Python, without compilers and headers.");
    List<String> libraries = PythonManager.libraries(files);
    if (!libraries.isEmpty()) {
      recipe.why("The libraries that database drivers are linked with, without their headers.");
      recipe.line(
          "RUN apt-get update \\\n    && apt-get install -y --no-install-recommends "
              + String.join(" ", libraries)
              + " \\\n    && rm -rf /var/lib/apt/lists/*");
    }
    recipe.makeUser();
    recipe.why("Output is seen at once, and the program finds what was installed.");
    recipe.line("ENV PYTHONUNBUFFERED=1 \\\n    PATH=\"/app/.venv/bin:$PATH\"");
    recipe.line("WORKDIR /app");
    recipe.line("COPY --from=build /app/.venv /app/.venv");
    if (!entry.installed()) {
      recipe.copyAll();
    }
    entry.files().forEach(recipe::needs);
    recipe.user("10001:10001");
    if (entry.port() > 0) {
      recipe.expose(entry.port(), "The command below names this port.");
      recipe.health(
          List.of(
              "python",
              "-c",
              "import socket; socket.create_connection(('127.0.0.1', "
                  + entry.port()
                  + "), 3).close()"));
    }
    recipe.entry(
        entry.command(), entry.port() > 0 ? "" : "the files do not tell which port it uses");
    recipe.finish(Toolchain.debian());
    List<String> found = new ArrayList<>();
    found.add("runs " + String.join(" ", entry.command()) + " (" + entry.from() + ")");
    found.add("Python " + python.cycle());
    found.add(manager.shown());
    List<String> notes = new ArrayList<>(python.notes());
    notes.addAll(manager.notes());
    String readme = manager.readme();
    if (!readme.isEmpty() && files.has(readme)) {
      recipe.needs(readme);
    }
    return new Plan(
        found,
        notes,
        recipe,
        List.of("**/*.egg-info", ".coverage", "htmlcov", "/build", "/dist", "/docs", "/tests"));
  }

  @Override
  public Toolchain toolchain(Request request, ProjectFiles files) {
    return toolchain(request, Documents.toml(files, "pyproject.toml"));
  }

  private static Toolchain toolchain(Request request, Toml project) {
    ProjectFiles files = request.files();
    Toolchain.Finder finder = Toolchain.of(request, "python");
    for (String file : List.of(".python-version", "runtime.txt")) {
      Matcher version = RUNTIME.matcher(Documents.word(files, file));
      if (version.matches()) {
        return finder.exactly(version.group(1), file);
      }
    }
    Json requires = Documents.json(files, "Pipfile.lock").get("_meta");
    requires = requires == null ? null : requires.get("requires");
    String pipenv = requires == null ? null : requires.text("python_version");
    if (pipenv != null) {
      return finder.exactly(pipenv, "Pipfile.lock");
    }
    Toml own = project.get("project");
    String range = own == null ? null : own.text("requires-python");
    if (range == null) {
      Toml poetry = PythonManager.poetry(project);
      Toml dependencies = poetry == null ? null : poetry.get("dependencies");
      range = dependencies == null ? null : dependencies.text("python");
    }
    return finder.within(range == null ? "" : range, "pyproject.toml");
  }
}
