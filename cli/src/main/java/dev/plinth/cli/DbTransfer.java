package dev.plinth.cli;

import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.StorePack;
import dev.plinth.foundation.ByteSize;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.copy.Artifacts;
import dev.plinth.oci.copy.Destination;
import dev.plinth.oci.source.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code plinth db export}, and {@code plinth db import} of what it wrote: a store as one file, or
 * as an OCI artifact that has that file for its only layer.
 */
final class DbTransfer {
  private static final String ARTIFACT = "application/vnd.plinth.advisories.v1";
  private static final String PACKED = "application/vnd.plinth.advisories.store.v1.sqlite+zstd";

  /** What begins so is no file but a place for artifacts. */
  private static final List<String> PLACES =
      List.of("registry:", "docker://", "oci-dir:", "oci-archive:", "oci:");

  private DbTransfer() {}

  static CommandSpec exportSpec() {
    CommandSpec spec =
        DbVerb.withStore(
            CommandSpec.create(),
            "Writes the whole store to one compressed file, or as an OCI artifact to a registry or"
                + " layout, so that one machine updates and many read: plinth db import takes it"
                + " in, in place of the store there.");
    spec.usageMessage()
        .footer(
            "",
            "Examples:",
            "  plinth db export advisories.db.zst",
            "  plinth db export registry:registry.example/plinth/advisories:latest");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(String.class)
            .paramLabel("TARGET")
            .description("A file, or registry:REFERENCE, oci-dir:PATH[:TAG], oci-archive:FILE.")
            .build());
    spec.addOption(CommandLines.flag("No note of what was done.", "-q", "--quiet"));
    RegistryArguments.addTo(spec);
    return spec;
  }

  static int export(ParseResult arguments, Path store, Console console) {
    if (!AdvisoryStore.exists(store)) {
      throw CliErrors.noStore(store);
    }
    String target = arguments.matchedPositionalValue(0, "");
    String size;
    StorePack.Manifest manifest;
    if (isPlace(target)) {
      Destination destination = Destination.parse(target);
      Path file = work(console);
      try {
        manifest = StorePack.write(store, file);
        size = ByteSize.of(file.toFile().length());
        Artifacts.write(
            file,
            new Artifacts.Kind(ARTIFACT, PACKED, annotations(manifest)),
            destination,
            ImageArguments.documentOptions(arguments, console));
      } finally {
        drop(file);
      }
    } else {
      Path file = Path.of(target);
      manifest = StorePack.write(store, file);
      size = ByteSize.of(file.toFile().length());
    }
    if (!arguments.hasMatchedOption("--quiet")) {
      console
          .out()
          .println(
              SafeText.of(target)
                  + ": "
                  + size
                  + " of "
                  + ByteSize.of(manifest.bytes())
                  + of(manifest));
    }
    return Main.PASSED;
  }

  private static Map<String, String> annotations(StorePack.Manifest manifest) {
    return manifest.asOf().isEmpty()
        ? Map.of()
        : Map.of("org.opencontainers.image.created", manifest.asOf());
  }

  /** A file of one's own in the cache, to be removed. */
  private static Path work(Console console) {
    Path folder = Folders.cache(console.environment());
    try {
      return Files.createTempFile(Files.createDirectories(folder), "advisories", ".zst");
    } catch (IOException e) {
      throw CliErrors.output(folder, e);
    }
  }

  private static void drop(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It lies in the cache, which may be emptied at any time.
    }
  }

  /** Whether a word of an import or export is a place for artifacts, and no path. */
  static boolean isPlace(String word) {
    return PLACES.stream().anyMatch(word::startsWith);
  }

  /** Takes the store in that an artifact has. */
  static int take(ParseResult arguments, String place, Path store, Console console) {
    Path file = work(console);
    try {
      Artifacts.read(
          Target.parse(place), ARTIFACT, file, ImageArguments.documentOptions(arguments, console));
      return take(file, place, store, arguments.hasMatchedOption("--quiet"), console);
    } finally {
      drop(file);
    }
  }

  /** Whether the paths of an import are one packed store. */
  static boolean isPack(List<Path> paths) {
    return paths.size() == 1
        && Files.isRegularFile(paths.getFirst())
        && StorePack.recognises(paths.getFirst());
  }

  /**
   * Takes a packed store in.
   *
   * @param shown what to call it
   */
  static int take(Path pack, String shown, Path store, boolean quiet, Console console) {
    boolean before = AdvisoryStore.exists(store);
    StorePack.Manifest manifest = StorePack.take(pack, store);
    if (!quiet) {
      console
          .out()
          .println(
              SafeText.of(shown)
                  + ": a whole store, "
                  + ByteSize.of(manifest.bytes())
                  + of(manifest)
                  + (before ? ", in place of the one that was there" : ""));
    }
    return Main.PASSED;
  }

  private static String of(StorePack.Manifest manifest) {
    return manifest.asOf().isEmpty()
        ? ""
        : ", its oldest feed ("
            + SafeText.of(manifest.feed())
            + ") of "
            + SafeText.of(manifest.asOf());
  }
}
