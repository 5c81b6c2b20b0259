package dev.plinth.cli;

import dev.plinth.bases.Base;
import dev.plinth.bases.Base.Certainty;
import dev.plinth.bases.Owners;
import dev.plinth.bases.lines.InstructionLines;
import dev.plinth.bases.lines.InstructionLines.Origin;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Location;
import dev.plinth.report.ScanReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a Dockerfile, put to findings.
 *
 * @param file as given
 * @param lines which made which layer
 */
record DockerfileLines(String file, InstructionLines lines) {

  static ScanReport.Notice unknown(String text) {
    return new ScanReport.Notice(true, "no-dockerfile-lines", text, "");
  }

  /** The known bases and that which the FROM names, the highest first. */
  List<Base> among(List<Base> known) {
    Base from = from();
    if (from == null) {
      return known;
    }
    List<Base> all = new ArrayList<>();
    boolean there = false;
    for (Base base : known) {
      // One that only claims and hints tell of is what the FROM names, less well known.
      if (base.certainty() == Certainty.PROOF) {
        all.add(base);
        there |= base.layers() == from.layers();
      }
    }
    if (!there) {
      all.add(from);
      all.sort((a, b) -> Integer.compare(b.layers(), a.layers()));
    }
    return all;
  }

  /** The base to go by: the highest that is proved and no higher than the FROM, else the FROM's. */
  @Nullable Base choose(@Nullable Base before, List<Base> all) {
    Base from = from();
    if (from == null) {
      return before;
    }
    for (Base base : all) {
      if (base.certainty() == Certainty.PROOF && base.layers() <= from.layers()) {
        return base;
      }
    }
    return from;
  }

  /** What the FROM names, null where the history does not tell which layers those are. */
  private @Nullable Base from() {
    Origin from = lines.from();
    if (lines.baseLayers() <= 0) {
      return null;
    }
    return new Base(
        from.image(),
        "",
        lines.baseLayers(),
        Certainty.CLAIM,
        file
            + ":"
            + from.line()
            + " says "
            + from.instruction()
            + ", and by the history its other lines made all layers above");
  }

  /** With its owner: between a proved base and the FROM it is the base's too, but not proved. */
  Finding owned(Finding finding, @Nullable Base base) {
    Base from = from();
    boolean between =
        from != null
            && base != null
            && base.layers() < from.layers()
            && layer(finding) >= base.layers()
            && layer(finding) < from.layers();
    return Owners.assign(finding, between ? from : base);
  }

  private static int layer(Finding finding) {
    return !finding.locations().isEmpty()
            && finding.locations().getFirst() instanceof Location.InImage place
        ? place.layer()
        : -1;
  }

  /** With the lines that brought it. */
  Finding located(Finding finding) {
    List<Location> places = new ArrayList<>(finding.locations());
    List<String> evidence = new ArrayList<>(finding.evidence());
    for (Location location : finding.locations()) {
      int layer = location instanceof Location.InImage image ? image.layer() : -1;
      Origin origin =
          layer < 0 || layer >= lines.layers().size() ? null : lines.layers().get(layer);
      if (origin == null) {
        continue;
      }
      Location.InFile line =
          new Location.InFile(file, origin.line(), 1, origin.endLine() + 1, 1, -1, -1);
      if (!places.contains(line)) {
        places.add(line);
        evidence.add(text(origin));
      }
    }
    return places.size() == finding.locations().size() ? finding : finding.with(places, evidence);
  }

  private String text(Origin origin) {
    StringBuilder text = new StringBuilder(file).append(':').append(origin.line());
    text.append(origin.stage().isEmpty() ? "" : " in the stage " + origin.stage());
    text.append(" brought it: ").append(origin.instruction());
    text.append(origin.copied().isEmpty() ? "" : ", " + origin.copied());
    return text.toString();
  }
}
