package dev.plinth.bases.choose;

import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.bases.start.ProjectFiles;
import dev.plinth.bases.start.Request;
import dev.plinth.bases.start.Starts;
import java.util.ArrayList;
import java.util.List;

/**
 * What a project's files answer.
 *
 * @param language as {@link Wishes#LANGUAGES} has it; {@code any} where nothing tells
 * @param release of the language; empty where nothing tells
 * @param exact true where the project names that release
 * @param machineCode among its dependencies
 * @param notes what people should know, each a clause
 */
public record Project(
    String language, String release, boolean exact, NativeCode machineCode, List<String> notes) {

  /**
   * Reads a project's files; no code of it is run.
   *
   * @param request with the language, where it was named
   * @param current the image that its Dockerfile stands on; empty where there is none
   * @param platforms to be built for
   * @throws dev.plinth.foundation.PlinthException where its files tell of several languages
   */
  public static Project read(Request request, String current, List<String> platforms) {
    ProjectFiles files = request.files();
    String named = request.language();
    if (named.equals("tooling")) {
      return new Project(named, "", false, NativeCode.UNKNOWN, List.of());
    }
    List<String> told = Starts.languages(files);
    boolean php = files.has("composer.json");
    if (named.equals("php") || (named.isEmpty() && told.isEmpty() && php)) {
      return new Project("php", "", false, NativeCode.UNKNOWN, List.of());
    }
    if (told.isEmpty() || (!named.isEmpty() && !told.contains(named))) {
      String language = named.isEmpty() ? ofImage(current) : named;
      List<String> notes =
          language.equals("any")
              ? List.of("no file here tells what the program is written in: --language=NAME does")
              : List.of();
      return new Project(language, "", false, NativeCode.UNKNOWN, notes);
    }
    Starts.Survey survey = Starts.survey(request);
    List<String> notes = new ArrayList<>();
    if (!survey.note().isEmpty()) {
      notes.add(survey.note());
    }
    NativeCode code = machineCode(files, survey, platforms);
    notes.addAll(code.notes());
    return new Project(survey.word(), survey.cycle(), survey.exact(), code, notes);
  }

  private static NativeCode machineCode(
      ProjectFiles files, Starts.Survey survey, List<String> platforms) {
    return switch (survey.word()) {
      case "go" -> OtherNative.go(survey.withC());
      case "rust" -> OtherNative.rust(files);
      case "python" -> PythonNative.of(files, survey.cycle(), platforms);
      case "node" -> NodeNative.of(files, platforms);
      case "ruby" -> OtherNative.ruby(files, platforms);
      case "java" -> OtherNative.java(files);
      default -> NativeCode.UNKNOWN;
    };
  }

  /** The language of an image's own product. */
  private static String ofImage(String image) {
    if (image.isEmpty()) {
      return "any";
    }
    return switch (Lifecycles.product(ImageName.of(image))) {
      case "python" -> "python";
      case "nodejs" -> "node";
      case "go" -> "go";
      case "ruby" -> "ruby";
      case "php" -> "php";
      case "java" -> "java";
      case "dotnet" -> "dotnet";
      default -> "any";
    };
  }
}
