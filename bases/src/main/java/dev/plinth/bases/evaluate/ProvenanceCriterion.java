package dev.plinth.bases.evaluate;

import dev.plinth.bases.evaluate.Evidence.Standing;
import dev.plinth.bases.evidence.Attached;
import dev.plinth.bases.evidence.Attached.Kind;
import dev.plinth.bases.known.FamilyNames;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.KnownBases;
import dev.plinth.bases.known.OwnBase;
import dev.plinth.bases.known.PopularImages;
import dev.plinth.oci.image.Reference;
import java.util.ArrayList;
import java.util.List;

/** Who publishes an image, and what speaks for it. Nothing of it is verified. */
final class ProvenanceCriterion {
  private static final int SIGNATURE = 35;
  private static final int BUILD = 15;
  private static final int SBOM = 15;
  private static final int NAME = 15;
  private static final int LABELS = 20;

  /** Labels with the percent that each brings. */
  private static final String[][] LABEL = {
    {"source", "50"}, {"vendor", "25"}, {"created", "15"}, {"licenses", "10"}
  };

  /** A look-alike is not saved by what its publisher says of it. */
  private static final int LOOK_ALIKE = 10;

  private static final String PREFIX = "org.opencontainers.image.";

  private ProvenanceCriterion() {}

  static Score of(Candidate candidate) {
    Score.Tally tally = new Score.Tally(Criterion.PROVENANCE);
    attached(tally, candidate, Kind.SIGNATURE, SIGNATURE, "signature");
    attached(tally, candidate, Kind.PROVENANCE, BUILD, "build provenance");
    attached(tally, candidate, Kind.SBOM, SBOM, "SBOM");
    boolean lookAlike = name(tally, candidate);
    labels(tally, candidate);
    for (String gap : candidate.attachments().gaps()) {
      tally.note(Standing.NOTE, "attached: " + gap);
    }
    return tally.capped(lookAlike ? LOOK_ALIKE : 100);
  }

  private static void attached(
      Score.Tally tally, Candidate candidate, Kind kind, int of, String what) {
    Attached found = candidate.attachments().first(kind);
    if (found != null) {
      tally.has(of, true, what + " (" + how(found) + "), not verified");
    } else if (candidate.attachments().whole()) {
      tally.has(of, false, "no " + what);
    } else {
      tally.unknown(of, what + " not known");
    }
  }

  private static String how(Attached found) {
    return found.how().equals("artifact") ? found.type() : found.how();
  }

  /** True for a look-alike. */
  private static boolean name(Score.Tally tally, Candidate candidate) {
    Reference source = candidate.source();
    Reference home = candidate.home();
    if (source == null || home == null) {
      tally.unknown(NAME, "publisher not known: no registry vouches for a local name");
      return false;
    }
    OwnBase own = candidate.own();
    if (own != null) {
      tally.has(
          NAME, true, "a base of your own" + (own.approved() ? ", approved by the policy" : ""));
      return false;
    }
    boolean mirrored = !home.name().equals(source.name());
    String through = mirrored ? ", by the mirror of " + home.name() : "";
    boolean hub = home.domain().equals("docker.io");
    ImageName name = ImageName.of(home.name());
    boolean official = hub && home.path().startsWith("library/");
    // Docker Hub lets nobody else publish there; who runs a mirror may put there anything.
    String meant = hub && (mirrored || !official) ? PopularImages.meant(name.repository()) : null;
    if (meant != null) {
      tally.has(NAME, false, "looks like " + meant + ", which it is not" + through);
      return true;
    }
    if (official) {
      tally.has(NAME, true, "official image of Docker Hub" + through);
      return false;
    }
    boolean known =
        (hub || home.domain().indexOf('.') > 0)
            && !home.domain().equals("127.0.0.1")
            && (PopularImages.contains(name.repository())
                || KnownBases.of(name) != null
                || FamilyNames.of(name) != null);
    tally.has(
        NAME,
        known,
        (known ? "a publisher that many build upon" : "neither official nor a known publisher")
            + through);
    return false;
  }

  private static void labels(Score.Tally tally, Candidate candidate) {
    if (candidate.image().form().equals("dir")) {
      tally.unknown(LABELS, "labels not known: a folder has none");
      return;
    }
    int percent = 0;
    List<String> there = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (String[] each : LABEL) {
      String value = candidate.label(PREFIX + each[0]);
      if (value.isEmpty()) {
        absent.add(each[0]);
      } else {
        percent += Integer.parseInt(each[1]);
        boolean told = each[0].equals("source") || each[0].equals("vendor");
        there.add(each[0] + (told ? " " + withoutLogin(value) : ""));
      }
    }
    String text =
        there.isEmpty()
            ? "none of the labels " + String.join(", ", absent)
            : "labels: "
                + String.join(", ", there)
                + (absent.isEmpty() ? "" : "; no " + String.join(", ", absent));
    tally.part(LABELS, percent, text);
  }

  /** An address may carry a password, which is nobody's business. */
  private static String withoutLogin(String address) {
    int host = address.indexOf("://") + 3;
    int at = host < 3 ? -1 : address.lastIndexOf('@');
    return at < host ? address : address.substring(0, host) + address.substring(at + 1);
  }
}
