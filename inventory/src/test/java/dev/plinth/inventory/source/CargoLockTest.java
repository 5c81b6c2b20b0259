package dev.plinth.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.Inventory;
import org.junit.jupiter.api.Test;

/**
 * The forms that {@code Cargo.lock} has in the field beside the plain ones of {@link
 * RealLockFilesTest}.
 */
class CargoLockTest extends WrittenTree {
  @Test
  void cargoOfVersionOneAndGit() {
    Inventory inventory;
    Trees.write(
        root,
        "Cargo.lock",
        """
        [[package]]
        name = "a"
        version = "1.0.0"
        source = "registry+https://github.com/rust-lang/crates.io-index"

        [[package]]
        name = "g"
        version = "0.2.0"
        source = "git+https://example.com/g?branch=main#0123"

        [metadata]
        "checksum a 1.0.0 (registry+https://github.com/rust-lang/crates.io-index)" = "%s"
        """
            .formatted("ab".repeat(32)));
    inventory = SourceTree.read(root);
    assertThat(Trees.lines(inventory))
        .containsExactly("Cargo.lock:2 pkg:cargo/a@1.0.0", "Cargo.lock:7 pkg:cargo/g@0.2.0");
    assertThat(inventory.packages().get(0).details()).containsEntry("sha256", "ab".repeat(32));
    assertThat(inventory.packages().get(1).details()).containsEntry("source", "git");
  }
}
