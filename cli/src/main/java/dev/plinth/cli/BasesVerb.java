package dev.plinth.cli;

import dev.plinth.bases.index.BaseIndex;
import dev.plinth.bases.index.Days;
import dev.plinth.bases.index.IndexErrors;
import dev.plinth.bases.index.KnownImage;
import dev.plinth.bases.index.Sighting;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.Images;
import dev.plinth.oci.source.OpenImage;
import dev.plinth.oci.source.Target;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The index of known bases, by which scans tell what an image stands on. */
final class BasesVerb implements Verb {
  static final String SUMMARY = "the known bases: index, list, forget";

  @Override
  public String name() {
    return "bases";
  }

  @Override
  public String summary() {
    return SUMMARY;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "The index of known bases: which stacks of layers are which images. Scans find in it"
                + " what an image stands on, by its layers and offline.");
    CommandSpec index = CommandSpec.create();
    index
        .usageMessage()
        .description(
            "Takes images in as known bases, all platforms of each. Only manifests and"
                + " configurations are read, no layers.")
        .footer(
            "",
            "Examples:",
            "  plinth bases index debian:12 registry.example/base/python:3.13",
            "  plinth bases index oci-dir:out:base --name registry.example/base:1");
    index.addPositional(
        targets(
            "TARGET",
            "Images in registries, layouts, archives or engines, as scan takes them; every image of"
                + " a path that names none."));
    index.addOption(
        CommandLines.option(
            "NAME", "By which name to know it, where the target has none of its own.", "--name"));
    index.addOption(
        CommandLines.option(
            "OS/ARCH[/VARIANT]", "This platform alone; all by default.", "--platform"));
    index.addOption(CommandLines.flag("Print nothing but errors.", "-q", "--quiet"));
    RegistryArguments.addTo(index);
    spec.addSubcommand("index", index);
    CommandSpec list = CommandSpec.create();
    list.usageMessage()
        .description("Says what the index has, by every name and digest, and when each was seen.");
    list.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(String.class)
            .paramLabel("WORD")
            .description("Only what has this in its name or digests.")
            .build());
    list.addOption(
        CommandLines.choice(
            "table|json", List.of("table", "json"), "How to say it.", "-o", "--output"));
    spec.addSubcommand("list", list);
    CommandSpec forget = CommandSpec.create();
    forget
        .usageMessage()
        .description("Takes images out of the index, by a name or a digest that list shows.");
    forget.addPositional(targets("NAME", "A whole name, or a digest with its sha256:."));
    spec.addSubcommand("forget", forget);
    return spec;
  }

  private static PositionalParamSpec targets(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0..*")
        .arity("1..*")
        .required(true)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    if (!arguments.hasSubcommand()) {
      throw ImageArguments.usage(arguments, "say what to do: index, list or forget");
    }
    ParseResult sub = arguments.subcommand();
    Path file = Folders.bases(console.environment());
    return switch (sub.commandSpec().name()) {
      case "index" -> index(sub, file, console);
      case "forget" -> {
        for (String name : sub.matchedPositionalValue(0, List.<String>of())) {
          BaseIndex.forget(file, name);
        }
        yield Main.PASSED;
      }
      default -> list(sub, file, console.out());
    };
  }

  private static int index(ParseResult arguments, Path file, Console console) {
    List<String> targets = arguments.matchedPositionalValue(0, List.<String>of());
    String name = arguments.matchedOptionValue("--name", "");
    if (!name.isEmpty() && targets.size() > 1) {
      throw ImageArguments.usage(arguments, "--name is of one target: index each by itself");
    }
    long now = StoreAge.now(console.environment()).getEpochSecond();
    boolean quiet = arguments.hasMatchedOption("--quiet");
    List<KnownImage> found = new ArrayList<>();
    boolean failed = false;
    for (String target : targets) {
      try {
        List<KnownImage> images = images(target, name, now, arguments, console);
        found.addAll(images);
        for (KnownImage image : images) {
          if (!quiet) {
            console.out().println(line(image));
          }
        }
      } catch (PlinthException e) {
        if (targets.size() == 1) {
          throw e;
        }
        failed = true;
        console.out().flush();
        console.err().println("plinth: " + e.getMessage() + " [" + e.code() + "]");
      }
    }
    if (!found.isEmpty()) {
      int added = BaseIndex.add(file, found);
      if (!quiet) {
        console
            .out()
            .println(
                (added == 0 ? "None" : Integer.toString(added))
                    + " of them new in "
                    + SafeText.of(file.toString()));
      }
    }
    return failed ? Main.UNFINISHED : Main.PASSED;
  }

  private static List<KnownImage> images(
      String text, String name, long now, ParseResult arguments, Console console) {
    Target target = Target.parse(text);
    if (!target.kind().isImage()) {
      throw IndexErrors.noEvidence(text);
    }
    List<KnownImage> found = new ArrayList<>();
    try (OpenImage opened =
        Images.open(target, ImageArguments.documentOptions(arguments, console))) {
      for (Image image : opened.images()) {
        String known = name.isEmpty() && image.name().isEmpty() ? text : name;
        KnownImage one = KnownImage.of(image, known, now, true);
        if (one != null) {
          found.add(one);
        }
      }
    }
    if (found.isEmpty()) {
      throw IndexErrors.noEvidence(text);
    }
    return found;
  }

  private static String line(KnownImage image) {
    int layers = image.layers().size();
    return SafeText.of(image.shown())
        + "  "
        + SafeText.of(image.platform())
        + "  "
        + id(image)
        + "  "
        + layers
        + (layers == 1 ? " layer" : " layers");
  }

  private static String id(KnownImage image) {
    return image.manifest() == null ? image.config().toString() : image.manifest().toString();
  }

  private static int list(ParseResult arguments, Path file, PrintStream out) {
    String word = arguments.matchedPositionalValue(0, "").toLowerCase(Locale.ROOT);
    String format = arguments.matchedOptionValue("--output", "table");
    boolean there;
    List<KnownImage> images;
    try (BaseIndex index = BaseIndex.open(file)) {
      there = index != null;
      images = index == null ? List.of() : index.all();
    }
    images = images.stream().filter(image -> has(image, word)).toList();
    switch (format) {
      case "json" -> json(images, out);
      case "table" -> table(images, there, file, out);
      default ->
          throw ImageArguments.usage(
              arguments, "-o takes table or json, not \"" + SafeText.of(format) + "\"");
    }
    return Main.PASSED;
  }

  private static boolean has(KnownImage image, String word) {
    boolean has = word.isEmpty() || id(image).contains(word);
    has |= image.config().toString().contains(word);
    for (Sighting sighting : image.sightings()) {
      has |= sighting.name().toLowerCase(Locale.ROOT).contains(word);
      has |= String.valueOf(sighting.root()).contains(word);
    }
    return has;
  }

  private static void table(List<KnownImage> images, boolean there, Path file, PrintStream out) {
    if (images.isEmpty()) {
      out.println(
          there
              ? "The index of known bases has nothing of that."
              : "No index of known bases at " + SafeText.of(file.toString()));
      out.println("Fill it: plinth bases index debian:12");
      return;
    }
    for (KnownImage image : images) {
      out.println(line(image));
      for (Sighting sighting : image.sightings()) {
        String first = Days.of(sighting.first());
        String last = Days.of(sighting.last());
        out.println(
            "  "
                + (sighting.indexed() ? "indexed " : "learnt  ")
                + (first.equals(last) ? first + "              " : first + " to " + last)
                + (sighting.root() == null ? "" : "  " + sighting.root())
                + (sighting.name().isEmpty() ? "" : "  " + SafeText.of(sighting.name())));
      }
    }
  }

  private static void json(List<KnownImage> images, PrintStream out) {
    try {
      JsonOutput.write(out, generator -> json(images, new JsonMembers(generator)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void json(List<KnownImage> images, JsonMembers json) throws IOException {
    json.open();
    json.text("schema", "plinth.bases/1");
    json.openList("images");
    for (KnownImage image : images) {
      json.open();
      json.text("platform", image.platform());
      json.known("manifestDigest", image.manifest() == null ? null : image.manifest().toString());
      json.text("configDigest", image.config().toString());
      json.number("layers", image.layers().size());
      json.openList("seen");
      for (Sighting sighting : image.sightings()) {
        json.open();
        json.known("name", sighting.name());
        json.known("digest", sighting.root() == null ? null : sighting.root().toString());
        json.text("how", sighting.indexed() ? "indexed" : "learnt");
        json.text("first", Days.exact(sighting.first()));
        json.text("last", Days.exact(sighting.last()));
        json.close();
      }
      json.closeList();
      json.close();
    }
    json.closeList();
    json.close();
  }
}
