package dev.plinth.cli;

import dev.plinth.foundation.SafeText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What a finding's name means. */
final class ExplainVerb implements Verb {
  static final String SUMMARY = "what a rule or a vulnerability means, and what removes it";

  @Override
  public String name() {
    return "explain";
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
            "Of a rule prints its page: what it reports, why, and what to write instead. Of a"
                + " vulnerability says what the advisory store (or the starter set) knows of a vulnerability: its other"
                + " names, how bad it is and by whose word, whether it is exploited, which packages"
                + " it affects and which versions fix it.")
        .footer("", "Example:", "  plinth explain CVE-2021-44228", "  plinth explain floating-tag");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(String.class)
            .paramLabel("ID")
            .description("A rule such as floating-tag or DL3008; CVE-…, GHSA-…, DSA-….")
            .build());
    spec.addOption(CommandLines.flag("Leave nothing out, however long the answer.", "--all"));
    spec.addOption(
        CommandLines.option(
            "FILE", "The advisory store; the one in $$XDG_DATA_HOME by default.", "--db"));
    return spec;
  }

  /** Everybody who explains anything. */
  private static List<Explainer> explainers(ParseResult arguments, Console console) {
    return List.of(
        new RuleExplainer(),
        new FindingExplainer(),
        new VulnerabilityExplainer(ScanVerb.store(arguments, console)));
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    String name = arguments.matchedPositionalValue(0, "").strip();
    int width = Math.clamp(console.outIsTerminal() ? console.columns() : 80, 40, 100);
    List<Explainer> explainers = explainers(arguments, console);
    for (Explainer explainer : explainers) {
      if (explainer.explain(name, arguments.hasMatchedOption("--all"), width, console.out())) {
        return Main.PASSED;
      }
    }
    Set<String> near = new LinkedHashSet<>();
    String unknown = "nothing is known by that name";
    for (Explainer explainer : explainers) {
      near.addAll(explainer.near(name));
      if (explainer.speaksOf(name)) {
        unknown = explainer.unknown(name);
      }
    }
    throw CliErrors.unexplained(
        name, unknown, near.isEmpty() ? "" : SafeText.of(String.join(" or ", near)));
  }
}
