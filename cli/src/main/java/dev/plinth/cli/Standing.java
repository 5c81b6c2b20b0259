package dev.plinth.cli;

import dev.plinth.bases.Base;
import dev.plinth.bases.Bases;
import dev.plinth.bases.GivenBase;
import dev.plinth.bases.Owners;
import dev.plinth.findings.Finding;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Target;
import dev.plinth.report.ScanReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a target stands on, and what to know of that.
 *
 * @param base null where nothing tells
 * @param source whether it is a source tree, of which everything is ours
 */
record Standing(@Nullable Base base, boolean source, List<ScanReport.Notice> notices) {

  /**
   * @param given the target that somebody says is the base; empty when nobody does
   */
  static Standing of(Contents contents, String given, ImageOptions options) {
    Image image = contents.image();
    List<ScanReport.Notice> notices = new ArrayList<>();
    if (image == null) {
      if (!given.isEmpty()) {
        notices.add(
            notice(
                "what was scanned has no layers, so nobody can tell whether it stands on "
                    + given));
      }
      return new Standing(null, contents.source(), notices);
    }
    GivenBase read = given.isEmpty() ? null : GivenBase.read(Target.parse(given), options);
    Bases bases = Bases.of(image, read, options.verifyDiffIds());
    for (String note : bases.notes()) {
      notices.add(notice(note));
    }
    return new Standing(bases.base(), false, notices);
  }

  /** The finding with its owner. */
  Finding owned(Finding finding) {
    return source ? finding.ownedBy(Finding.Owner.OURS, true) : Owners.assign(finding, base);
  }

  private static ScanReport.Notice notice(String text) {
    return new ScanReport.Notice(true, "base-mismatch", text, "");
  }

  /** As reports say it. */
  ScanReport.@Nullable Base reported() {
    return base == null
        ? null
        : new ScanReport.Base(
            base.name(), base.digest(), base.layers(), base.certainty().word(), base.explanation());
  }
}
