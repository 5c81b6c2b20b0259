package dev.plinth.bases.tags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.known.ImageName;
import dev.plinth.foundation.Resources;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Tags that people really use, in {@code choices.tsv}: what is chosen of those that are published,
 * or why the tag is left alone. Errors of Renovate and Dependabot stand in comments by the numbers
 * of their issues.
 */
class ChoicesTest {
  static final LocalDate TODAY = LocalDate.of(2026, 8, 15);

  /** A row. */
  record Row(
      int line, ImageName image, String current, Level level, String expected, List<String> all) {
    Question question() {
      return Question.of(image, current, all, level, TODAY);
    }
  }

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    int line = 0;
    for (String text : Resources.text(ChoicesTest.class, "choices.tsv").split("\n")) {
      line++;
      if (!text.startsWith("#")) {
        String[] columns = text.split("\t");
        assertThat(columns).as("line " + line).hasSize(5);
        rows.add(
            new Row(
                line,
                ImageName.of(columns[0]),
                columns[1],
                Level.valueOf(columns[2].toUpperCase(Locale.ROOT)),
                columns[3],
                List.of(columns[4].split(" "))));
      }
    }
    return rows;
  }

  @Test
  void everyRowComesOutAsWritten() {
    List<String> wrong = new ArrayList<>();
    List<Row> rows = rows();
    for (Row row : rows) {
      Answer answer = TagChooser.answer(row.question());
      Choice choice = answer.choice();
      boolean right =
          row.expected().startsWith("= ")
              ? choice == null && answer.reason().contains(row.expected().substring(2))
              : choice != null && choice.tag().equals(row.expected());
      if (!right) {
        wrong.add(
            "line %d, %s:%s (%s): %s, not %s; %s"
                .formatted(
                    row.line(),
                    row.image().shown(),
                    row.current(),
                    row.level(),
                    choice == null ? "none" : choice.tag(),
                    row.expected(),
                    answer.reason()));
      }
    }
    assertThat(rows).hasSizeGreaterThan(200);
    assertThat(wrong).isEmpty();
  }

  /** Once more from what was chosen: nothing; in another order of the list: the same. */
  @Test
  void choosingAgainFindsNothingAndOrderDoesNotMatter() {
    long seed = Long.getLong("plinth.seed", 20_261_126);
    Random random = new Random(seed);
    for (Row row : rows()) {
      Choice choice = TagChooser.answer(row.question()).choice();
      List<String> all = new ArrayList<>(row.all());
      Collections.shuffle(all, random);
      String context = "-Dplinth.seed=" + seed + ", line " + row.line();
      assertThat(TagChooser.newest(row.image(), row.current(), all, row.level(), TODAY))
          .as(context)
          .isEqualTo(choice);
      if (choice != null) {
        assertThat(TagChooser.newest(row.image(), choice.tag(), all, row.level(), TODAY))
            .as(context)
            .isNull();
      }
    }
  }
}
