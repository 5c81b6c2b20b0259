package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.findings.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service that ends with its RUN. */
@RuleInfo(
    id = "service-start-in-build",
    level = Level.WARNING,
    title = "Service started in a RUN that ends there",
    category = Category.SHELL,
    aliases = {"hadolint:DL3001"})
public final class ServiceStartInBuild implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      List<Call> calls = run.calls().all();
      int last = calls.size() - 1;
      while (last >= 0 && calls.get(last).isAny("true", ":", "echo", "exit")) {
        last--;
      }
      if (last < 0) {
        continue;
      }
      Call call = calls.get(last);
      String service = started(call);
      if (service != null) {
        report
            .at(
                call.programSpan(),
                service,
                service + " is started here and ends with this RUN: the image holds no processes")
            .advise("start it by ENTRYPOINT or CMD");
      }
    }
  }

  private static @Nullable String started(Call call) {
    if (call.is("service") && starts(call.argument(1))) {
      return shown(call, 0);
    }
    if (call.is("systemctl") && starts(call.argument(0)) && call.arguments().size() > 1) {
      return shown(call, 1);
    }
    if (call.is("rc-service") && starts(call.argument(1))) {
      return shown(call, 0);
    }
    return call.word().pattern().startsWith("/etc/init.d/") && starts(call.argument(0))
        ? call.program()
        : null;
  }

  private static String shown(Call call, int argument) {
    return call.text()
        .text(call.arguments().get(argument).from(), call.arguments().get(argument).to());
  }

  private static boolean starts(String verb) {
    return verb.equals("start") || verb.equals("restart") || verb.equals("reload");
  }
}
