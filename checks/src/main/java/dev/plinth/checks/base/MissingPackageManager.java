package dev.plinth.checks.base;

import dev.plinth.bases.known.KnownBase;
import dev.plinth.checks.base.Commands.Argument;
import dev.plinth.checks.base.Commands.Command;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A package manager that the image does not have. */
@RuleInfo(
    id = "missing-package-manager",
    level = Level.ERROR,
    title = "Package manager that the base image does not have",
    category = Category.BASE_IMAGE)
public final class MissingPackageManager implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Map<Integer, List<Command>> byRun = new HashMap<>();
    List<Integer> order = new ArrayList<>();
    for (Command command : Commands.of(facts)) {
      int run = command.place().instruction().span().start();
      byRun
          .computeIfAbsent(
              run,
              key -> {
                order.add(key);
                return new ArrayList<>();
              })
          .add(command);
    }
    Set<String> brought = new HashSet<>();
    for (Installs.Install install : Installs.of(facts)) {
      install.packages().forEach(argument -> brought.add(argument.text()));
    }
    for (int run : order) {
      check(facts, report, byRun.getOrDefault(run, List.of()), brought);
    }
  }

  private static void check(
      DockerfileFacts facts, Reporter report, List<Command> commands, Set<String> brought) {
    Set<String> families = new HashSet<>(2);
    for (Command command : commands) {
      String family = family(command.name());
      if (!family.isEmpty()) {
        families.add(family);
      }
    }
    if (families.size() != 1) {
      // More than one means that the script looks which is there.
      return;
    }
    Set<String> mentioned = new HashSet<>();
    for (Command command : commands) {
      for (Argument argument : command.arguments()) {
        mentioned.add(argument.text().substring(argument.text().lastIndexOf('/') + 1));
      }
    }
    if (mentioned.contains("os-release")) {
      // The script looks what it runs upon.
      return;
    }
    for (Command command : commands) {
      KnownBase base = BaseFacts.of(facts).base(command.place().stage());
      if (family(command.name()).isEmpty()
          || base == null
          || base.managers() == null
          || base.managers().contains(command.name())
          || brought.contains(command.name())
          || mentioned.contains(command.name())
          || command.word().text().indexOf('\0') >= 0) {
        continue;
      }
      report(report, command, base, base.managers());
    }
  }

  private static void report(
      Reporter report, Command command, KnownBase base, Set<String> managers) {
    Set<String> there = new TreeSet<>();
    managers.stream().filter(name -> !family(name).isEmpty()).forEach(there::add);
    String image = base.name().shown();
    String name = command.name();
    Reporter.Hit hit =
        report.at(
            command.word().span(),
            name,
            there.isEmpty()
                ? image + " has no package manager, neither " + name + " nor another"
                : image + " has no " + name + ": its package manager is " + first(there));
    if (managers.contains("microdnf") && family(name).equals("rpm")) {
      String verb =
          command.arguments().stream()
              .filter(argument -> !argument.option())
              .map(Argument::text)
              .findFirst()
              .orElse("");
      if (microdnf(verb)) {
        hit.replace("call microdnf", Safety.SAFE, command.written("microdnf"));
      } else {
        hit.advise("microdnf has no " + verb + ": build upon the image without -minimal");
      }
    } else if (there.isEmpty()) {
      hit.advise("install in a stage upon an image that has one, and copy what is needed");
    } else {
      hit.advise("install with " + first(there));
    }
  }

  private static String first(Set<String> managers) {
    return managers.contains("apt-get") ? "apt-get" : managers.iterator().next();
  }

  private static boolean microdnf(String verb) {
    return switch (verb) {
      case "install", "update", "upgrade", "remove", "clean", "reinstall", "download" -> true;
      default -> false;
    };
  }

  private static String family(String name) {
    return switch (name) {
      case "apt", "apt-get" -> "deb";
      case "apk" -> "apk";
      case "dnf", "yum", "microdnf", "tdnf" -> "rpm";
      case "zypper" -> "suse";
      case "pacman" -> "arch";
      default -> "";
    };
  }
}
