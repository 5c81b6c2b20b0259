package dev.plinth.oci.tar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Fuzz target of the tar readers: whole, in pieces and pulled, they must say the same. */
public class TarFuzzTest {
  private static final Limits LIMITS =
      new Limits(1 << 24, 1_100, 1_000, 300, 20, 1 << 14, 1 << 20, 100, 8, 1_000);

  private static final int WANTED = 1 << 17;

  public static void fuzzerTestOneInput(byte[] data) {
    List<String> whole = push(data, data.length + 1);
    List<String> pieces = push(data, 1 + data.length % 997);
    if (!whole.equals(pieces)) {
      throw new AssertionError("whole: " + whole + "\npieces: " + pieces);
    }
    List<String> pulled = pull(data);
    if (!whole.equals(pulled)) {
      throw new AssertionError("pushed: " + whole + "\npulled: " + pulled);
    }
  }

  private static List<String> push(byte[] data, int piece) {
    List<String> seen = new ArrayList<>();
    TarReader reader = new TarReader(LIMITS, LIMITS.entries(), new Visitor(seen), hole -> {});
    try {
      for (int at = 0; at < data.length; at += piece) {
        reader.feed(ByteBuffer.wrap(data, at, Math.min(piece, data.length - at)));
      }
      reader.finish();
    } catch (PlinthException e) {
      seen.add(e.code());
    }
    return seen;
  }

  private static List<String> pull(byte[] data) {
    List<String> seen = new ArrayList<>();
    Visitor visitor = new Visitor(seen);
    TarStream stream =
        new TarStream(new ByteArrayInputStream(data), LIMITS, LIMITS.entries(), visitor::problem);
    try {
      for (TarEntry entry = stream.next(); entry != null; entry = stream.next()) {
        ContentConsumer consumer = visitor.entry(entry);
        if (entry.type() != EntryType.FILE) {
          consumer.end();
          continue;
        }
        InputStream content = stream.content();
        byte[] buffer = new byte[1 << 16];
        int read;
        boolean more = true;
        while (more && (read = content.read(buffer, 0, buffer.length)) > 0) {
          more = consumer.accept(buffer, 0, read);
        }
        consumer.end();
      }
    } catch (PlinthException e) {
      seen.add(e.code());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seen;
  }

  /** Writes down what it sees, of content at most its first part. */
  private record Visitor(List<String> seen) implements LayerVisitor {
    @Override
    public ContentConsumer entry(TarEntry entry) {
      if (!EntryPath.isNormal(entry.path())
          || entry.size() < 0
          || (entry.mode() & ~07777) != 0
          || (entry.type() != EntryType.FILE && entry.size() != 0)
          || !EntryPath.decode(
                  EntryPath.encode(entry.path()), 0, EntryPath.encode(entry.path()).length)
              .equals(entry.path())) {
        throw new AssertionError("impossible entry " + entry);
      }
      seen.add(entry.toString());
      return new ContentConsumer() {
        private long length;
        private int hash;

        @Override
        public boolean accept(byte[] buffer, int offset, int count) {
          for (int i = 0; i < count && length < WANTED; i++) {
            hash = 31 * hash + buffer[offset + i];
            length++;
          }
          return length < WANTED;
        }

        @Override
        public void end() {
          if (entry.type() == EntryType.FILE && length != Math.min(entry.size(), WANTED)) {
            throw new AssertionError("content of " + length + " bytes: " + entry);
          }
          seen.add("content " + hash);
        }
      };
    }

    @Override
    public void problem(String path, String problem) {
      seen.add(path + ": " + problem);
    }
  }

  @Test
  void replays_its_seeds() throws Exception {
    assertThat(Seeds.replay("tar", TarFuzzTest::fuzzerTestOneInput)).isGreaterThanOrEqualTo(8);
  }

  @Test
  void survives_changes_to_its_seeds() throws Exception {
    Seeds.mutate("tar", 3_000, TarFuzzTest::sign, TarFuzzTest::fuzzerTestOneInput);
  }

  /** Gives every other header a right checksum again. */
  private static void sign(byte[] data, Random random) {
    for (int at = 0; at + 512 <= data.length; at += 512) {
      boolean header = data[at + 148] == '0' && data[at + 154] == 0;
      if (header && random.nextInt(8) != 0) {
        int sum = 8 * ' ';
        for (int i = 0; i < 512; i++) {
          sum += i >= 148 && i < 156 ? 0 : data[at + i] & 0xff;
        }
        byte[] digits = String.format("%06o", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, data, at + 148, 6);
      }
    }
  }
}
