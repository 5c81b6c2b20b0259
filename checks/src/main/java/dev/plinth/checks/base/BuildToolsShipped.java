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
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.List;

/** Compilers, build programs and headers in what is shipped. */
@RuleInfo(
    id = "build-tools-shipped",
    level = Level.WARNING,
    title = "Build tools in the final image",
    category = Category.STAGES)
public final class BuildToolsShipped implements Rule {
  private static final int NAMED = 4;

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    BaseFacts bases = BaseFacts.of(facts);
    Stage last = bases.last();
    if (last == null || !bases.production()) {
      return;
    }
    KnownBase base = bases.base(last);
    if (base != null && base.kind() == Kind.TOOLCHAIN) {
      base(report, bases.bottom(last), base, bases.runs());
      return;
    }
    if (base != null && base.kind() == Kind.RUNTIME_WITH_COMPILERS) {
      withCompilers(report, bases.bottom(last), base);
    }
    List<Install> installs = Installs.of(facts);
    for (Install install : installs) {
      if (!install.removes() && facts.shipped(install.command().place().stage())) {
        install(report, install, installs, bases.runs());
      }
    }
  }

  private static void base(Reporter report, ImageUse use, KnownBase base, boolean runs) {
    Reporter.Hit hit =
        report
            .at(
                use.span(),
                base.name().shown(),
                "the final image is built upon " + base.name().shown() + ", made for building")
            .because("its compilers and what they need are shipped, with their vulnerabilities")
            .advise(
                "build in a stage upon it, and copy the result into a stage upon a small image");
    if (!runs) {
      hit.level(Level.INFO);
    }
  }

  private static void withCompilers(Reporter report, ImageUse use, KnownBase base) {
    report
        .at(
            use.span(),
            base.name().shown(),
            base.name().shown() + " brings compilers and headers; its slim variant does not")
        .level(Level.INFO)
        .because("compilers and headers are some hundred megabytes that nothing runs")
        .advise(
            base.name().repository().equals("php")
                ? "copy what is built from a stage upon it, or remove what is not needed"
                : "ship the slim variant, and build in a stage upon this one");
  }

  private static void install(
      Reporter report, Install install, List<Install> installs, boolean runs) {
    boolean system =
        switch (install.manager()) {
          case "apt", "apk", "rpm", "pacman" -> true;
          default -> false;
        };
    List<Argument> tools = new ArrayList<>();
    for (Argument argument : install.packages()) {
      if (system && tool(argument.text()) && !removed(install, argument, installs)) {
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
            .because("nothing runs them once the image is built, and their vulnerabilities stay")
            .advise(
                install.manager().equals("apk")
                    ? "install them in a build stage, or with --virtual and apk del in the same RUN"
                    : "install them in a build stage, or remove them in the same RUN");
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

  /** True where the same instruction takes it out again, or something that may be it. */
  private static boolean removed(Install install, Argument argument, List<Install> installs) {
    for (Install other : installs) {
      if (!other.removes()
          || !other
              .command()
              .place()
              .instruction()
              .span()
              .equals(install.command().place().instruction().span())) {
        continue;
      }
      for (Argument gone : other.packages()) {
        String name = name(gone.text());
        if (gone.open()
            || name.equals(name(argument.text()))
            || name.indexOf('*') >= 0
            || (!install.virtual().isEmpty() && name.equals(install.virtual()))) {
          return true;
        }
      }
    }
    return false;
  }

  /** A package's name without version, release and architecture that are asked for. */
  private static String name(String text) {
    int end = 0;
    while (end < text.length() && "=<>~:@/".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, end);
  }

  private static boolean tool(String text) {
    String name = name(text);
    return switch (name) {
      case "build-essential",
          "build-base",
          "base-devel",
          "gcc",
          "g++",
          "gcc-c++",
          "make",
          "cmake",
          "clang",
          "musl-dev",
          "autoconf",
          "automake",
          "libtool",
          "gfortran",
          "gcc-gfortran",
          "cargo",
          "rust",
          "rustc",
          "go",
          "golang",
          "golang-go",
          "maven",
          "gradle",
          "pkg-config",
          "pkgconf",
          "pkgconfig",
          "ninja-build",
          "meson",
          "bison",
          "nasm",
          "yasm",
          "binutils",
          "linux-headers",
          "kernel-headers",
          "python3-devel",
          "default-jdk",
          "default-jdk-headless" ->
          true;
      default ->
          ((name.endsWith("-dev") || name.endsWith("-devel")) && name.length() > 4)
              || name.matches("(gcc|g\\+\\+|clang|golang)-[0-9.]+")
              || name.matches("openjdk-?[0-9]+-jdk(-headless)?");
    };
  }
}
