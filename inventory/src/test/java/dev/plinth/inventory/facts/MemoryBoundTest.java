package dev.plinth.inventory.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many entries an image has, a heap of 256 MB is enough. */
class MemoryBoundTest {
  @TempDir Path temp;

  @Test
  void threeMillionEntriesFitWithoutACache() throws Exception {
    assertThat(run("1500000", "")).isZero();
  }

  @Test
  void threeMillionEntriesFitWithACache() throws Exception {
    assertThat(run("1500000", temp.resolve("plinth").toString())).isZero();
  }

  private static int run(String entries, String cache) throws Exception {
    return ChildJvm.start(
            List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"),
            ManyEntriesMain.class,
            entries,
            cache)
        .waitFor();
  }
}
