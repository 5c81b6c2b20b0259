package dev.plinth.oci.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known of a layer spares the reading of its bytes, never the proof of them. */
class KnownLayersTest {
  @TempDir Path folder;

  private static TestImage image() {
    byte[][] tars = new byte[3][];
    for (int i = 0; i < tars.length; i++) {
      byte[] content = new byte[1000 + 300_000 * i];
      new Random(i).nextBytes(content);
      tars[i] = new Tars().file("f" + i, content).bytes();
    }
    return TestImage.amd64(Tars::gzip, tars);
  }

  private static Learnt knowingAll(TestImage image) {
    Learnt learnt = new Learnt();
    image.stored().forEach(stored -> learnt.known.put(Tars.digest(stored), List.of("known")));
    return learnt;
  }

  private static Tars layout(TestImage image) {
    return TestImage.layout(TestImage.index(image.named("1")), image);
  }

  private static byte[] damaged(byte[] bytes) {
    byte[] damaged = bytes.clone();
    damaged[damaged.length / 2] ^= 1;
    return damaged;
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aDamagedLayerIsFoundThoughItIsKnown(Way way) {
    TestImage image = image();
    for (byte[] stored : image.stored()) {
      byte[] archive = layout(image).file(TestImage.blob(stored), damaged(stored)).bytes();
      assertThatThrownBy(() -> way.analyze(folder, archive, "", knowingAll(image)))
          .isInstanceOfSatisfying(
              PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-LAYER-DIGEST"));
    }
  }

  @Test
  void aFileThatWasProvedIsNotOpenedAgainUntilItIsAnother() {
    TestImage image = image();
    Learnt learnt = knowingAll(image);
    try (Watched store = new Watched(image, "first")) {
      assertThat(store.analyze(learnt).layers()).allMatch(List.of("known")::equals);
      assertThat(store.opened).hasSize(3);
      store.opened.clear();
      assertThat(store.analyze(learnt).layers()).allMatch(List.of("known")::equals);
      assertThat(store.opened).isEmpty();
      store.identity = "second";
      store.damaged = true;
      assertThatThrownBy(() -> store.analyze(learnt))
          .isInstanceOfSatisfying(
              PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-LAYER-DIGEST"));
      assertThat(learnt.proofs).noneMatch(proof -> proof.endsWith("second"));
      // Without an identity there is nothing to go by.
      store.identity = "";
      store.damaged = false;
      store.opened.clear();
      store.analyze(learnt);
      store.analyze(learnt);
      assertThat(store.opened).hasSize(6);
    }
    assertThat(learnt.begun).hasValue(0);
  }

  @Test
  void aFirstReadingProvesTheFileAsWell() {
    TestImage image = image();
    Learnt learnt = new Learnt();
    try (Watched store = new Watched(image, "first")) {
      store.analyze(learnt);
      assertThat(learnt.begun).hasValue(3);
      assertThat(learnt.proofs).hasSize(3);
    }
  }

  @Test
  void anIdentityTellsChangesOfAFile() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "bytes");
    long later = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() + 60_000);
    String identity = FileIdentity.of(file, later);
    if (identity.isEmpty()) {
      assertThat(Files.getFileStore(file).supportsFileAttributeView("unix")).isFalse();
      return;
    }
    assertThat(identity).doesNotContain("\n");
    assertThat(FileIdentity.of(file, later)).isEqualTo(identity);
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(FileIdentity.of(link, later)).isEqualTo(identity);
    FileTime modified = Files.getLastModifiedTime(file);
    Path copy = folder.resolve("copy");
    Files.copy(file, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    assertThat(FileIdentity.of(copy, later)).isNotEqualTo(identity);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    assertThat(FileIdentity.of(file, later)).isNotEqualTo(identity);
    // Another size, and the time of modification put back.
    Files.writeString(file, "other bytes");
    Files.setLastModifiedTime(file, modified);
    assertThat(FileIdentity.of(file, later)).isNotEqualTo(identity);
  }

  @Test
  void thereIsNoIdentityWhereAChangeMightNotShow() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "bytes");
    long now = TimeUnit.MILLISECONDS.toNanos(Files.getLastModifiedTime(file).toMillis());
    assertThat(FileIdentity.of(file, now)).isEmpty();
    assertThat(FileIdentity.of(file, now + TimeUnit.SECONDS.toNanos(1))).isEmpty();
    assertThat(FileIdentity.of(file, now - TimeUnit.DAYS.toNanos(1))).as("clocks differ").isEmpty();
    assertThat(FileIdentity.of(folder.resolve("absent"))).isEmpty();
  }

  /** A layout whose files have the identity that the test gives them. */
  private final class Watched implements LayerStore {
    private final LayerStore whole;
    private final LayerStore broken;
    private final List<String> opened = java.util.Collections.synchronizedList(new ArrayList<>());
    private String identity;
    private boolean damaged;

    Watched(TestImage image, String identity) {
      this.identity = identity;
      Tars damage = layout(image);
      image.stored().forEach(stored -> damage.file(TestImage.blob(stored), damaged(stored)));
      try {
        whole = open("whole.tar", layout(image).bytes());
        broken = open("broken.tar", damage.bytes());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private LayerStore open(String name, byte[] bytes) throws IOException {
      return TarFileStore.open(Files.write(folder.resolve(name), bytes), Limits.defaults());
    }

    AnalyzedImage<List<String>> analyze(Learnt learnt) {
      Target target = Target.parse("oci-archive:" + folder.resolve("whole.tar"));
      ImageOptions options = Way.options("linux/amd64");
      StoredImage image =
          new ImageChooser(label(), target, options.platform())
              .choose(ImageCatalog.of(whole, options.limits(), target, null).candidates());
      return new ParallelLayers<>(this, options, learnt, new Cancellation()).read(image);
    }

    @Override
    public String identity(String name) {
      return identity.isEmpty() ? "" : name + " " + identity;
    }

    @Override
    public Opened open(String name) throws IOException {
      opened.add(name);
      return (damaged ? broken : whole).open(name);
    }

    @Override
    public byte[] head(String name) throws IOException {
      return whole.head(name);
    }

    @Override
    public String label() {
      return whole.label();
    }

    @Override
    public long size(String name) {
      return whole.size(name);
    }

    @Override
    public byte @Nullable [] document(String name) {
      return whole.document(name);
    }

    @Override
    public String canonical(String name) {
      return whole.canonical(name);
    }

    @Override
    public Set<String> names() {
      return whole.names();
    }

    @Override
    public void close() {
      try {
        whole.close();
        broken.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
