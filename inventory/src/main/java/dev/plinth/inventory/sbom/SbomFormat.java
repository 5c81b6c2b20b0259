package dev.plinth.inventory.sbom;

import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The forms an inventory is written in. The same inventory and subject give the same bytes: no
 * clock, no random numbers, everything sorted, documents named by a hash of their content.
 */
public enum SbomFormat {
  /** CycloneDX 1.6, JSON. */
  CYCLONEDX("cyclonedx"),
  /** SPDX 2.3, JSON. */
  SPDX("spdx"),
  /** Package URLs, sorted, without doubles, one a line. */
  PURLS("purls");

  private final String word;

  SbomFormat(String word) {
    this.word = word;
  }

  /** As on the command line: {@code cyclonedx}, {@code spdx}, {@code purls}. */
  public String word() {
    return word;
  }

  /** The format of that word ({@code cyclonedx-json} and {@code spdx-json} too), or null. */
  public static @Nullable SbomFormat of(String word) {
    return switch (word) {
      case "cyclonedx", "cyclonedx-json" -> CYCLONEDX;
      case "spdx", "spdx-json" -> SPDX;
      case "purls" -> PURLS;
      default -> null;
    };
  }

  /**
   * Writes the inventory; memory is needed for a name of each package, not for the document.
   *
   * @param toolVersion Plinth's own, which the document states; empty to leave it out
   * @param out flushed, not closed; should be buffered
   */
  public void write(Inventory inventory, SbomSubject subject, String toolVersion, OutputStream out)
      throws IOException {
    switch (this) {
      case CYCLONEDX -> CycloneDxWriter.write(inventory, subject, toolVersion, out);
      case SPDX -> SpdxWriter.write(inventory, subject, toolVersion, out);
      case PURLS -> purls(inventory, out);
    }
  }

  private static void purls(Inventory inventory, OutputStream out) throws IOException {
    TreeSet<String> purls = new TreeSet<>();
    for (Package each : inventory.packages()) {
      if (!each.purl().isEmpty()) {
        purls.add(SbomOutput.text(each.purl()));
      }
    }
    for (String purl : purls) {
      out.write(purl.getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }
    out.flush();
  }
}
