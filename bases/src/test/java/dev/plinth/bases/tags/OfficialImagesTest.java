package dev.plinth.bases.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plinth.bases.known.ImageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The official images, from tags made older by a seeded choice: the tag that is chosen within its
 * major is the same image as that major's floating tag with the same suffix. The lists have today's
 * tags alone, so that older ones are made: a number of the version is lowered.
 */
class OfficialImagesTest {
  /** The day of the lists. */
  private static final LocalDate DAY = LocalDate.of(2026, 8, 15);

  private final long seed = Long.getLong("plinth.seed", 20_261_126);
  private final Random random = new Random(seed);
  private final Map<String, Integer> explained = new TreeMap<>();
  private final List<String> examples = new ArrayList<>();
  private final List<String> unexplained = new ArrayList<>();
  private final Set<String> compared = new TreeSet<>();
  private int same;

  private static OfficialImages lists() throws IOException {
    Path data =
        Path.of(
            System.getProperty("plinth.root", "."),
            "../shared/data/images/docker-official-images.tar.xz");
    assumeTrue(Files.exists(data), "optional reference data is absent");
    return OfficialImages.read(data);
  }

  @Test
  void chosenWithinTheMajorIsWhatItsFloatingTagIs() throws IOException {
    OfficialImages lists = lists();
    lists.images().forEach((image, tags) -> tags.keySet().forEach(tag -> one(image, tag, tags)));
    System.out.printf(
        "official images, -Dplinth.seed=%d: %d images, %d tags the same, %s explained%n",
        seed, compared.size(), same, explained);
    examples.forEach(System.out::println);
    assertThat(unexplained).as("-Dplinth.seed=" + seed).isEmpty();
    assertThat(compared).hasSizeGreaterThanOrEqualTo(40);
    assertThat(same).isGreaterThan(3 * explained.values().stream().mapToInt(i -> i).sum());
  }

  /** Of floating tags with a version: the exact one is the same image, and leads back. */
  @Test
  void exactAliasesAreOfTheSameImageAndVariant() throws IOException {
    int found = 0;
    for (Map.Entry<String, Map<String, Set<Integer>>> entry : lists().images().entrySet()) {
      ImageName image = ImageName.of(entry.getKey());
      Aliases aliases = new Aliases(image, TagRules.EMBEDDED);
      Map<String, String> digests = new TreeMap<>();
      entry.getValue().forEach((tag, places) -> digests.put(tag, places.toString()));
      for (String tag : entry.getValue().keySet()) {
        List<String> equal = Aliases.equal(tag, digests);
        String exact = aliases.mostSpecific(tag, equal, Aliases.Suffix.KEPT);
        if (exact != null) {
          found++;
          assertThat(equal).contains(exact);
          assertThat(aliases.floating(exact, equal)).as(entry.getKey() + ":" + exact).contains(tag);
          assertThat(aliases.mostSpecific(exact, equal, Aliases.Suffix.KEPT)).isNull();
        }
      }
    }
    assertThat(found).isGreaterThan(3_000);
    System.out.println("official images: " + found + " floating tags have an exact one");
  }

  private void one(String repository, String published, Map<String, Set<Integer>> tags) {
    ImageName image = ImageName.of(repository);
    TagName name = TagName.of(image, published);
    TagPart version = name.version();
    String floating = version == null ? "" : floating(name, version);
    String older = version == null ? "" : older(name, version);
    if (version == null
        || version.precision() < 2
        || name.prerelease() != null
        || older.isEmpty()
        || !tags.containsKey(floating)
        || tags.get(floating).equals(tags.get(older))) {
      return;
    }
    compared.add(repository);
    List<String> all = new ArrayList<>(tags.keySet());
    all.add(older);
    Choice choice = TagChooser.newest(image, older, all, Level.MINOR, DAY);
    if (choice != null && tags.get(floating).equals(tags.get(choice.tag()))) {
      same++;
      assertThat(TagName.of(image, choice.tag()).shape()).isEqualTo(name.shape());
    } else {
      String why = why(image, older, choice, floating, tags);
      String told = "%s: %s -> %s, not %s".formatted(repository, older, choice, floating);
      if (why.isEmpty()) {
        unexplained.add(told);
      } else if (explained.merge(why, 1, Integer::sum) <= 2) {
        examples.add("  " + why + ": " + told);
      }
    }
  }

  /** The tag of the major alone, with the same suffix but for revisions. */
  private static String floating(TagName name, TagPart version) {
    String suffix = name.suffix();
    TagPart revision = name.revision();
    int at = revision == null ? -1 : suffix.indexOf(revision.text());
    if (revision != null && at > 0) {
      suffix = suffix.substring(0, at - 1) + suffix.substring(at + revision.text().length());
    }
    return name.prefix() + version.number(0) + suffix;
  }

  /** The last number that is not 0 lowered, or the one before it, by chance. */
  private String older(TagName name, TagPart version) {
    int last = version.precision() - 1;
    if (last > 1 && version.number(1) > 0 && random.nextInt(3) == 0) {
      last = 1;
    }
    while (last > 0 && version.number(last) == 0) {
      last--;
    }
    if (last == 0) {
      return "";
    }
    long lower = random.nextLong(version.number(last));
    StringBuilder text = new StringBuilder();
    boolean update = version.text().contains("u");
    for (int i = 0; i < version.precision(); i++) {
      if (update && i == 1) {
        continue;
      }
      text.append(i == 0 ? "" : update ? "u" : ".").append(i == last ? lower : version.number(i));
    }
    return name.withVersion(text.toString());
  }

  /** Why it may differ; empty where it may not. */
  private static String why(
      ImageName image,
      String older,
      @Nullable Choice choice,
      String floating,
      Map<String, Set<Integer>> tags) {
    TagName name = TagName.of(image, older);
    TagPart version = name.version();
    if (choice != null && choice.level() == Level.SUITE) {
      return "the distribution's release has no newer versions";
    }
    if (version != null && version.number(0) == 0) {
      return "before 1 the second number is a major";
    }
    if (image.repository().equals("perl") && version != null && version.number(1) % 2 == 1) {
      return "an odd second number is a release for development, which goes on to the newest of all";
    }
    Set<Integer> group = tags.get(floating);
    for (Map.Entry<String, Set<Integer>> entry : tags.entrySet()) {
      if (entry.getValue().equals(group)
          && TagName.of(image, entry.getKey()).shape().equals(name.shape())) {
        return "";
      }
    }
    return "the floating tag's version is not published with that suffix";
  }
}
