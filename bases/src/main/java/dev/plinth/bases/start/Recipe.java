package dev.plinth.bases.start;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A Dockerfile while it is written, with the reasons beside it where they are asked for. */
final class Recipe {
  /** Comments are no wider. */
  private static final int WIDTH = 88;

  private final boolean explain;
  private final StringBuilder text = new StringBuilder("# syntax=docker/dockerfile:1\n");
  private final List<String> copied = new ArrayList<>();
  private boolean expose;

  Recipe(boolean explain) {
    this.explain = explain;
  }

  /** The reason of what comes next. */
  Recipe why(String reason) {
    if (explain) {
      comment(reason);
    }
    return this;
  }

  private void comment(String words) {
    StringBuilder line = new StringBuilder("#");
    for (String word : words.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    text.append(line).append('\n');
  }

  /** A stage of that name, with the reason of its image. */
  Recipe stage(String image, String name, String reason) {
    text.append('\n');
    why(reason);
    return line("FROM " + image + (name.isEmpty() ? "" : " AS " + name));
  }

  /** One instruction. */
  Recipe line(String instruction) {
    text.append(instruction).append('\n');
    return this;
  }

  /** Files of the project, by name. */
  Recipe copy(List<String> sources, String target) {
    sources.forEach(source -> Names.path("a file's name", source));
    copied.addAll(sources);
    return line("COPY " + String.join(" ", sources) + " " + target);
  }

  /** All of the project. */
  Recipe copyAll() {
    return why("Sources come last: a change of them leaves what stands above in the cache.")
        .line("COPY . .");
  }

  /** A command with folders that builds keep between them. */
  Recipe cached(List<String> folders, String command) {
    String mounts =
        folders.stream()
            .map(folder -> "--mount=type=cache,target=" + folder)
            .collect(Collectors.joining(" \\\n    "));
    return line("RUN " + mounts + " \\\n    " + command);
  }

  /** What of the project has to be there although nothing copies it by name. */
  Recipe needs(String path) {
    copied.add(path);
    return this;
  }

  /** A user of the image's own, by number. */
  Recipe makeUser() {
    return why("An account of its own: whoever breaks out of the program is not root.")
        .line(
            "RUN groupadd --gid 10001 app \\\n"
                + "    && useradd --uid 10001 --gid app --no-log-init --create-home app");
  }

  /** Whom the image runs as. */
  Recipe user(String numbers) {
    return why("By number: Kubernetes cannot tell whether a name is root (runAsNonRoot).")
        .line("USER " + numbers);
  }

  /** The port that the program listens on. */
  Recipe expose(int port, String reason) {
    expose = true;
    return why(reason).line("EXPOSE " + port);
  }

  /** A check that the runtime itself can make. */
  Recipe health(List<String> command) {
    return why("The runtime itself asks whether the port answers, so that no curl has to be"
            + " installed. Ask for a page that says more where the program has one.")
        .line(
            "HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \\\n    CMD "
                + json(command));
  }

  /** What runs, and why nothing checks it. */
  Recipe entry(List<String> command, String noHealthcheck) {
    why("As a list: no shell stands between the program and the signals that stop it.");
    if (!noHealthcheck.isEmpty()) {
      text.append("# plinth: ignore=no-healthcheck reason=\"").append(noHealthcheck).append("\"\n");
    }
    return line("ENTRYPOINT " + json(command));
  }

  /** The stage for looking inside, and the image itself. */
  Recipe finish(String debian) {
    text.append('\n');
    why(
        "The same image with a shell and tools, for looking inside; never shipped. Built by docker"
            + " build --target debug.");
    line("FROM runtime AS debug");
    line("COPY --from=gcr.io/distroless/static-debian" + debian + ":debug /busybox/ /busybox/");
    line("ENV PATH=\"$PATH:/busybox\"");
    return stage("runtime", "", "Without --target this is what is built.");
  }

  /** Whether a port is known. */
  boolean exposes() {
    return expose;
  }

  String text() {
    return text.toString();
  }

  List<String> copied() {
    return List.copyOf(copied);
  }

  /** A list of words as JSON. */
  static String json(List<String> words) {
    return words.stream()
        .map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
