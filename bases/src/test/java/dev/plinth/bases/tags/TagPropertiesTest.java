package dev.plinth.bases.tags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.known.ImageName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for tags of all kinds, made by a seeded choice. */
class TagPropertiesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 8, 15);
  private static final String[] IMAGES = {
    "team/app",
    "node",
    "debian",
    "alpine",
    "eclipse-temurin",
    "clamav/clamav",
    "grafana/grafana",
    "registry.access.redhat.com/ubi9/ubi",
    "zabbix/zabbix-server-pgsql",
    "mariadb",
    "clojure",
    "perl"
  };
  private static final String[] SUFFIXES = {
    "",
    "",
    "-slim",
    "-alpine",
    "-alpine3.19",
    "-alpine3.20",
    "-alpine3.22",
    "-bookworm",
    "-trixie",
    "-slim-bookworm",
    "-jammy",
    "-noble",
    "-questing",
    "-r1",
    "-r2",
    "-1",
    "-2",
    "_1",
    "-20240115",
    "-20240320",
    "-jdk17",
    "-jdk21",
    "-debian-12-r3",
    "-debian-12-r7",
    "-debian-11-r1",
    "-amd64",
    "-386",
    "-abc1234",
    "-def5678",
    "-latest",
    "-ltsc2022",
    "-security-01",
    "_base"
  };
  private static final String[] PREFIXES = {"", "", "", "", "v", "alpine-", "jdk-", "release-"};
  private static final String[] PRERELEASES = {
    "", "", "", "", "rc1", "-rc2", "-beta.1", "b2", "-dev"
  };
  private static final String[] OTHERS = {
    "latest",
    "lts",
    "bookworm",
    "trixie",
    "bookworm-20240115",
    "bookworm-20240301-slim",
    "trixie-20240301",
    "20240115",
    "20240301",
    "1e55c139",
    "1234567",
    "2024-01-15",
    "edge"
  };
  private static final String CHARACTERS = "0123456789abcdfgrvuxTZ.-_";

  private static String tag(Random random) {
    return tag(random, PREFIXES, SUFFIXES);
  }

  /** A few of them, so that tags of one shape come together. */
  private static String[] some(Random random, String[] all, int count) {
    String[] some = new String[count];
    for (int i = 0; i < count; i++) {
      some[i] = all[random.nextInt(all.length)];
    }
    return some;
  }

  private static String tag(Random random, String[] prefixes, String[] suffixes) {
    if (random.nextInt(8) == 0) {
      return OTHERS[random.nextInt(OTHERS.length)];
    }
    if (random.nextInt(12) == 0) {
      StringBuilder text = new StringBuilder();
      for (int i = 1 + random.nextInt(20); i > 0; i--) {
        text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
      return text.toString();
    }
    StringBuilder text = new StringBuilder(prefixes[random.nextInt(prefixes.length)]);
    int parts = 1 + random.nextInt(3);
    for (int i = 0; i < parts; i++) {
      text.append(i == 0 ? "" : ".").append(i == 0 ? random.nextInt(25) : random.nextInt(12));
    }
    return text.append(PRERELEASES[random.nextInt(PRERELEASES.length)])
        .append(suffixes[random.nextInt(suffixes.length)])
        .toString();
  }

  @Test
  void choicesAreNewerOfTheSameShapeAndFinal() {
    long seed = Long.getLong("plinth.seed", 20_261_126);
    Random random = new Random(seed);
    int chosen = 0;
    for (int round = 0; round < 4_000; round++) {
      ImageName image = ImageName.of(IMAGES[random.nextInt(IMAGES.length)]);
      String[] prefixes = some(random, PREFIXES, 2);
      String[] suffixes = some(random, SUFFIXES, 5);
      List<String> all = new ArrayList<>();
      for (int i = 0; i < 80; i++) {
        all.add(tag(random, prefixes, suffixes));
      }
      String current = tag(random, prefixes, suffixes);
      Level most = Level.values()[random.nextInt(Level.values().length)];
      Answer answer = TagChooser.answer(Question.of(image, current, all, most, TODAY));
      Choice choice = answer.choice();
      String context =
          "-Dplinth.seed=%d, round %d: %s:%s (%s) %s"
              .formatted(seed, round, image.shown(), current, most, choice);
      List<String> other = new ArrayList<>(all);
      Collections.shuffle(other, random);
      assertThat(TagChooser.newest(image, current, other, most, TODAY))
          .as(context)
          .isEqualTo(choice);
      assertThat(answer.reason()).as(context).isNotBlank();
      if (choice == null) {
        assertThat(answer.candidates()).as(context).isEmpty();
        continue;
      }
      chosen++;
      assertThat(answer.candidates().getFirst()).as(context).isEqualTo(choice);
      TagName from = TagName.of(image, current);
      TagName to = TagName.of(image, choice.tag());
      assertThat(all).as(context).contains(choice.tag());
      assertThat(to.shape()).as(context).isEqualTo(from.shape());
      assertThat(order(image).compare(to, from)).as(context).isPositive();
      assertThat(order(image).compare(from, to)).as(context).isNegative();
      if (choice.level().compareTo(most) > 0) {
        assertThat(choice.level()).as(context).isEqualTo(Level.SUITE);
        assertThat(choice.reason()).as(context).contains("no longer published");
      }
      if (from.prerelease() == null) {
        assertThat(to.prerelease()).as(context).isNull();
      }
      assertThat(TagChooser.newest(image, choice.tag(), all, most, TODAY)).as(context).isNull();
    }
    assertThat(chosen).isGreaterThan(500);
  }

  private static TagOrder order(ImageName image) {
    return new TagOrder(TagRules.EMBEDDED.of(image));
  }

  /** Any text is read, and its parts are pieces of it. */
  @Test
  void anyTextIsRead() {
    long seed = Long.getLong("plinth.seed", 20_261_126);
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      String text = round % 2 == 0 ? tag(random) : tag(random) + "-" + tag(random);
      ImageName image = ImageName.of(IMAGES[random.nextInt(IMAGES.length)]);
      TagName name = TagName.of(image, text);
      for (TagPart part : name.parts()) {
        assertThat(text).as("-Dplinth.seed=" + seed).contains(part.text());
      }
      TagPart version = name.version();
      if (version != null) {
        String between =
            text.substring(name.prefix().length(), text.length() - name.suffix().length());
        assertThat(between).as(text).startsWith(version.text());
      }
      name.date();
    }
    assertThat(TagName.of(ImageName.of("a"), "1".repeat(128)).version()).isNull();
    assertThat(TagName.of(ImageName.of("a"), "1".repeat(129)).parts()).isEmpty();
    assertThat(TagName.of(ImageName.of("a"), "1.2.3\u001b[31m").parts()).isEmpty();
  }
}
