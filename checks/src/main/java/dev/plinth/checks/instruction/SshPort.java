package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;

/** Port 22: a container that people log in to. */
@RuleInfo(
    id = "ssh-port",
    level = Level.WARNING,
    title = "Port of SSH exposed",
    category = Category.INSTRUCTIONS,
    aliases = {"trivy:DS-0004", "checkov:CKV_DOCKER_1"})
public final class SshPort implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Port.each(
        facts,
        (word, port) -> {
          if (port.holds(22)
              && port.refused() == null
              && !port.protocol().equalsIgnoreCase("udp")) {
            report
                .at(word.span(), "22", "port 22 is that of SSH")
                .because("a server for logins has keys, users and updates of its own to keep")
                .advise("use docker exec or kubectl exec and debug, which need no server");
          }
        });
  }
}
