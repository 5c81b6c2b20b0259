package dev.plinth.checks.rule;

import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.dockerfile.meaning.Expansion;
import dev.plinth.dockerfile.meaning.Variables;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of stages that the builder puts variables into (Dockerfile reference, "Environment
 * replacement"), with what comes of them. FROM and what stands before it are not among them.
 */
public final class ExpandedWords {
  private final List<Expanded> words = new ArrayList<>();

  /**
   * A word and what comes of it.
   *
   * @param place the instruction that it belongs to
   * @param word as it stands
   * @param result variables put in
   */
  public record Expanded(Place place, Word word, Expansion.Result result) {}

  private ExpandedWords(DockerfileFacts facts) {
    char escape = facts.file().escape();
    for (Place place : facts.places()) {
      if (place.instruction().arguments() instanceof Arguments.Trigger) {
        continue;
      }
      Variables visible = place.stage().before(place.step().index());
      for (Word word : of(place.instruction())) {
        if (!place.instruction().heredocs().isEmpty() && word.value().startsWith("<<")) {
          continue;
        }
        if (word.value().indexOf('$') >= 0
            || word.value().indexOf('"') >= 0
            || word.value().indexOf('\'') >= 0) {
          words.add(new Expanded(place, word, Expansion.of(word.value(), escape, visible)));
        }
      }
    }
  }

  /** Of a file, worked out once. */
  public static ExpandedWords of(DockerfileFacts facts) {
    return facts.shared(ExpandedWords.class, ExpandedWords::new);
  }

  /** Those with variables or quotes in them, in the order of the file. */
  public List<Expanded> words() {
    return words;
  }

  private static List<Word> of(Instruction instruction) {
    List<Word> found = new ArrayList<>();
    switch (instruction.keyword()) {
      case ADD, COPY -> {
        for (Flag flag : instruction.flags()) {
          if (flag.named("chown") || flag.named("chmod") || flag.named("checksum")) {
            found.add(flag.whole());
          }
        }
        if (instruction.paths() != null) {
          found.addAll(instruction.paths().words());
        }
      }
      case VOLUME -> {
        if (instruction.paths() != null) {
          found.addAll(instruction.paths().words());
        }
      }
      case ENV, LABEL, ARG -> {
        for (Pair pair : instruction.pairs()) {
          found.add(pair.name());
          if (pair.value() != null) {
            found.add(pair.value());
          }
        }
      }
      case EXPOSE -> {
        if (instruction.arguments() instanceof Arguments.Words(List<Word> all)) {
          found.addAll(all);
        }
      }
      case USER, WORKDIR, STOPSIGNAL -> {
        if (instruction.rest() != null) {
          found.add(instruction.rest());
        }
      }
      case RUN -> {
        for (Flag flag : instruction.flags()) {
          if (flag.named("mount")) {
            found.add(flag.whole());
          }
        }
      }
      default -> {
        // The others are taken as they stand.
      }
    }
    return found;
  }
}
