package dev.plinth.inventory.language;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.Fact;
import dev.plinth.inventory.catalog.Fact.PackageFact;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pushes a file through a cataloguer and keeps what it says. */
final class Reading implements FactSink {
  final List<PackageFact> packages = new ArrayList<>();
  final List<String> problems = new ArrayList<>();

  @Override
  public void add(Fact fact) {
    packages.add((PackageFact) fact);
  }

  @Override
  public void problem(String problem) {
    problems.add(problem);
  }

  static TarEntry file(String path, long size, int mode) {
    return new TarEntry(path, EntryType.FILE, size, mode, 0, 0, 0, "", Map.of(), 0, 0);
  }

  static Reading of(Cataloguer cataloguer, String path, byte[] content) {
    return of(cataloguer, path, content, 64 << 10);
  }

  /** In pieces of that many bytes, each in the midst of a reused buffer. */
  static Reading of(Cataloguer cataloguer, String path, byte[] content, int piece) {
    Reading reading = new Reading();
    ContentConsumer consumer = cataloguer.open(file(path, content.length, 0755), reading);
    if (consumer != null) {
      push(consumer, content, piece);
    }
    return reading;
  }

  static void push(ContentConsumer consumer, byte[] content, int piece) {
    byte[] buffer = new byte[Math.min(piece, Math.max(1, content.length)) + 13];
    for (int at = 0; at < content.length; at += piece) {
      int length = Math.min(piece, content.length - at);
      java.util.Arrays.fill(buffer, (byte) 0x78);
      System.arraycopy(content, at, buffer, 7, length);
      if (!consumer.accept(buffer, 7, length)) {
        break;
      }
    }
    consumer.end();
  }

  /** {@code type/namespace/name@version} of each, in order. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (PackageFact fact : packages) {
      String namespace = fact.namespace().isEmpty() ? "" : fact.namespace() + "/";
      names.add(fact.type() + "/" + namespace + fact.name() + "@" + fact.version());
    }
    return names;
  }
}
