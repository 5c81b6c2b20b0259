package dev.plinth.bases.approved;

import dev.plinth.bases.Base;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Location;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import dev.plinth.foundation.Resources;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image whose base is not approved, by what its layers prove. What the image only claims, or its
 * history suggests, approves nothing.
 */
public final class UnapprovedBase {
  /** The rule's id. */
  public static final String ID = "unapproved-base";

  private UnapprovedBase() {}

  /** What the finding means, and what to do: Markdown. */
  public static String page() {
    return Resources.text(UnapprovedBase.class, ID + ".md");
  }

  /**
   * The finding; null where the base is approved, or nobody says what is.
   *
   * @param base the nearest, null where nothing tells
   */
  public static @Nullable Finding of(@Nullable Base base, Approvals approvals, LocalDate day) {
    if (!approvals.given()) {
      return null;
    }
    List<String> evidence = new ArrayList<>();
    String name = base == null ? "" : base.name();
    if (base == null || name.isEmpty()) {
      evidence.add("nothing tells what the image stands on, so nothing approves it");
    } else if (base.certainty() != Base.Certainty.PROOF) {
      evidence.add(
          name
              + " is only a "
              + base.certainty().word()
              + ", and approves nothing: "
              + base.explanation());
    } else {
      Approvals.Judgement judgement = approvals.judge(name, day);
      if (judgement.standing() == Approvals.Standing.APPROVED) {
        return null;
      }
      evidence.add(base.explanation());
      evidence.add(judgement.why());
    }
    return new Finding(
        ID,
        Finding.Kind.BASE,
        Severity.CRITICAL,
        "plinth",
        "the image does not stand on an approved base",
        new Subject(name.isEmpty() ? "base" : name, "", null, null),
        List.of(new Location.InImage("", -1, null, null)),
        Finding.Owner.OURS,
        evidence,
        new Fix.Advice(
            "build the image on an approved base; where it is one, let plinth bases index know it"),
        List.of(),
        null);
  }
}
