package dev.plinth.inventory.facts;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.Fact;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads files whose name ends in {@code .facts}, or os-release: each line is one fact, its words
 * separated by blanks.
 */
final class LineCataloguer implements Cataloguer {
  private final String suffix;
  private final int version;

  LineCataloguer() {
    this(".facts", 1);
  }

  LineCataloguer(String suffix, int version) {
    this.suffix = suffix;
    this.version = version;
  }

  @Override
  public String id() {
    return "lines" + suffix;
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
    if (entry.type() != EntryType.FILE || !entry.path().endsWith(suffix)) {
      return null;
    }
    return new ContentConsumer() {
      private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

      @Override
      public boolean accept(byte[] buffer, int offset, int length) {
        bytes.write(buffer, offset, length);
        return true;
      }

      @Override
      public void end() {
        for (String line : bytes.toString(StandardCharsets.UTF_8).split("\n")) {
          read(line.split(" "), sink);
        }
      }
    };
  }

  private static void read(String[] words, FactSink sink) {
    switch (words[0]) {
      case "deb", "apk", "rpm" ->
          sink.add(
              new Fact.PackageFact(
                  words[0], "", words[1], words[2], "amd64", words[1], words[2], List.of(),
                  Map.of()));
      case "npm", "pypi" ->
          sink.add(
              new Fact.PackageFact(
                  words[0], "", words[1], words[2], "", "", "", List.of("MIT"), Map.of("k", "v")));
      case "owns" ->
          sink.add(
              new Fact.OwnedFilesFact(words[1], "amd64", List.of(words).subList(2, words.length)));
      case "release" ->
          sink.add(new Fact.ReleaseFact(Map.of("ID", words[1], "VERSION_ID", words[2])));
      case "problem" -> sink.problem(words[1]);
      case "fail" -> throw new IllegalStateException("oops");
      default -> {}
    }
  }
}
