package dev.plinth.oci.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.tar.TarBytes.Header;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarStreamTest {
  private static final byte[] TAR =
      new TarBytes()
          .add(new Header("a", '0', 2_000), new byte[2_000])
          .add(new Header("b", '0', 5), "hello".getBytes(UTF_8))
          .ended();

  @TempDir Path folder;

  @Test
  void seeks_over_content_and_says_where_it_starts() throws Exception {
    Path file = Files.write(folder.resolve("t.tar"), TAR);
    try (InputStream in = Files.newInputStream(file)) {
      TarStream stream = new TarStream(in, Limits.defaults(), 10);
      assertThat(stream.next()).isNotNull();
      assertThat(stream.contentOffset()).isEqualTo(512);
      InputStream content = stream.content();
      assertThat(stream.next().path()).isEqualTo("b");
      assertThat(stream.contentOffset()).isEqualTo(512 + 2_048 + 512);
      assertThat(content.read()).as("content of an entry gone by").isEqualTo(-1);
      assertThat(stream.content().readAllBytes()).asString(UTF_8).isEqualTo("hello");
      assertThat(stream.next()).isNull();
      assertThat(stream.position()).isEqualTo(TAR.length);
    }
  }

  @Test
  void notices_truncation_even_where_a_file_can_be_skipped_beyond_its_end() throws Exception {
    for (int cut : new int[] {600, 2_511}) {
      Path file = Files.write(folder.resolve("t.tar"), Arrays.copyOf(TAR, cut));
      try (InputStream in = new java.io.FileInputStream(file.toFile())) {
        TarStream stream = new TarStream(in, Limits.defaults(), 10);
        assertThat(stream.next()).isNotNull();
        assertCode("PLINTH-TAR-TRUNCATED", stream);
      }
      TarStream read =
          new TarStream(new ByteArrayInputStream(Arrays.copyOf(TAR, cut)), Limits.defaults(), 10);
      assertThat(read.next()).isNotNull();
      assertThatThrownBy(() -> read.content().readAllBytes()).isInstanceOf(PlinthException.class);
    }
  }

  @Test
  void counts_entries() throws Exception {
    TarStream stream = new TarStream(new ByteArrayInputStream(TAR), Limits.defaults(), 1);
    assertThat(stream.next()).isNotNull();
    assertCode("PLINTH-TAR-ENTRIES", stream);
  }

  private static void assertCode(String code, TarStream stream) {
    assertThatThrownBy(stream::next)
        .isInstanceOfSatisfying(PlinthException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
