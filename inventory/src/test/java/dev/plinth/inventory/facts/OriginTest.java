package dev.plinth.inventory.facts;

import static dev.plinth.inventory.facts.LayerScript.fold;
import static dev.plinth.inventory.facts.LayerScript.layer;
import static dev.plinth.inventory.facts.LayerScript.packages;
import static dev.plinth.inventory.facts.LayerScript.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which layer brought a package, and who owns its files. */
class OriginTest {
  private static final String STATUS = "var/lib/dpkg/status.facts";

  @Test
  void aDatabasePackageCameWithTheFirstLayerOfItsUnbrokenRun() {
    assertThat(
            packages(
                fold(
                    layer().file(STATUS, "deb a 1\ndeb b 1\ndeb c 1\ndeb d 1"),
                    layer().file(STATUS, "deb a 1\ndeb b 2\ndeb d 1"),
                    layer().file("x", ""),
                    layer().file(STATUS, "deb a 1\ndeb b 2\ndeb c 1\ndeb e 1"))))
        .containsExactly(
            "a 1 @0 " + STATUS, "b 2 @1 " + STATUS, "c 1 @3 " + STATUS, "e 1 @3 " + STATUS);
  }

  @Test
  void databaseFilesOfOneKindCountAsOne() {
    assertThat(
            packages(
                fold(
                    layer().file(STATUS, "deb a 1"),
                    layer().file("var/lib/dpkg/status.d/b.facts", "deb b 1\ndeb a 1"),
                    layer().whiteout(STATUS))))
        .containsExactly(
            "a 1 @0 var/lib/dpkg/status.d/b.facts", "b 1 @1 var/lib/dpkg/status.d/b.facts");
    assertThat(
            packages(
                fold(
                    layer().file(STATUS, "deb a 1"),
                    layer().file("var/lib/dpkg/status.d/b.facts", "deb a 1"))))
        .containsExactly("a 1 @0 " + "var/lib/dpkg/status.d/b.facts," + STATUS);
  }

  @Test
  void aDatabaseThatMovesWithinALayerDoesNotBreakTheRun() {
    assertThat(
            packages(
                fold(
                    layer().file("var/lib/rpm/db.facts", "rpm a 1-1"),
                    layer().whiteout("var/lib/rpm").file("usr/lib/db.facts", "rpm a 1-1"),
                    layer().whiteout("usr"),
                    layer().file("var/lib/rpm/db.facts", "rpm a 1-1"))))
        .containsExactly("a 1-1 @3 var/lib/rpm/db.facts");
    assertThat(
            packages(
                fold(
                    layer().file("var/lib/rpm/db.facts", "rpm a 1-1"),
                    layer().whiteout("var/lib/rpm").file("usr/lib/db.facts", "rpm a 1-1"))))
        .containsExactly("a 1-1 @0 usr/lib/db.facts");
  }

  @Test
  void aFilePackageCameWithTheEarliestLayerWhoseFileGivesTheSame() {
    LayerScript one = layer().file("p.facts", "npm a 1\nnpm b 1");
    assertThat(
            packages(
                fold(
                    one,
                    layer().file("p.facts", "npm a 1\nnpm b 2"),
                    layer().file("p.facts", "npm a 1\nnpm b 2\nnpm c 1"))))
        .containsExactly("a 1 @0 p.facts", "b 2 @1 p.facts", "c 1 @2 p.facts");
    assertThat(packages(fold(one, layer().whiteout("p.facts"), one)))
        .containsExactly("a 1 @2 p.facts", "b 1 @2 p.facts");
    assertThat(packages(fold(one, layer().whiteout("p.facts").file("p.facts", "npm a 1\nnpm b 1"))))
        .containsExactly("a 1 @0 p.facts", "b 1 @0 p.facts");
    assertThat(packages(fold(one, layer().file("p.facts", "text"), one)))
        .containsExactly("a 1 @2 p.facts", "b 1 @2 p.facts");
    assertThat(packages(fold(one, layer().symlink("p.facts", "x"), one)))
        .containsExactly("a 1 @2 p.facts", "b 1 @2 p.facts");
  }

  @Test
  void copiesStaySeparateAndTheSameInOneFileIsOne() {
    assertThat(
            packages(
                fold(layer().file("x/p.facts", "npm a 1\nnpm a 1").file("y/p.facts", "npm a 1"))))
        .containsExactly("a 1 @0 x/p.facts", "a 1 @0 y/p.facts");
  }

  @Test
  void theDistributionOwnsWhatItsPackagesList() {
    String purl = "pkg:deb/debian/python3-x@1?arch=amd64&distro=debian-12";
    LayerScript base =
        layer()
            .file("etc/os-release.facts", "release debian 12")
            .symlink("lib", "usr/lib")
            .file(STATUS, "deb python3-x 1\ndeb other 1")
            .file("var/lib/dpkg/info/python3-x.facts", "owns python3-x lib/x.facts usr/lib/y.facts")
            .file("var/lib/dpkg/info/gone.facts", "owns gone usr/lib/z.facts")
            .file("usr/lib/x.facts", "pypi x 1")
            .file("lib/y.facts", "pypi y 1")
            .file("usr/lib/z.facts", "pypi z 1");
    assertThat(packages(fold(base)))
        .contains(
            "x 1 @0 usr/lib/x.facts <- " + purl,
            "y 1 @0 usr/lib/y.facts <- " + purl,
            "z 1 @0 usr/lib/z.facts");
    assertThat(packages(fold(base, layer().file("usr/lib/x.facts", "pypi x 2"))))
        .as("overwritten by something else")
        .contains("x 2 @1 usr/lib/x.facts", "y 1 @0 usr/lib/y.facts <- " + purl);
    assertThat(
            packages(
                fold(
                    base,
                    layer().file("usr/lib/x.facts", "pypi x 2").file(STATUS, "deb python3-x 2"))))
        .as("upgraded by the distribution")
        .contains("x 2 @1 usr/lib/x.facts <- " + purl.replace("@1?", "@2?"));
    assertThat(
            packages(
                fold(
                    base,
                    layer().whiteout("usr/lib/x.facts"),
                    layer().file("usr/lib/x.facts", "pypi x 1"))))
        .as("files that come after the database")
        .contains("x 1 @2 usr/lib/x.facts <- " + purl);
    assertThat(packages(fold(base, layer().whiteout("var/lib/dpkg/info/python3-x.facts"))))
        .contains("x 1 @0 usr/lib/x.facts", "y 1 @0 usr/lib/y.facts");
    assertThat(packages(fold(base, layer().file(STATUS, "deb other 1"))))
        .contains("x 1 @0 usr/lib/x.facts");
    assertThat(packages(fold(base, layer().file("usr/lib/x.facts", "pypi x 1"))))
        .contains("x 1 @0 usr/lib/x.facts <- " + purl);
  }

  @Test
  void onlyProblemsOfVisibleFilesAreTold() {
    LayerScript odd = layer().file("p.facts", "npm a 1\nproblem strange");
    assertThat(problems(fold(layer(), odd))).containsExactly("p.facts @1 strange");
    assertThat(problems(fold(odd, layer().whiteout("p.facts")))).isEmpty();
  }
}
