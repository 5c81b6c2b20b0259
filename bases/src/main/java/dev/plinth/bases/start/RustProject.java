package dev.plinth.bases.start;

import dev.plinth.foundation.toml.Toml;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rust: {@code Cargo.toml} of a package or a workspace. */
final class RustProject implements Language {
  private static final Pattern CHANNEL = Pattern.compile("1\\.(\\d{1,3})(\\.\\d{1,3})?");

  /** The first releases whose images are made upon Debian 13 and 12. */
  private static final int FIRST_TRIXIE = 89;

  private static final int FIRST_BOOKWORM = 70;

  @Override
  public String word() {
    return "rust";
  }

  @Override
  public String shown() {
    return "Rust";
  }

  @Override
  public List<String> signs() {
    return List.of("Cargo.toml");
  }

  @Override
  public Plan plan(Request request) {
    ProjectFiles files = request.files();
    Toml cargo = Documents.toml(files, "Cargo.toml");
    if (cargo.get("package") == null && cargo.get("workspace") == null) {
      throw StartErrors.file("Cargo.toml", "it has neither a package nor a workspace");
    }
    String program = program(request, programs(files, cargo));
    Toolchain rust = toolchain(files, cargo);
    List<String> notes = new ArrayList<>(rust.notes());
    boolean locked = files.has("Cargo.lock");
    if (!locked) {
      notes.add("there is no Cargo.lock: each build takes the newest versions; commit one");
    }
    String debian = Toolchain.debian();
    Recipe recipe = new Recipe(request.explain());
    recipe.stage("rust:" + rust.cycle(), "build", rust.reason());
    recipe.line("WORKDIR /src");
    recipe.why(
        "Cargo keeps what it downloaded and compiled in the cache mounts below, so that a change"
            + " of sources compiles these alone.");
    if (locked) {
      recipe.needs("Cargo.lock");
    }
    recipe.needs("Cargo.toml");
    recipe.copyAll();
    recipe.why(
        locked
            ? "Exactly what Cargo.lock names (--locked). The program is copied out of the mount,"
                + " which is no part of the image."
            : "The program is copied out of the mount, which is no part of the image.");
    recipe.cached(
        List.of("/usr/local/cargo/registry", "/usr/local/cargo/git/db", "/src/target"),
        "cargo build "
            + (locked ? "--locked " : "")
            + "--release --bin "
            + program
            + " \\\n    && install -D -m 0755 target/release/"
            + program
            + " /out/"
            + program);
    recipe.stage(
        "gcr.io/distroless/cc-debian" + debian + ":nonroot",
        "runtime",
        "The C library, OpenSSL and certificates, but no shell and no package manager.");
    recipe.line("COPY --from=build /out/" + program + " /usr/local/bin/" + program);
    recipe.user("65532:65532");
    recipe.entry(
        List.of("/usr/local/bin/" + program), "the image has neither a shell nor another client");
    recipe.finish(debian);
    return new Plan(
        List.of("program " + program + " (Cargo.toml)", locked ? "Cargo.lock" : "no Cargo.lock"),
        notes,
        recipe,
        List.of("/target"));
  }

  @Override
  public Toolchain toolchain(Request request, ProjectFiles files) {
    Toolchain rust = toolchain(files, Documents.toml(files, "Cargo.toml"));
    int dash = rust.cycle().indexOf('-');
    return new Toolchain(rust.cycle().substring(0, dash), rust.reason(), rust.note(), rust.exact());
  }

  private static Toolchain toolchain(ProjectFiles files, Toml cargo) {
    Toml file = Documents.toml(files, "rust-toolchain.toml");
    Toml table = file.get("toolchain");
    String from = table == null ? "rust-toolchain" : "rust-toolchain.toml";
    String stated = table == null ? Documents.word(files, from) : table.text("channel");
    Matcher channel = CHANNEL.matcher(stated == null ? "" : stated);
    if (channel.matches()) {
      int minor = Integer.parseInt(channel.group(1));
      String distribution =
          minor >= FIRST_TRIXIE ? "trixie" : minor >= FIRST_BOOKWORM ? "bookworm" : "bullseye";
      return new Toolchain(
          channel.group() + "-" + distribution,
          "Rust " + channel.group() + ": " + from + " says so.",
          "",
          true);
    }
    Toml own = cargo.get("package");
    boolean least = own != null && own.text("rust-version") != null;
    String note =
        stated != null && !stated.isEmpty() && !stated.equals("stable")
            ? from + " asks for something else than a release; the stable one is taken"
            : "";
    return new Toolchain(
        "1-trixie",
        "The newest release of Rust 1, the only one that gets fixes"
            + (least ? "; rust-version in Cargo.toml is only the least it may be." : "."),
        note,
        false);
  }

  /** The names of the programs that the package, or a member of the workspace, has. */
  private static List<String> programs(ProjectFiles files, Toml cargo) {
    TreeSet<String> programs = new TreeSet<>();
    add(files, cargo, "", programs);
    String preferred = defaultRun(cargo);
    if (preferred != null && programs.contains(preferred)) {
      return List.of(preferred);
    }
    Toml workspace = cargo.get("workspace");
    if (workspace != null) {
      for (String member : Workspaces.folders(files, workspace.texts("members"), "Cargo.toml")) {
        add(files, Documents.toml(files, member + "/Cargo.toml"), member + "/", programs);
      }
    }
    return List.copyOf(programs);
  }

  private static @Nullable String defaultRun(Toml cargo) {
    Toml own = cargo.get("package");
    return own == null ? null : own.text("default-run");
  }

  private static void add(ProjectFiles files, Toml cargo, String folder, Set<String> programs) {
    Toml own = cargo.get("package");
    String name = own == null ? null : own.text("name");
    if (name == null) {
      return;
    }
    List<Toml> bins = cargo.items("bin");
    boolean mainNamed = false;
    for (Toml bin : bins) {
      String each = bin.text("name");
      if (each != null) {
        programs.add(each);
        mainNamed |= "src/main.rs".equals(bin.text("path")) || each.equals(name);
      }
    }
    if (files.has(folder + "src/main.rs") && !mainNamed) {
      programs.add(name);
    }
    String more = folder + "src/bin/";
    for (String path : files.paths()) {
      if (path.startsWith(more) && path.endsWith(".rs") && path.indexOf('/', more.length()) < 0) {
        programs.add(path.substring(more.length(), path.length() - 3));
      } else if (path.startsWith(more) && path.endsWith("/main.rs")) {
        programs.add(path.substring(more.length(), path.indexOf('/', more.length())));
      }
    }
  }

  private static String program(Request request, List<String> programs) {
    if (!request.main().isEmpty()) {
      if (!programs.contains(request.main())) {
        throw StartErrors.noSuch("program", request.main(), programs);
      }
      return Names.name("a program's name", request.main());
    }
    if (programs.isEmpty()) {
      throw StartErrors.entry(
          "Cargo.toml names no program, and there is no src/main.rs",
          "a library needs no image; name the folder of a program: plinth init DIR");
    }
    if (programs.size() > 1) {
      throw StartErrors.choice("programs", programs);
    }
    return Names.name("a program's name", programs.getFirst());
  }
}
