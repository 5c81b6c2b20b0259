package dev.plinth.oci.layer;

import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.LayerVisitor;
import dev.plinth.oci.tar.TarEntry;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A visitor that keeps everything. */
public final class Gathered implements LayerVisitor {
  public final List<TarEntry> entries = new ArrayList<>();
  public final Map<String, byte[]> contents = new LinkedHashMap<>();
  public final List<String> problems = new ArrayList<>();

  @Override
  public ContentConsumer entry(TarEntry entry) {
    entries.add(entry);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return new ContentConsumer() {
      @Override
      public boolean accept(byte[] buffer, int offset, int length) {
        out.write(buffer, offset, length);
        return true;
      }

      @Override
      public void end() {
        contents.put(entry.path(), out.toByteArray());
      }
    };
  }

  @Override
  public void problem(String path, String problem) {
    problems.add(path + ": " + problem);
  }

  public TarEntry only() {
    if (entries.size() != 1) {
      throw new AssertionError("entries: " + entries);
    }
    return entries.getFirst();
  }
}
