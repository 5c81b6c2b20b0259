package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;

/** EXPOSE that tries to say where a port is published. */
@RuleInfo(
    id = "port-mapping",
    level = Level.WARNING,
    title = "EXPOSE with a host port or address",
    category = Category.INSTRUCTIONS,
    aliases = {"buildkit:ExposeInvalidFormat"})
public final class PortMapping implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Port.each(
        facts,
        (word, port) -> {
          if (port.mapping().isEmpty() || port.refused() != null) {
            return;
          }
          Reporter.Hit hit =
              report
                  .at(
                      word.span(),
                      port.port(),
                      "EXPOSE does not publish: " + port.mapping() + " is ignored")
                  .because("where a port is published is said when the container is run");
          if (word.value().indexOf('$') < 0 && word.value().startsWith(port.mapping())) {
            hit.edit(
                "name the container's port alone",
                Safety.SAFE,
                Edits.replace(word.part(0, port.mapping().length()).span(), ""));
          } else {
            hit.advise("name the container's port alone");
          }
        });
  }
}
