package dev.plinth.bases.difference;

import dev.plinth.findings.Finding;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory.LayerSummary;
import dev.plinth.inventory.Package;
import dev.plinth.oci.image.ImageConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the two that are compared: an image that was just scanned, or what a saved report says of
 * one. Texts are empty where nothing is known.
 *
 * @param label as the caller names it: a target or a file
 * @param name the image's own name
 * @param digest of its manifest, else of its configuration
 * @param platform such as {@code linux/amd64}
 * @param saved whether it comes from a saved report
 * @param distribution what it says it is
 * @param layers from the base upwards
 * @param installed what it carries; null where the report does not list it
 * @param config its configuration, null where nobody knows it
 * @param files null where nobody knows them
 * @param findings what is wrong with it
 * @param setAside what would be wrong but for a reason
 * @param data the advisories it was matched with
 * @param complete whether all of it could be read
 */
public record Side(
    String label,
    String name,
    String digest,
    String platform,
    boolean saved,
    Distribution distribution,
    List<LayerSummary> layers,
    @Nullable List<Installed> installed,
    @Nullable Config config,
    @Nullable FileSizes files,
    List<Finding> findings,
    List<Aside> setAside,
    List<Data> data,
    boolean complete) {

  /** Keeps its own copies. */
  public Side {
    layers = List.copyOf(layers);
    installed = installed == null ? null : List.copyOf(installed);
    findings = List.copyOf(findings);
    setAside = List.copyOf(setAside);
    data = List.copyOf(data);
  }

  /**
   * A configuration.
   *
   * @param said what it says
   * @param shown the same without what may not be shown
   */
  public record Config(ImageConfig said, ImageConfig shown) {}

  /**
   * A finding that does not count.
   *
   * @param reason the word of reports: {@code exception}, {@code not-affected}, …
   * @param explanation a sentence without a final stop
   * @param place the file that says so, empty where none does
   */
  public record Aside(Finding finding, String reason, String explanation, String place) {
    /** Whether a person or a policy set it aside, not the data. */
    boolean byPolicy() {
      return switch (reason) {
        case "exception", "vex", "only-fixed", "development-only" -> true;
        default -> false;
      };
    }
  }

  /**
   * A source of advisories; two are the same data where all members are equal.
   *
   * @param name such as {@code debian}
   * @param records how many
   * @param asOf the newest date in it
   * @param imported when the store took it in
   */
  public record Data(String name, long records, String asOf, String imported) {}

  /**
   * A package as both forms know it.
   *
   * @param type of its package URL
   * @param namespace of its package URL; empty for packages of a distribution, which keep their
   *     name when the distribution changes its own
   * @param layer index of the layer that brought it, -1 where unknown
   * @param path the file that proves it first of all, empty where none does
   */
  public record Installed(
      String type,
      String namespace,
      String name,
      String version,
      String architecture,
      String purl,
      int layer,
      String path) {
    /** Type and namespace as the package URL has them. */
    static Installed of(
        String purl, String name, String version, String architecture, int layer, String path) {
      String bare = FindingChanges.bare(purl);
      int slash = bare.indexOf('/');
      int last = bare.lastIndexOf('/');
      return new Installed(
          slash < 0 ? "" : bare.substring("pkg:".length(), slash),
          last > slash ? bare.substring(slash + 1, last) : "",
          name,
          version,
          architecture,
          purl,
          layer,
          path);
    }

    /** What stays the same when its version changes. */
    String key() {
      return type + '\n' + namespace + '\n' + name + '\n' + architecture;
    }
  }

  /** All packages of an inventory. */
  public static List<Installed> installed(List<Package> packages) {
    List<Installed> all = new ArrayList<>(packages.size());
    for (Package each : packages) {
      all.add(
          Installed.of(
              each.purl(),
              each.name(),
              each.version(),
              each.architecture(),
              each.layer(),
              each.chiefEvidence()));
    }
    return all;
  }

  /** The name that tells it from the other. */
  public String title(Side other) {
    return name.isEmpty() || saved || name.equals(other.name) ? label : name;
  }
}
