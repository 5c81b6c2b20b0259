package dev.plinth.inventory.language;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small zip archives for tests. */
final class Zips {
  private final Map<String, byte[]> members = new LinkedHashMap<>();
  private boolean stored;

  static Zips zip() {
    return new Zips();
  }

  Zips stored() {
    stored = true;
    return this;
  }

  Zips add(String name, String text) {
    return add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Zips add(String name, byte[] content) {
    members.put(name, content);
    return this;
  }

  Zips pom(String group, String artifact, String version) {
    return add(
        "META-INF/maven/" + group + "/" + artifact + "/pom.properties",
        "#Generated\ngroupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version);
  }

  Zips manifest(String... lines) {
    return add("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n" + String.join("\r\n", lines));
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        ZipEntry entry = new ZipEntry(member.getKey());
        entry.setTime(0);
        if (stored) {
          CRC32 crc = new CRC32();
          crc.update(member.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(member.getValue().length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(member.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
