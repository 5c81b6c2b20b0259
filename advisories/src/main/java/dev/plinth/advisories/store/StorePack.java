package dev.plinth.advisories.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A whole store as one file, to be carried to other machines: Zstandard (RFC 8878), so that {@code
 * zstd -d} gives the SQLite file back.
 *
 * <pre>
 * pack     := skippable frame (magic 0x184D2A5B, its length, the manifest), then one frame: the store
 * manifest := {"format": "plinth-store", "version": 1, "schema": n, "bytes": n, "sha256": hex,
 *              "feed": the oldest feed, "asOf": of when that is, RFC 3339}
 * </pre>
 *
 * <p>What comes from elsewhere is not trusted: its length, its digest, SQLite's own check of all
 * its pages, and that its tables and indexes are exactly those of {@link StoreSchema}, with no view
 * and no trigger, before it takes a store's place.
 */
public final class StorePack {
  private static final int MAGIC = 0x184D2A5B;
  private static final int LONGEST_MANIFEST = 4_096;
  private static final long LARGEST = 32L << 30;
  private static final int LEVEL = 9;

  private StorePack() {}

  /**
   * What a pack says of itself.
   *
   * @param schema of the store
   * @param bytes of the store
   * @param sha256 of the store, in hexadecimal
   * @param feed the oldest feed in it, empty where it has none
   * @param asOf of when that feed is, RFC 3339, empty where it has none
   */
  public record Manifest(int schema, long bytes, String sha256, String feed, String asOf) {}

  /** True where the file begins as a pack. */
  public static boolean recognises(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(4);
      return start.length == 4 && littleEndian(start).getInt() == MAGIC;
    } catch (IOException e) {
      return false;
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Packs a store. The file appears whole or not at all; the same store gives the same bytes.
   *
   * @throws dev.plinth.foundation.PlinthException where there is no sound store, or it cannot be
   *     written
   */
  public static Manifest write(Path store, Path file) {
    Freshness freshness;
    int schema = StoreFile.version(store);
    try (AdvisoryStore opened = AdvisoryStore.openReadOnly(store)) {
      freshness = opened.freshness();
    }
    Path part = file.toAbsolutePath().resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel = FileChannel.open(store, StandardOpenOption.READ)) {
      // One open file: a store that takes its place meanwhile is another one.
      MessageDigest hash = sha256();
      long bytes = digest(channel, hash);
      Manifest manifest =
          new Manifest(
              schema,
              bytes,
              HexFormat.of().formatHex(hash.digest()),
              freshness == null ? "" : freshness.feed(),
              freshness == null ? "" : freshness.time().toString());
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
        byte[] json = json(manifest);
        out.write(littleEndian(new byte[8]).putInt(MAGIC).putInt(json.length).array());
        out.write(json);
        try (ZstdOutputStream zstd = new ZstdOutputStream(out, LEVEL)) {
          zstd.setChecksum(true);
          copy(channel, zstd);
        }
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return manifest;
    } catch (IOException e) {
      throw StoreErrors.io(file, e);
    } finally {
      drop(part);
    }
  }

  private static long digest(FileChannel channel, MessageDigest hash) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    long at = 0;
    for (int n = channel.read(buffer, 0); n > 0; n = channel.read(buffer, at)) {
      hash.update(buffer.array(), 0, n);
      at += n;
      buffer.clear();
    }
    return at;
  }

  private static void copy(FileChannel channel, OutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    long at = 0;
    for (int n = channel.read(buffer, 0); n > 0; n = channel.read(buffer, at)) {
      out.write(buffer.array(), 0, n);
      at += n;
      buffer.clear();
    }
  }

  /**
   * Puts the store of a pack in a store's place.
   *
   * @throws dev.plinth.foundation.PlinthException where the pack is not what it should be: the
   *     store stays as it is
   */
  public static Manifest take(Path file, Path store) {
    Path place = store.toAbsolutePath();
    Path part = place.resolveSibling(place.getFileName() + ".taken");
    try (StoreLock _ = StoreLock.of(place)) {
      Manifest manifest;
      try (InputStream in =
          new BufferedInputStream(Files.newInputStream(file, StandardOpenOption.READ), 1 << 16)) {
        manifest = manifest(in, file);
        unpack(in, manifest, file, part);
      }
      if (StoreFile.version(part) != manifest.schema()) {
        throw StoreErrors.pack(file, "its store has another schema than it says");
      }
      StoreCheck.sound(part, file);
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return manifest;
    } catch (IOException e) {
      throw StoreErrors.packIo(file, e);
    } finally {
      drop(part);
    }
  }

  private static void unpack(InputStream in, Manifest manifest, Path file, Path part)
      throws IOException {
    MessageDigest hash = sha256();
    long left = manifest.bytes();
    byte[] piece = new byte[1 << 16];
    try (ZstdInputStream zstd = new ZstdInputStream(in);
        OutputStream out = Files.newOutputStream(part)) {
      for (int n = zstd.read(piece); n >= 0; n = zstd.read(piece)) {
        left -= n;
        if (left < 0) {
          throw StoreErrors.pack(file, "it unpacks to more than it says");
        }
        hash.update(piece, 0, n);
        out.write(piece, 0, n);
      }
    }
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    if (left != 0) {
      throw StoreErrors.pack(file, "it is cut off");
    }
    if (!HexFormat.of().formatHex(hash.digest()).equals(manifest.sha256())) {
      throw StoreErrors.pack(file, "its store has another digest than it says");
    }
  }

  private static Manifest manifest(InputStream in, Path file) throws IOException {
    byte[] head = in.readNBytes(8);
    if (head.length < 8 || littleEndian(head).getInt() != MAGIC) {
      throw StoreErrors.pack(file, "it is no packed store");
    }
    int length = littleEndian(head).getInt(4);
    if (length < 2 || length > LONGEST_MANIFEST) {
      throw StoreErrors.pack(file, "its manifest is " + length + " bytes long");
    }
    byte[] json = in.readNBytes(length);
    if (json.length < length) {
      throw new EOFException("it is cut off");
    }
    Json manifest;
    try {
      manifest = JsonReader.read(json);
    } catch (JsonSyntaxException e) {
      throw StoreErrors.pack(file, "its manifest is no JSON");
    }
    String sha256 = text(manifest, "sha256");
    long bytes = number(manifest, "bytes");
    int schema = (int) Math.min(number(manifest, "schema"), Integer.MAX_VALUE);
    if (!text(manifest, "format").equals("plinth-store") || !sha256.matches("[0-9a-f]{64}")) {
      throw StoreErrors.pack(file, "its manifest is not that of a packed store");
    }
    if (number(manifest, "version") != 1) {
      throw StoreErrors.pack(file, "a newer Plinth packed it");
    }
    if (schema > StoreSchema.VERSION) {
      throw StoreErrors.newer(file, schema);
    }
    if (bytes < 512 || bytes > LARGEST) {
      throw StoreErrors.pack(file, "it claims to hold " + bytes + " bytes");
    }
    return new Manifest(schema, bytes, sha256, text(manifest, "feed"), text(manifest, "asOf"));
  }

  private static String text(Json json, String member) {
    String text = json.text(member);
    return text == null ? "" : text;
  }

  private static long number(Json json, String member) {
    return json.get(member) instanceof Json.Num(String digits) && digits.matches("[0-9]{1,18}")
        ? Long.parseLong(digits)
        : -1;
  }

  private static byte[] json(Manifest manifest) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonReader.streaming().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("format", "plinth-store");
      json.writeNumberField("version", 1);
      json.writeNumberField("schema", manifest.schema());
      json.writeNumberField("bytes", manifest.bytes());
      json.writeStringField("sha256", manifest.sha256());
      json.writeStringField("feed", manifest.feed());
      json.writeStringField("asOf", manifest.asOf());
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void drop(@Nullable Path part) {
    try {
      if (part != null) {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      // It is written over the next time.
    }
  }
}
