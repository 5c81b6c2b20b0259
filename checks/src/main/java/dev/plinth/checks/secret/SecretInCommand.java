package dev.plinth.checks.secret;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.ShellWalk;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.List;

/** A secret among a command's words: literally, or by a build argument. */
@RuleInfo(
    id = "secret-in-command",
    level = Level.ERROR,
    title = "A password or token written into a command",
    category = Category.SECRETS,
    aliases = {"trivy:DS-0031"})
public final class SecretInCommand implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    SecretFacts secrets = SecretFacts.of(facts);
    for (RunText run : facts.runs()) {
      for (ShellWalk.Call call : secrets.calls(run)) {
        for (SecretCalls.Given given : SecretCalls.of(call)) {
          given(secrets, report, run, given);
        }
        for (ShellCommand.Assignment assignment : call.command().assignments()) {
          ShellWord value = assignment.value();
          if (value != null) {
            named(secrets, report, run, assignment.name(), value, 0);
          }
        }
        if ("export".equals(call.command().name())) {
          for (ShellWord word : call.command().arguments()) {
            int equals = word.pattern().indexOf('=');
            if (equals > 0) {
              String name = word.pattern().substring(0, equals);
              named(secrets, report, run, name, word, equals + 1);
            }
          }
        }
      }
    }
  }

  private static void named(
      SecretFacts secrets, Reporter report, RunText run, String name, ShellWord word, int from) {
    String value = word.value() == null ? "" : word.pattern().substring(from);
    if (SecretNames.telling(name)
        && SecretValues.kind(value) == SecretValues.Kind.LITERAL
        && SecretValues.random(value)) {
      literal(secrets, report, run, word, "the value of " + name);
    }
  }

  private static void given(
      SecretFacts secrets, Reporter report, RunText run, SecretCalls.Given given) {
    String value = given.value();
    if (value.indexOf('\0') < 0) {
      if (value.length() >= 4 && SecretValues.kind(value) == SecretValues.Kind.LITERAL) {
        literal(secrets, report, run, given.word(), given.how());
      }
      return;
    }
    // Each expansion is one NUL of the outline: those before the secret are passed over.
    long before =
        given.word().pattern().substring(0, given.from()).chars().filter(c -> c == 0).count();
    for (WordPart part : expansions(given.word()).stream().skip(before).toList()) {
      if (!(part instanceof WordPart.Parameter parameter)) {
        continue;
      }
      Variable variable =
          run.place().stage().variables().find(parameter.name(), run.place().step().index());
      if (variable != null
          && (variable.kind() == Variable.Kind.ARG || variable.kind() == Variable.Kind.ENV)
          && !SecretNames.telling(parameter.name())
          && !mounted(run, parameter.name())) {
        report
            .at(
                run.span(parameter.from(), parameter.to()),
                parameter.name(),
                parameter.name()
                    + " is "
                    + given.how()
                    + ", and given as "
                    + (variable.kind() == Variable.Kind.ARG ? "a build argument" : "ENV"))
            .because("the image's history or its settings keep it")
            .level(Level.WARNING)
            .advise(
                "mount it: RUN --mount=type=secret,id="
                    + parameter.name()
                    + ", and read /run/secrets/"
                    + parameter.name());
        return;
      }
    }
  }

  private static boolean mounted(RunText run, String name) {
    return run.instruction().flags().stream()
        .anyMatch(flag -> flag.named("mount") && flag.valueOrEmpty().contains("env=" + name));
  }

  private static void literal(
      SecretFacts secrets, Reporter report, RunText run, ShellWord word, String how) {
    Span span = run.span(word.from(), word.to());
    if (secrets.shapeIn(span)) {
      return;
    }
    report
        .at(span, how, how + " stands in the file")
        .because("whoever can read the file has it, and whoever pulls the image, by its history")
        .advise("change it, and read it from a secret that RUN mounts: --mount=type=secret")
        .mask(span);
  }

  private static List<WordPart> expansions(ShellWord word) {
    List<WordPart> found = new ArrayList<>();
    for (WordPart part : word.parts()) {
      if (part instanceof WordPart.DoubleQuoted quoted) {
        quoted.parts().stream().filter(inner -> !literal(inner)).forEach(found::add);
      } else if (!literal(part)) {
        found.add(part);
      }
    }
    return found;
  }

  private static boolean literal(WordPart part) {
    return part instanceof WordPart.Literal || part instanceof WordPart.SingleQuoted;
  }
}
