package dev.plinth.bases.start;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go: {@code go.mod}, and the folders with a {@code package main}. */
final class GoProject implements Language {
  private static final Pattern MAIN = Pattern.compile("(?m)^package\\s+main\\b");
  private static final Pattern CGO = Pattern.compile("(?m)^\\s*import\\s+\"C\"");
  private static final Pattern IGNORED =
      Pattern.compile("(?m)^//\\s*(go:build|\\+build)\\s+ignore\\b");
  private static final Pattern MODULE = Pattern.compile("(?m)^module\\s+\"?([^\\s\"]+)");
  private static final Pattern VERSION = Pattern.compile("(?m)^go\\s+([0-9.]+)");
  private static final Pattern TOOLCHAIN = Pattern.compile("(?m)^toolchain\\s+go([0-9.]+)");
  private static final Pattern LOCAL = Pattern.compile("=>\\s+(\\.\\.?/\\S*)");

  /** Well-known modules that are built with a C compiler. */
  private static final List<String> WITH_C =
      List.of("github.com/mattn/go-sqlite3 ", "github.com/confluentinc/confluent-kafka-go");

  private static final int MOST_SOURCES = 2000;

  @Override
  public String word() {
    return "go";
  }

  @Override
  public String shown() {
    return "Go";
  }

  @Override
  public List<String> signs() {
    return List.of("go.mod");
  }

  @Override
  public Plan plan(Request request) {
    ProjectFiles files = request.files();
    String mod = files.text("go.mod");
    Matcher module = MODULE.matcher(mod);
    if (!module.find()) {
      throw StartErrors.file("go.mod", "it has no module line");
    }
    boolean[] cgo = {WITH_C.stream().anyMatch(mod::contains)};
    String main = main(request, mains(files, cgo), module.group(1));
    Matcher toolchain = TOOLCHAIN.matcher(mod);
    Matcher least = VERSION.matcher(mod);
    Toolchain.Finder finder = Toolchain.of(request, "go");
    Toolchain go =
        toolchain.find()
            ? finder.within(">=" + toolchain.group(1), "go.mod")
            : finder.within(least.find() ? ">=" + least.group(1) : "", "go.mod");
    List<String> notes = new ArrayList<>(go.notes());
    String image = "golang:" + go.cycle() + "-" + finder.distribution("golang", go.cycle());
    String debian = Toolchain.debian();
    Recipe recipe = new Recipe(request.explain());
    recipe.stage(
        (cgo[0] ? "" : "--platform=$BUILDPLATFORM ") + image,
        "build",
        go.reason()
            + (cgo[0] ? "" : " It runs on the builder's own platform, and builds for the other."));
    recipe.line("WORKDIR /src");
    if (files.has("go.work")) {
      recipe.why("The image is built from this module alone.").line("ENV GOWORK=off");
      notes.add("go.work is left aside (GOWORK=off): the module is built by its own go.mod");
    }
    if (!files.has("vendor/modules.txt")) {
      recipe.why("Modules first: they are downloaded again only where these files change.");
      recipe.copy(files.present("go.mod", "go.sum"), "./");
      for (String folder : localModules(mod)) {
        if (!files.has(folder + "/go.mod")) {
          throw StartErrors.file(
              "go.mod", "it takes a module from " + folder + ", where there is no go.mod");
        }
        recipe.copy(files.present(folder + "/go.mod"), folder + "/");
      }
      recipe.cached(List.of("/go/pkg/mod"), "go mod download");
    }
    recipe.copyAll();
    if (!cgo[0]) {
      recipe.line("ARG TARGETOS TARGETARCH");
    }
    recipe.why(
        cgo[0]
            ? "C code is part of it, so it is linked with the C library."
            : "Static (CGO_ENABLED=0), so that it runs without a C library; without paths of the"
                + " builder, symbols and debug tables.");
    recipe.cached(
        List.of("/go/pkg/mod", "/root/.cache/go-build"),
        (cgo[0] ? "CGO_ENABLED=1" : "CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH")
            + " \\\n    go build -trimpath -ldflags=\"-s -w\" -o /out/app "
            + main);
    recipe.stage(
        cgo[0] ? "gcr.io/distroless/cc-debian" + debian + ":nonroot" : Runtimes.forStaticPrograms(),
        "runtime",
        "No shell and no package manager; certificates, time zones and an account are there.");
    recipe.line("COPY --from=build /out/app /usr/local/bin/app");
    recipe.user("65532:65532");
    recipe.entry(List.of("/usr/local/bin/app"), "the image has neither a shell nor another client");
    recipe.finish(debian);
    List<String> found =
        List.of(
            "main package " + main + " (go.mod)",
            "Go " + go.cycle(),
            cgo[0] ? "needs the C library" : "links statically");
    return new Plan(found, notes, recipe, List.of("**/*_test.go", "/bin"));
  }

  /** Modules in folders of the project, which {@code go mod download} reads as well. */
  private static List<String> localModules(String mod) {
    List<String> folders = new ArrayList<>();
    Matcher local = LOCAL.matcher(mod);
    while (local.find()) {
      String path = local.group(1);
      if (path.startsWith("../")) {
        throw StartErrors.unsupported(
            "go.mod takes a module from beside its folder",
            "name the folder that has both, and write its Dockerfile by hand");
      }
      String folder = path.substring(2).replaceAll("/+$", "");
      folders.add(Names.path("a module's folder", folder));
    }
    return folders;
  }

  /** The folders of programs: {@code .} and those below {@code cmd}. */
  private static List<String> mains(ProjectFiles files, boolean[] cgo) {
    TreeSet<String> mains = new TreeSet<>();
    int read = 0;
    for (String path : files.paths()) {
      if (!path.endsWith(".go")
          || path.endsWith("_test.go")
          || path.startsWith("vendor/")
          || path.contains("testdata/")
          || ++read > MOST_SOURCES) {
        continue;
      }
      String text = files.text(path);
      cgo[0] |= CGO.matcher(text).find();
      int slash = path.lastIndexOf('/');
      String folder = slash < 0 ? "." : path.substring(0, slash);
      boolean place = folder.equals(".") || folder.equals("cmd") || folder.startsWith("cmd/");
      if (place && MAIN.matcher(text).find() && !IGNORED.matcher(text).find()) {
        mains.add(folder);
      }
    }
    return List.copyOf(mains);
  }

  private static String main(Request request, List<String> mains, String module) {
    String wanted = request.main();
    if (!wanted.isEmpty()) {
      for (String each : mains) {
        if (each.equals(wanted)
            || each.equals(wanted.replaceFirst("^\\./", ""))
            || each.endsWith("/" + wanted)) {
          return shown(each);
        }
      }
      throw StartErrors.noSuch("main package", wanted, mains);
    }
    if (mains.isEmpty()) {
      throw StartErrors.entry(
          "neither its folder nor one below cmd has a package main",
          "a library needs no image; name the folder of a program: plinth init DIR");
    }
    if (mains.size() == 1) {
      return shown(mains.getFirst());
    }
    String last = module.replaceFirst("/v\\d+$", "");
    last = last.substring(last.lastIndexOf('/') + 1);
    if (mains.contains("cmd/" + last)) {
      return shown("cmd/" + last);
    }
    throw StartErrors.choice("main packages", mains);
  }

  private static String shown(String folder) {
    return folder.equals(".") ? "." : "./" + Names.path("a main package's folder", folder);
  }
}
