package dev.plinth.cli;

import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.StorePack;
import dev.plinth.foundation.ByteSize;
import dev.plinth.foundation.SafeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code plinth db export}, and {@code plinth db import} of what it wrote: a store as one file. */
final class DbTransfer {
  private DbTransfer() {}

  static CommandSpec exportSpec() {
    CommandSpec spec =
        DbVerb.withStore(
            CommandSpec.create(),
            "Writes the whole store to one compressed file, so that one machine updates and many"
                + " read: plinth db import takes it in, in place of the store there.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(String.class)
            .paramLabel("FILE")
            .description("The file to write, such as advisories.db.zst.")
            .build());
    spec.addOption(CommandLines.flag("No note of what was done.", "-q", "--quiet"));
    return spec;
  }

  static int export(ParseResult arguments, Path store, Console console) {
    if (!AdvisoryStore.exists(store)) {
      throw CliErrors.noStore(store);
    }
    Path file = Path.of(arguments.matchedPositionalValue(0, ""));
    StorePack.Manifest manifest = StorePack.write(store, file);
    if (!arguments.hasMatchedOption("--quiet")) {
      console
          .out()
          .println(
              SafeText.of(file.toString())
                  + ": "
                  + ByteSize.of(file.toFile().length())
                  + " of "
                  + ByteSize.of(manifest.bytes())
                  + of(manifest));
    }
    return Main.PASSED;
  }

  /** Whether the paths of an import are one packed store. */
  static boolean isPack(List<Path> paths) {
    return paths.size() == 1
        && Files.isRegularFile(paths.getFirst())
        && StorePack.recognises(paths.getFirst());
  }

  static int take(Path pack, Path store, boolean quiet, Console console) {
    boolean before = AdvisoryStore.exists(store);
    StorePack.Manifest manifest = StorePack.take(pack, store);
    if (!quiet) {
      console
          .out()
          .println(
              SafeText.of(pack.toString())
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
