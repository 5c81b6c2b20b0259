package dev.plinth.advisories.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plinth.foundation.PlinthException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machine can do to an update: no room, no permission, a rival. */
class StoreFaultTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("advisories.db");
  }

  /** Fills a store on a small disk until it is full, and says by which error. */
  static final class Filler {
    private Filler() {}

    public static void main(String[] arguments) throws Exception {
      Path file = Path.of(arguments[0]);
      SyntheticStore.fill(file, 20, 1);
      byte[] before = Files.readAllBytes(file);
      try (StoreUpdate update = AdvisoryStore.openForUpdate(file)) {
        update.begin("too much");
        Random random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
          update.put(SyntheticStore.advisory(i, 100_000, random));
        }
        update.commit();
        update.publish();
        System.out.println("it went in");
      } catch (PlinthException e) {
        System.out.println(e.code() + " " + e.getMessage());
      }
      System.out.println(java.util.Arrays.equals(before, Files.readAllBytes(file)));
      System.out.println(Files.exists(file.resolveSibling("advisories.db.new")));
      // No room for even the copy: the same error, before anything is read.
      byte[] rest = new byte[4096];
      try (var out = Files.newOutputStream(file.resolveSibling("ballast"))) {
        while (true) {
          out.write(rest);
        }
      } catch (java.io.IOException full) {
        System.out.println("full");
      }
      try (StoreUpdate update = AdvisoryStore.openForUpdate(file)) {
        System.out.println("it went in");
      } catch (PlinthException e) {
        System.out.println(e.code());
      }
      try (AdvisoryStore store = AdvisoryStore.openReadOnly(file)) {
        System.out.println(store.status().advisories());
      }
    }
  }

  /** In a user namespace of its own, where anybody may mount a file system of two megabytes. */
  @Test
  void aFullDiskLeavesTheOldData() throws Exception {
    String mount = "mount -t tmpfs -o size=2m none \"$1\"";
    assumeTrue(
        Files.exists(Path.of("/usr/bin/unshare"))
            && new ProcessBuilder("unshare", "-Urm", "sh", "-c", mount, "sh", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor()
                == 0,
        "skipped: this system mounts no tmpfs in a user namespace");
    Process process =
        new ProcessBuilder(
                "unshare",
                "-Urm",
                "sh",
                "-c",
                mount + "; shift; exec \"$@\"",
                "sh",
                folder.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Filler.class.getName(),
                file().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said.lines())
        .containsExactly(
            "PLINTH-STORE-FULL Tried to write the advisory store "
                + file()
                + ", but the disk is full; make room and try again: the data from before are"
                + " untouched",
            "true",
            "false",
            "full",
            "PLINTH-STORE-FULL",
            "20");
  }

  @Test
  void aReadOnlyFolderIsReadAndNotWritten() throws Exception {
    SyntheticStore.fill(file(), 20, 1);
    Files.delete(folder.resolve("advisories.db.lock"));
    assertThat(folder.toFile().setWritable(false)).isTrue();
    try {
      assumeTrue(!Files.isWritable(folder), "skipped: this user writes wherever he likes");
      try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
        assertThat(store.status().advisories()).isEqualTo(20);
      }
      assertThatThrownBy(() -> AdvisoryStore.openForUpdate(file()))
          .hasMessageContaining("permission")
          .extracting(e -> ((PlinthException) e).code())
          .isEqualTo("PLINTH-STORE-IO");
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
  }

  /** The second of two updates sees what the first one brought. */
  @Test
  void twoUpdatesFollowOneAnother() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread first =
        new Thread(() -> {
          try (StoreUpdate update = AdvisoryStore.openForUpdate(file())) {
            begun.countDown();
            update.begin("first");
            update.put(SyntheticStore.advisory(1, 10, new Random(1)));
            update.commit();
            update.publish();
          } catch (Throwable e) {
            failure.set(e);
          }
        });
    first.start();
    begun.await();
    try (StoreUpdate update = AdvisoryStore.openForUpdate(file())) {
      update.begin("second");
      update.put(SyntheticStore.advisory(2, 10, new Random(2)));
      update.commit();
      update.publish();
    }
    first.join();
    assertThat(failure.get()).isNull();
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
      assertThat(store.status().advisories()).isEqualTo(2);
    }
  }
}
