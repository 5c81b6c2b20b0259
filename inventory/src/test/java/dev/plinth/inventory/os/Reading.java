package dev.plinth.inventory.os;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.Fact;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a cataloguer says of one file. */
record Reading(boolean wanted, List<Fact> facts, List<String> problems) {

  static Reading of(Cataloguer cataloguer, String path, String content) {
    return of(cataloguer, path, content.getBytes(StandardCharsets.UTF_8));
  }

  static Reading of(Cataloguer cataloguer, String path, byte[] content) {
    return of(cataloguer, path, content, Math.max(1, content.length));
  }

  /** With the content in pieces of that size, each in an array that is overwritten afterwards. */
  static Reading of(Cataloguer cataloguer, String path, byte[] content, int piece) {
    Reading reading = new Reading(true, new ArrayList<>(), new ArrayList<>());
    FactSink sink =
        new FactSink() {
          @Override
          public void add(Fact fact) {
            reading.facts.add(fact);
          }

          @Override
          public void problem(String problem) {
            reading.problems.add(problem);
          }
        };
    ContentConsumer consumer = cataloguer.open(entry(path, content.length), sink);
    if (consumer == null) {
      return new Reading(false, reading.facts, reading.problems);
    }
    byte[] buffer = new byte[piece + 3];
    for (int at = 0; at < content.length; at += piece) {
      int length = Math.min(piece, content.length - at);
      Arrays.fill(buffer, (byte) '#');
      System.arraycopy(content, at, buffer, 3, length);
      if (!consumer.accept(buffer, 3, length)) {
        break;
      }
    }
    Arrays.fill(buffer, (byte) '!');
    consumer.end();
    return reading;
  }

  static TarEntry entry(String path, long size) {
    return new TarEntry(path, EntryType.FILE, size, 0644, 0, 0, 0, "", Map.of(), 0, 0);
  }

  List<Fact.PackageFact> packages() {
    return facts.stream()
        .filter(Fact.PackageFact.class::isInstance)
        .map(Fact.PackageFact.class::cast)
        .toList();
  }

  List<Fact.OwnedFilesFact> owned() {
    return facts.stream()
        .filter(Fact.OwnedFilesFact.class::isInstance)
        .map(Fact.OwnedFilesFact.class::cast)
        .toList();
  }
}
