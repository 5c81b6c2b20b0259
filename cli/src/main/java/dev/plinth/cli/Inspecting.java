package dev.plinth.cli;

import dev.plinth.bases.Base;
import dev.plinth.bases.Bases;
import dev.plinth.bases.index.BaseIndex;
import dev.plinth.bases.inspect.Inspection;
import dev.plinth.bases.known.Releases;
import dev.plinth.checks.secret.ConfigSecrets;
import dev.plinth.findings.Finding;
import dev.plinth.foundation.SafeText;
import dev.plinth.inventory.Cataloguers;
import dev.plinth.inventory.facts.FactsCache;
import dev.plinth.inventory.facts.ImageInventory;
import dev.plinth.inventory.facts.Inventories;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Target;
import dev.plinth.oci.write.SourceDate;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/**
 * What the verbs about one image learn of it.
 *
 * @param hidden where secrets stood that are not shown
 * @param notices what else to know, sentences without a final stop
 */
record Inspecting(Inspection inspection, List<String> hidden, List<String> notices) {
  private static final int MOST_NAMED = 5;

  /** Of the target that the command line names. */
  static Inspecting of(ParseResult arguments, Console console) {
    Target target = Target.parse(ImageArguments.target(arguments));
    if (!target.kind().isImage()) {
      throw CliErrors.notAnImage(target.text());
    }
    ImageOptions.Progress progress =
        ProgressLine.of(console, arguments.hasMatchedOption("--quiet"));
    FactsCache cache = ImageArguments.cache(arguments, console);
    ImageOptions options = ImageArguments.options(arguments, console, progress);
    ImageInventory read;
    try {
      read = Inventories.read(target, options, Cataloguers.all(), cache);
    } finally {
      ProgressLine.finish(progress);
    }
    ImageArguments.sayCacheNote(cache, arguments, console);
    return of(read, target, options, console);
  }

  private static Inspecting of(
      ImageInventory read, Target target, ImageOptions options, Console console) {
    Image image = read.image();
    ConfigSecrets shown = ConfigSecrets.of(image.config());
    Path file = Folders.bases(console.environment());
    Bases bases;
    try (BaseIndex index = file.toFile().exists() ? BaseIndex.open(file) : null) {
      bases =
          Bases.of(
              image,
              null,
              options.verifyDiffIds(),
              new Bases.Knowledge(index, AttestedImage.of(image, target.text(), options)));
    }
    Base base = bases.base();
    LocalDate day =
        LocalDate.ofInstant(SourceDate.of(console.environment(), Instant.now()), ZoneOffset.UTC);
    Releases releases = ReleasesFile.known(Folders.advisories(console.environment()));
    Inspection inspection =
        Inspection.of(
            read, shown.config(), base, Standing.others(base, bases.all()), releases, day);
    List<String> notices = new ArrayList<>(bases.notes());
    for (Finding finding : bases.findings()) {
      notices.add(finding.title());
    }
    if (!shown.cut().isEmpty()) {
      notices.add("cut, since it is too long to be shown: " + named(shown.cut()));
    }
    List<String> controls = controls(shown.config());
    if (!controls.isEmpty()) {
      notices.add("characters that act on terminals are shown escaped: " + named(controls));
    }
    if (inspection.unassigned() > 0) {
      notices.add(
          "the history does not fit the layers, so nobody can say which step made which: it has "
              + inspection.unassigned()
              + " steps for "
              + image.layers().size()
              + " layers");
    }
    return new Inspecting(inspection, shown.hidden(), notices);
  }

  private static String named(List<String> places) {
    return places.size() <= MOST_NAMED
        ? String.join(", ", places)
        : String.join(", ", places.subList(0, MOST_NAMED))
            + " and "
            + (places.size() - MOST_NAMED)
            + " more";
  }

  private static List<String> controls(ImageConfig config) {
    List<String> places = new ArrayList<>();
    for (Map.Entry<String, String> each : config.labels().entrySet()) {
      if (acts(each.getKey()) || acts(each.getValue())) {
        places.add("the label " + each.getKey());
      }
    }
    for (String each : config.env()) {
      if (acts(each)) {
        int equals = each.indexOf('=');
        places.add("the variable " + (equals < 0 ? each : each.substring(0, equals)));
      }
    }
    for (int i = 0; i < config.history().size(); i++) {
      if (acts(config.history().get(i).createdBy()) || acts(config.history().get(i).comment())) {
        places.add("step " + (i + 1) + " of the history");
      }
    }
    if (acts(config.user()) || acts(config.author()) || acts(config.workingDir())) {
      places.add("the configuration");
    }
    return places;
  }

  /** Line ends and tabs are in honest texts too. */
  private static boolean acts(String text) {
    String plain = text.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
    return !SafeText.of(plain).equals(plain);
  }
}
