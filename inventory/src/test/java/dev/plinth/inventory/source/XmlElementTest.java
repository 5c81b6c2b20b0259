package dev.plinth.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class XmlElementTest {
  private static String name(String text, Charset charset) throws Exception {
    return XmlElement.read(text.getBytes(charset)).attribute("n");
  }

  @Test
  void encodings() throws Exception {
    assertThat(name("<a n='é'/>", StandardCharsets.UTF_8)).isEqualTo("é");
    assertThat(name("\ufeff<a n='é'/>", StandardCharsets.UTF_8)).isEqualTo("é");
    assertThat(name("<a n='é'/>", StandardCharsets.UTF_16)).isEqualTo("é");
    assertThat(name("\ufeff<a n='é'/>", StandardCharsets.UTF_16LE)).isEqualTo("é");
    assertThat(
            name(
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a n='é'/>",
                StandardCharsets.ISO_8859_1))
        .isEqualTo("é");
    assertThat(name("<?xml version='1.0'?><a n='é'/>", StandardCharsets.UTF_8)).isEqualTo("é");
  }

  @Test
  void whatCannotBeDecodedIsAnErrorAndPrintsNothing() {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      for (byte[] bytes :
          new byte[][] {
            "<a n='é'/>".getBytes(StandardCharsets.ISO_8859_1),
            {(byte) 0xff, (byte) 0xfe, '<'},
            {},
            "<?xml version='1.0' encoding='no such'?><a/>".getBytes(StandardCharsets.US_ASCII),
            "<?xml version='1.0' encoding='UTF-16'?><a/>".getBytes(StandardCharsets.US_ASCII)
          }) {
        assertThatThrownBy(() -> XmlElement.read(bytes))
            .isInstanceOf(LockFormatException.class)
            .hasMessageStartingWith("it is no XML");
      }
    } finally {
      System.setErr(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
