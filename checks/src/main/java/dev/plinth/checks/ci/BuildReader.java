package dev.plinth.checks.ci;

import dev.plinth.dockerfile.calls.Call;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises builds of images by the commands that run them. */
final class BuildReader {
  private BuildReader() {}

  /** True where a call makes a builder that keeps no images, and asks registries each time. */
  static boolean makesBuilder(Call call) {
    Options options = new Options(call.arguments());
    return call.is("docker")
        && options.at(0).equals("buildx")
        && options.at(1).equals("create")
        && !options.value("--driver").equals("docker");
  }

  /**
   * The build that a call runs; null where it runs none.
   *
   * @param fresh true where no images can be there yet
   * @param own true where Docker's builder is one of those that ask registries each time
   */
  static @Nullable ImageBuild of(
      Step step, Call call, boolean fresh, boolean own, Set<Trigger> triggers) {
    Options options = new Options(call.arguments());
    String builder = builder(call.program(), options);
    if (builder == null || options.on("--help") != null) {
      return null;
    }
    boolean pulls =
        options.on("--pull", "--pull-always") != null
            || options.open()
            || (own && builder.startsWith("docker"))
            || (builder.endsWith("bake") && sets(options));
    return new ImageBuild(
        step.file(), call.programSpan(), builder, "--pull", pulls, fresh, triggers);
  }

  private static boolean sets(Options options) {
    return options.value("--set").contains(".pull=");
  }

  private static @Nullable String builder(String program, Options options) {
    String one = options.at(0);
    String two = options.at(1);
    return switch (program) {
      case "docker", "podman", "nerdctl" ->
          switch (one) {
            case "build" -> program + " build";
            case "image", "builder" -> two.equals("build") ? program + " build" : null;
            case "buildx" ->
                two.equals("build") || two.equals("b") || two.equals("bake") || two.equals("f")
                    ? "docker buildx "
                        + (two.length() > 1 ? two : two.equals("b") ? "build" : "bake")
                    : null;
            case "compose" ->
                options.first(List.of("build")) > 0 && !one.equals("build")
                    ? program + " compose build"
                    : null;
            default -> null;
          };
      case "docker-compose" -> options.first(List.of("build")) >= 0 ? "docker-compose build" : null;
      case "buildah" ->
          one.equals("bud") || one.equals("build") || one.equals("build-using-dockerfile")
              ? "buildah build"
              : null;
      default -> null;
    };
  }
}
