package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** RUN --network=host: a build step that reaches what the builder reaches. */
@RuleInfo(
    id = "host-network-run",
    level = Level.WARNING,
    title = "RUN on the network of the builder",
    category = Category.IDENTITY)
public final class HostNetworkRun implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places(Keyword.RUN)) {
      @Nullable Flag flag = place.instruction().flag("network");
      if (flag != null && flag.valueOrEmpty().equals("host")) {
        report
            .at(flag.span(), "network", "this step uses the network of the machine that builds")
            .because("it reaches services that listen on that machine only")
            .edit(
                "use the network of the build",
                Safety.REVIEW,
                Edits.deleteFlag(facts.source(), flag));
      }
    }
  }
}
