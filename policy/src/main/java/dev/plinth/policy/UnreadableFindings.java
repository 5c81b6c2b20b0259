package dev.plinth.policy;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Location;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import dev.plinth.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;

/** What could not be read, as findings: an inventory that is not whole must not look like one. */
public final class UnreadableFindings {
  /** The ID they all have. */
  public static final String ID = "unreadable-content";

  private UnreadableFindings() {}

  /** One for each problem of the inventory, in its order. */
  public static List<Finding> of(Inventory inventory) {
    List<Finding> findings = new ArrayList<>(inventory.problems().size());
    for (Inventory.Problem problem : inventory.problems()) {
      int index = problem.layer();
      boolean known = index >= 0 && index < inventory.layers().size();
      Inventory.LayerSummary layer = known ? inventory.layers().get(index) : null;
      String created = layer == null ? "" : layer.createdBy();
      boolean file = !problem.path().isEmpty();
      String name =
          file ? problem.path() : index >= 0 ? "layer " + (index + 1) : "the image as a whole";
      findings.add(
          new Finding(
              ID,
              Finding.Kind.UNREADABLE,
              Severity.UNKNOWN,
              "",
              problem.text(),
              new Subject(name, "", null, file ? problem.path() : null),
              List.of(
                  new Location.InImage(
                      problem.path(),
                      index,
                      layer == null ? null : layer.digest(),
                      created.isEmpty() ? null : created)),
              Finding.Owner.UNKNOWN,
              List.of(problem.text()),
              null,
              List.of(),
              null));
    }
    return findings;
  }
}
