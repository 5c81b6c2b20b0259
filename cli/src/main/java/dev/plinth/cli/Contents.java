package dev.plinth.cli;

import dev.plinth.inventory.Cataloguers;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.facts.ImageInventory;
import dev.plinth.inventory.facts.Inventories;
import dev.plinth.inventory.sbom.Sbom;
import dev.plinth.inventory.sbom.SbomReader;
import dev.plinth.inventory.source.SourceTree;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.Target;
import dev.plinth.report.ScanReport;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a target carries, whether it was an image, a source tree or an SBOM.
 *
 * @param indexDigest the index the image was chosen from; empty when none
 * @param image the image's documents, null for an SBOM and a source tree
 */
record Contents(
    ScanReport.Subject subject, String indexDigest, Inventory inventory, @Nullable Image image) {

  private static final String SOURCE = "src";

  /** Whether it is a source tree. */
  boolean source() {
    return subject.form().equals(SOURCE);
  }

  /** Reads the target. */
  static Contents read(String text, Reading reading) {
    Target target = Target.parse(text);
    if (target.kind() == Target.Kind.SOURCE) {
      return source(text, target);
    }
    return target.kind() == Target.Kind.SBOM ? sbom(text, target) : image(text, target, reading);
  }

  private static Contents source(String text, Target target) {
    Path root = Objects.requireNonNull(target.path(), "a source tree is a folder");
    return new Contents(
        new ScanReport.Subject(text, "", SOURCE, "", "", "", "", ""),
        "",
        SourceTree.read(root),
        null);
  }

  private static Contents image(String text, Target target, Reading reading) {
    ImageInventory read =
        Inventories.read(target, reading.options(), Cataloguers.all(), reading.cache());
    return of(text, read);
  }

  /** Of an image that was read. */
  static Contents of(String text, ImageInventory read) {
    Image image = read.image();
    return new Contents(
        new ScanReport.Subject(
            text,
            image.name(),
            image.form(),
            text(image.manifestDigest()),
            text(image.configDigest()),
            image.platform().os().isEmpty() ? "" : image.platform().toString(),
            image.platformNote(),
            image.config().created()),
        text(image.indexDigest()),
        read.inventory(),
        image);
  }

  private static Contents sbom(String text, Target target) {
    Path file = Objects.requireNonNull(target.path(), "an SBOM is a file");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      Sbom sbom = SbomReader.read(file.toString(), in);
      return new Contents(
          new ScanReport.Subject(
              text,
              sbom.subject().name(),
              "sbom",
              sbom.subject().digests().getOrDefault("manifest", ""),
              sbom.subject().digests().getOrDefault("config", ""),
              sbom.subject().platform(),
              "",
              sbom.subject().created()),
          sbom.subject().digests().getOrDefault("index", ""),
          sbom.inventory(),
          null);
    } catch (IOException e) {
      throw CliErrors.input(file, e);
    }
  }

  private static String text(@Nullable Digest digest) {
    return digest == null ? "" : digest.toString();
  }
}
