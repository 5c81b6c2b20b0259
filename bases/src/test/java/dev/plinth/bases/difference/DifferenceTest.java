package dev.plinth.bases.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.difference.FindingChange.Cause;
import dev.plinth.bases.difference.FindingChange.Status;
import dev.plinth.bases.difference.FolderChanges.FileChange;
import dev.plinth.bases.difference.FolderChanges.Folder;
import dev.plinth.bases.difference.PackageChange.Kind;
import dev.plinth.bases.difference.Side.Aside;
import dev.plinth.bases.difference.Side.Data;
import dev.plinth.bases.difference.Side.Installed;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import dev.plinth.findings.Vulnerability;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory.LayerSummary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final Data MONDAY = new Data("debian", 10, "2026-01-05", "2026-01-06T00:00:00Z");
  private static final Data FRIDAY = new Data("debian", 12, "2026-01-09", "2026-01-10T00:00:00Z");

  private static Installed deb(String name, String version) {
    return Installed.of(
        "pkg:deb/debian/" + name + "@" + version + "?arch=amd64",
        name,
        version,
        "amd64",
        0,
        "var/lib/dpkg/status");
  }

  private static Installed npm(String name, String version, String path) {
    return Installed.of("pkg:npm/" + name + "@" + version, name, version, "", 1, path);
  }

  private static Finding finding(String id, Installed in, String... aliases) {
    return new Finding(
        id,
        Finding.Kind.VULNERABILITY,
        Severity.HIGH,
        "debian",
        "",
        new Subject(in.name(), in.version(), in.purl(), in.path()),
        List.of(),
        Finding.Owner.UNKNOWN,
        List.of(),
        new Fix.Upgrade(in.name(), "9"),
        List.of(),
        new Vulnerability(List.of(aliases), -1, null, null, -1, id, "osv", ""));
  }

  private static Side side(
      @Nullable List<Installed> installed, List<Finding> findings, List<Aside> aside, Data data) {
    return new Side(
        "image",
        "",
        "",
        "linux/amd64",
        false,
        new Distribution("debian", "12", "bookworm", List.of(), "Debian 12"),
        List.of(),
        installed,
        null,
        null,
        findings,
        aside,
        List.of(data),
        true);
  }

  private static List<FindingChange> changes(Side before, Side after) {
    return Difference.of(before, after).findings();
  }

  @Test
  void packagesAreUpgradedDowngradedAddedAndRemovedByTheOrderOfTheirEcosystem() {
    List<PackageChange> changes =
        PackageChanges.of(
            List.of(deb("a", "1.0~rc1"), deb("b", "2:1.0"), deb("c", "1"), deb("same", "1")),
            List.of(deb("a", "1.0"), deb("b", "1.9"), deb("d", "1"), deb("same", "1")));
    assertThat(changes)
        .extracting(PackageChange::kind, change -> change.any().name())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Kind.ADDED, "d"),
            org.assertj.core.groups.Tuple.tuple(Kind.REMOVED, "c"),
            org.assertj.core.groups.Tuple.tuple(Kind.UPGRADED, "a"),
            org.assertj.core.groups.Tuple.tuple(Kind.DOWNGRADED, "b"));
  }

  @Test
  void copiesOfAPackageArePairedByVersionThenByPlace() {
    List<PackageChange> changes =
        PackageChanges.of(
            List.of(npm("x", "1.0.0", "a"), npm("x", "1.1.0", "b"), npm("x", "2.0.0", "c")),
            List.of(npm("x", "2.0.0", "z"), npm("x", "1.5.0", "a"), npm("x", "1.1.0", "b")));
    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst().kind()).isEqualTo(Kind.UPGRADED);
    assertThat(changes.getFirst().any().path()).isEqualTo("a");
  }

  @Test
  void aPackageOfADistributionStaysItselfWhenTheVendorChanges() {
    Installed ubuntu =
        Installed.of(
            "pkg:deb/ubuntu/tzdata@2024b?arch=amd64&distro=ubuntu-24.04",
            "tzdata",
            "2024b",
            "amd64",
            0,
            "");
    assertThat(PackageChanges.of(List.of(deb("tzdata", "2024a")), List.of(ubuntu)))
        .extracting(PackageChange::kind)
        .containsExactly(Kind.UPGRADED);
  }

  @Test
  void aScopedNameIsTheSameFromAnInventoryAndFromAReport() {
    assertThat(FindingChanges.bare("pkg:npm/%40babel/core@7.1.0?x=y"))
        .isEqualTo("pkg:npm/%40babel/core");
    assertThat(FindingChanges.bare("pkg:deb/debian/libssl3@3.0?arch=amd64"))
        .isEqualTo("pkg:deb/libssl3");
    assertThat(FindingChanges.bare("pkg:golang/github.com/a/b@v1#sub"))
        .isEqualTo("pkg:golang/github.com/a/b");
  }

  @Test
  void whatAnUpgradeRemovesIsThePackagesDoing() {
    Installed old = deb("openssl", "3.0.11");
    Installed now = deb("openssl", "3.0.13");
    List<FindingChange> changes =
        changes(
            side(List.of(old), List.of(finding("CVE-1", old)), List.of(), MONDAY),
            side(List.of(now), List.of(finding("CVE-2", now)), List.of(), MONDAY));
    assertThat(changes)
        .extracting(FindingChange::status, FindingChange::cause, FindingChange::certain)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Status.NEW, Cause.PACKAGE, true),
            org.assertj.core.groups.Tuple.tuple(Status.FIXED, Cause.PACKAGE, true));
    assertThat(changes.get(1).explanation()).isEqualTo("openssl 3.0.11 \u2192 3.0.13");
  }

  @Test
  void whereTheDataDifferTooTheCauseIsNotCertain() {
    Installed old = deb("openssl", "3.0.11");
    Installed now = deb("openssl", "3.0.13");
    FindingChange change =
        changes(
                side(List.of(old), List.of(), List.of(), MONDAY),
                side(List.of(now), List.of(finding("CVE-2", now)), List.of(), FRIDAY))
            .getFirst();
    assertThat(change.cause()).isEqualTo(Cause.PACKAGE);
    assertThat(change.certain()).isFalse();
  }

  @Test
  void theSameVersionWithOtherAdvisoriesIsTheDatasDoing() {
    Installed same = deb("openssl", "3.0.11");
    List<FindingChange> changes =
        changes(
            side(List.of(same), List.of(finding("CVE-1", same)), List.of(), MONDAY),
            side(List.of(same), List.of(finding("CVE-2", same)), List.of(), FRIDAY));
    assertThat(changes).extracting(FindingChange::cause).containsExactly(Cause.DATA, Cause.DATA);
  }

  @Test
  void whatAnExceptionHidesOrNoLongerHidesIsTheExceptionsDoing() {
    Installed same = deb("openssl", "3.0.11");
    Finding one = finding("CVE-1", same);
    Finding other = finding("CVE-2", same);
    List<FindingChange> changes =
        changes(
            side(
                List.of(same),
                List.of(one),
                List.of(new Aside(other, "exception", "not reachable", ".plinth.yaml:3")),
                MONDAY),
            side(
                List.of(same),
                List.of(other),
                List.of(new Aside(one, "vex", "not affected", "vex.json")),
                FRIDAY));
    assertThat(changes)
        .extracting(FindingChange::status, FindingChange::cause, FindingChange::certain)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Status.NEW, Cause.EXCEPTION, true),
            org.assertj.core.groups.Tuple.tuple(Status.FIXED, Cause.EXCEPTION, true));
    assertThat(changes.getFirst().explanation()).contains(".plinth.yaml:3");
  }

  @Test
  void aFindingThatGotAnotherNameRemains() {
    Installed same = deb("openssl", "3.0.11");
    List<FindingChange> changes =
        changes(
            side(List.of(same), List.of(finding("GHSA-1", same)), List.of(), MONDAY),
            side(List.of(same), List.of(finding("CVE-1", same, "GHSA-1")), List.of(), FRIDAY));
    assertThat(changes).extracting(FindingChange::status).containsExactly(Status.REMAINING);
  }

  @Test
  void withoutAListOfPackagesNobodySaysThatTheyChanged() {
    Installed now = deb("openssl", "3.0.13");
    Side saved = side(null, List.of(), List.of(), MONDAY);
    Difference difference =
        Difference.of(saved, side(List.of(now), List.of(finding("CVE-2", now)), List.of(), MONDAY));
    assertThat(difference.packages()).isNull();
    assertThat(difference.findings().getFirst().cause()).isEqualTo(Cause.UNKNOWN);
    assertThat(difference.notes()).anyMatch(note -> note.contains("did not list packages"));
  }

  @Test
  void aReleaseThatEndedIsTheReleasesDoingWhereItChanged() {
    Finding end =
        new Finding(
            "end-of-life",
            Finding.Kind.END_OF_LIFE,
            Severity.HIGH,
            "plinth",
            "",
            new Subject("debian 12", "", null, null),
            List.of(),
            Finding.Owner.UNKNOWN,
            List.of(),
            null,
            List.of(),
            null);
    assertThat(
            changes(
                    side(List.of(), List.of(), List.of(), MONDAY),
                    side(List.of(), List.of(end), List.of(), MONDAY))
                .getFirst()
                .cause())
        .isEqualTo(Cause.DATA);
  }

  @Test
  void foldersAddUpAndFilesOfTheSameLayerAreNotLookedAt() {
    FileSizes before =
        new FileSizes(
            List.of(
                new FileSizes.Entry("usr/lib/python3/a.py", 10, 0644, "one"),
                new FileSizes.Entry("usr/lib/python3/deep/b.py", 20, 0644, "one"),
                new FileSizes.Entry("etc/passwd", 100, 0644, "one"),
                new FileSizes.Entry("init", 5, 0755, "one"),
                new FileSizes.Entry("usr/bin/x", 7, 0755, "one")));
    FileSizes after =
        new FileSizes(
            List.of(
                new FileSizes.Entry("usr/lib/python3/a.py", 15, 0644, "two"),
                new FileSizes.Entry("usr/lib/python3/deep/c.py", 1, 0644, "two"),
                new FileSizes.Entry("etc/passwd", 100, 0644, "two"),
                new FileSizes.Entry("init", 5, 04755, "one"),
                new FileSizes.Entry("usr/bin/x", 7, 0755, "one")));
    FolderChanges changes = FolderChanges.of(before, after);
    assertThat(changes.folders())
        .containsExactly(
            new Folder("", 0, 0, 1, 0), new Folder("usr/lib/python3", 1, 1, 1, 5 - 20 + 1));
    assertThat(changes.changes())
        .containsExactly(
            new FileChange("init", 5, 5),
            new FileChange("usr/lib/python3/a.py", 10, 15),
            new FileChange("usr/lib/python3/deep/b.py", 20, -1),
            new FileChange("usr/lib/python3/deep/c.py", -1, 1));
    assertThat(changes.rewritten()).isEqualTo(1);
  }

  @Test
  void layersAreSharedFromTheBaseUpwards() {
    List<LayerSummary> before = new ArrayList<>();
    List<LayerSummary> after = new ArrayList<>();
    for (String diffId : List.of("a", "b", "c")) {
      before.add(new LayerSummary("x" + diffId, diffId, "", 1, 2, 3));
    }
    for (String diffId : List.of("a", "z", "c")) {
      after.add(new LayerSummary("y" + diffId, diffId, "", 1, 2, 3));
    }
    LayerChanges layers = LayerChanges.of(before, after);
    assertThat(layers.shared()).isEqualTo(1);
    assertThat(layers.before()).hasSize(2);
    assertThat(LayerChanges.unpacked(layers.after())).isEqualTo(4);
  }
}
