package dev.plinth.bases.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A seal holds while nobody touches the commit, and breaks when somebody does. */
class SealTest {
  private static final String TREE = "a".repeat(40);
  private static final String PARENT = "b".repeat(40);
  private static final String AUTHOR = "Plinth <plinth@localhost>";
  private static final String MESSAGE = "Refresh base:1\n\n- `base`\n\nPlinth-Group: base\n";

  private static final Identity WHO = new Identity(AUTHOR, "Somebody <s@b>");

  private static String commit(String tree, String parents, String author, String message) {
    return "tree "
        + tree
        + "\n"
        + parents
        + "author "
        + author
        + " 5 +0000\n"
        + "committer Somebody <s@b> 5 +0000\n\n"
        + message;
  }

  private static String intact(String commit) {
    return Seal.intact(commit.getBytes(UTF_8)).seal();
  }

  private static String sealed(long time) {
    return Seal.on(MESSAGE, new Seal.Sealed(PARENT, TREE, WHO, time));
  }

  @Test
  void holdsAndBreaks() {
    String sealed = sealed(5);
    String parent = "parent " + PARENT + "\n";
    String whole = commit(TREE, parent, AUTHOR, sealed);
    String seal = intact(whole);
    assertThat(seal).hasSize(40);
    assertThat(sealed).contains("Plinth-Seal: " + seal + " 5\n");
    assertThat(intact(commit("c".repeat(40), parent, AUTHOR, sealed))).isEmpty();
    assertThat(intact(commit(TREE, "parent " + TREE + "\n", AUTHOR, sealed))).isEmpty();
    assertThat(intact(commit(TREE, parent + parent, AUTHOR, sealed))).isEmpty();
    assertThat(intact(commit(TREE, "", AUTHOR, sealed))).isEmpty();
    assertThat(intact(commit(TREE, parent, "Ann <ann@example.org>", sealed))).isEmpty();
    assertThat(intact(commit(TREE, parent, AUTHOR, "Mine: " + sealed))).isEmpty();
    assertThat(intact(commit(TREE, parent, AUTHOR, sealed + "Signed-off-by: Ann\n"))).isEmpty();
    assertThat(intact(commit(TREE, parent, AUTHOR, MESSAGE))).isEmpty();
    assertThat(Seal.intact(null)).isEqualTo(Seal.Tip.NONE);
    assertThat(Seal.intact(whole.getBytes(UTF_8)).parent()).isEqualTo(PARENT);
    assertThat(intact("")).isEmpty();
    assertThat(intact("author x\n\nPlinth-Seal: " + seal + " 5")).isEmpty();
    assertThat(intact("tree x\nauthor \n\n\nPlinth-Seal: " + seal + " 5")).isEmpty();
  }

  @Test
  void datesSignaturesAndCommittersAreSealedToo() {
    String whole = commit(TREE, "parent " + PARENT + "\n", AUTHOR, sealed(5));
    assertThat(intact(whole)).isNotEmpty();
    assertThat(intact(whole.replace("<s@b> 5", "<s@b> 6"))).isEmpty();
    assertThat(intact(whole.replace("localhost> 5", "localhost> 6"))).isEmpty();
    assertThat(intact(whole.replace(" 5 +0000", " 6 +0000"))).isEmpty();
    assertThat(intact(whole.replace(" 5 +0000", " 5 +0100"))).isEmpty();
    assertThat(intact(whole.replace("Somebody", "Ann"))).isEmpty();
    assertThat(intact(whole.replaceFirst("\n\n", "\ngpgsig x\n\n"))).isEmpty();
    assertThat(intact(whole.replaceFirst("\n\n", "\nencoding ISO-8859-1\n\n"))).isEmpty();
  }

  @Test
  void theSameAgainOnAnotherDayHasTheSameSeal() {
    String one = commit(TREE, "parent " + PARENT + "\n", AUTHOR, sealed(5));
    String other = commit(TREE, "parent " + PARENT + "\n", AUTHOR, sealed(6));
    assertThat(intact(other.replace(" 5 +0000", " 6 +0000"))).isEqualTo(intact(one));
  }
}
