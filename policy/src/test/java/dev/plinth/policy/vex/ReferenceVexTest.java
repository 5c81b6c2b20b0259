package dev.plinth.policy.vex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.XZInputStream;

/** Real documents, where the optional reference data is beside the checkout. */
class ReferenceVexTest {
  private static final Path DATA =
      Path.of(System.getProperty("plinth.root", ".."))
          .resolve("../shared/data/advisories/dhi.tar.xz");

  @Test
  void realDocumentsAreRead() throws Exception {
    assumeTrue(Files.isRegularFile(DATA), "no reference data");
    int documents = 0;
    int statements = 0;
    int refused = 0;
    try (XZInputStream in = new XZInputStream(Files.newInputStream(DATA))) {
      for (byte[] header = in.readNBytes(512);
          header.length == 512 && header[0] != 0;
          header = in.readNBytes(512)) {
        String name = new String(header, 0, 100, StandardCharsets.UTF_8).replaceAll("\0.*", "");
        String octal = new String(header, 124, 11, StandardCharsets.US_ASCII).strip();
        int size = Integer.parseInt(octal, 8);
        byte[] content = in.readNBytes(size);
        in.skipNBytes((512 - size % 512) % 512);
        if (name.endsWith(".vex.json") && wellFormed(content)) {
          VexDocument document = VexDocument.read(name, content);
          documents++;
          statements += document.statements().size();
          refused += document.refused().size();
        }
      }
    }
    assertThat(documents).isGreaterThan(20);
    assertThat(statements).isGreaterThan(500);
    assertThat(refused).isLessThan(statements / 10);
  }

  /** One of them is cut off in the reference data itself. */
  private static boolean wellFormed(byte[] content) {
    try {
      dev.plinth.foundation.json.JsonReader.read(content);
      return true;
    } catch (dev.plinth.foundation.json.JsonSyntaxException e) {
      return false;
    }
  }
}
