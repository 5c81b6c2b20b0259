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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a file builds, as far as safe changes must leave it alone: the stages with their bases,
 * user, folder, shell and variables at their ends, how many commands they run and what they copy
 * where. What a rule declares that it changes is left out where that rule was at work.
 */
final class BuildModel {
  private BuildModel() {}

  static List<String> of(SourceText source, Set<String> rules) {
    Build build = Build.of(DockerfileParser.parse(source));
    List<String> model = new ArrayList<>();
    for (Stage stage : build.stages()) {
      model.add("stage " + stage.name() + " on " + stage.base().name());
      if (!rules.contains("named-user")) {
        model.add("user " + stage.end().user());
      }
      model.add("folder " + stage.end().workdir() + ", shell " + stage.end().shell());
      int runs = 0;
      for (Stage.Step step : stage.steps()) {
        Instruction instruction = step.instruction();
        if (instruction.keyword() == Keyword.RUN) {
          runs++;
        } else if (instruction.keyword() == Keyword.COPY || instruction.keyword() == Keyword.ADD) {
          model.add(copies(instruction, rules));
        } else if (instruction.keyword() == Keyword.ENV) {
          for (Pair pair : instruction.pairs()) {
            Variable seen = stage.variables().find(pair.name().value(), stage.steps().size());
            model.add(
                "variable " + pair.name().value() + "=" + (seen == null ? null : seen.value()));
          }
        }
      }
      model.add(runs + " commands");
    }
    return model;
  }

  private static String copies(Instruction instruction, Set<String> rules) {
    StringBuilder line = new StringBuilder("copies");
    instruction.flags().forEach(flag -> line.append(' ').append(flag.span().length()));
    if (instruction.paths() != null) {
      List<Word> words =
          rules.contains("copy-several-to-file")
              ? instruction.paths().sources()
              : instruction.paths().words();
      words.forEach(word -> line.append(' ').append(word.value()));
    }
    return line.toString();
  }
}
