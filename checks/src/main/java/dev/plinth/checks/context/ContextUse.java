package dev.plinth.checks.context;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.dockerfile.tree.Keyword;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the commands of a Dockerfile may use of a context that is copied as a whole. When in doubt
 * they use it.
 */
final class ContextUse {
  /** What asks git, or may: by itself, or by a script or a build file that is not looked into. */
  private static final String[] ASKS_GIT = {
    "git",
    "make",
    "cmake",
    "meson",
    "bazel",
    "setuptools",
    "setup.py",
    "python -m build",
    "hatch",
    "versioneer",
    "poetry",
    "uv ",
    "-e .",
    "pip install .",
    "pip3 install .",
    "go build",
    "go install",
    "go generate",
    "cargo build",
    "cargo install",
    "mvn",
    "gradle",
    "sbt",
    "dotnet",
    "goreleaser",
    "mage",
    "lerna",
    "npm version",
    "semantic-release",
    "run build",
    "yarn build",
    "pnpm build",
    ".sh",
    "./"
  };

  /** What fills {@code node_modules} from a list of dependencies, not a tool for all. */
  private static final Pattern INSTALLS =
      Pattern.compile(
          "\\b(?:npm|pnpm|bun|yarn)[ \t]+(?:--[^ ]+[ \t]+)*(?:ci|install|i|clean-install)\\b"
              + "(?![^\\n&;|]*[ \t](?:-g|--global|-[a-z]*g)\\b)"
              + "|\\byarn[ \t]*(?:--frozen|--immutable|--prod|&&|\\n)");

  /** All that is run, in lower case. */
  private final String commands;

  private ContextUse(DockerfileFacts facts) {
    StringBuilder text = new StringBuilder();
    for (Place place : facts.places()) {
      Keyword keyword = place.instruction().keyword();
      if (keyword == Keyword.RUN
          || keyword == Keyword.CMD
          || keyword == Keyword.ENTRYPOINT
          || keyword == Keyword.HEALTHCHECK
          || keyword == Keyword.ENV) {
        text.append(facts.source().raw(place.instruction().span())).append('\n');
      }
    }
    this.commands = text.toString().toLowerCase(Locale.ROOT);
  }

  static ContextUse of(DockerfileFacts facts) {
    return facts.shared(ContextUse.class, ContextUse::new);
  }

  /** True where a file or folder of that name, which only comes from the context, may be used. */
  boolean needs(String name) {
    return switch (name) {
      case ".git", ".hg", ".svn" -> any(ASKS_GIT);
      // Made anew in the image, else those of the context are all that there is.
      case "node_modules" -> !INSTALLS.matcher(commands).find();
      case "bower_components" -> !any("bower i");
      case ".next", ".nuxt" -> !any("next build", "nuxt build", "run build", "yarn build");
      case ".venv", "venv" ->
          !any("-m venv", "virtualenv", "uv sync", "poetry install") && any(name);
      case ".terraform" -> !any("terraform init");
      case ".idea", ".vscode" -> any(name);
      case "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache" -> false;
      case ".tox", ".nox", ".gradle", ".turbo", ".parcel-cache" -> false;
      default -> any(name.toLowerCase(Locale.ROOT));
    };
  }

  private boolean any(String... words) {
    for (String word : words) {
      if (commands.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
