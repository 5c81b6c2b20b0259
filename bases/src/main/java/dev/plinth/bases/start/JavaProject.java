package dev.plinth.bases.start;

import java.util.ArrayList;
import java.util.List;

/** Java: Maven's {@code pom.xml}, or Gradle's build files. */
final class JavaProject implements Language {
  @Override
  public String word() {
    return "java";
  }

  @Override
  public String shown() {
    return "Java";
  }

  @Override
  public List<String> signs() {
    return List.of("pom.xml", "build.gradle", "build.gradle.kts");
  }

  private static JavaBuild build(Request request) {
    return request.files().has("pom.xml") ? MavenBuild.of(request) : GradleBuild.of(request);
  }

  private static Toolchain toolchain(Request request, JavaBuild build) {
    Toolchain.Finder finder = Toolchain.of(request, "java");
    return build.version().isEmpty()
        ? finder.within("", build.file())
        : finder.exactly(build.version(), build.file());
  }

  @Override
  public Toolchain toolchain(Request request, ProjectFiles files) {
    return toolchain(request, build(request));
  }

  @Override
  public Plan plan(Request request) {
    JavaBuild build = build(request);
    Toolchain.Finder finder = Toolchain.of(request, "java");
    Toolchain java = toolchain(request, build);
    String distribution = finder.distribution("eclipse-temurin", java.cycle());
    String jdk = "eclipse-temurin:" + java.cycle() + "-jdk-" + distribution;
    Recipe recipe = new Recipe(request.explain());
    recipe.stage(
        build.wrapper()
            ? jdk
            : build.image().replace("{java}", java.cycle()).replace("{on}", distribution),
        "build",
        java.reason()
            + (build.wrapper()
                ? " The project's wrapper brings " + build.tool() + " itself."
                : ""));
    recipe.line("WORKDIR /src");
    recipe.why("Dependencies first: they are fetched again only where these files change.");
    for (List<String> copied : build.copies()) {
      String target = copied.getLast();
      recipe.copy(copied.subList(0, copied.size() - 1), target);
    }
    recipe.cached(List.of(build.cache()), build.fetch());
    recipe.copyAll();
    recipe.why("Tests belong before the image is built, where their reports are kept.");
    recipe.cached(List.of(build.cache()), build.build());
    recipe.stage(
        "eclipse-temurin:" + java.cycle() + "-jre-" + distribution,
        "runtime",
        "What Java needs to run, without its compiler.");
    recipe.makeUser();
    recipe.line("WORKDIR /app");
    recipe.line("COPY --from=build /out/ ./");
    recipe.user("10001:10001");
    String unchecked = "the files do not tell which port it uses";
    if (build.port() > 0) {
      recipe.expose(build.port(), build.portReason());
      unchecked = "the image has no client; orchestrators ask the port themselves";
    }
    recipe.entry(build.command(), unchecked);
    recipe.finish(Toolchain.debian());
    List<String> found = new ArrayList<>();
    found.add(build.tool() + (build.wrapper() ? " by its wrapper (" : " (") + build.file() + ")");
    found.add("Java " + java.cycle());
    found.add("runs " + String.join(" ", build.command()));
    return new Plan(found, java.notes(), recipe, List.of("/target", "/build", "**/*.class"));
  }
}
