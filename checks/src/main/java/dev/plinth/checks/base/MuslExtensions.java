package dev.plinth.checks.base;

import dev.plinth.bases.known.KnownBase;
import dev.plinth.bases.known.MuslBinaries;
import dev.plinth.checks.base.Commands.Argument;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Level;
import java.util.Locale;

/** A package with machine code, in an image of musl, that is not published for musl. */
@RuleInfo(
    id = "musl-extensions",
    level = Level.WARNING,
    title = "Package without binaries for musl on Alpine",
    category = Category.BASE_IMAGE)
public final class MuslExtensions implements Rule {
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
            .because(binaries.note())
            .advise(
                binaries.never()
                    ? "build upon an image with glibc, such as the slim one of the same version"
                    : "take "
                        + binaries.since()
                        + " or later, or build upon an image with glibc, such as the slim one");
      }
    }
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
