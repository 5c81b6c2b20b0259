package dev.plinth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plinth.oci.tar.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A sound layout made into an archive whose configuration states a wrong DiffID. */
final class LyingImage {
  private LyingImage() {}

  static byte[] of(Path layout) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(layout)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(layout.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    String config =
        replace(files, "\"diff_ids\"", "sha256:[0-9a-f]{64}", "sha256:" + "0".repeat(64));
    String manifest =
        replace(files, "\"layers\"", config.split(">", 2)[0], config.split(">", 2)[1]);
    replace(files, "\"manifests\"", manifest.split(">", 2)[0], manifest.split(">", 2)[1]);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarWriter tar = new TarWriter(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        tar.file(file.getKey(), 0644, 0, file.getValue());
      }
      tar.finish();
    }
    return out.toByteArray();
  }

  /** Changes the document with that mark; answers its old digest and its new one. */
  private static String replace(Map<String, byte[]> files, String mark, String pattern, String by) {
    for (Map.Entry<String, byte[]> file : Map.copyOf(files).entrySet()) {
      String text = new String(file.getValue(), UTF_8);
      if (text.startsWith("{") && text.contains(mark)) {
        byte[] changed = text.replaceAll(pattern, by).getBytes(UTF_8);
        if (!file.getKey().startsWith("blobs/")) {
          files.put(file.getKey(), changed);
          return ">";
        }
        files.remove(file.getKey());
        files.put("blobs/sha256/" + sha256(changed), changed);
        return file.getKey().substring("blobs/sha256/".length()) + ">" + sha256(changed);
      }
    }
    throw new AssertionError("no document with " + mark);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
