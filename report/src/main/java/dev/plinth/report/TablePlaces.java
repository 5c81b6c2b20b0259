package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Location;
import dev.plinth.inventory.Inventory;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Where the packages of a group lie: names, files, and the layer that brought them. */
final class TablePlaces {
  private final Page page;
  private final Inventory inventory;

  /**
   * @param file empty where the file says nothing, as a package database does
   * @param layer as told to people, counted from 1; empty where unknown
   */
  private record Place(String file, String layer, String instruction) {}

  TablePlaces(Page page, Inventory inventory) {
    this.page = page;
    this.inventory = inventory;
  }

  void print(int indent, PackageGroup group) throws IOException {
    if (group.members().size() > 1 || !group.members().contains(group.name())) {
      page.line(indent).hang(indent + 2).add(String.join(", ", group.members())).end();
    }
    boolean database = isDatabase(group.type()) && !page.context().details();
    Set<Place> places = new LinkedHashSet<>();
    for (PackageGroup.Remedy remedy : group.remedies()) {
      for (PackageGroup.Row row : remedy.rows()) {
        for (Finding finding : row.findings()) {
          for (Location location : finding.locations()) {
            places.add(place(location, finding.owner(), database));
          }
        }
      }
    }
    for (Place place : places) {
      print(indent, place);
    }
  }

  private void print(int indent, Place place) throws IOException {
    Line line = page.line(indent).hang(indent + 2);
    if (!place.file.isEmpty()) {
      line.add(place.file);
      line.space(place.layer.isEmpty() ? 0 : 2);
    }
    if (!place.layer.isEmpty()) {
      line.add(place.layer, Style.QUIET).space(2);
    }
    if (!place.instruction.isEmpty()) {
      int room = page.width() - line.length() - 2;
      boolean whole = page.context().details();
      String text =
          whole || room < 16 ? place.instruction : page.shortened(place.instruction, room);
      line.add(text, Style.QUIET);
    }
    if (line.length() > indent) {
      line.end();
    }
  }

  private static boolean isDatabase(String type) {
    return switch (type) {
      case "deb", "apk", "rpm" -> true;
      default -> false;
    };
  }

  private Place place(Location location, Finding.Owner owner, boolean database) {
    return switch (location) {
      case Location.InImage image -> {
        String layer =
            image.layer() < 0
                ? ""
                : "layer " + (image.layer() + 1) + "/" + inventory.layers().size() + owner(owner);
        String instruction = image.instruction();
        yield new Place(
            database ? "" : image.path(), layer, instruction == null ? "" : instruction);
      }
      case Location.InFile file ->
          new Place(file.file() + ":" + file.startLine() + ":" + file.startColumn(), "", "");
    };
  }

  private static String owner(Finding.Owner owner) {
    return owner == Finding.Owner.UNKNOWN ? "" : " (" + owner.word() + ")";
  }
}
