package dev.plinth.oci.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.tar.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** An archive in the making: names to contents, or to links where the content is a string. */
final class Tars {
  private final Map<String, Object> entries = new LinkedHashMap<>();

  Tars file(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  Tars file(String name, String content) {
    return file(name, content.getBytes(UTF_8));
  }

  Tars link(String name, String target) {
    entries.put(name, target);
    return this;
  }

  Tars without(String name) {
    if (entries.remove(name) == null) {
      throw new AssertionError("there is no " + name + " among " + entries.keySet());
    }
    return this;
  }

  Tars copy() {
    Tars copy = new Tars();
    copy.entries.putAll(entries);
    return copy;
  }

  Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    entries.forEach((name, content) -> {
      if (content instanceof byte[] bytes) {
        files.put(name, bytes);
      }
    });
    return files;
  }

  /** The archive with its entries in the opposite order, their names with {@code ./}. */
  byte[] reversed() {
    List<String> names = new ArrayList<>(entries.keySet());
    Collections.reverse(names);
    Tars reversed = new Tars();
    for (String name : names) {
      reversed.entries.put("./" + name, entries.get(name));
    }
    return reversed.bytes();
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarWriter tar = new TarWriter(out)) {
      for (Map.Entry<String, Object> entry : entries.entrySet()) {
        if (entry.getValue() instanceof byte[] content) {
          tar.file(entry.getKey(), 0644, 0, content);
        } else {
          tar.symlink(entry.getKey(), (String) entry.getValue(), 0);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A layer with one file. */
  static byte[] layer(String path, String content) {
    return new Tars().file(path, content).bytes();
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] zstd(byte[] bytes) {
    return Zstd.compress(bytes);
  }

  static Digest digest(byte[] bytes) {
    return Digests.sha256(bytes);
  }

  static String hex(byte[] bytes) {
    return digest(bytes).hex();
  }
}
