package dev.plinth.dockerfile.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.Buildah;
import dev.plinth.dockerfile.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code COPY .} sends, beside what buildah sends. Left out where buildah is not there. */
class BuildahIgnoreTest {
  private static final String[] NAMES = {"a", "b", "ab", "a.b", ".a", "b.a"};

  private static final String[] PIECES = {
    "a", "b", "ab", "a.b", ".a", "b.a", "*", "?", "a*", "*.b", ".*", "**", "[ab]", "[^a]", "?b",
    "*b*"
  };

  @TempDir Path work;

  @Test
  void sends_what_buildah_sends() throws IOException {
    Buildah buildah = Buildah.orSkip(work);
    long seed = Long.getLong("plinth.seed", 20_261_126);
    Random random = new Random(seed);
    byte[] file = "FROM scratch\nCOPY . /\n".getBytes(StandardCharsets.UTF_8);
    int sent = 0;
    int left = 0;
    for (int round = 0; round < Integer.getInteger("plinth.rounds", 12); round++) {
      Path context = Files.createDirectories(work.resolve("context" + round));
      Set<String> tree = tree(context, random);
      String ignore = ignore(random);
      Path ignoreFile = Files.writeString(work.resolve("ignore"), ignore);
      Path out = work.resolve("out" + round);
      Buildah.Outcome outcome =
          buildah.build(
              context,
              file,
              "--ignorefile",
              ignoreFile.toString(),
              "--output",
              "type=local,dest=" + out);
      IgnoreFile ours = IgnoreFile.of(SourceText.of(ignore));
      Set<String> kept = new TreeSet<>(tree);
      kept.removeIf(path -> ours.of(path).ignored());
      String where = "-Dplinth.seed=%d, round %d:%n%s%n%s".formatted(seed, round, ignore, tree);
      assertThat(outcome.built())
          .as("%s%n%s", where, outcome.said())
          .isEqualTo(ours.bad().isEmpty());
      if (outcome.built()) {
        assertThat(files(out)).as(where).isEqualTo(kept);
        sent += kept.size();
        left += tree.size() - kept.size();
      }
    }
    assertThat(sent).isPositive();
    assertThat(left).isPositive();
  }

  private static Set<String> tree(Path context, Random random) throws IOException {
    Set<String> tree = new TreeSet<>();
    for (int i = 0; i < 14; i++) {
      List<String> parts = new ArrayList<>();
      for (int depth = random.nextInt(4); depth >= 0; depth--) {
        parts.add(NAMES[random.nextInt(NAMES.length)]);
      }
      Path file = context.resolve(String.join("/", parts));
      try {
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
          Files.writeString(file, "x");
        }
      } catch (IOException e) {
        // A file of that name is there already.
        continue;
      }
    }
    tree.addAll(files(context));
    return tree;
  }

  private static Set<String> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return Set.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String ignore(Random random) {
    StringBuilder out = new StringBuilder();
    for (int lines = 1 + random.nextInt(4); lines > 0; lines--) {
      out.append(random.nextInt(4) == 0 ? "!" : "").append(random.nextInt(8) == 0 ? "/" : "");
      int parts = 1 + random.nextInt(3);
      for (int i = 0; i < parts; i++) {
        out.append(i > 0 ? "/" : "").append(PIECES[random.nextInt(PIECES.length)]);
      }
      out.append(random.nextInt(8) == 0 ? "/" : "").append('\n');
    }
    return out.toString();
  }
}
