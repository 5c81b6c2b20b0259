package dev.plinth.inventory.os;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.Fact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the fuzz targets of this package share. */
final class Fuzzing {
  private Fuzzing() {}

  /** Reads whole and in pieces: the same facts and problems must come, and only sound ones. */
  static void check(Cataloguer cataloguer, String path, byte[] data) {
    Reading whole = Reading.of(cataloguer, path, data);
    int piece = data.length == 0 ? 1 : 1 + (data[data.length / 2] & 0x3f);
    Reading pieces = Reading.of(cataloguer, path, data, piece);
    if (!whole.equals(pieces)) {
      throw new AssertionError("in pieces of " + piece + " it reads differently");
    }
    if (whole.problems().size() > 12) {
      throw new AssertionError("too many problems");
    }
    for (Fact fact : whole.facts()) {
      sound(fact);
    }
  }

  private static void sound(Fact fact) {
    switch (fact) {
      case Fact.PackageFact p -> {
        if (!FieldText.word(p.name()) || !FieldText.word(p.version())) {
          throw new AssertionError("an impossible name or version");
        }
        if (!p.type().equals("rpm") && (p.sourceName().isEmpty() || p.sourceVersion().isEmpty())) {
          throw new AssertionError("no source");
        }
      }
      case Fact.OwnedFilesFact owned -> {
        for (String path : owned.paths()) {
          if (path.isEmpty()
              || path.startsWith("/")
              || path.endsWith("/")
              || path.contains("//")
              || List.of(path.split("/", -1)).contains("..")
              || List.of(path.split("/", -1)).contains(".")) {
            throw new AssertionError("a path that is not normalised: " + path);
          }
        }
      }
      case Fact.LicenseFact licenses -> {
        if (licenses.licenses().isEmpty()) {
          throw new AssertionError("a statement without licences");
        }
      }
      default -> {}
    }
  }

  /** Runs the target over the seeds of that name; returns how many there are. */
  static int replay(String name, Consumer<byte[]> target) {
    List<Path> seeds = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            Path.of(
                System.getProperty("plinth.root"), "inventory/src/test/resources/fuzz", name))) {
      files.forEach(seeds::add);
      for (Path seed : seeds) {
        target.accept(Files.readAllBytes(seed));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seeds.size();
  }
}
