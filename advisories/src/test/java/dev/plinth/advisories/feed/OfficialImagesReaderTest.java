package dev.plinth.advisories.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.AdvisorySource.Origin;
import dev.plinth.advisories.OfficialImage;
import dev.plinth.advisories.feed.ImportReport.FileReport;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.StoreUpdate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions of official images, good ones and hostile ones. */
class OfficialImagesReaderTest {
  private static final long DAY = 1_764_000_000; // 2025-11-24

  @TempDir Path folder;

  private static byte[] definition(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            OfficialImagesReaderTest.class.getResourceAsStream("official/" + name))) {
      return in.readAllBytes();
    }
  }

  private FileReport take(String name, byte[] bytes) {
    try (StoreUpdate update = AdvisoryStore.openForUpdate(folder.resolve("a.db"))) {
      FileReport report =
          Importer.importStream(name, new ByteArrayInputStream(bytes), update, ImportListener.NONE);
      update.publish();
      return report;
    }
  }

  private List<OfficialImage> known() {
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("a.db"))) {
      return store.officialImages();
    }
  }

  /** One definition beside a good one, in an archive. */
  private FileReport beside(byte[] definition) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("images-master/library/alpine", definition("alpine"));
    files.put("images-master/library/other", definition);
    return take("x.tar.gz", TestArchives.gzip(TestArchives.repository(DAY, files)));
  }

  private void refused(String definition, String why) throws IOException {
    refused(definition.getBytes(StandardCharsets.UTF_8), why);
  }

  private void refused(byte[] definition, String why) throws IOException {
    FileReport report = beside(definition);
    assertThat(report.failure()).isNull();
    assertThat(report.taken()).isEqualTo(1);
    assertThat(report.skipped()).isEqualTo(1);
    assertThat(report.bad().getFirst().name()).isEqualTo("images-master/library/other");
    assertThat(report.bad().getFirst().reason()).contains(why);
    assertThat(report.bad().getFirst().reason()).doesNotContain("\u001b");
    assertThat(known()).extracting(OfficialImage::name).containsExactly("alpine");
  }

  @Test
  void tagsAndWhatTheyShare() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : List.of("python", "debian", "alpine")) {
      files.put("official-images-master/library/" + name, definition(name));
    }
    files.put("official-images-master/README.md", TestArchives.bytes("# x"));
    FileReport report = take("x", TestArchives.gzip(TestArchives.repository(DAY, files)));
    assertThat(report.failure()).isNull();
    assertThat(report.formats()).containsExactly("official-images");
    assertThat(report.taken()).isEqualTo(3);
    assertThat(report.ignored()).isEqualTo(1);
    List<OfficialImage> images = known();
    assertThat(images)
        .extracting(OfficialImage::name)
        .containsExactly("alpine", "debian", "python");
    assertThat(images).extracting(OfficialImage::date).containsOnly("2025-11-24");
    OfficialImage python = images.get(2);
    assertThat(python.builds()).hasSize(11);
    assertThat(python.builds().get(1))
        .isEqualTo(
            new OfficialImage.Build(
                List.of("3.14.0-trixie", "3.14-trixie", "3-trixie", "trixie"),
                List.of("3.14.0", "3.14", "3", "latest"),
                List.of("amd64", "arm32v5", "arm64v8")));
    assertThat(images.get(0).builds())
        .extracting(OfficialImage.Build::architectures)
        .as("the first block's hold where a block has none")
        .containsExactly(
            List.of("arm64v8", "amd64"), List.of("arm64v8", "amd64"), List.of("amd64"));
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("a.db"))) {
      Origin origin = store.origins().getFirst();
      assertThat(origin.name()).isEqualTo("official-images");
      assertThat(origin.records()).isEqualTo(3);
      assertThat(origin.asOf()).isEqualTo("2025-11-24");
      assertThat(store.freshness()).as("tags say nothing of the age of advisories").isNull();
    }
  }

  @Test
  void olderOnesDoNotTakeTheirPlace() throws IOException {
    Map<String, byte[]> files = Map.of("a/library/debian", definition("debian"));
    take("x", TestArchives.repository(DAY, files));
    Map<String, byte[]> old = Map.of("a/library/debian", TestArchives.bytes("Tags: wheezy\n"));
    assertThat(take("x", TestArchives.repository(DAY - 86_400, old)).superseded()).isEqualTo(1);
    assertThat(known().getFirst().builds()).hasSize(4);
    assertThat(take("x", TestArchives.repository(DAY + 86_400, old)).taken()).isEqualTo(1);
    assertThat(known().getFirst().builds()).hasSize(1);
  }

  @Test
  void aDayToComeIsNoDay() throws IOException {
    Map<String, byte[]> files = Map.of("a/library/debian", definition("debian"));
    take("x", TestArchives.repository(077777777777L, files));
    assertThat(known().getFirst().date()).isEmpty();
  }

  @Test
  void aFolderOfThem() throws IOException {
    Path library = Files.createDirectories(folder.resolve("checkout/library"));
    Files.write(library.resolve("python"), definition("python"));
    Files.writeString(folder.resolve("checkout/Makefile"), "all:\n");
    for (Path given : List.of(folder.resolve("checkout"), library, library.resolve("python"))) {
      try (StoreUpdate update = AdvisoryStore.openForUpdate(folder.resolve("b.db"))) {
        ImportReport report = Importer.importPaths(List.of(given), update, ImportListener.NONE);
        assertThat(report.files()).as(given.toString()).hasSize(1);
        assertThat(report.files().getFirst().failure()).isNull();
        assertThat(report.files().getFirst().taken()).isEqualTo(1);
        assertThat(report.files().getFirst().skipped()).isZero();
      }
    }
  }

  @Test
  void whatItSaysAgain() throws IOException {
    beside(definition("python"));
    OfficialImage python = known().get(1);
    assertThat(OfficialImage.of("other", python.text())).isEqualTo(python);
  }

  @Test
  void whatAForeignStoreHasIsHeldToTheGrammar() {
    OfficialImage image =
        OfficialImage.of("x", "2026-01-01\n1 \u001b[31m -a  b\tc\u0000 d\tamd64\ntwo\tcolumns");
    assertThat(image.builds())
        .containsExactly(
            new OfficialImage.Build(List.of("1", "b"), List.of("d"), List.of("amd64")));
    assertThat(OfficialImage.isName("a\tb")).isFalse();
    assertThat(OfficialImage.isName("")).isFalse();
    assertThat(OfficialImage.isName("eclipse-temurin")).isTrue();
  }

  @Test
  void itemsGoOnInTheNextLine() throws IOException {
    FileReport report =
        beside(
            TestArchives.bytes("MAINTAINERS: x\r\n\r\ntags: 1.2,\r\n\t1.1, 1,,1\r\n  latest\r\n"));
    assertThat(report.skipped()).as("a blank is no part of a tag").isEqualTo(1);
    report = beside(TestArchives.bytes("MAINTAINERS: x\r\n\r\ntags: 1.2,\r\n\t1.1, 1,,1\r\n"));
    assertThat(report.skipped()).isZero();
    assertThat(known().get(1).builds().getFirst().tags()).containsExactly("1.2", "1.1", "1");
  }

  @Test
  void badOnesAreNamedAndSkipped() throws IOException {
    refused("", "no Tags");
    refused("Maintainers: x\n", "no Tags");
    refused("# nothing\n\n\n", "no Tags");
    refused("Maintainers: x\n\nTags: 1\n\nArchitectures: amd64\n", "a block has no Tags");
    refused("Tags: 1\nTags: 2\n", "there already");
    refused("  1\nTags: 2\n", "continues no field");
    refused("latest\n", "no field");
    refused("latest: git://git.example/x@0123456789 wheezy\n", "no Tags");
    refused("Tags: 1, a\u001b[31m\n", "a tag is malformed");
    refused("Tags: 1, a\tb\n", "a tag is malformed");
    refused("Tags: 1\u0000\n", "a tag is malformed");
    refused("Tags: -1\n", "a tag is malformed");
    refused("Tags: 1, " + "a".repeat(129) + "\n", "a tag is malformed");
    refused("Tags: 1\nArchitectures: amd64, a b\n", "an architecture is malformed");
    refused(new byte[] {'T', 'a', 'g', 's', ':', ' ', (byte) 0xff, '\n'}, "not UTF-8");
  }

  @Test
  void largeOnesAreRefused() throws IOException {
    refused("#".repeat((1 << 20) + 1), "more than 1024 KiB");
    StringBuilder many = new StringBuilder("Tags: a");
    for (int i = 0; i < 20_000; i++) {
      many.append(", t").append(i);
    }
    refused(many.append('\n').toString(), "20000 tags");
    refused("Tags: a\n\n".repeat(5_001), "5000 images");
  }

  @Test
  void thousandsOfTagsAreTaken() throws IOException {
    StringBuilder many = new StringBuilder("Tags: a");
    for (int i = 0; i < 19_999; i++) {
      many.append(", t").append(i);
    }
    assertThat(beside(TestArchives.bytes(many.append('\n').toString())).taken()).isEqualTo(2);
    assertThat(known().get(1).builds().getFirst().tags()).hasSize(20_000);
  }

  @Test
  void aDamagedArchiveChangesNothing() throws IOException {
    beside(definition("debian"));
    List<OfficialImage> before = known();
    byte[] tar =
        TestArchives.repository(
            DAY + 86_400,
            new LinkedHashMap<>(
                Map.of(
                    "a/library/alpine", TestArchives.bytes("Tags: 1\n"), "a/library/b", tarred())));
    byte[] cut = java.util.Arrays.copyOf(tar, tar.length - 1024 - 512);
    assertThat(take("x", cut).failure()).isNotNull();
    assertThat(take("x", TestArchives.gzip(cut)).failure()).isNotNull();
    byte[] gzip = TestArchives.gzip(tar);
    assertThat(take("x", java.util.Arrays.copyOf(gzip, gzip.length - 9)).failure()).isNotNull();
    assertThat(known()).isEqualTo(before);
  }

  private static byte[] tarred() {
    return TestArchives.bytes("Tags: " + "a, ".repeat(300) + "b\n");
  }
}
