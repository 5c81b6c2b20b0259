package dev.plinth.bases.choose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.known.Releases;
import dev.plinth.bases.start.ProjectFiles;
import dev.plinth.bases.start.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders shaped after real projects, with the answers that were written down: projects.tsv. */
class ProjectsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

  static Stream<List<String>> cases() throws IOException {
    try (InputStream in = ProjectsTest.class.getResourceAsStream("projects.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t", -1)));
    }
  }

  /** Files by path. */
  private record Texts(Map<String, byte[]> files) implements ProjectFiles {
    @Override
    public List<String> paths() {
      return List.copyOf(files.keySet());
    }

    @Override
    public byte @org.jspecify.annotations.Nullable [] bytes(String path) {
      return files.get(path);
    }
  }

  private static Texts folder(String name) throws IOException, URISyntaxException {
    Path root =
        Path.of(Objects.requireNonNull(ProjectsTest.class.getResource("projects/" + name)).toURI());
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile)
          .forEach(path -> {
            try {
              files.put(root.relativize(path).toString(), Files.readAllBytes(path));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return new Texts(files);
  }

  private static Project read(ProjectFiles files, String current) {
    return Project.read(
        new Request(files, "", "", false, DAY, Releases.EMBEDDED), current, List.of("amd64"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theAnswerIsTheOneWrittenDown(List<String> row) throws IOException, URISyntaxException {
    assertThat(row).hasSize(7);
    boolean old = row.getFirst().equals("legacy-node");
    Project project = read(folder(row.getFirst()), old ? "node:20" : "");
    assertThat(project.machineCode().state().word())
        .as("%s: %s", row.getFirst(), project.machineCode())
        .isEqualTo(row.get(2));
    Wishes wishes =
        new Wishes(
            project.language(),
            project.release(),
            project.exact(),
            "",
            "",
            "",
            "",
            project.machineCode().state().word(),
            "",
            "",
            List.of("amd64"));
    Advice advice = new Chooser(Releases.EMBEDDED, DAY, List.of(), null).choose(wishes);
    List<String> families = advice.offers().stream().map(each -> each.family().id()).toList();
    assertThat(families.getFirst()).as("%s of %s", row, families).isEqualTo(row.get(3));
    if (!row.get(4).equals("-")) {
      assertThat(families.get(1)).as("%s of %s", row, families).isEqualTo(row.get(4));
    }
    for (String out : row.get(5).split(",", -1)) {
      assertThat(families).doesNotContain(out);
    }
    String lines = Lines.of(advice.offers().getFirst(), wishes);
    assertThat(lines).startsWith("FROM ").contains("\nFROM ").doesNotContain("{");
  }

  @Test
  void whatIsNotPublishedForTheOtherPlatformCounts() throws IOException, URISyntaxException {
    Texts files = folder("psycopg");
    Project project =
        Project.read(
            new Request(files, "", "", false, DAY, Releases.EMBEDDED), "", List.of("arm64"));
    assertThat(project.machineCode().names(NativeCode.Kind.COMPILED))
        .containsExactly("psycopg2-binary");
    assertThat(project.notes()).anySatisfy(note -> assertThat(note).contains("compiled"));
  }

  /** Files with bytes changed at random harm nobody: an answer, or a word for what is wrong. */
  @ParameterizedTest
  @MethodSource("cases")
  void brokenFilesAreAnsweredOrRefused(List<String> row) throws IOException, URISyntaxException {
    long seed = Long.getLong("plinth.seed", 7);
    SplittableRandom random = new SplittableRandom(seed);
    Texts whole = folder(row.getFirst());
    for (int round = 0; round < 40; round++) {
      Map<String, byte[]> files = new TreeMap<>();
      whole
          .files()
          .forEach((path, bytes) -> {
            byte[] changed = bytes.clone();
            for (int i = 0; i < 1 + changed.length / 200; i++) {
              changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            files.put(path, changed);
          });
      try {
        assertThat(read(new Texts(files), "").language()).isNotEmpty();
      } catch (dev.plinth.foundation.PlinthException e) {
        assertThat(e.code()).as("seed %d", seed).startsWith("PLINTH-");
      }
    }
  }
}
