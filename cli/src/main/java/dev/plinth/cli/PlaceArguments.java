package dev.plinth.cli;

import dev.plinth.bases.known.Releases;
import dev.plinth.bases.places.ForeignHolds;
import dev.plinth.bases.places.Place;
import dev.plinth.bases.places.PlaceFiles;
import dev.plinth.bases.places.PlaceSettings;
import dev.plinth.bases.places.Places;
import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.bases.update.UpdateSettings;
import dev.plinth.dockerfile.files.FileFinder;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.write.SourceDate;
import dev.plinth.report.ReportContext;
import dev.plinth.report.places.PlaceJson;
import dev.plinth.report.places.PlaceReport;
import dev.plinth.report.places.PlaceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What verbs about places that name images have in common: which files, and by what settings. */
final class PlaceArguments {
  private static final List<String> FORMATS = List.of("text", "json");

  private PlaceArguments() {}

  static void addTo(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("PATH")
            .description("Files, and folders to look through; the current folder by default.")
            .build());
    BaseArguments.addTo(spec);
    spec.addOption(
        CommandLines.repeated(
            "FORMAT[=FILE]",
            FORMATS,
            "text (default) or json. To a file with =FILE; may be repeated.",
            "-o",
            "--output"));
  }

  /**
   * A file that was read.
   *
   * @param places in it, by the name as people would type it
   * @param path where it is
   * @param root the folder that was looked through, else the working folder
   * @param within its path below that, by which its kind is told
   */
  record PlacedFile(Places places, Path path, Path root, String within) {
    /** The folder of the file, as people would type it: what is built and owned together. */
    String service() {
      String name = places.file();
      int slash = name.lastIndexOf('/');
      return slash < 0 ? "." : name.substring(0, slash);
    }
  }

  /**
   * All files, and by what they were read.
   *
   * @param unread folders that could not be read
   */
  record Found(
      List<PlacedFile> files,
      PlaceFiles reader,
      BaseArguments settings,
      PlaceSettings placeSettings,
      List<PlaceReport.Unread> unread) {

    /** Files and folders that were not read whole. */
    List<PlaceReport.Unread> partial() {
      List<PlaceReport.Unread> all = new ArrayList<>(unread);
      for (PlacedFile file : files) {
        String reason = file.places().unread();
        if (reason != null) {
          all.add(new PlaceReport.Unread(file.places().file(), reason));
        }
      }
      return all;
    }

    /** The same with more that could not be read. */
    Found with(List<PlaceReport.Unread> more) {
      List<PlaceReport.Unread> all = new ArrayList<>(unread);
      all.addAll(more);
      return new Found(files, reader, settings, placeSettings, all);
    }

    /** What of the settings the verbs go by. */
    PlaceSettings places() {
      return placeSettings;
    }

    BaseSettings bases() {
      return settings.settings();
    }
  }

  /** What reads files, by the settings. */
  static PlaceFiles reader(ParseResult arguments, Console console) {
    return new PlaceFiles(placeSettings(arguments, console));
  }

  private record Source(String name, Path path, Path root, String within) {}

  /** The files that the command line names. */
  static Found read(ParseResult arguments, Console console) {
    List<String> paths = arguments.matchedPositionalValue(0, List.<String>of());
    return read(paths.isEmpty() ? List.of(".") : paths, arguments, console);
  }

  /** That differences, which have one form, are asked for in no other. */
  static void checkDiff(ParseResult arguments) {
    if (arguments.hasMatchedOption("--diff") && arguments.hasMatchedOption("--output")) {
      throw ImageArguments.usage(arguments, "--diff and --output exclude each other");
    }
  }

  /** Tells what a report would have, where differences alone are shown. */
  static void tell(List<PlaceReport.Unread> unread, Console console) {
    for (PlaceReport.Unread each : unread) {
      console.err().println("plinth: " + SafeText.of(each.file() + ": " + each.reason()));
    }
  }

  /** Those files, and those in those folders. */
  static Found read(List<String> paths, ParseResult arguments, Console console) {
    List<Root> roots = new ArrayList<>();
    for (String text : paths) {
      roots.add(new Root(text, console.folder().resolve(Path.of(text))));
    }
    return of(roots, arguments, console);
  }

  /**
   * A file, or a folder to look through.
   *
   * @param shown its name for people
   */
  record Root(String shown, Path path) {}

  /** Those files, and those in those folders, by other names than their paths. */
  static Found of(List<Root> roots, ParseResult arguments, Console console) {
    BaseArguments settings = BaseArguments.of(arguments, console.folder(), console);
    PlaceSettings own = placeSettings(arguments, console);
    PlaceFiles reader = new PlaceFiles(own);
    List<PlaceReport.Unread> unread = new ArrayList<>();
    List<Source> sources = new ArrayList<>();
    for (Root root : roots) {
      String text = root.shown;
      Path given = Path.of(text);
      Path path = root.path;
      if (Files.isDirectory(path)) {
        FileFinder.Found found = reader.find(path);
        for (Path file : found.files()) {
          String within = path.relativize(file).toString().replace('\\', '/');
          Path shown =
              given.normalize().toString().isEmpty() ? Path.of(within) : given.resolve(within);
          sources.add(new Source(shown.toString().replace('\\', '/'), file, path, within));
        }
        for (String each : found.unread()) {
          unread.add(new PlaceReport.Unread(text, each));
        }
      } else if (Files.exists(path)) {
        sources.add(new Source(text, path, console.folder(), text.replace('\\', '/')));
      } else {
        throw CliErrors.noFile(text);
      }
    }
    return new Found(held(files(sources, reader), unread), reader, settings, own, unread);
  }

  /** With what other tools are told to leave alone. */
  private static List<PlacedFile> held(List<PlacedFile> files, List<PlaceReport.Unread> unread) {
    Map<Path, ForeignHolds> holds = new HashMap<>();
    List<PlacedFile> held = new ArrayList<>(files.size());
    for (PlacedFile file : files) {
      ForeignHolds own =
          holds.computeIfAbsent(
              file.root(),
              root -> {
                ForeignHolds read = ForeignHolds.of(root);
                for (String why : read.unread()) {
                  unread.add(new PlaceReport.Unread(root.toString(), why));
                }
                return read;
              });
      List<Place> places = new ArrayList<>();
      for (Place place : file.places().places()) {
        places.add(own.on(place, file.within()));
      }
      Places with =
          new Places(file.places().file(), file.places().source(), places, file.places().unread());
      held.add(new PlacedFile(with, file.path(), file.root(), file.within()));
    }
    return held;
  }

  private static List<PlacedFile> files(List<Source> sources, PlaceFiles reader) {
    @Nullable PlacedFile[] files = new PlacedFile[sources.size()];
    Workers.each(
        sources.size(),
        8,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            Source source = sources.get(i);
            Places places = reader.read(source.name, source.within, source.path);
            files[i] = new PlacedFile(places, source.path, source.root, source.within);
          }
        });
    List<PlacedFile> read = new ArrayList<>();
    for (PlacedFile file : files) {
      PlacedFile each = Objects.requireNonNull(file);
      if (!each.places().places().isEmpty() || each.places().unread() != null) {
        read.add(each);
      }
    }
    return read;
  }

  private static PlaceSettings placeSettings(ParseResult arguments, Console console) {
    return settings(arguments, console, PlaceSettings::read, PlaceSettings.NONE);
  }

  /** How images are updated. */
  static UpdateSettings updates(ParseResult arguments, Console console) {
    return settings(arguments, console, UpdateSettings::read, UpdateSettings.NONE);
  }

  private static <T> T settings(
      ParseResult arguments, Console console, BiFunction<String, byte[], T> reader, T none) {
    String config = arguments.matchedOptionValue("--config", "");
    Path file = console.folder().resolve(config.isEmpty() ? PolicyArguments.PROJECT : config);
    boolean read =
        !arguments.hasMatchedOption("--no-config") && (!config.isEmpty() || Files.exists(file));
    return read
        ? reader.apply(
            config.isEmpty() ? PolicyArguments.PROJECT : config, PolicyArguments.bytes(file))
        : none;
  }

  /** The outputs asked for, each of a format that there is. */
  static List<Outputs.Output> outputs(ParseResult arguments) {
    List<Outputs.Output> outputs =
        Outputs.parse(arguments.matchedOptionValue("--output", List.<String>of()), "text");
    for (Outputs.Output output : outputs) {
      if (!FORMATS.contains(output.format())) {
        throw CliErrors.notAFormat(output.format(), String.join(", ", FORMATS));
      }
    }
    return outputs;
  }

  static void write(PlaceReport report, List<Outputs.Output> outputs, Console console) {
    Outputs.write(
        outputs,
        console,
        (output, to) -> {
          if (output.format().equals("json")) {
            PlaceJson.write(report, to);
          } else {
            ReportContext context = InspectVerb.context(output, false, console);
            PlaceText.write(report, today(console), context, to);
          }
        });
  }

  static LocalDate today(Console console) {
    return LocalDate.ofInstant(SourceDate.of(console.environment(), Instant.now()), ZoneOffset.UTC);
  }

  static Releases releases(Console console) {
    return ReleasesFile.known(Folders.advisories(console.environment()));
  }
}
