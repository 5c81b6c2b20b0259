package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** What the pages list is what the code has. */
class PagesTest {
  private static final Path ROOT = Path.of(System.getProperty("plinth.root", ".."));

  @Test
  void theReadmesVerbsAreTheProgramsInTheSameOrder() throws IOException {
    Map<String, Set<String>> expected = new LinkedHashMap<>();
    for (Verbs.Entry entry : Verbs.all()) {
      CommandSpec spec = entry.verb().get().spec();
      expected.put(entry.name(), new TreeSet<>(spec.subcommands().keySet()));
    }
    Map<String, Set<String>> written = new LinkedHashMap<>();
    for (List<String> row : table("README.md", "verb")) {
      for (String call : codes(row.getFirst())) {
        List<String> words = List.of(call.split(" "));
        Set<String> subcommands = written.computeIfAbsent(words.getFirst(), _ -> new TreeSet<>());
        words.stream().skip(1).filter(PagesTest::isSubcommand).forEach(subcommands::add);
      }
    }
    assertThat(List.copyOf(written.keySet())).isEqualTo(List.copyOf(expected.keySet()));
    expected.values().removeIf(Set::isEmpty);
    written.keySet().retainAll(expected.keySet());
    assertThat(written).isEqualTo(expected);
  }

  /** Arguments stand in capitals, choices with a bar between them. */
  private static boolean isSubcommand(String word) {
    return word.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }

  @Test
  void theRoomsOfThePageAreTheRoomsThatTheTestHolds() throws IOException {
    Map<String, Set<String>> written = new TreeMap<>();
    Set<String> all = RoomsTest.MAY_KNOW.keySet();
    for (List<String> row : table("ARCHITECTURE.md", "room (module)")) {
      String room = codes(row.getFirst()).getFirst();
      Set<String> known = new TreeSet<>();
      switch (row.get(2)) {
        case "nobody", "–" -> {}
        case "all" -> known.addAll(all);
        default -> known.addAll(Arrays.asList(row.get(2).split(", ")));
      }
      known.remove(room);
      known.remove("foundation");
      written.put(room, known);
    }
    assertThat(written).isEqualTo(RoomsTest.MAY_KNOW);
  }

  @Test
  void everyDecisionIsListedByItsOwnTitleAndNumbersHaveNoGaps() throws IOException {
    List<String> expected = new ArrayList<>();
    try (Stream<Path> files = Files.list(ROOT.resolve("docs/adr"))) {
      for (Path file : files.filter(f -> f.toString().matches(".*/\\d[^/]*")).sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        String number = name.substring(0, 4);
        assertThat(number).isEqualTo(String.format("%04d", expected.size() + 1));
        String title = Files.readAllLines(file).getFirst();
        assertThat(title).startsWith("# " + number + " ");
        expected.add("[" + number + "](" + name + ") " + title.substring(7));
      }
    }
    assertThat(table("docs/adr/README.md", "no."))
        .map(row -> row.get(0) + " " + row.get(1))
        .isEqualTo(expected);
  }

  /** The body of the table whose first column has that title, cell by cell. */
  private static List<List<String>> table(String page, String title) throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve(page));
    List<List<String>> rows = new ArrayList<>();
    int at = 0;
    while (!lines.get(at).startsWith("| " + title + " |")) {
      at++;
    }
    for (at += 2; at < lines.size() && lines.get(at).startsWith("|"); at++) {
      String inner = lines.get(at).substring(1, lines.get(at).length() - 1);
      rows.add(Arrays.stream(inner.split("(?<!\\\\)\\|", -1)).map(String::strip).toList());
    }
    return rows;
  }

  private static List<String> codes(String cell) {
    String[] parts = cell.split("`", -1);
    List<String> codes = new ArrayList<>();
    for (int i = 1; i < parts.length; i += 2) {
      codes.add(parts[i]);
    }
    return codes;
  }
}
