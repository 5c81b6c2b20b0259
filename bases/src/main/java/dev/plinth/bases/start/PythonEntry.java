package dev.plinth.bases.start;

import dev.plinth.foundation.toml.Toml;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Python project runs.
 *
 * @param command its words
 * @param files of the project that it needs
 * @param installed true where all of the program is in the environment
 * @param port it listens on; 0 where not known
 * @param from what told it
 */
record PythonEntry(
    List<String> command, List<String> files, boolean installed, int port, String from) {
  private static final int PORT = 8000;
  private static final Pattern ASGI =
      Pattern.compile(
          "(?m)^([A-Za-z_][A-Za-z0-9_]*)(?:\\s*:[^=\\n]*)?\\s*=\\s*(?:\\w+\\.)?(FastAPI|Starlette)\\(");
  private static final Pattern WSGI =
      Pattern.compile(
          "(?m)^([A-Za-z_][A-Za-z0-9_]*)(?:\\s*:[^=\\n]*)?\\s*=\\s*(?:\\w+\\.)?Flask\\(");

  static PythonEntry of(Request request, Toml project, PythonManager manager) {
    ProjectFiles files = request.files();
    String wanted = request.main();
    List<String> scripts = scripts(project);
    if (!wanted.isEmpty()) {
      if (scripts.contains(wanted) && manager.installsProject()) {
        return script(wanted);
      }
      String file = wanted.replaceFirst("^\\./", "");
      if (files.has(file)) {
        return file(file, "--main");
      }
      throw StartErrors.noSuch("script or file", wanted, scripts);
    }
    PythonEntry server = server(files);
    if (server != null) {
      return server;
    }
    if (manager.installsProject() && scripts.size() == 1) {
      return script(scripts.getFirst());
    }
    if (manager.installsProject() && scripts.size() > 1) {
      Toml own = project.get("project");
      String name = own == null ? null : own.text("name");
      if (name != null && scripts.contains(name)) {
        return script(name);
      }
      throw StartErrors.choice("scripts", scripts);
    }
    for (String path : files.paths()) {
      String folder = path.replaceFirst("^src/", "").replace("/__main__.py", "");
      if (path.endsWith("/__main__.py") && folder.indexOf('/') < 0 && Names.isModule(folder)) {
        boolean nested = path.startsWith("src/");
        if (!nested || manager.installsProject()) {
          return new PythonEntry(
              List.of("python", "-m", folder), nested ? List.of() : List.of(path), nested, 0, path);
        }
      }
    }
    for (String file : List.of("main.py", "app.py", "__main__.py", "run.py", "server.py")) {
      if (files.has(file)) {
        return file(file, file);
      }
    }
    throw StartErrors.entry(
        "there is no script in pyproject.toml, no __main__.py and no main.py or app.py",
        "declare one in [project.scripts], with a [build-system], or name it with --main=FILE");
  }

  private static PythonEntry script(String name) {
    return new PythonEntry(
        List.of("/app/.venv/bin/" + Names.name("a script's name", name)),
        List.of(),
        true,
        0,
        "pyproject.toml");
  }

  private static PythonEntry file(String file, String from) {
    return new PythonEntry(
        List.of("python", Names.path("the name of the file to run", file)),
        List.of(file),
        false,
        0,
        from);
  }

  private static List<String> scripts(Toml project) {
    TreeSet<String> names = new TreeSet<>();
    Toml own = project.get("project");
    if (own != null) {
      names.addAll(own.members("scripts").keySet());
    }
    Toml poetry = PythonManager.poetry(project);
    if (poetry != null) {
      names.addAll(poetry.members("scripts").keySet());
    }
    return new ArrayList<>(names);
  }

  /** A web application behind a server that the project itself depends on; null where none is. */
  private static @Nullable PythonEntry server(ProjectFiles files) {
    boolean gunicorn = PythonManager.depends(files, "gunicorn");
    boolean uvicorn =
        PythonManager.depends(files, "uvicorn")
            || PythonManager.depends(files, "fastapi[standard]");
    if (gunicorn && files.has("manage.py")) {
      for (String path : files.paths()) {
        String module = path.replace("/wsgi.py", "");
        if (path.endsWith("/wsgi.py") && Names.isModule(module)) {
          return gunicorn(module + ".wsgi:application", List.of("manage.py", path), path);
        }
      }
    }
    if (!gunicorn && !uvicorn) {
      return null;
    }
    for (String path : files.paths()) {
      String module = path.replaceFirst("\\.py$", "").replace('/', '.');
      boolean place = path.chars().filter(c -> c == '/').count() <= 1 && !path.startsWith("test");
      if (!place || !path.endsWith(".py") || !Names.isModule(module)) {
        continue;
      }
      String text = files.text(path);
      Matcher asgi = ASGI.matcher(text);
      if (uvicorn && asgi.find()) {
        return new PythonEntry(
            List.of(
                "uvicorn",
                module + ":" + asgi.group(1),
                "--host",
                "0.0.0.0",
                "--port",
                String.valueOf(PORT)),
            List.of(path),
            false,
            PORT,
            path);
      }
      Matcher wsgi = WSGI.matcher(text);
      if (gunicorn && wsgi.find()) {
        return gunicorn(module + ":" + wsgi.group(1), List.of(path), path);
      }
    }
    return null;
  }

  private static PythonEntry gunicorn(String application, List<String> needs, String from) {
    return new PythonEntry(
        List.of("gunicorn", "--bind", "0.0.0.0:" + PORT, application), needs, false, PORT, from);
  }
}
