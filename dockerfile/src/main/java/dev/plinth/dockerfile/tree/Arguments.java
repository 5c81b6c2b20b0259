package dev.plinth.dockerfile.tree;

import dev.plinth.dockerfile.LogicalText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows an instruction's keyword and flags, by the shape it has. */
public sealed interface Arguments {
  /**
   * FROM.
   *
   * @param image what it names
   * @param as the word between, whatever its case; null where there is no name
   * @param name of the stage; null where it has none
   */
  record Base(Word image, @Nullable Word as, @Nullable Word name) implements Arguments {}

  /**
   * RUN, CMD, ENTRYPOINT, SHELL, and what HEALTHCHECK runs.
   *
   * @param json true for the exec form: {@code words} are the strings of the array
   * @param words of the exec form; none in the shell form, which only the shell can split
   * @param shell the text for the shell, heredocs not included; of the exec form the array as it
   *     stands
   */
  record Command(boolean json, List<Word> words, LogicalText shell) implements Arguments {
    /** Keeps its own copy. */
    public Command {
      words = List.copyOf(words);
    }
  }

  /**
   * ADD and COPY: sources and a destination. VOLUME: paths alone.
   *
   * @param json true where they stand in a JSON array
   * @param words all of them
   */
  record Paths(boolean json, List<Word> words) implements Arguments {
    /** Keeps its own copy. */
    public Paths {
      words = List.copyOf(words);
    }

    /** All but the last. */
    public List<Word> sources() {
      return words.isEmpty() ? List.of() : words.subList(0, words.size() - 1);
    }

    /** The last, null where there are not two. */
    public @Nullable Word destination() {
      return words.size() < 2 ? null : words.getLast();
    }
  }

  /**
   * ENV, LABEL and ARG.
   *
   * @param legacy true for {@code NAME value} without an equals sign
   */
  record Pairs(boolean legacy, List<Pair> pairs) implements Arguments {
    /** Keeps its own copy. */
    public Pairs {
      pairs = List.copyOf(pairs);
    }
  }

  /** EXPOSE: words with space between. */
  record Words(List<Word> words) implements Arguments {
    /** Keeps its own copy. */
    public Words {
      words = List.copyOf(words);
    }
  }

  /** USER, WORKDIR, STOPSIGNAL and MAINTAINER: the rest of the line, trimmed. */
  record Rest(Word word) implements Arguments {}

  /**
   * HEALTHCHECK.
   *
   * @param type the word {@code CMD} or {@code NONE} as it stands
   * @param command null for {@code NONE}
   */
  record Health(Word type, @Nullable Command command) implements Arguments {}

  /** ONBUILD: the instruction that runs later, elsewhere. */
  record Trigger(Instruction instruction) implements Arguments {}

  /** What could not be understood: the problems say why. */
  record Malformed(LogicalText text) implements Arguments {}
}
