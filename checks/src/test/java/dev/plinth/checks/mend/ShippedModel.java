package dev.plinth.checks.mend;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Word;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the image says that it runs: what ENV, EXPOSE, LABEL, USER, WORKDIR, CMD, ENTRYPOINT,
 * HEALTHCHECK, STOPSIGNAL, VOLUME and ONBUILD of the shipped stages leave, whichever stage holds
 * them. Dividing a file may change nothing of it but what {@link #divided} takes out.
 */
final class ShippedModel {
  private ShippedModel() {}

  static Map<String, String> of(SourceText source) {
    Map<String, String> model = new TreeMap<>();
    Build build = Build.of(DockerfileParser.parse(source));
    Stage last = build.last();
    if (last == null) {
      return model;
    }
    for (Stage stage : build.lineage(last)) {
      for (Stage.Step step : stage.steps()) {
        Instruction instruction = step.instruction();
        Keyword keyword = instruction.keyword();
        switch (keyword) {
          case ENV -> {
            for (Pair pair : instruction.pairs()) {
              Variable seen = last.variables().find(pair.name().value(), last.steps().size());
              model.put(
                  "ENV " + pair.name().value(),
                  seen == null || seen.value() == null ? pair.valueOrEmpty() : seen.value());
            }
          }
          case LABEL ->
              instruction
                  .pairs()
                  .forEach(pair -> model.put("LABEL " + pair.name().value(), pair.valueOrEmpty()));
          case EXPOSE, VOLUME, ONBUILD, MAINTAINER -> model.put(text(instruction), "");
          case CMD, ENTRYPOINT, HEALTHCHECK, STOPSIGNAL ->
              model.put(keyword.word(), text(instruction));
          default -> {
            // Asked for at the end of the stage, or of no matter when it runs.
          }
        }
      }
    }
    model.put("folder", String.valueOf(last.end().workdir()));
    Word user = last.end().userBy() == null ? null : last.end().userBy().rest();
    model.put("user", user == null ? "" : user.value());
    return model;
  }

  /** What dividing a file declares that it changes: nothing where a user is named. */
  static Map<String, String> divided(Map<String, String> model) {
    Map<String, String> rest = new TreeMap<>(model);
    rest.keySet().removeIf(name -> name.startsWith("ENV GO") || name.startsWith("ENV CGO_"));
    rest.keySet().removeIf(name -> name.matches("ENV (MAVEN|GRADLE)_.*"));
    return rest;
  }

  private static String text(Instruction instruction) {
    return instruction.text().raw();
  }
}
