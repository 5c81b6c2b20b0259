package dev.plinth.inventory.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.profile.ImageProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Random stacks of layers, folded and, in comparison, applied to a plain model of a file system
 * that keeps every file, in which nothing is clever.
 */
class FoldDifferentialTest {
  private static final String[] NAMES = {"a", "b", "c", "p.facts", "q.facts"};

  @Test
  void foldsAsANaiveFileSystemDoes() {
    long first = Long.getLong("plinth.seed", 20_261_121L);
    int rounds = Integer.getInteger("plinth.rounds", 6_000);
    int visible = 0;
    for (long seed = first; seed < first + rounds; seed++) {
      visible += compare(seed);
    }
    assertThat(visible).as("stacks in which something is visible").isGreaterThan(rounds / 2);
  }

  private static int compare(long seed) {
    Random random = new Random(seed);
    List<LayerFacts> layers = new ArrayList<>();
    ModelFileSystem model = new ModelFileSystem();
    StringBuilder story = new StringBuilder("seed ").append(seed);
    int version = 0;
    for (int l = 0; l < 2 + random.nextInt(4); l++) {
      LayerScript script = LayerScript.layer();
      List<ModelFileSystem.Op> ops = new ArrayList<>();
      for (int e = 0; e < 1 + random.nextInt(7); e++) {
        ModelFileSystem.Op op = op(random, ++version);
        ops.add(op);
        op.write(script);
        story.append("\n  layer ").append(l).append(": ").append(op);
      }
      layers.add(script.read());
      model.apply(ops);
    }
    TreeMap<String, TreeSet<String>> expected = model.packages();
    TreeMap<String, TreeSet<String>> actual = new TreeMap<>();
    FoldedImage image = ImageFolding.of(layers);
    image.packages().forEach(p -> actual.put(p.name(), new TreeSet<>(p.evidence())));
    assertThat(actual).as(story.toString()).isEqualTo(expected);
    long files = 0;
    for (ImageProfile.Share share : image.profile().shares()) {
      files += share.files();
    }
    assertThat(files).as("visible files of " + story).isEqualTo(model.files());
    return expected.isEmpty() ? 0 : 1;
  }

  private static ModelFileSystem.Op op(Random random, int version) {
    String path = path(random);
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 ->
          new ModelFileSystem.Op(ModelFileSystem.What.FACTS, path + "/p.facts", "v" + version);
      case 4 -> new ModelFileSystem.Op(ModelFileSystem.What.PLAIN, path, "");
      case 5, 6 -> new ModelFileSystem.Op(ModelFileSystem.What.DIRECTORY, path, "");
      case 7 -> new ModelFileSystem.Op(ModelFileSystem.What.SYMLINK, path, target(random));
      case 8 ->
          new ModelFileSystem.Op(ModelFileSystem.What.HARDLINK, path, path(random) + "/p.facts");
      case 9 -> new ModelFileSystem.Op(ModelFileSystem.What.OPAQUE, path, "");
      default -> new ModelFileSystem.Op(ModelFileSystem.What.WHITEOUT, path, "");
    };
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder(NAMES[random.nextInt(NAMES.length)]);
    while (random.nextInt(3) == 0) {
      path.append('/').append(NAMES[random.nextInt(NAMES.length)]);
    }
    return path.toString();
  }

  private static String target(Random random) {
    String up = random.nextInt(3) == 0 ? "../" : "";
    return (random.nextBoolean() ? "/" : up) + path(random);
  }
}
