package dev.plinth.inventory.os;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes rpm headers as the database holds them. */
final class RpmHeaderBuilder {
  private final ByteArrayOutputStream index = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private int entries;

  RpmHeaderBuilder string(int tag, String value) {
    return entry(tag, 6, 1, (value + "\0").getBytes(StandardCharsets.UTF_8));
  }

  RpmHeaderBuilder strings(int tag, String... values) {
    return entry(
        tag, 8, values.length, (String.join("\0", values) + "\0").getBytes(StandardCharsets.UTF_8));
  }

  RpmHeaderBuilder integers(int tag, int... values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int value : values) {
      ints(bytes, value);
    }
    return entry(tag, 4, values.length, bytes.toByteArray());
  }

  RpmHeaderBuilder entry(int tag, int type, int count, byte[] value) {
    ints(index, tag, type, data.size(), count);
    data.writeBytes(value);
    entries++;
    return this;
  }

  byte[] build() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ints(out, entries, data.size());
    out.writeBytes(index.toByteArray());
    out.writeBytes(data.toByteArray());
    return out.toByteArray();
  }

  private static void ints(ByteArrayOutputStream out, int... values) {
    try (DataOutputStream stream = new DataOutputStream(out)) {
      for (int value : values) {
        stream.writeInt(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
