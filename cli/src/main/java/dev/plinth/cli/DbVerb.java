package dev.plinth.cli;

import dev.plinth.advisories.AdvisorySource.Origin;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.feed.FeedFormats;
import dev.plinth.advisories.feed.ImportListener;
import dev.plinth.advisories.feed.ImportReport;
import dev.plinth.advisories.feed.Importer;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.SearchHit;
import dev.plinth.advisories.store.StoreStatus;
import dev.plinth.advisories.store.StoreUpdate;
import dev.plinth.foundation.ByteSize;
import dev.plinth.foundation.SafeText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The advisory store: taking data in, saying what it holds, searching it. */
final class DbVerb implements Verb {
  static final String SUMMARY = "the advisory store: update, import, export, status, search";

  @Override
  public String name() {
    return "db";
  }

  @Override
  public String summary() {
    return SUMMARY;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description("The advisory store: one SQLite file, fed from the network or from disk.");
    spec.addSubcommand("update", DbUpdate.spec());
    spec.addSubcommand("import", importSpec());
    spec.addSubcommand("export", DbTransfer.exportSpec());
    spec.addSubcommand(
        "status", withStore(CommandSpec.create(), "Says what the store holds, and of when."));
    CommandSpec search =
        withStore(
            CommandSpec.create(), "Finds advisories by a vulnerability's name or a package's.");
    search.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(String.class)
            .paramLabel("WORD")
            .description("CVE-2021-44228, GHSA-…, DSA-…, or a package such as log4j-core.")
            .build());
    spec.addSubcommand("search", search);
    return spec;
  }

  private static CommandSpec importSpec() {
    CommandSpec spec =
        withStore(
            CommandSpec.create(),
            "Takes advisories in, told by their content: "
                + FeedFormats.titles()
                + ". Files, folders, zip and tar archives; each also compressed (gz, xz, zst).");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("1..*")
            .required(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("PATH")
            .description(
                "Files and folders; a bad file changes nothing. Or what plinth db export wrote, a file"
                    + " or registry:…, oci-dir:…, oci-archive:…: it takes the whole store's place.")
            .build());
    spec.addOption(CommandLines.flag("No progress and no notes.", "-q", "--quiet"));
    RegistryArguments.addTo(spec);
    return spec;
  }

  static CommandSpec withStore(CommandSpec spec, String description) {
    spec.usageMessage().description(description);
    spec.addOption(
        CommandLines.option(
            "FILE", "The advisory store; the one in $$XDG_DATA_HOME by default.", "--db"));
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    if (!arguments.hasSubcommand()) {
      throw ImageArguments.usage(
          arguments, "say what to do: update, import, export, status or search");
    }
    ParseResult sub = arguments.subcommand();
    Path file = ScanVerb.store(sub, console);
    return switch (sub.commandSpec().name()) {
      case "update" -> {
        int code = DbUpdate.run(sub, file, console);
        if (!sub.hasMatchedOption("--list")) {
          ReleasesFile.write(file);
        }
        yield code;
      }
      case "export" -> DbTransfer.export(sub, file, console);
      case "import" -> {
        int code = importPaths(sub, file, console);
        ReleasesFile.write(file);
        yield code;
      }
      case "status" -> status(file, console);
      default -> search(sub.matchedPositionalValue(0, ""), file, console.out());
    };
  }

  private static int importPaths(ParseResult arguments, Path file, Console console) {
    List<String> paths = arguments.matchedPositionalValue(0, List.<String>of());
    boolean quiet = arguments.hasMatchedOption("--quiet");
    if (paths.stream().anyMatch(DbTransfer::isPlace)) {
      if (paths.size() > 1) {
        throw ImageArguments.usage(
            arguments, "a whole store takes the place of the one there: import it alone");
      }
      return DbTransfer.take(arguments, paths.getFirst(), file, console);
    }
    List<Path> given = paths.stream().map(Path::of).toList();
    if (DbTransfer.isPack(given)) {
      return DbTransfer.take(given.getFirst(), paths.getFirst(), file, quiet, console);
    }
    ImportReport report;
    try (StoreUpdate update = AdvisoryStore.openForUpdate(file)) {
      report = Importer.importPaths(given, update, listener(console, quiet));
      if (report.changed()) {
        update.publish();
      }
    }
    PrintStream out = console.out();
    for (ImportReport.FileReport done : report.files()) {
      if (!quiet || done.failure() != null || done.skipped() > 0) {
        DbText.print(done, done.failure() == null ? out : console.err());
      }
    }
    return report.anyFailed() ? Main.UNFINISHED : Main.PASSED;
  }

  private static ImportListener listener(Console console, boolean quiet) {
    if (quiet || !console.progress()) {
      return ImportListener.NONE;
    }
    return new ImportListener() {
      @Override
      public void progress(String name, long records) {
        console.err().print("\r\u001b[K" + SafeText.of(name) + ": " + records + " records");
        console.err().flush();
      }

      @Override
      public void finished(ImportReport.FileReport done) {
        console.err().print("\r\u001b[K");
        console.err().flush();
      }
    };
  }

  private static int status(Path file, Console console) {
    PrintStream out = console.out();
    if (!AdvisoryStore.exists(file)) {
      out.println("No advisory store at " + SafeText.of(file.toString()));
      out.println("Scans use the embedded starter set. Make one: plinth db update");
      return Main.PASSED;
    }
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file)) {
      StoreStatus status = store.status();
      out.println(SafeText.of(status.file().toString()));
      out.println(
          "  "
              + ByteSize.of(status.bytes())
              + ", schema "
              + status.schema()
              + ", "
              + DbText.count(status.advisories())
              + " advisories, "
              + DbText.count(status.affected())
              + " statements about "
              + DbText.count(status.packages())
              + " packages");
      for (Origin origin : status.origins()) {
        DbText.print(origin, out);
      }
      DbStatus.documents(store.documents(), console, out);
    }
    return Main.PASSED;
  }

  private static int search(String word, Path file, PrintStream out) {
    if (!AdvisoryStore.exists(file)) {
      throw CliErrors.noStore(file);
    }
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file)) {
      List<SearchHit> hits = store.search(word);
      if (hits.isEmpty()) {
        out.println("Nothing is known of " + SafeText.of(word) + " in this store.");
        return Main.PASSED;
      }
      for (SearchHit hit : hits) {
        DbText.print(hit.advisory(), out);
        for (Affected affected : hit.affected()) {
          DbText.print(affected, out);
        }
      }
      if (hits.size() >= AdvisoryStore.MAX_HITS) {
        out.println("… and perhaps more: a search shows " + AdvisoryStore.MAX_HITS + " at most.");
      }
    }
    return Main.PASSED;
  }
}
