package dev.plinth.cli;

import dev.plinth.bases.start.Request;
import dev.plinth.bases.start.Start;
import dev.plinth.bases.start.Starts;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.context.IgnoreFile;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.write.SourceDate;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** A new project's Dockerfile, ignore file and pipelines. */
final class InitVerb implements Verb {
  static final String SUMMARY = "write a project's first Dockerfile, .dockerignore and pipelines";

  private static final int WIDTH = 78;

  @Override
  public String name() {
    return "init";
  }

  @Override
  public String summary() {
    return SUMMARY;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(String.class)
            .paramLabel("DIR")
            .description("The project's folder; . by default.")
            .build());
    spec.addOption(
        CommandLines.choice(
            "NAME",
            Starts.words(),
            "Which language it is written in, where its files tell of several: "
                + String.join(", ", Starts.words())
                + ".",
            "--language"));
    spec.addOption(
        CommandLines.option(
            "NAME",
            "Which of several programs the image runs: a main package, a binary, a script, a file,"
                + " a class or a project, by what the language calls it.",
            "--main"));
    spec.addOption(
        CommandLines.choice(
            "SERVICE",
            List.of("github", "gitlab"),
            "Pipelines as well: each change linted, built and scanned, a weekly rebuild with a full"
                + " scan, and newer bases proposed. github or gitlab.",
            "--ci"));
    spec.addOption(
        CommandLines.choice(
            "NAME",
            List.of("renovate", "dependabot"),
            "Settings for a bot that keeps bases up to date: renovate or dependabot.",
            "--bot"));
    spec.addOption(
        CommandLines.repeated(
            "NAME=COMMIT",
            List.of(),
            "The commit of an action that --ci=github uses, 40 digits, such as"
                + " actions/checkout=...; may be repeated.",
            "--action"));
    spec.addOption(
        CommandLines.flag("Write the reason beside each choice, as a comment.", "--explain"));
    spec.addOption(
        CommandLines.flag("Print what would be written, and write nothing.", "--dry-run"));
    spec.addOption(
        CommandLines.flag(
            "Replace files that are there; without it pipelines are kept.", "--force"));
    spec.usageMessage()
        .description(
            "Finds out by its files what a project is written in (Go, Rust, Python, Node.js, Java,"
                + " .NET, Ruby), and writes what it needs to become an image. None of its code is"
                + " run, and no network is asked. Where a Dockerfile is there, --ci and --bot write"
                + " their own files alone.")
        .footer(
            "",
            "Exit codes: 0 written, 2 wrong usage, 3 could not finish: then nothing was written.",
            "",
            "Example: plinth init --ci=github --explain");
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    Map<String, String> pipelines = InitPipelines.files(arguments);
    Path given = Path.of(arguments.matchedPositionalValue(0, "."));
    Path folder = console.folder().resolve(given);
    boolean force = arguments.hasMatchedOption("--force");
    boolean dry = arguments.hasMatchedOption("--dry-run");
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    // Pipelines are wanted for projects that have an image as well.
    boolean has = Files.exists(folder.resolve("Dockerfile"), LinkOption.NOFOLLOW_LINKS);
    Start start = has && !pipelines.isEmpty() && !force ? null : start(arguments, console);
    if (start != null) {
      texts.put("Dockerfile", start.dockerfile());
      texts.put(".dockerignore", kept(start));
      notes.addAll(start.notes());
    }
    if (!dry && !force) {
      refuseToReplace(folder, given, texts);
    }
    List<String> kept = new ArrayList<>();
    pipelines.forEach((path, text) -> {
      String there = force ? "" : InitPipelines.there(folder, path);
      if (there.isEmpty()) {
        texts.put(path, text);
      } else {
        kept.add(there);
      }
    });
    if (!pipelines.isEmpty()) {
      notes.addAll(InitPipelines.notes(arguments));
    }
    if (texts.isEmpty()) {
      throw CliErrors.initThere(given, kept);
    }
    if (dry) {
      print(texts, console);
    } else {
      write(folder, given, texts);
      summary(start, texts, kept, notes, given, console.out());
    }
    return Main.PASSED;
  }

  private static Start start(ParseResult arguments, Console console) {
    Path given = Path.of(arguments.matchedPositionalValue(0, "."));
    return Starts.of(
        new Request(
            new ProjectFolder(console.folder().resolve(given), given),
            arguments.matchedOptionValue("--language", ""),
            arguments.matchedOptionValue("--main", ""),
            arguments.hasMatchedOption("--explain"),
            today(console),
            ReleasesFile.known(Folders.advisories(console.environment()))));
  }

  private static LocalDate today(Console console) {
    return LocalDate.ofInstant(SourceDate.of(console.environment(), Instant.now()), ZoneOffset.UTC);
  }

  /** The ignore file, with a line that takes back each file that the Dockerfile copies by name. */
  static String kept(Start start) {
    IgnoreFile ignore = IgnoreFile.of(SourceText.of(start.ignore()));
    StringBuilder text = new StringBuilder(start.ignore());
    for (String path : start.copied().stream().distinct().toList()) {
      if (ignore.of(path).ignored()) {
        text.append('!').append(path).append('\n');
      }
    }
    return text.toString();
  }

  private static void print(Map<String, String> texts, Console console) {
    PrintStream out = console.out();
    texts.forEach((path, text) -> {
      out.println("==> " + path + " <==");
      out.print(text);
      out.println();
    });
  }

  private static void refuseToReplace(Path folder, Path given, Map<String, String> texts) {
    List<String> there = new ArrayList<>();
    for (String path : texts.keySet()) {
      if (Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
        there.add(path);
      }
    }
    if (!there.isEmpty()) {
      throw CliErrors.initThere(given, there);
    }
  }

  /** All of the files, or none: what was there before comes back where one cannot be written. */
  private static void write(Path folder, Path given, Map<String, String> texts) {
    Map<Path, byte @Nullable []> before = new LinkedHashMap<>();
    for (String path : texts.keySet()) {
      Path file = folder.resolve(path);
      if (Files.isSymbolicLink(file) || Files.isDirectory(file) || leadsOut(folder, file)) {
        throw CliErrors.initLink(given.resolve(path));
      }
      try {
        before.put(file, Files.exists(file) ? Files.readAllBytes(file) : null);
      } catch (IOException e) {
        throw CliErrors.input(given.resolve(path), e);
      }
    }
    List<Path> made = new ArrayList<>();
    List<Path> written = new ArrayList<>();
    try {
      for (Map.Entry<String, String> each : texts.entrySet()) {
        Path file = folder.resolve(each.getKey());
        folders(folder, file, made);
        Outputs.writeFile(file, to -> to.write(each.getValue().getBytes(StandardCharsets.UTF_8)));
        written.add(file);
      }
    } catch (PlinthException e) {
      takeBack(written, before, made);
      throw e;
    }
  }

  /** A link in the way: what lies behind it is not the project's. */
  private static boolean leadsOut(Path folder, Path file) {
    for (Path at = file.getParent(); at != null && !at.equals(folder); at = at.getParent()) {
      if (Files.isSymbolicLink(at)) {
        return true;
      }
    }
    return false;
  }

  private static void folders(Path folder, Path file, List<Path> made) {
    Path parent = file.getParent();
    if (parent == null || parent.equals(folder) || Files.isDirectory(parent)) {
      return;
    }
    folders(folder, parent, made);
    try {
      Files.createDirectory(parent);
      made.add(parent);
    } catch (IOException e) {
      throw CliErrors.output(parent, e);
    }
  }

  private static void takeBack(
      List<Path> written, Map<Path, byte @Nullable []> before, List<Path> made) {
    for (Path file : written) {
      byte[] bytes = before.get(file);
      try {
        if (bytes == null) {
          Files.deleteIfExists(file);
        } else {
          Outputs.writeFile(file, to -> to.write(bytes));
        }
      } catch (IOException | PlinthException _) {
        // The first error says what is wrong.
      }
    }
    for (Path folder : made.reversed()) {
      try {
        Files.deleteIfExists(folder);
      } catch (IOException _) {
        // An empty folder is left, which changes nothing.
      }
    }
  }

  private static void summary(
      @Nullable Start start,
      Map<String, String> texts,
      List<String> kept,
      List<String> notes,
      Path given,
      PrintStream out) {
    if (start != null) {
      out.println(start.language() + ": " + SafeText.of(String.join(", ", start.found())));
      out.println();
    }
    for (String path : texts.keySet()) {
      out.println("  wrote " + SafeText.of(given.resolve(path).normalize().toString()));
    }
    for (String path : kept) {
      out.println("  kept  " + SafeText.of(given.resolve(path).normalize().toString()));
    }
    if (!notes.isEmpty()) {
      out.println();
      out.println("To know:");
      for (String note : notes) {
        bullet(SafeText.of(note), out);
      }
    }
    String where = given.normalize().toString();
    String shown = where.isEmpty() ? "." : SafeText.of(where);
    out.println();
    out.println("Next:");
    if (start == null) {
      out.println("  plinth lint " + shown);
      return;
    }
    out.println("  docker build -t app:dev " + shown);
    out.println("  docker build -t app:debug --target debug " + shown + "   # with a shell");
    out.println("  plinth lint " + shown);
    out.println("  plinth scan docker:app:dev");
  }

  private static void bullet(String text, PrintStream out) {
    StringBuilder line = new StringBuilder("  -");
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        out.println(line);
        line = new StringBuilder("   ");
      }
      line.append(' ').append(word);
    }
    out.println(line);
  }
}
