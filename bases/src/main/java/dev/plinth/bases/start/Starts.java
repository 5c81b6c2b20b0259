package dev.plinth.bases.start;

import dev.plinth.foundation.PlinthException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds out what a project is, and writes what it starts with. No code of it is run. */
public final class Starts {
  /** The one list of languages. */
  private static final List<Language> ALL =
      List.of(
          new GoProject(),
          new RustProject(),
          new PythonProject(),
          new NodeProject(),
          new JavaProject(),
          new DotnetProject(),
          new RubyProject());

  private static final List<String> EVERYWHERE =
      List.of(
          "# Histories and settings of tools",
          "**/.git",
          "**/.hg",
          "**/.svn",
          "**/.github",
          "**/.gitlab*",
          "**/.idea",
          "**/.vscode",
          "**/.DS_Store",
          "",
          "# Installed dependencies and caches",
          "**/node_modules",
          "**/bower_components",
          "**/.venv",
          "**/venv",
          "**/__pycache__",
          "**/*.pyc",
          "**/.pytest_cache",
          "**/.mypy_cache",
          "**/.ruff_cache",
          "**/.tox",
          "**/.nox",
          "**/.gradle",
          "**/.next",
          "**/.nuxt",
          "**/.turbo",
          "**/.parcel-cache",
          "**/.terraform",
          "",
          "# Secrets",
          "**/.env",
          "**/.env.*",
          "**/*.pem",
          "**/*.key",
          "**/*.p12",
          "**/*.pfx",
          "**/*.jks",
          "**/*.keystore",
          "**/*.ppk",
          "**/id_rsa",
          "**/id_ecdsa",
          "**/id_ed25519",
          "**/.npmrc",
          "**/.yarnrc.yml",
          "**/.pypirc",
          "**/.netrc",
          "**/.aws",
          "**/.docker",
          "**/.kube",
          "**/*.tfstate*",
          "**/*.tfvars",
          "**/.cargo/credentials*",
          "**/secrets.y*ml",
          "**/secrets.json",
          "**/credentials.json",
          "",
          "# What builds the image is no part of it",
          "/Dockerfile*",
          "/.dockerignore",
          "/compose*.y*ml",
          "/docker-compose*.y*ml");

  private Starts() {}

  /** The words that {@link Request#language} may be. */
  public static List<String> words() {
    return ALL.stream().map(Language::word).toList();
  }

  /**
   * What a project starts with.
   *
   * @throws dev.plinth.foundation.PlinthException where its files do not say what it is or what it
   *     runs, say it in words that cannot be written down safely, or are broken
   */
  public static Start of(Request request) {
    Language language = language(request);
    Plan plan = language.plan(request);
    return new Start(
        language.shown(),
        plan.found(),
        plan.notes(),
        plan.recipe().text(),
        ignore(plan, request.explain()),
        plan.recipe().copied());
  }

  /**
   * What a project is written in, and for which release.
   *
   * @param word of the language
   * @param cycle such as {@code 3.14}; empty where its files do not tell
   * @param exact true where the project names it, false where it was chosen for it
   * @param note why it is not told, or what people should know; empty where nothing
   * @param withC of Go: what of it is C code; empty where nothing
   */
  public record Survey(String word, String cycle, boolean exact, String note, String withC) {}

  /** The words of the languages that a project's own folder tells of. */
  public static List<String> languages(ProjectFiles files) {
    List<String> words = new ArrayList<>();
    for (Language each : ALL) {
      if (each.found(files)) {
        words.add(each.word());
      }
    }
    return words;
  }

  /**
   * What a project is for.
   *
   * @throws dev.plinth.foundation.PlinthException where its files tell of no language, or of
   *     several
   */
  public static Survey survey(Request request) {
    Language language = language(request);
    String withC = language instanceof GoProject ? GoProject.withC(request.files()) : "";
    try {
      Toolchain toolchain = language.toolchain(request, request.files());
      return new Survey(
          language.word(), toolchain.cycle(), toolchain.exact(), toolchain.note(), withC);
    } catch (PlinthException e) {
      return new Survey(language.word(), "", false, e.because(), withC);
    }
  }

  private static Language language(Request request) {
    ProjectFiles files = request.files();
    if (!request.language().isEmpty()) {
      for (Language each : ALL) {
        if (each.word().equals(request.language())) {
          if (!each.found(files)) {
            throw StartErrors.absent(each.shown(), each.signs());
          }
          return each;
        }
      }
      throw StartErrors.unknown(request.language(), words());
    }
    List<Language> found = ALL.stream().filter(each -> each.found(files)).toList();
    if (found.isEmpty()) {
      List<String> signs = new ArrayList<>();
      ALL.forEach(each -> signs.addAll(each.signs()));
      throw StartErrors.nothing(signs);
    }
    if (found.size() > 1) {
      throw StartErrors.several(
          found.stream().map(each -> each.shown() + " (" + seen(each, files) + ")").toList(),
          found.stream().map(Language::word).toList());
    }
    return found.getFirst();
  }

  private static String seen(Language language, ProjectFiles files) {
    List<String> present = language.signs().stream().filter(files::has).toList();
    return String.join(", ", present.isEmpty() ? language.signs() : present);
  }

  private static String ignore(Plan plan, boolean explain) {
    StringBuilder text = new StringBuilder();
    if (explain) {
      text.append("# What a build never needs, and what must never be in an image. The last line\n")
          .append(
              "# that fits decides; a line without **/ means the project's own folder alone.\n\n");
    }
    Set<String> lines = new LinkedHashSet<>();
    for (String line : EVERYWHERE) {
      text.append(line).append('\n');
      lines.add(line);
    }
    text.append("\n# Built, or only for development\n");
    for (String line : plan.ignore()) {
      if (lines.add(line)) {
        text.append(line).append('\n');
      }
    }
    return text.toString();
  }
}
