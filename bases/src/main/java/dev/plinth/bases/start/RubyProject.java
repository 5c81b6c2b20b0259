package dev.plinth.bases.start;

import dev.plinth.bases.known.DistributionMove;
import dev.plinth.bases.known.ImageName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ruby: {@code Gemfile} and {@code Gemfile.lock}. */
final class RubyProject implements Language {
  private static final Pattern RUBY = Pattern.compile("(?m)^\\s*ruby[\\s(]+['\"]([^'\"]+)['\"]");
  private static final Pattern PATCH = Pattern.compile("=?\\s*(\\d\\.\\d{1,2}\\.\\d{1,2})");
  private static final Pattern WORD = Pattern.compile("(?:ruby-)?(\\d[0-9.]*)");
  private static final int RAILS_PORT = 3000;
  private static final int RACK_PORT = 9292;

  @Override
  public String word() {
    return "ruby";
  }

  @Override
  public String shown() {
    return "Ruby";
  }

  @Override
  public List<String> signs() {
    return List.of("Gemfile");
  }

  @Override
  public Plan plan(Request request) {
    ProjectFiles files = request.files();
    Toolchain ruby = toolchain(request);
    boolean locked = files.has("Gemfile.lock");
    boolean rails = gem(files, "rails") && files.has("config.ru");
    boolean puma = gem(files, "puma");
    Command entry = command(request, rails, puma);
    List<String> notes = new ArrayList<>(ruby.notes());
    if (!locked) {
      notes.add("there is no Gemfile.lock: each build takes the newest versions; commit one");
    }
    String without =
        (locked ? "BUNDLE_DEPLOYMENT=1 " : "")
            + "BUNDLE_PATH=/usr/local/bundle BUNDLE_WITHOUT=development:test";
    String tag = ruby.cycle();
    int dash = tag.lastIndexOf('-');
    Recipe recipe = new Recipe(request.explain());
    recipe.stage(
        "ruby:" + tag,
        "build",
        ruby.reason() + " With compilers, for gems with extensions; they are not shipped.");
    recipe.line("WORKDIR /app");
    recipe.why(
        (locked ? "Exactly what Gemfile.lock names, or it fails; " : "")
            + "what serves development and tests stays out.");
    recipe.line("ENV " + without + " \\\n    BUNDLE_GLOBAL_GEM_CACHE=1");
    recipe.why("Gems first: they are installed again only where these files change.");
    List<String> read = new ArrayList<>(files.present("Gemfile", "Gemfile.lock", ".ruby-version"));
    for (String path : files.paths()) {
      if (path.endsWith(".gemspec") && path.indexOf('/') < 0) {
        throw StartErrors.unsupported(
            "it is a gem (" + (Names.isName(path) ? path : "*.gemspec") + "), a library",
            "name the folder of a program: plinth init DIR");
      }
    }
    recipe.copy(read, "./");
    recipe.cached(List.of("/root/.bundle/cache"), "bundle install");
    recipe.copyAll();
    boolean assets =
        rails && files.has("bin/rails") && (gem(files, "sprockets") || gem(files, "propshaft"));
    if (rails) {
      recipe.why(
          "Rails writes into these folders."
              + (assets ? " Assets are made now; a stand-in serves for the key." : ""));
      recipe.line(
          "RUN mkdir -p log tmp/pids storage"
              + (assets
                  ? " \\\n    && RAILS_ENV=production SECRET_KEY_BASE_DUMMY=1 bundle exec rails"
                      + " assets:precompile"
                  : ""));
    }
    recipe.stage(
        "ruby:" + tag.substring(0, dash) + "-slim" + tag.substring(dash),
        "runtime",
        "The same Ruby, without compilers and headers.");
    List<String> libraries = new ArrayList<>();
    if (gem(files, "pg")) {
      libraries.add("libpq5");
    }
    if (gem(files, "mysql2")) {
      libraries.add("libmariadb3");
    }
    if (!libraries.isEmpty()) {
      recipe.why("The libraries that database drivers are linked with, without their headers.");
      recipe.line(
          "RUN apt-get update \\\n    && apt-get install -y --no-install-recommends "
              + String.join(" ", libraries)
              + " \\\n    && rm -rf /var/lib/apt/lists/*");
    }
    recipe.makeUser();
    recipe.line("ENV " + without + (rails ? " \\\n    RAILS_ENV=production" : ""));
    recipe.line("WORKDIR /app");
    recipe.line("COPY --from=build /usr/local/bundle /usr/local/bundle");
    if (rails) {
      recipe.why("Rails writes below log and tmp.");
      recipe.line("COPY --from=build --chown=10001:10001 /app ./");
    } else {
      recipe.line("COPY --from=build /app ./");
    }
    entry.needs.forEach(recipe::needs);
    recipe.user("10001:10001");
    if (entry.port > 0) {
      recipe.expose(entry.port, "The command below names this port.");
      recipe.health(
          List.of(
              "ruby", "-rsocket", "-e", "TCPSocket.new('127.0.0.1', " + entry.port + ").close"));
    }
    recipe.entry(entry.words, entry.port > 0 ? "" : "the files do not tell which port it uses");
    recipe.finish(Toolchain.debian());
    return new Plan(
        List.of(
            "runs " + String.join(" ", entry.words),
            "Ruby " + tag.substring(0, dash),
            locked ? "Gemfile.lock" : "no Gemfile.lock"),
        notes,
        recipe,
        List.of(
            "/.bundle",
            "/vendor/bundle",
            "/log",
            "/tmp",
            "/storage",
            "/coverage",
            "/spec",
            "/test",
            "/public/assets",
            "/config/master.key",
            "/config/*.key"));
  }

  @Override
  public Toolchain toolchain(Request request, ProjectFiles files) {
    Toolchain ruby = toolchain(request);
    int dash = ruby.cycle().lastIndexOf('-');
    return new Toolchain(ruby.cycle().substring(0, dash), ruby.reason(), ruby.note(), ruby.exact());
  }

  /** With the distribution in its name: a Gemfile may ask for one patch release. */
  private static Toolchain toolchain(Request request) {
    ProjectFiles files = request.files();
    Toolchain.Finder finder = Toolchain.of(request, "ruby");
    Matcher stated = RUBY.matcher(files.text("Gemfile"));
    if (stated.find()) {
      Matcher patch = PATCH.matcher(stated.group(1).strip());
      if (patch.matches()) {
        Toolchain exact = finder.exactly(patch.group(1), "Gemfile");
        DistributionMove move = DistributionMove.of(new ImageName("ruby", "", ""));
        String on = move == null ? finder.distribution("ruby", exact.cycle()) : move.from();
        return new Toolchain(
            patch.group(1) + "-" + on,
            "Ruby " + patch.group(1) + ": Gemfile says so, and Bundler takes no other.",
            exact.note(),
            true);
      }
      return on(finder, finder.within(stated.group(1), "Gemfile"));
    }
    Matcher version = WORD.matcher(Documents.word(files, ".ruby-version"));
    return on(
        finder,
        version.matches()
            ? finder.exactly(version.group(1), ".ruby-version")
            : finder.within("", "Gemfile"));
  }

  private static Toolchain on(Toolchain.Finder finder, Toolchain ruby) {
    String on = finder.distribution("ruby", ruby.cycle());
    return new Toolchain(ruby.cycle() + "-" + on, ruby.reason(), ruby.note(), ruby.exact());
  }

  private static boolean gem(ProjectFiles files, String name) {
    String quoted = Pattern.quote(name);
    return Pattern.compile("(?m)^ {4}" + quoted + " \\(").matcher(files.text("Gemfile.lock")).find()
        || Pattern.compile("(?m)^\\s*gem[\\s(]+['\"]" + quoted + "['\"]")
            .matcher(files.text("Gemfile"))
            .find();
  }

  /**
   * What runs.
   *
   * @param words of the command
   * @param needs files of the project
   * @param port it listens on; 0 where not known
   */
  private record Command(List<String> words, List<String> needs, int port) {}

  private static Command command(Request request, boolean rails, boolean puma) {
    ProjectFiles files = request.files();
    if (!request.main().isEmpty()) {
      String file = request.main().replaceFirst("^\\./", "");
      if (!files.has(file)) {
        throw StartErrors.noSuch("file", request.main(), List.of());
      }
      return file(file);
    }
    if (rails) {
      return new Command(
          List.of(
              "bundle",
              "exec",
              "rails",
              "server",
              "-b",
              "0.0.0.0",
              "-p",
              String.valueOf(RAILS_PORT)),
          List.of("config.ru"),
          RAILS_PORT);
    }
    if (puma && files.has("config.ru")) {
      return new Command(
          List.of("bundle", "exec", "puma", "-b", "tcp://0.0.0.0:" + RACK_PORT),
          List.of("config.ru"),
          RACK_PORT);
    }
    for (String file : List.of("main.rb", "app.rb", "server.rb")) {
      if (files.has(file)) {
        return file(file);
      }
    }
    throw StartErrors.entry(
        "there is neither Rails nor Puma with a config.ru, and no main.rb or app.rb",
        "name the file with --main=FILE");
  }

  private static Command file(String file) {
    return new Command(
        List.of("bundle", "exec", "ruby", Names.path("the name of the file to run", file)),
        List.of(file),
        0);
  }
}
