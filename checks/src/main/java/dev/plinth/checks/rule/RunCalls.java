package dev.plinth.checks.rule;

import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.dockerfile.calls.Calls;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Keyword;
import java.util.ArrayList;
import java.util.List;

/** The programs that each RUN calls, those of ONBUILD among them. */
public final class RunCalls {
  private final List<Run> runs = new ArrayList<>();

  /**
   * A RUN whose programs can be told.
   *
   * @param place the instruction
   * @param calls what it runs
   */
  public record Run(Place place, Calls calls) {}

  private RunCalls(DockerfileFacts facts) {
    for (RunText text : facts.runs()) {
      if (text.place().is(Keyword.RUN) && text.shell().readable()) {
        runs.add(new Run(text.place(), Calls.of(text.script())));
      }
    }
    for (Place place : facts.places()) {
      Arguments.Command command = place.is(Keyword.RUN) ? place.instruction().command() : null;
      if (command != null && command.json()) {
        runs.add(new Run(place, Calls.ofExec(command)));
      }
    }
  }

  /** Of a file, worked out once; those in exec form behind all others. */
  public static List<Run> of(DockerfileFacts facts) {
    return facts.shared(RunCalls.class, RunCalls::new).runs;
  }
}
