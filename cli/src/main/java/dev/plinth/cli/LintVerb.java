package dev.plinth.cli;

import dev.plinth.checks.catalog.RuleCard;
import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.catalog.Rules;
import dev.plinth.checks.rule.Rule;
import dev.plinth.findings.Level;
import dev.plinth.report.lint.LintReport;
import dev.plinth.report.lint.LintWriter;
import dev.plinth.report.lint.LintWriters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What is wrong with Dockerfiles and pipelines. */
final class LintVerb implements Verb {
  static final String SUMMARY = "say what is wrong with Dockerfiles and pipelines, and mend it";

  @Override
  public String name() {
    return "lint";
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
            "Reads Dockerfiles, GitHub's workflows and GitLab's pipelines, and says what is wrong,"
                + " exactly where, why it matters and what to write instead. Folders are looked"
                + " through for them; what git ignores is left out.")
        .footer(
            "",
            "Comments set findings aside: # plinth: ignore=ID reason=\"...\" above an",
            "instruction; hadolint's, BuildKit's, tally's, Trivy's and Checkov's count, too.",
            "Settings: the section lint of .plinth.yaml, and .hadolint.yaml.",
            "",
            "Exit codes: 0 clean, 1 not clean, 2 wrong usage, 3 could not finish.",
            "",
            "Examples:",
            "  plinth lint",
            "  plinth lint Dockerfile -o sarif=lint.sarif",
            "  plinth lint - < Dockerfile",
            "  plinth lint --fix=review --diff",
            "  plinth explain floating-tag");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("PATH")
            .description("Files, or folders to look through; - is standard input. . by default.")
            .build());
    spec.addOption(
        CommandLines.repeated(
            "FORMAT[=FILE]",
            LintWriters.names(),
            "How to report: "
                + String.join(", ", LintWriters.names())
                + ". To a file with =FILE; may be repeated.",
            "-o",
            "--output"));
    spec.addOption(
        CommandLines.choice(
            "LEVEL",
            levels(),
            "The level from which on a file is not clean; warning by default.",
            "--fail-on",
            "--failure-threshold"));
    spec.addOption(
        CommandLines.flag(
            "Info counts as well, and comments silence nothing without a reason.", "--strict"));
    spec.addOption(
        CommandLines.repeated(
            "ID", List.of(), "Leave a rule out; may be repeated.", "--ignore", "-i"));
    spec.addOption(
        CommandLines.repeated("ID", List.of(), "Only these rules; may be repeated.", "--only"));
    spec.addOption(
        CommandLines.repeated(
            "PATTERN",
            List.of(),
            "Take files of such names in folders, too, such as *.docker; may be repeated.",
            "--name"));
    spec.addOption(
        CommandLines.option(
            "DIR", "The build context; the Dockerfile's folder by default.", "--context"));
    spec.addOption(
        CommandLines.option(
            "NAME",
            "What standard input is called in reports; Dockerfile by default.",
            "--stdin-name"));
    spec.addOption(
        CommandLines.option(
            "FILE",
            "The project's settings; .plinth.yaml in the working folder by default.",
            "--config"));
    spec.addOption(
        CommandLines.flag("Read neither .plinth.yaml nor .hadolint.yaml.", "--no-config"));
    spec.addOption(
        CommandLines.option(
            "FILE|URL",
            "The organisation's policy: what it says of a rule, nobody may change. $$"
                + PolicyArguments.POLICY
                + " by default.",
            "--policy"));
    spec.addOption(
        CommandLines.option("N", "Exit code when not clean; 1 by default.", "--exit-code"));
    spec.addOption(
        CommandLines.flag(
            "Ask the installed shellcheck as well, and place what it says in the Dockerfile.",
            "--shellcheck"));
    spec.addOption(
        CommandLines.flag(
            "Ask registries for the images that are named by digest, and hold what they say against"
                + " the tags. Without it no registry is asked.",
            "--online"));
    RegistryArguments.addTo(spec);
    LintFixing.addTo(spec);
    spec.addOption(CommandLines.flag("List the rules and end.", "--list-rules"));
    return spec;
  }

  private static List<String> levels() {
    List<String> words = new ArrayList<>();
    for (Level level : Level.values()) {
      words.add(level.word());
    }
    return words;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    if (arguments.hasMatchedOption("--list-rules")) {
      list(console);
      return Main.PASSED;
    }
    List<Outputs.Output> outputs = outputs(arguments);
    outputs.forEach(output -> LintWriters.named(output.format()));
    int failed = exitCode(arguments);
    if (arguments.hasMatchedOption("--online") && arguments.hasMatchedOption("--offline")) {
      throw ImageArguments.usage(arguments, "--online and --offline exclude each other");
    }
    LintRun run = new LintRun(arguments, console);
    boolean edits = false;
    for (Outputs.Output output : outputs) {
      edits |= output.format().equals("json") || output.format().equals("sarif");
    }
    LintReport report = run.run(edits);
    run.tellFixes();
    Outputs.write(
        outputs,
        console,
        (output, to) -> {
          boolean terminal = output.file() == null && console.outIsTerminal();
          LintWriter.Look look =
              new LintWriter.Look(
                  terminal ? Math.clamp(console.columns(), 40, 160) : 80,
                  output.file() == null && console.colour(),
                  output.file() != null || console.unicode());
          LintWriters.named(output.format()).write(report, look, to);
        });
    if (!report.unread().isEmpty()) {
      return Main.UNFINISHED;
    }
    return report.clean() ? Main.PASSED : failed;
  }

  /** Where reports go; the text to standard output unless something else goes there. */
  private static List<Outputs.Output> outputs(ParseResult arguments) {
    List<String> named = arguments.matchedOptionValue("--output", List.<String>of());
    boolean taken = LintFixing.takesOutput(arguments);
    if (taken && named.isEmpty()) {
      return List.of();
    }
    List<Outputs.Output> outputs = Outputs.parse(named, "text");
    for (Outputs.Output output : outputs) {
      if (taken && output.file() == null) {
        throw ImageArguments.usage(
            arguments,
            "standard output shows what is changed; give the report a file: -o "
                + output.format()
                + "=FILE");
      }
    }
    return outputs;
  }

  private static int exitCode(ParseResult arguments) {
    String text = arguments.matchedOptionValue("--exit-code", "");
    if (text.isEmpty()) {
      return Main.BLOCKED;
    }
    try {
      int code = Integer.parseInt(text);
      if (code >= 0 && code <= 255) {
        return code;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw ImageArguments.usage(arguments, "--exit-code takes a number from 0 to 255");
  }

  private static void list(Console console) {
    List<RuleCard> rules = new ArrayList<>();
    int widest = 0;
    for (Rule rule : Rules.all()) {
      rules.add(RuleNames.info(rule));
      widest = Math.max(widest, RuleNames.id(rule).length());
    }
    rules.sort(Comparator.comparing(RuleCard::id));
    for (RuleCard info : rules) {
      StringBuilder line = new StringBuilder(info.id());
      line.repeat(" ", widest + 2 - info.id().length());
      String level = info.standard() ? info.level().word() : "off";
      line.append(level).repeat(" ", 9 - level.length()).append(info.title());
      console.out().println(line);
    }
  }
}
