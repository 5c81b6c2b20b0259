package dev.plinth.checks.base;

import dev.plinth.bases.known.KnownBase;
import dev.plinth.bases.known.KnownBase.Kind;
import dev.plinth.checks.base.Commands.Argument;
import dev.plinth.checks.base.Installs.Install;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.split.BuildTools;
import dev.plinth.checks.split.StageSplit;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compilers, build programs and headers in what is shipped. */
@RuleInfo(
    id = "build-tools-shipped",
    level = Level.WARNING,
    title = "Build tools in the final image",
    category = Category.STAGES)
public final class BuildToolsShipped implements Rule {
  private static final int NAMED = 4;

  /** Stands for what only the build tells: no package has that name. */
  private static final String ANYTHING = "*";

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    BaseFacts bases = BaseFacts.of(facts);
    Stage last = bases.last();
    if (last == null || !bases.production()) {
      return;
    }
    KnownBase base = bases.base(last);
    if (base != null && base.kind() == Kind.TOOLCHAIN) {
      base(facts, report, bases.bottom(last), base, bases.runsProgram());
      return;
    }
    if (base != null && base.kind() == Kind.RUNTIME_WITH_COMPILERS) {
      withCompilers(facts, report, bases.bottom(last), base);
    }
    List<Install> installs = Installs.of(facts);
    Map<Integer, Removal> removals = removals(installs);
    boolean runs = bases.runsProgram();
    for (Install install : installs) {
      if (!install.removes() && facts.shipped(install.command().place().stage())) {
        install(facts, report, install, removals.get(run(install)), runs);
      }
    }
  }

  private static void base(
      DockerfileFacts facts, Reporter report, ImageUse use, KnownBase base, boolean runs) {
    Reporter.Hit hit =
        report
            .at(
                use.span(),
                base.name().shown(),
                "the final image is built upon " + base.name().shown() + ", made for building")
            .because("its compilers and what they need are shipped, with their vulnerabilities");
    if (!StageSplit.edit(facts, hit)) {
      hit.advise("build in a stage upon it, and copy the result into a stage upon a small image");
    }
    if (!runs) {
      hit.level(Level.INFO);
    }
  }

  private static void withCompilers(
      DockerfileFacts facts, Reporter report, ImageUse use, KnownBase base) {
    Reporter.Hit hit =
        report
            .at(
                use.span(),
                base.name().shown(),
                base.name().shown()
                    + " brings compilers and headers"
                    + (slim(base) ? "; its slim variant does not" : ""))
            .level(Level.INFO)
            .because("compilers and headers are some hundred megabytes that nothing runs");
    if (!StageSplit.edit(facts, hit)) {
      hit.advise(
          slim(base)
              ? "ship the slim variant, and build in a stage upon this one"
              : "ship the Alpine variant, or remove them in the RUN that needs them last");
    }
  }

  private static boolean slim(KnownBase base) {
    return !base.name().repository().equals("php");
  }

  private static void install(
      DockerfileFacts facts,
      Reporter report,
      Install install,
      @Nullable Removal removal,
      boolean runs) {
    boolean system =
        switch (install.manager()) {
          case "apt", "apk", "rpm", "pacman" -> true;
          default -> false;
        };
    List<Argument> tools = new ArrayList<>();
    for (Argument argument : install.packages()) {
      if (system
          && BuildTools.tool(name(argument.text()))
          && (removal == null || !removal.of(install, argument))) {
        tools.add(argument);
      }
    }
    if (tools.isEmpty()) {
      return;
    }
    Argument first = tools.getFirst();
    Reporter.Hit hit =
        report
            .at(first.span(), name(first.text()), names(tools) + " in the final image")
            .because("nothing runs them once the image is built, and their vulnerabilities stay");
    if (!StageSplit.edit(facts, hit)) {
      hit.advise(
          install.manager().equals("apk")
              ? "install them in a build stage, or with --virtual and apk del in the same RUN"
              : "install them in a build stage, or remove them in the same RUN");
    }
    if (!runs) {
      hit.level(Level.INFO);
    }
  }

  private static String names(List<Argument> tools) {
    StringBuilder out = new StringBuilder();
    int shown = Math.min(NAMED, tools.size());
    for (int i = 0; i < shown; i++) {
      boolean end = i == shown - 1 && shown == tools.size();
      out.append(i == 0 ? "" : end ? " and " : ", ").append(name(tools.get(i).text()));
    }
    if (shown < tools.size()) {
      out.append(" and ").append(tools.size() - shown).append(" more");
    }
    return out.append(tools.size() == 1 ? " stays" : " stay").toString();
  }

  /**
   * What one instruction takes out again.
   *
   * @param names packages, and names that apk gave to several
   */
  private record Removal(Set<String> names) {
    /** True where that package is taken out, or may be. */
    boolean of(Install install, Argument argument) {
      return names.contains(ANYTHING)
          || names.contains(name(argument.text()))
          || (!install.virtual().isEmpty() && names.contains(install.virtual()));
    }
  }

  /** By where the instruction begins. */
  private static Map<Integer, Removal> removals(List<Install> installs) {
    Map<Integer, Removal> all = new HashMap<>();
    for (Install install : installs) {
      if (install.removes()) {
        Removal removal = all.computeIfAbsent(run(install), key -> new Removal(new HashSet<>()));
        for (Argument gone : install.packages()) {
          String name = name(gone.text());
          removal.names.add(name);
          if (gone.open() || name.indexOf('*') >= 0) {
            removal.names.add(ANYTHING);
          }
        }
      }
    }
    return all;
  }

  private static int run(Install install) {
    return install.command().place().instruction().span().start();
  }

  /** A package's name without version, release and architecture that are asked for. */
  private static String name(String text) {
    int end = 0;
    while (end < text.length() && "=<>~:@/".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, end);
  }
}
