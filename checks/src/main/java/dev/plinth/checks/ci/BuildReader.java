package dev.plinth.checks.ci;

import dev.plinth.dockerfile.calls.Call;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises builds of images by the commands that run them. */
final class BuildReader {
  /** Options of {@code docker} itself whose value is the next word. */
  private static final Set<String> DOCKER =
      Set.of(
          "--config",
          "-c",
          "--context",
          "-H",
          "--host",
          "-l",
          "--log-level",
          "--tlscacert",
          "--tlscert",
          "--tlskey");

  /** The same of {@code docker compose}, and of {@code docker-compose}. */
  private static final Set<String> COMPOSE =
      Set.of(
          "-f",
          "--file",
          "-p",
          "--project-name",
          "--profile",
          "--env-file",
          "--project-directory",
          "--parallel",
          "--ansi",
          "--progress",
          "-c",
          "--context",
          "-H",
          "--host",
          "--log-level",
          "--tlscacert",
          "--tlscert",
          "--tlskey");

  private BuildReader() {}

  /**
   * What builds.
   *
   * @param fresh true where no images can be there yet
   * @param own true where Buildx has a builder of its own, which asks registries each time
   * @param usual true where {@code docker build} uses that, too: it has the one that comes with
   *     Docker else (Docker's documentation, "Builders")
   */
  record Machine(boolean fresh, boolean own, boolean usual) {
    Machine with(boolean more, boolean everywhere) {
      return new Machine(fresh, own || more, usual || everywhere);
    }
  }

  /** True where a call makes a builder that keeps no images, and asks registries each time. */
  static boolean makesBuilder(Call call) {
    Options options = new Options(call.arguments());
    return call.is("docker")
        && options.at(0).equals("buildx")
        && options.at(1).equals("create")
        && !options.value("--driver").equals("docker");
  }

  /** True where a call makes {@code docker build} one of Buildx. */
  static boolean makesUsual(Call call) {
    return call.is("docker")
        && call.argument(0).equals("buildx")
        && call.argument(1).equals("install");
  }

  /** The build that a call runs; null where it runs none. */
  static @Nullable ImageBuild of(Step step, Call call, Machine machine, Set<Trigger> triggers) {
    Options options = new Options(call.arguments());
    String builder = builder(call.program(), options);
    if (builder == null || options.on("--help") != null) {
      return null;
    }
    boolean named = machine.usual() || !step.variable("BUILDX_BUILDER").isEmpty();
    boolean own =
        machine.own() && builder.startsWith("docker") && (named || !builder.equals("docker build"));
    boolean pulls =
        options.on("--pull", "--pull-always") != null
            || options.open()
            || own
            || (builder.endsWith("bake") && sets(options));
    return new ImageBuild(
        step.file(), call.programSpan(), builder, "--pull", pulls, machine.fresh(), triggers);
  }

  private static boolean sets(Options options) {
    return options.value("--set").contains(".pull=");
  }

  private static @Nullable String builder(String program, Options options) {
    int first = options.operandAt(0, DOCKER);
    int second = first < 0 ? -1 : options.operandAt(first + 1, COMPOSE);
    String one = options.at(first);
    String two = options.at(second);
    return switch (program) {
      case "docker", "podman", "nerdctl" ->
          switch (one) {
            case "build" -> program + " build";
            case "image", "builder" -> two.equals("build") ? program + " build" : null;
            case "buildx" ->
                switch (two) {
                  case "build", "b" -> "docker buildx build";
                  case "bake", "f" -> "docker buildx bake";
                  default -> null;
                };
            case "compose" -> two.equals("build") ? program + " compose build" : null;
            default -> null;
          };
      case "docker-compose" ->
          options.at(options.operandAt(0, COMPOSE)).equals("build") ? "docker-compose build" : null;
      case "buildah" ->
          one.equals("bud") || one.equals("build") || one.equals("build-using-dockerfile")
              ? "buildah build"
              : null;
      default -> null;
    };
  }
}
