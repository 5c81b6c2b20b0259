package dev.plinth.oci.compress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.oci.tar.TarWriter;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatSnifferTest {
  @Test
  void recognises_what_layers_are_stored_as() throws Exception {
    assertThat(sniff("1f8b08")).isEqualTo(Compression.GZIP);
    assertThat(sniff("28b52ffd")).isEqualTo(Compression.ZSTD);
    assertThat(sniff("502a4d18")).isEqualTo(Compression.ZSTD);
    assertThat(sniff("5f2a4d18")).isEqualTo(Compression.ZSTD);
    assertThat(sniff("")).isEqualTo(Compression.NONE);
    assertThat(FormatSniffer.sniff(new byte[1024], 1024)).isEqualTo(Compression.NONE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarWriter writer = new TarWriter(out)) {
      writer.file("f", 0644, 0, new byte[5]);
    }
    byte[] tar = out.toByteArray();
    assertThat(FormatSniffer.sniff(tar, tar.length)).isEqualTo(Compression.NONE);
    Arrays.fill(tar, 257, 265, (byte) 0);
    assertThatThrownBy(() -> FormatSniffer.sniff(tar, tar.length))
        .hasMessageContaining("is neither gzip, zstd nor tar");
  }

  @ParameterizedTest
  @CsvSource({
    "425a6839,looks like bzip2",
    "fd377a585a00,looks like xz",
    "504b0304,looks like a zip or jar file",
    "377abcaf271c,looks like 7-Zip",
    "04224d18,looks like LZ4",
    "5d00008000,looks like lzma",
    "68737173,looks like a squashfs file system",
    "213c617263683e0a,looks like an ar archive or Debian package",
    "7f454c46,looks like a program",
    "20207b2261223a317d,looks like JSON",
    "3c21444f4354,looks like HTML or XML",
    "6869,is only 2 bytes long"
  })
  void names_what_else_it_looks_like(String hex, String text) {
    assertThatThrownBy(() -> sniff(hex))
        .hasMessage(
            "Tried to recognise a layer, but its content "
                + text
                + "; layers are tar archives, plain or compressed with gzip or zstd");
  }

  @Test
  void never_fails_otherwise_on_noise() {
    byte[] noise = "noise ".repeat(300).getBytes(ISO_8859_1);
    for (int length = 0; length < noise.length; length += 13) {
      int part = length;
      if (part == 0) {
        continue;
      }
      assertThatThrownBy(() -> FormatSniffer.sniff(Arrays.copyOf(noise, part), part))
          .hasMessageContaining("Tried to recognise a layer");
    }
  }

  private static Compression sniff(String hex) {
    byte[] head = HexFormat.of().parseHex(hex);
    return FormatSniffer.sniff(head, head.length);
  }
}
