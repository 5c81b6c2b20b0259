package dev.plinth.cli;

import dev.plinth.bases.choose.NativeCode;
import dev.plinth.bases.choose.Project;
import dev.plinth.bases.choose.PypiFiles;
import dev.plinth.bases.start.Request;
import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** What PyPI has of a project's requirements, where no lock file told it. */
final class OnlineWheels {
  private OnlineWheels() {}

  static Project of(
      Project project,
      Request request,
      List<String> platforms,
      ParseResult arguments,
      Console console) {
    boolean asks =
        project.language().equals("python")
            && (project.machineCode().from().isEmpty()
                || project.machineCode().from().equals("table"));
    if (!asks) {
      return project;
    }
    HttpClient client =
        new HttpClient(
            HttpOptions.of(console.environment())
                .withUserAgent("plinth/" + Version.number())
                .withOffline(arguments.hasMatchedOption("--offline")));
    NativeCode code =
        PypiFiles.of(
            request.files(),
            project.release(),
            platforms,
            client,
            console.environment().getOrDefault("PLINTH_PYPI", ""));
    List<String> notes = new ArrayList<>(project.notes());
    notes.removeAll(project.machineCode().notes());
    notes.addAll(code.notes());
    return new Project(project.language(), project.release(), project.exact(), code, notes);
  }
}
