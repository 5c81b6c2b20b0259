package dev.plinth.bases.choose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.known.Releases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The answers that were written down before the ranking was: {@code expected.tsv}. */
class ExpectedTest {
  static Stream<List<String>> cases() throws IOException {
    try (InputStream in = ExpectedTest.class.getResourceAsStream("expected.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t", -1)));
    }
  }

  static Wishes wishes(String questions) {
    Wishes wishes = Wishes.of("any");
    for (String each : questions.split(" ", -1)) {
      int equals = each.indexOf('=');
      String question = each.substring(0, equals);
      String answer = each.substring(equals + 1);
      wishes =
          switch (question) {
            case "language" -> Wishes.of(answer);
            case "platform" ->
                new Wishes(
                    wishes.language(),
                    "",
                    false,
                    wishes.libc(),
                    wishes.shell(),
                    wishes.support(),
                    wishes.compliance(),
                    wishes.machineCode(),
                    wishes.debug(),
                    wishes.prefer(),
                    List.of(Wishes.platform(answer)));
            default -> wishes.with(question, answer);
          };
    }
    return wishes;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theAnswerIsTheOneWrittenDown(List<String> row) {
    assertThat(row).hasSize(6);
    Chooser chooser = new Chooser(Releases.EMBEDDED, LocalDate.of(2026, 11, 1), List.of(), null);
    Advice advice = chooser.choose(wishes(row.get(1)));
    List<String> families = advice.offers().stream().map(each -> each.family().id()).toList();
    assertThat(families).as("%s: %s", row.get(0), row.get(5)).isNotEmpty();
    assertThat(families.getFirst())
        .as("%s: first of %s", row.get(0), families)
        .isEqualTo(row.get(2));
    if (!row.get(3).equals("-")) {
      assertThat(families).as(row.get(0)).hasSizeGreaterThan(1);
      assertThat(families.get(1))
          .as("%s: second of %s", row.get(0), families)
          .isEqualTo(row.get(3));
    }
    for (String out : row.get(4).split(",", -1)) {
      assertThat(families).as(row.get(0)).doesNotContain(out);
    }
    advice
        .offers()
        .forEach(offer -> {
          assertThat(offer.image()).doesNotContain("{").doesNotContain("--").doesNotEndWith(":");
          assertThat(offer.build()).doesNotContain("{");
          assertThat(offer.reasons()).isNotEmpty();
        });
    advice.ruledOut().forEach(each -> assertThat(each.why()).isNotEmpty());
  }
}
