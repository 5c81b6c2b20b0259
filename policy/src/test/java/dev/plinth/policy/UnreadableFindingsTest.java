package dev.plinth.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Location;
import dev.plinth.findings.Subject;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnreadableFindingsTest {
  @Test
  void eachProblemBecomesAFinding() {
    Inventory inventory =
        new Inventory(
            Distribution.UNKNOWN,
            List.of(),
            List.of(new Inventory.LayerSummary("sha256:aa", "", "RUN x", 1, 2, 3)),
            List.of(
                new Inventory.Problem("app/a.jar", 0, "the archive is cut off"),
                new Inventory.Problem("", 7, "it ends early"),
                new Inventory.Problem("", -1, "no distribution")));
    List<Finding> findings = UnreadableFindings.of(inventory);
    assertThat(findings)
        .extracting(Finding::subject)
        .containsExactly(
            new Subject("app/a.jar", "", null, "app/a.jar"),
            new Subject("layer 8", "", null, null),
            new Subject("the image as a whole", "", null, null));
    assertThat(findings.getFirst().locations())
        .containsExactly(new Location.InImage("app/a.jar", 0, "sha256:aa", "RUN x"));
    assertThat(findings.get(1).locations())
        .containsExactly(new Location.InImage("", 7, null, null));
    assertThat(findings).allMatch(f -> f.kind() == Finding.Kind.UNREADABLE && !f.fixable());
    assertThat(findings).extracting(Finding::fingerprint).doesNotHaveDuplicates();
    assertThat(Gate.standard().judge(findings).reasons().getFirst().text())
        .isEqualTo("3 things could not be read: the result is not whole");
  }
}
