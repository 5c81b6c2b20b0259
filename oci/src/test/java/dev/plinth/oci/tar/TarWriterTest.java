package dev.plinth.oci.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.oci.Limits;
import dev.plinth.oci.layer.Gathered;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TarWriterTest {
  @Test
  void plain_entries_need_no_extended_header() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarWriter writer = new TarWriter(out)) {
      writer.directory("etc", 0755, 5);
      writer.file("x".repeat(155) + "/" + "y".repeat(100), 0600, 6, "content".getBytes());
    }
    assertThat(out.size()).isEqualTo(512 * 3 + 1024);
    Gathered seen = TarReaderTest.read(out.toByteArray());
    assertThat(seen.entries)
        .containsExactly(
            TarEntries.of("etc", EntryType.DIRECTORY, 0, 0755, 5, ""),
            TarEntries.of("x".repeat(155) + "/" + "y".repeat(100), EntryType.FILE, 7, 0600, 6, ""));
  }

  @Test
  void times_are_clamped_and_whiteouts_named() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarWriter writer = new TarWriter(out, 1000)) {
      writer.file("late", 0644, 5000, new byte[0]);
      writer.whiteout("a/b", 1);
      writer.whiteout("c", 1);
      writer.opaque("d/e", 1);
      writer.opaque("", 1);
    }
    Gathered seen = TarReaderTest.read(out.toByteArray());
    assertThat(seen.entries)
        .extracting(TarEntry::path)
        .containsExactly("late", "a/.wh.b", ".wh.c", "d/e/.wh..wh..opq", ".wh..wh..opq");
    assertThat(seen.entries.getFirst().modified()).isEqualTo(1000);
  }

  @Test
  void refuses_content_of_another_size() {
    TarWriter writer = new TarWriter(new ByteArrayOutputStream());
    TarEntry five = TarEntries.of("f", EntryType.FILE, 5, 0644, 0, "");
    assertThatThrownBy(() -> writer.entry(five, new byte[4]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.entry(five, new ByteArrayInputStream(new byte[4])))
        .isInstanceOf(IOException.class)
        .hasMessage("content ended 1 bytes early");
    assertThatThrownBy(() -> writer.entry(five, new ByteArrayInputStream(new byte[6])))
        .isInstanceOf(IOException.class);
  }

  @Test
  void random_archives_come_back_the_same_pushed_and_pulled() throws Exception {
    long seed = Long.getLong("plinth.seed", 20_261_121);
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      List<TarEntry> entries = new ArrayList<>();
      List<byte[]> contents = new ArrayList<>();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (TarWriter writer = new TarWriter(out)) {
        for (int i = random.nextInt(12); i > 0; i--) {
          TarEntry entry = RandomEntries.next(random);
          byte[] content = new byte[(int) entry.size()];
          random.nextBytes(content);
          entries.add(entry);
          contents.add(content);
          writer.entry(entry, content);
        }
      }
      byte[] tar = out.toByteArray();
      Gathered seen = TarReaderTest.read(tar);
      assertThat(seen.entries).as("seed %d", seed).isEqualTo(entries);
      assertThat(seen.problems).as("seed %d", seed).isEmpty();

      TarStream stream = new TarStream(new ByteArrayInputStream(tar), Limits.defaults(), 100);
      for (int i = 0; i < entries.size(); i++) {
        assertThat(stream.next()).as("seed %d", seed).isEqualTo(entries.get(i));
        if (random.nextBoolean()) {
          assertThat(stream.content().readAllBytes())
              .as("seed %d", seed)
              .isEqualTo(contents.get(i));
          assertThat(stream.content().read()).as("seed %d", seed).isEqualTo(-1);
        } else if (entries.get(i).size() > 0) {
          byte[] stored = contents.get(i);
          assertThat(tar[(int) stream.contentOffset()]).as("seed %d", seed).isEqualTo(stored[0]);
          stream.content().skip(random.nextInt(stored.length));
        }
      }
      assertThat(stream.next()).as("seed %d", seed).isNull();
      assertThat(stream.next()).as("seed %d", seed).isNull();
    }
  }

  @Test
  void the_same_entries_give_the_same_bytes() throws Exception {
    byte[][] tars = new byte[2][];
    for (int i = 0; i < 2; i++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (TarWriter writer = new TarWriter(out)) {
        Map<String, String> xattrs =
            i == 0 ? Map.of("user.a", "1", "user.b", "2") : Map.of("user.b", "2", "user.a", "1");
        writer.entry(
            new TarEntry("f", EntryType.FILE, 1, 0644, 0, 0, 0, "", xattrs, 0, 0), new byte[1]);
      }
      tars[i] = out.toByteArray();
    }
    assertThat(tars[0]).isEqualTo(tars[1]);
  }
}
