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

  private static String commit(String tree, String parents, String author, String message) {
    return "tree "
        + tree
        + "\n"
        + parents
        + "author "
        + author
        + " 1 +0000\ncommitter Somebody <s@b> 2 +0000\n\n"
        + message;
  }

  private static String intact(String commit) {
    return Seal.intact(commit.getBytes(UTF_8));
  }

  @Test
  void holdsAndBreaks() {
    String sealed = Seal.on(MESSAGE, PARENT, TREE, AUTHOR);
    String parent = "parent " + PARENT + "\n";
    String seal = Seal.in(sealed);
    assertThat(seal).hasSize(40);
    assertThat(intact(commit(TREE, parent, AUTHOR, sealed))).isEqualTo(seal);
    assertThat(intact(commit("c".repeat(40), parent, AUTHOR, sealed))).isEmpty();
    assertThat(intact(commit(TREE, "parent " + TREE + "\n", AUTHOR, sealed))).isEmpty();
    assertThat(intact(commit(TREE, parent + parent, AUTHOR, sealed))).isEmpty();
    assertThat(intact(commit(TREE, "", AUTHOR, sealed))).isEmpty();
    assertThat(intact(commit(TREE, parent, "Ann <ann@example.org>", sealed))).isEmpty();
    assertThat(intact(commit(TREE, parent, AUTHOR, "Mine: " + sealed))).isEmpty();
    assertThat(intact(commit(TREE, parent, AUTHOR, sealed + "Signed-off-by: Ann\n"))).isEmpty();
    assertThat(intact(commit(TREE, parent, AUTHOR, MESSAGE))).isEmpty();
    assertThat(Seal.intact(null)).isEmpty();
    assertThat(intact("")).isEmpty();
    assertThat(intact("author x\n\nPlinth-Seal: " + seal)).isEmpty();
    assertThat(intact("tree x\nauthor \n\n\nPlinth-Seal: " + seal)).isEmpty();
  }
}
