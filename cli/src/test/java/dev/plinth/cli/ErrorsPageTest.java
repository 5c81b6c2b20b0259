package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} is made of the codes in the sources: {@code -Dplinth.approve=true}. */
class ErrorsPageTest {
  private static final Path ROOT = Path.of(System.getProperty("plinth.root", ".."));
  private static final Path PAGE = ROOT.resolve("docs/errors.md");

  @Test
  void everyCodeStandsOnThePageAndNoOther() throws IOException {
    Map<String, ErrorTexts.Texts> codes = ErrorTexts.of(sources());
    assertThat(codes).hasSizeGreaterThan(80);
    assertThat(codes.entrySet().stream().filter(e -> e.getValue().tried.isEmpty()))
        .as("codes without a message that says what was tried, why it failed, what to do")
        .isEmpty();
    String page = page(codes);
    if (Boolean.getBoolean("plinth.approve")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/errors.md as the sources have it; -Dplinth.approve=true writes it anew")
        .isEqualTo(page);
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> rooms = Files.list(ROOT)) {
      for (Path room : rooms.sorted().toList()) {
        Path main = room.resolve("src/main/java/dev/plinth");
        if (Files.isDirectory(main)) {
          try (Stream<Path> all = Files.walk(main)) {
            all.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }

  private static String page(Map<String, ErrorTexts.Texts> codes) {
    StringBuilder page =
        new StringBuilder(
            """
            # Error codes

            Made from the sources by `ErrorsPageTest`; do not edit. Codes are stable: they are never given another meaning. The
            message reads "Tried to …, but …; …"; what depends on the case is an ellipsis here. Exit code 2 is for wrong usage (an
            unknown flag, a bad expression), 3 for everything that kept Plinth from finishing: then nothing is claimed.

            | code | Tried to …, but … | what to do |
            |---|---|---|
            """);
    codes.forEach((code, texts) ->
        page.append("| `")
            .append(code)
            .append("` | ")
            .append(cell(texts.tried))
            .append(", but ")
            .append(cell(texts.because))
            .append(" | ")
            .append(cell(texts.next))
            .append(" |\n"));
    return page.toString();
  }

  private static String cell(Set<String> texts) {
    return String.join("; or ", texts).replace("|", "\\|").replace('\n', ' ').replace("<", "\\<");
  }
}
