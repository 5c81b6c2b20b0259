package dev.plinth.foundation.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSL's results beside the JDK's. */
class HashesTest {
  private static final List<String> FOLDERS =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/usr/lib64",
          "/lib64",
          "/usr/lib");

  @TempDir Path folder;

  private static @Nullable Path installed() {
    for (String folder : FOLDERS) {
      Path file = Path.of(folder, "libcrypto.so.3");
      if (Files.isReadable(file)) {
        return file;
      }
    }
    return null;
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA-1", "SHA-256", "SHA-384", "SHA-512"})
  void bothAgree(String algorithm) throws NoSuchAlgorithmException {
    Path file = installed();
    assumeTrue(file != null, "OpenSSL 3 is not installed here");
    OpensslLibrary library = Hashes.library(String.valueOf(file));
    assertThat(library).isNotNull();
    MessageDigest hash = Hashes.of(algorithm, library);
    assertThat(hash).isInstanceOf(OpensslDigest.class);
    long seed = Long.getLong("plinth.seed", 20261128);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    MessageDigest jdk = MessageDigest.getInstance(algorithm);
    for (int round = 0; round < 60; round++) {
      // The same computation again and again: it begins anew after each result.
      byte[] bytes = new byte[round < 40 ? round * 7 : random.nextInt(300_000)];
      random.nextBytes(bytes);
      int at = 0;
      while (at < bytes.length) {
        int length = 1 + random.nextInt(bytes.length - at);
        switch (random.nextInt(4)) {
          case 0 -> hash.update(bytes, at, length);
          case 1 -> Hashes.update(hash, direct(bytes, at, length), new byte[1000]);
          case 2 -> hash.update(ByteBuffer.wrap(bytes, at, length));
          default -> {
            length = 1;
            hash.update(bytes[at]);
          }
        }
        at += length;
      }
      Hashes.update(jdk, direct(bytes, 0, bytes.length), new byte[1000]);
      assertThat(hash.digest()).as("round %d", round).isEqualTo(jdk.digest());
    }
    hash.update((byte) 1);
    hash.reset();
    assertThat(hash.digest()).isEqualTo(jdk.digest());
    assertThat(hash.getDigestLength()).isEqualTo(jdk.getDigestLength());
  }

  private static ByteBuffer direct(byte[] bytes, int from, int length) {
    return ByteBuffer.allocateDirect(length).put(bytes, from, length).flip();
  }

  @Test
  void algorithmsThatTheLibraryHasNotAreTheJdks() {
    Path file = installed();
    assumeTrue(file != null, "OpenSSL 3 is not installed here");
    assertThat(Hashes.of("SHA-224", Hashes.library(String.valueOf(file))).getDigestLength())
        .isEqualTo(28);
  }

  @Test
  void withoutALibraryTheJdkHashes() throws IOException {
    assertThat(Hashes.library(null)).isNull();
    assertThat(Hashes.library("")).isNull();
    assertThat(Hashes.library(folder.resolve("libcrypto.so.3").toString())).isNull();
    Path text = Files.writeString(folder.resolve("libcrypto.so.3"), "no library");
    assertThat(Hashes.library(text.toString())).isNull();
    assertThat(Hashes.of("SHA-256", null).digest()).hasSize(32);
  }

  @Test
  void aLibraryOfOtherFunctionsIsRefused() {
    Path library = Path.of("/lib/x86_64-linux-gnu/libc.so.6");
    assumeTrue(Files.isReadable(library), "this C library is not here");
    assertThatThrownBy(() -> OpensslLibrary.open(library))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Hashes.library(library.toString())).isNull();
  }
}
