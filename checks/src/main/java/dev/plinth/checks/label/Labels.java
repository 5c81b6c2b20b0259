package dev.plinth.checks.label;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Expansion;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The labels of a file, variables put in where the file tells them. */
final class Labels {
  private final List<Label> all = new ArrayList<>();

  private Labels(DockerfileFacts facts) {
    for (Place place : facts.places(Keyword.LABEL)) {
      for (Pair pair : place.instruction().pairs()) {
        String name = value(facts, place, pair.name().value());
        if (name != null && !name.isEmpty()) {
          all.add(new Label(place, pair, name, value(facts, place, pair.valueOrEmpty())));
        }
      }
    }
  }

  /**
   * One of them.
   *
   * @param name without quotes
   * @param value null where only the build tells
   */
  record Label(Place place, Pair pair, String name, @Nullable String value) {
    /** Where its value stands; its name where it has none. */
    Span valueSpan() {
      return pair.value() == null || pair.value().span().isEmpty()
          ? pair.name().span()
          : pair.value().span();
    }
  }

  static List<Label> of(DockerfileFacts facts) {
    return facts.shared(Labels.class, Labels::new).all;
  }

  /** Those that the image gets which is built by default, by stages beneath too. */
  static List<Label> shipped(DockerfileFacts facts) {
    return of(facts).stream()
        .filter(label -> !label.place().onbuild() && facts.shipped(label.place().stage()))
        .toList();
  }

  private static @Nullable String value(DockerfileFacts facts, Place place, String written) {
    Stage stage = place.stage();
    Expansion.Result result =
        Expansion.of(written, facts.file().escape(), stage.before(place.step().index()));
    String value = result.value();
    // What is never declared is empty by the book, and meant to be something by the writer.
    return value == null || !result.undefined().isEmpty() ? null : SourceText.utf8(value);
  }
}
