package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Location;
import dev.plinth.inventory.Inventory;
import dev.plinth.report.text.Style;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the packages of a group lie: names, files, and the layers that brought them. */
final class TablePlaces {
  /** Fewer columns than these are not worth a shortened instruction. */
  private static final int LEAST = 16;

  private final Page page;
  private final Inventory inventory;

  /**
   * @param layer as told to people, counted from 1; empty where unknown
   * @param instruction empty where unknown
   */
  private record Origin(String layer, String instruction) {
    // Written out, since a record's own are linked at start-up (docs/adr/0004).
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Origin origin
          && layer.equals(origin.layer)
          && instruction.equals(origin.instruction);
    }

    @Override
    public int hashCode() {
      return 31 * layer.hashCode() + instruction.hashCode();
    }
  }

  TablePlaces(Page page, Inventory inventory) {
    this.page = page;
    this.inventory = inventory;
  }

  void print(int indent, PackageGroup group) throws IOException {
    Map<Origin, Set<String>> places = places(group);
    boolean named = group.members().size() > 1 || !group.members().contains(group.name());
    String members = named ? String.join(", ", group.members()) : "";
    boolean together = places.size() == 1 && members.length() < page.width() / 3;
    if (named && !together) {
      page.line(indent).hang(indent + 2).add(members).end();
    }
    for (Map.Entry<Origin, Set<String>> place : places.entrySet()) {
      for (String file : place.getValue()) {
        page.line(indent).hang(indent + 2).add(file).end();
      }
      origin(page.line(indent).hang(indent + 2).add(together ? members : ""), place.getKey());
    }
  }

  private void origin(Line line, Origin origin) throws IOException {
    line.space(2).add(origin.layer, Style.QUIET).space(2);
    int room = page.width() - line.length() - 2;
    boolean whole = page.context().details() || room < LEAST;
    String instruction = whole ? origin.instruction : page.shortened(origin.instruction, room);
    line.add(instruction, Style.QUIET);
    if (!line.isEmpty()) {
      line.end();
    }
  }

  /** The files by what brought them; a package database's own file tells nobody anything. */
  private Map<Origin, Set<String>> places(PackageGroup group) {
    boolean database = isDistribution(group.type()) && !page.context().details();
    Map<Origin, Set<String>> places = new LinkedHashMap<>();
    for (PackageGroup.Remedy remedy : group.remedies()) {
      for (PackageGroup.Row row : remedy.rows()) {
        for (Finding finding : row.findings()) {
          for (Location location : finding.locations()) {
            Set<String> files =
                places.computeIfAbsent(
                    origin(location, finding.owner()), _ -> new LinkedHashSet<>());
            String file = file(location);
            boolean telling = !database || location instanceof Location.InFile;
            if (telling && !file.isEmpty()) {
              files.add(file);
            }
          }
        }
      }
    }
    return places;
  }

  static boolean isDistribution(String type) {
    return switch (type) {
      case "deb", "apk", "rpm" -> true;
      default -> false;
    };
  }

  private Origin origin(Location location, Finding.Owner owner) {
    // No switch over types here and below: see docs/adr/0004.
    if (!(location instanceof Location.InImage image)) {
      return new Origin("", "");
    }
    String instruction = image.instruction();
    String whose = owner == Finding.Owner.UNKNOWN ? "" : " (" + owner.word() + ")";
    int number = image.layer() + 1;
    return new Origin(
        number == 0 ? "" : "layer " + number + "/" + inventory.layers().size() + whose,
        instruction == null ? "" : instruction);
  }

  private static String file(Location location) {
    if (location instanceof Location.InFile file) {
      // Where only the line is known, its first column would tell nothing.
      String line = file.file() + ":" + file.startLine();
      return file.startByte() < 0 ? line : line + ":" + file.startColumn();
    }
    return ((Location.InImage) location).path();
  }
}
