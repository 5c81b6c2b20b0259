package dev.plinth.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Turns a verb into a parser, with the options every verb has. */
final class CommandLines {
  private CommandLines() {}

  /** The parser of a verb and its subcommands. */
  static CommandLine of(Verb verb) {
    CommandSpec spec = verb.spec();
    spec.name("plinth " + verb.name());
    if (spec.usageMessage().description().length == 0) {
      spec.usageMessage().description(verb.summary() + ".");
    }
    CommandLine parser = new CommandLine(spec);
    parser.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    spec.usageMessage().abbreviateSynopsis(true);
    parser.setUsageHelpWidth(80);
    parser.setUsageHelpLongOptionsMaxWidth(28);
    parser.setExpandAtFiles(false);
    parser.setOverwrittenOptionsAllowed(true);
    addStandard(spec);
    for (CommandLine sub : parser.getSubcommands().values()) {
      addStandard(sub.getCommandSpec());
      sub.getCommandSpec().usageMessage().abbreviateSynopsis(true);
    }
    return parser;
  }

  private static void addStandard(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    spec.addOption(flag("Use no network: what needs it is an error.", "--offline"));
  }

  /** A flag without a value. */
  static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names[0], java.util.Arrays.copyOfRange(names, 1, names.length))
        .type(boolean.class)
        .arity("0")
        .description(description)
        .build();
  }

  /** An option with one value of these, or a list of them; others may be refused by the verb. */
  static OptionSpec choice(String label, List<String> values, String description, String... names) {
    return OptionSpec.builder(names[0], java.util.Arrays.copyOfRange(names, 1, names.length))
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .completionCandidates(values)
        .description(description)
        .build();
  }

  /** An option with one value. */
  static OptionSpec option(String label, String description, String... names) {
    return OptionSpec.builder(names[0], java.util.Arrays.copyOfRange(names, 1, names.length))
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** An option with one value, starting with one of these, that may be given several times. */
  static OptionSpec repeated(
      String label, List<String> values, String description, String... names) {
    return OptionSpec.builder(names[0], java.util.Arrays.copyOfRange(names, 1, names.length))
        .type(java.util.List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .completionCandidates(values)
        .description(description)
        .build();
  }
}
