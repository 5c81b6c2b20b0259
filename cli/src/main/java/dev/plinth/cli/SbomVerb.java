package dev.plinth.cli;

import dev.plinth.foundation.SafeText;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.facts.FactsCache;
import dev.plinth.inventory.sbom.SbomFormat;
import dev.plinth.inventory.sbom.SbomSubject;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.report.ScanReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What an image carries, as a document for other tools. */
final class SbomVerb implements Verb {
  static final String SUMMARY = "write what an image carries as CycloneDX, SPDX or package URLs";

  @Override
  public String name() {
    return "sbom";
  }

  @Override
  public String summary() {
    return SUMMARY;
  }

  @Override
  public void prepare(String[] arguments, Console console) {
    Digests.prepare();
    RegistryArguments.prepare(arguments);
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Writes the inventory of an image: CycloneDX 1.6 JSON, SPDX 2.3 JSON or a list of"
                + " package URLs. The same image gives the same bytes; SOURCE_DATE_EPOCH sets the"
                + " date it bears.")
        .footer(
            "",
            "Examples:",
            "  plinth sbom docker-archive:app.tar > app.cdx.json",
            "  plinth sbom oci-dir:out -o spdx=app.spdx.json -o purls");
    ImageArguments.addTo(spec);
    spec.addOption(
        CommandLines.repeated(
            "FORMAT[=FILE]",
            List.of("cyclonedx", "spdx", "purls"),
            "cyclonedx (default), spdx or purls. To a file with =FILE; may be repeated.",
            "-o",
            "--output"));
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    List<Outputs.Output> outputs =
        Outputs.parse(arguments.matchedOptionValue("--output", List.<String>of()), "cyclonedx");
    outputs.forEach(output -> format(output.format()));
    ImageOptions.Progress progress =
        ProgressLine.of(console, arguments.hasMatchedOption("--quiet"));
    FactsCache cache = ImageArguments.cache(arguments, console);
    Contents contents;
    try {
      Reading reading = new Reading(ImageArguments.options(arguments, console, progress), cache);
      contents = Contents.read(ImageArguments.target(arguments), reading);
    } finally {
      ProgressLine.finish(progress);
    }
    SbomSubject subject = subject(contents, console.environment().get("SOURCE_DATE_EPOCH"));
    Outputs.write(
        outputs,
        console,
        (output, to) ->
            format(output.format()).write(contents.inventory(), subject, Version.number(), to));
    sayWhatIsMissing(contents.inventory(), console);
    ImageArguments.sayCacheNote(cache, arguments, console);
    return Main.PASSED;
  }

  private static SbomFormat format(String word) {
    SbomFormat format = SbomFormat.of(word);
    if (format == null) {
      throw CliErrors.notAFormat(word, "cyclonedx, spdx, purls");
    }
    return format;
  }

  private static SbomSubject subject(Contents contents, @Nullable String sourceDateEpoch) {
    ScanReport.Subject scanned = contents.subject();
    Map<String, String> digests = new TreeMap<>();
    putUnlessEmpty(digests, "manifest", scanned.manifestDigest());
    putUnlessEmpty(digests, "config", scanned.configDigest());
    putUnlessEmpty(digests, "index", contents.indexDigest());
    return new SbomSubject(
        scanned.name().isEmpty() ? scanned.target() : scanned.name(),
        digests,
        scanned.platform(),
        SbomSubject.timestamp(sourceDateEpoch, scanned.created()));
  }

  private static void putUnlessEmpty(Map<String, String> map, String key, String value) {
    if (!value.isEmpty()) {
      map.put(key, value);
    }
  }

  /** An SBOM that is not whole must not look whole: said even with --quiet. */
  private static void sayWhatIsMissing(Inventory inventory, Console console) {
    for (Inventory.Problem problem : inventory.problems()) {
      console
          .err()
          .println(
              "plinth: not whole: "
                  + (problem.path().isEmpty() ? "the whole" : SafeText.of(problem.path()))
                  + (problem.layer() < 0 ? "" : " in layer " + (problem.layer() + 1))
                  + ": "
                  + SafeText.of(problem.text()));
    }
  }
}
