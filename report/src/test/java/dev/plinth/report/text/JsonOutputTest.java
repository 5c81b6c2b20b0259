package dev.plinth.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonOutputTest {
  /** Deeper than the indentations that are kept ready. */
  private static final int DEPTH = 40;

  @Test
  void indents_every_level_by_two() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonOutput.write(
        out,
        json -> {
          for (int i = 0; i < DEPTH; i++) {
            json.writeStartArray();
            json.writeNumber(i);
          }
          for (int i = 0; i < DEPTH; i++) {
            json.writeEndArray();
          }
        });
    StringBuilder expected = new StringBuilder("[");
    for (int i = 0; i < DEPTH; i++) {
      expected.append('\n').append("  ".repeat(i + 1)).append(i);
      if (i < DEPTH - 1) {
        expected.append(",\n").append("  ".repeat(i + 1)).append('[');
      }
    }
    for (int i = DEPTH - 1; i >= 0; i--) {
      expected.append('\n').append("  ".repeat(i)).append(']');
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected.append('\n').toString());
  }
}
