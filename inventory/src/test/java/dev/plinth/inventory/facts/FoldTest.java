package dev.plinth.inventory.facts;

import static dev.plinth.inventory.facts.LayerScript.fold;
import static dev.plinth.inventory.facts.LayerScript.layer;
import static dev.plinth.inventory.facts.LayerScript.packages;
import static dev.plinth.inventory.facts.LayerScript.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each rule of laying layers over each other. */
class FoldTest {
  private static final LayerScript BASE =
      layer().dir("d").file("d/a.facts", "npm a 1").file("d/b.facts", "npm b 1");

  @Test
  void aWhiteoutRemovesWhatLiesBelow() {
    assertThat(packages(fold(BASE, layer().whiteout("d/a.facts"))))
        .containsExactly("b 1 @0 d/b.facts");
    assertThat(packages(fold(BASE, layer().whiteout("d")))).isEmpty();
  }

  @Test
  void aWhiteoutSparesItsOwnLayerWhereverItStands() {
    LayerScript before = layer().whiteout("d/a.facts").file("d/a.facts", "npm a 2");
    LayerScript after = layer().file("d/a.facts", "npm a 2").whiteout("d/a.facts");
    assertThat(packages(fold(BASE, before)))
        .containsExactly("a 2 @1 d/a.facts", "b 1 @0 d/b.facts");
    assertThat(packages(fold(BASE, after))).containsExactly("a 2 @1 d/a.facts", "b 1 @0 d/b.facts");
  }

  @Test
  void anOpaqueFolderHidesAllThatLiesBelowWhereverTheMarkStands() {
    LayerScript before = layer().dir("d").opaque("d").file("d/c.facts", "npm c 1");
    LayerScript after = layer().dir("d").file("d/c.facts", "npm c 1").opaque("d");
    assertThat(packages(fold(BASE, before))).containsExactly("c 1 @1 d/c.facts");
    assertThat(packages(fold(BASE, after))).containsExactly("c 1 @1 d/c.facts");
    assertThat(packages(fold(BASE, layer().opaque("").file("x.facts", "npm x 1"))))
        .containsExactly("x 1 @1 x.facts");
  }

  @Test
  void otherAufsNamesAreIgnoredAndABareWhiteoutIsSaid() {
    FoldedImage image =
        fold(BASE, layer().file("d/.wh..wh.plnk", "").file("d/.wh.", "").file(".wh...", ""));
    assertThat(packages(image)).hasSize(2);
    assertThat(problems(image))
        .containsExactly(
            "d/.wh. @1 it is a whiteout that names nothing",
            ".wh... @1 it is a whiteout that names nothing");
  }

  @Test
  void whiteoutsOfWhatIsNotThereDoNothing() {
    assertThat(packages(fold(BASE, layer().whiteout("nowhere/x").whiteout("d/zz")))).hasSize(2);
  }

  @Test
  void aFolderOverAFolderKeepsWhatIsInIt() {
    assertThat(packages(fold(BASE, layer().dir("d")))).hasSize(2);
  }

  @Test
  void anythingElseOverAFolderRemovesWhatWasInIt() {
    assertThat(packages(fold(BASE, layer().file("d", "text")))).isEmpty();
    assertThat(packages(fold(BASE, layer().symlink("d", "elsewhere")))).isEmpty();
    assertThat(packages(fold(BASE, layer().hardlink("d", "d/a.facts"))))
        .containsExactly("a 1 @0 d");
    assertThat(packages(fold(BASE, layer().device("d", 0)))).isEmpty();
  }

  @Test
  void aFolderOverAFileReplacesIt() {
    assertThat(packages(fold(BASE, layer().dir("d/a.facts").file("d/a.facts/x.facts", "npm x 1"))))
        .containsExactly("b 1 @0 d/b.facts", "x 1 @1 d/a.facts/x.facts");
  }

  @Test
  void aFileWhereAPathNeedsAFolderBecomesOne() {
    assertThat(packages(fold(BASE, layer().file("d/a.facts/x", "text"))))
        .containsExactly("b 1 @0 d/b.facts");
  }

  @Test
  void aPlainFileOverOneThatSaidSomethingSilencesIt() {
    assertThat(packages(fold(BASE, layer().file("d/a.facts", "nothing"))))
        .containsExactly("b 1 @0 d/b.facts");
  }

  @Test
  void aCharacterDeviceZeroHidesLikeAnyOtherEntry() {
    assertThat(packages(fold(BASE, layer().device("d/a.facts", 0))))
        .containsExactly("b 1 @0 d/b.facts");
  }

  @Test
  void ofTwoEntriesOfOnePathTheLaterCounts() {
    FoldedImage image =
        fold(layer().file("a.facts", "npm a 1").file("b", "").file("a.facts", "npm a 2"));
    assertThat(packages(image)).containsExactly("a 2 @0 a.facts");
    assertThat(problems(image))
        .containsExactly("a.facts @0 it stands more than once in the layer; the last one counts");
    assertThat(problems(fold(layer().dir("x").dir("x")))).isEmpty();
    assertThat(problems(fold(layer().dir("x").file("x", "")))).hasSize(1);
    assertThat(problems(fold(layer().file("x", "").dir("x")))).hasSize(1);
  }

  @Test
  void pathsLeadThroughLinkedFolders() {
    LayerScript merged = layer().dir("usr/bin").symlink("bin", "usr/bin").symlink("sbin", "/bin");
    assertThat(packages(fold(merged, layer().file("bin/x.facts", "npm x 1"))))
        .containsExactly("x 1 @1 usr/bin/x.facts");
    assertThat(
            packages(
                fold(
                    merged,
                    layer().file("usr/bin/x.facts", "npm x 1"),
                    layer().file("sbin/x.facts", "npm x 2"))))
        .containsExactly("x 2 @2 usr/bin/x.facts");
    assertThat(
            packages(
                fold(
                    merged,
                    layer().file("usr/bin/x.facts", "npm x 1"),
                    layer().whiteout("sbin/x.facts"))))
        .isEmpty();
    assertThat(
            packages(
                fold(merged, layer().file("usr/bin/x.facts", "npm x 1"), layer().opaque("bin"))))
        .isEmpty();
  }

  @Test
  void linksNeverLeaveTheRoot() {
    LayerScript links = layer().symlink("up", "../../../../usr").symlink("a/b", "../../x/../usr");
    assertThat(
            packages(
                fold(links, layer().file("up/x.facts", "npm x 1").file("a/b/y.facts", "npm y 1"))))
        .containsExactly("x 1 @1 usr/x.facts", "y 1 @1 usr/y.facts");
  }

  @Test
  void loopsEndAndAreSaid() {
    FoldedImage image =
        fold(
            layer().symlink("a", "b").symlink("b", "a").symlink("c", "c/c"),
            layer().file("a/x.facts", "npm x 1").file("c/y.facts", "npm y 1"));
    assertThat(packages(image)).isEmpty();
    assertThat(problems(image))
        .containsExactly(
            "a/x.facts @1 it lies beneath symbolic links that lead in a circle",
            "c/y.facts @1 it lies beneath symbolic links that lead in a circle");
  }

  @Test
  void aFolderReplacesALinkAndItsWhiteoutsStayInIt() {
    LayerScript merged = layer().symlink("bin", "usr/bin").file("usr/bin/x.facts", "npm x 1");
    assertThat(
            packages(
                fold(
                    merged,
                    layer()
                        .dir("bin")
                        .whiteout("bin/x.facts")
                        .opaque("bin")
                        .file("bin/y.facts", "npm y 1"))))
        .containsExactly("x 1 @0 usr/bin/x.facts", "y 1 @1 bin/y.facts");
    assertThat(packages(fold(merged, layer().whiteout("bin"))))
        .containsExactly("x 1 @0 usr/bin/x.facts");
  }

  @Test
  void aHardLinkOutlivesItsFirstName() {
    LayerScript link = layer().hardlink("e/h", "d/a.facts");
    assertThat(packages(fold(BASE, link)))
        .containsExactly("a 1 @0 d/a.facts,e/h", "b 1 @0 d/b.facts");
    assertThat(packages(fold(BASE, link, layer().whiteout("d")))).containsExactly("a 1 @0 e/h");
    assertThat(packages(fold(BASE, layer().hardlink("h", "d/a.facts").whiteout("d/a.facts"))))
        .containsExactly("a 1 @0 h", "b 1 @0 d/b.facts");
    assertThat(
            packages(
                fold(BASE, link, layer().file("d/a.facts", "npm a 2").hardlink("g", "d/a.facts"))))
        .containsExactly("a 1 @0 e/h", "a 2 @2 d/a.facts,g", "b 1 @0 d/b.facts");
    assertThat(packages(fold(BASE, layer().hardlink("d/b.facts", "nowhere"))))
        .containsExactly("a 1 @0 d/a.facts");
    assertThat(packages(fold(BASE, layer().hardlink("d/b.facts", "d/b.facts")))).hasSize(2);
  }

  @Test
  void aHardLinkOfASymbolicLinkIsOne() {
    assertThat(
            packages(
                fold(
                    layer().symlink("l", "usr").hardlink("m", "l"),
                    layer().file("m/x.facts", "npm x 1"))))
        .containsExactly("x 1 @1 usr/x.facts");
  }

  @Test
  void anUnreadHardLinkIsSaid() {
    FoldedImage image = fold(layer().file("store/1", "npm x 1").hardlink("x.facts", "store/1"));
    assertThat(problems(image))
        .containsExactly(
            "x.facts @0 it is a hard link to store/1, which was not read as lines.facts under that name");
  }

  @Test
  void theSameLayerTwiceIsAppliedTwice() {
    LayerFacts base = BASE.read();
    LayerFacts gone = layer().whiteout("d").read();
    assertThat(packages(ImageFolding.of(java.util.List.of(base, gone, base))))
        .containsExactly("a 1 @2 d/a.facts", "b 1 @2 d/b.facts");
    assertThat(packages(ImageFolding.of(java.util.List.of(base, base))))
        .containsExactly("a 1 @0 d/a.facts", "b 1 @0 d/b.facts");
  }

  @Test
  void namesSurviveWhateverTheirBytes() {
    String odd = "d/\udc80\ud83d\ude00\u00e9.facts";
    assertThat(packages(fold(layer().file(odd, "npm x 1")))).containsExactly("x 1 @0 " + odd);
  }
}
