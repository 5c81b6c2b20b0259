package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.Span;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.Locale;

/** A protocol of EXPOSE that is not in lower case. */
@RuleInfo(
    id = "port-protocol-case",
    level = Level.STYLE,
    title = "Protocol of EXPOSE with capitals",
    category = Category.INSTRUCTIONS,
    aliases = {"buildkit:ExposeProtoCasing"})
public final class PortProtocolCase implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Port.each(
        facts,
        (word, port) -> {
          String lower = port.protocol().toLowerCase(Locale.ROOT);
          if (lower.equals(port.protocol()) || port.refused() != null) {
            return;
          }
          int slash = word.value().lastIndexOf('/');
          boolean plain = slash >= 0 && word.value().substring(slash + 1).equals(port.protocol());
          Span span = plain ? word.part(slash + 1, word.value().length()).span() : word.span();
          Reporter.Hit hit =
              report.at(span, port.port(), "the protocol has capitals: " + port.protocol());
          if (plain) {
            hit.replace("write " + lower, Safety.SAFE, lower);
          }
        });
  }
}
