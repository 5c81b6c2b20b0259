package dev.plinth.bases.evaluate;

import dev.plinth.advisories.match.MatchResult;
import dev.plinth.bases.evidence.Attachments;
import dev.plinth.bases.evidence.NewestBuild;
import dev.plinth.bases.known.Releases;
import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import dev.plinth.findings.Vulnerability;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.source.Image;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Candidates for tests: a Debian image of today with two packages, and what a test changes. */
final class Candidates {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  String created = "2026-11-20T00:00:00Z";
  Map<String, String> labels = Map.of();
  List<String> environment = List.of();
  @Nullable Reference source = Reference.parse("docker.io/library/debian:12");
  BaseSettings settings = BaseSettings.NONE;
  Distribution distribution = new Distribution("debian", "12", "bookworm", List.of(), "Debian 12");
  List<Package> packages = List.of(deb("a", "MIT"), deb("b", "Apache-2.0"));
  List<Finding> findings = new ArrayList<>();
  List<MatchResult.Uncovered> uncovered = List.of();
  ImageProfile profile =
      new ImageProfile(
          true, List.of(), List.of(), List.of(), List.of(), 0, List.of(), 0, List.of(), List.of(),
          List.of());
  long bytes = 50_000_000;
  Attachments attachments = new Attachments(List.of(), List.of());
  NewestBuild newest = new NewestBuild("12", LocalDate.of(2026, 11, 20), 2, true, "");

  static Package deb(String name, String... licenses) {
    return new Package(
        "deb",
        "debian",
        name,
        "1",
        "amd64",
        "",
        "",
        List.of(licenses),
        Map.of(),
        "pkg:deb/" + name,
        List.of(),
        0,
        null);
  }

  Candidates finding(Severity severity, boolean fix, String published) {
    findings.add(
        new Finding(
            "CVE-2026-" + findings.size(),
            Finding.Kind.VULNERABILITY,
            severity,
            "debian",
            "bad",
            new Subject("a", "1", null, null),
            List.of(),
            Finding.Owner.UNKNOWN,
            List.of(),
            fix ? new Fix.Upgrade("a", "2") : null,
            List.of(),
            new Vulnerability(
                List.of(), -1, null, null, -1, "DSA-1", "osv", "", fix ? published : "")));
    return this;
  }

  Candidate made() {
    Image image =
        new Image(
            "x",
            "x",
            "registry",
            null,
            null,
            null,
            new ImageConfig(
                new Platform("linux", "amd64", "", ""),
                created,
                "",
                "",
                List.of(),
                environment,
                List.of(),
                List.of(),
                List.of(),
                "",
                labels,
                "",
                List.of(),
                List.of()),
            Map.of(),
            new Platform("linux", "amd64", "", ""),
            "",
            List.of());
    return new Candidate(
        image,
        source,
        new Inventory(
            distribution,
            packages,
            List.of(new Inventory.LayerSummary("", "", "", bytes / 3, bytes, 1)),
            List.of()),
        profile,
        new MatchResult(findings, List.of(), uncovered),
        false,
        attachments,
        newest,
        Releases.EMBEDDED,
        TODAY,
        settings);
  }

  Score score(Criterion criterion) {
    Result result = Evaluation.weigh("x", made(), Weights.EQUAL);
    return java.util.Objects.requireNonNull(result.score(criterion));
  }
}
