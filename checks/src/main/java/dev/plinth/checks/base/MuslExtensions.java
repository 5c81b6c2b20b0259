package dev.plinth.checks.base;

import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.KnownBase;
import dev.plinth.bases.known.MuslBinaries;
import dev.plinth.checks.base.Commands.Argument;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A package with machine code, in an image of musl, that is not published for musl. */
@RuleInfo(
    id = "musl-extensions",
    level = Level.WARNING,
    title = "Package without binaries for musl on Alpine",
    category = Category.BASE_IMAGE)
public final class MuslExtensions implements Rule {
  private static final Pattern ALPINE =
      Pattern.compile("([0-9]+(?:\\.[0-9]+){0,2}(?:(?:a|b|rc)[0-9]+)?)-alpine[0-9.]*");

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Installs.Install install : Installs.of(facts)) {
      boolean python = install.manager().equals("pip");
      if (install.removes() || (!python && !install.manager().equals("npm"))) {
        continue;
      }
      Stage stage = install.command().place().stage();
      KnownBase base = BaseFacts.of(facts).base(stage);
      if (base == null || !base.musl()) {
        continue;
      }
      for (Argument argument : install.packages()) {
        Wanted wanted = python ? python(argument.text()) : node(argument.text());
        MuslBinaries binaries = MuslBinaries.of(python ? "pypi" : "npm", wanted.name);
        if (binaries == null || !(binaries.never() || older(wanted.version, binaries.since()))) {
          continue;
        }
        Reporter.Hit hit =
            report
                .at(
                    argument.span(),
                    wanted.name,
                    binaries.never()
                        ? wanted.name + " is not published for musl, the C library of Alpine"
                        : wanted.name
                            + " "
                            + wanted.version
                            + " is not published for musl; "
                            + binaries.since()
                            + " and later are")
                .because(binaries.note());
        List<TextEdit> edits = slim(facts, stage);
        if (!edits.isEmpty()) {
          hit.edit(
              "build upon the slim image of the same version",
              Safety.REVIEW,
              edits,
              List.of("hidden-distribution"));
          continue;
        }
        hit.advise(
            binaries.never()
                ? "build upon an image with glibc, such as the slim one of the same version"
                : "take "
                    + binaries.since()
                    + " or later, or build upon an image with glibc, such as the slim one");
      }
    }
  }

  /**
   * Slim tags in place of Alpine's, in all FROMs of that image, since stages lend each other files;
   * none where something in the file is Alpine's own.
   */
  private static List<TextEdit> slim(DockerfileFacts facts, Stage stage) {
    BaseFacts bases = BaseFacts.of(facts);
    ImageName image = BaseFacts.name(bases.bottom(stage));
    if (image == null
        || !(image.repository().equals("python") || image.repository().equals("node"))) {
      return List.of();
    }
    for (Commands.Command command : Commands.of(facts)) {
      switch (command.name()) {
        case "apk", "adduser", "addgroup", "su-exec" -> {
          return List.of();
        }
        default -> {
          // The same in both.
        }
      }
    }
    List<TextEdit> edits = new ArrayList<>();
    for (Stage each : facts.build().stages()) {
      ImageUse use = each.base();
      KnownBase base = use.refersTo() < 0 ? bases.base(use) : null;
      if (base == null || !base.musl()) {
        continue;
      }
      Matcher tag = ALPINE.matcher(base.name().tag());
      String written = facts.source().raw(use.span());
      if (!base.name().repository().equals(image.repository())
          || !tag.matches()
          || !written.endsWith(":" + base.name().tag())) {
        return List.of();
      }
      int end = use.span().end();
      edits.add(new TextEdit(end - base.name().tag().length(), end, tag.group(1) + "-slim"));
    }
    return edits;
  }

  private record Wanted(String name, String version) {}

  /** PEP 508 as far as names and exact versions go. */
  private static Wanted python(String text) {
    int end = 0;
    while (end < text.length() && "[=<>!~;@ ".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String name =
        text.substring(0, end).toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    int exact = text.indexOf("==", end);
    String version = exact < 0 ? "" : text.substring(exact + 2).replaceFirst("^=", "");
    return new Wanted(name, version.split("[,; ]", 2)[0]);
  }

  private static Wanted node(String text) {
    int at = text.indexOf('@', 1);
    return at < 0
        ? new Wanted(text, "")
        : new Wanted(text.substring(0, at), text.substring(at + 1));
  }

  /** True where a version is known to be before another; numbers alone are compared. */
  static boolean older(String version, String since) {
    String[] one = version.split("\\.", 8);
    String[] other = since.split("\\.", 8);
    for (int i = 0; i < Math.min(one.length, other.length); i++) {
      if (!one[i].matches("[0-9]{1,9}")) {
        return false;
      }
      int order = Integer.compare(Integer.parseInt(one[i]), Integer.parseInt(other[i]));
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }
}
