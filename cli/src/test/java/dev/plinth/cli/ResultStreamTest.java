package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Standard output that breaks: a reader that has seen enough is none of our failures. */
class ResultStreamTest {
  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  private record Run(int code, String err) {}

  private static Run run(OutputStream out, byte[] input, String... words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            words,
            new Console(
                new ByteArrayInputStream(input),
                new ResultStream(out),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                80,
                Map.of()));
    return new Run(code, err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aFullDiskIsSaidWhateverTheVerb() {
    for (String line :
        new String[] {"--help", "scan --help", "versions deb 1 2", "completion bash"}) {
      Run run = run(failing("No space left on device"), new byte[0], line.split(" "));
      assertThat(run.code()).as(line).isEqualTo(Main.UNFINISHED);
      assertThat(run.err())
          .contains("No space left on device")
          .contains("[PLINTH-OUTPUT]")
          .hasLineCount(1);
    }
  }

  @Test
  void aReaderThatHasGoneIsNoFailure() {
    Run run = run(failing("Broken pipe"), new byte[0], "completion", "bash");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void nobodyIsAskedOnAfterTheReaderHasGone() {
    // A million pairs in, the first answer refused: it must not read on.
    byte[] pairs = "1 2\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
    ByteArrayInputStream in = new ByteArrayInputStream(pairs);
    int code =
        Main.run(
            new String[] {"versions", "deb"},
            new Console(
                in,
                new ResultStream(failing("Broken pipe")),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                false,
                false,
                80,
                Map.of()));
    assertThat(code).isZero();
    assertThat(in.available()).isGreaterThan(pairs.length / 2);
  }
}
