package dev.plinth.inventory.facts;

import dev.plinth.oci.image.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Facts kept on disk: of layers in {@code layers}, of whole images in {@code images}, each in a
 * file named after what it is of and the readers' version; in {@code proofs}, by digest, the
 * identities of files whose bytes were proved to have it, a line each, the latest first; and in
 * {@code targets} which image a target was last, which is a guess and nothing more.
 *
 * <p>Files are written under another name and moved into place whole, so that any number of
 * processes may read and write at once. What a file says is believed only when its checksum, the
 * readers' version and the name inside fit; anything else is as good as absent and is replaced.
 * Facts come here only once their layer was authenticated. Nothing here fails a scan: without the
 * folder everything is read anew, and {@link #note} says why.
 */
public final class FactsCache {
  /** How much is kept by default. */
  public static final long DEFAULT_BYTES = 1L << 30;

  private static final long TOUCH_MILLIS = 60 * 60 * 1000;
  private static final int MAX_IMAGE = 256 << 20;
  private static final int MAX_PROOFS = 16;
  private static final int MAX_PROOF_BYTES = 4096;

  /** What is decoded on a guess: the guess may be wrong, and costs this memory then. */
  private static final int MAX_GUESSED = 4 << 20;

  private static final int KEY_LENGTH = 64;

  /** A power of two: a scan that keeps anything lists them all. */
  private static final int MOST_TARGETS = 1024;

  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final @Nullable Path layers;
  private final @Nullable Path images;
  private final @Nullable Path proofs;
  private final @Nullable Path targets;
  private final long maxBytes;
  private final AtomicLong written = new AtomicLong();
  private volatile String note;

  private FactsCache(
      @Nullable Path layers,
      @Nullable Path images,
      @Nullable Path proofs,
      @Nullable Path targets,
      long maxBytes,
      String note) {
    this.layers = layers;
    this.images = images;
    this.proofs = proofs;
    this.targets = targets;
    this.maxBytes = maxBytes;
    this.note = note;
  }

  /**
   * The one in that folder, which is made when it is missing.
   *
   * @param maxBytes what may be kept; what was not used for longest goes first
   */
  public static FactsCache open(Path folder, long maxBytes) {
    Path root = CacheFolder.make(folder);
    Path layers = root == null ? null : CacheFolder.make(root.resolve("layers"));
    Path images = root == null ? null : CacheFolder.make(root.resolve("images"));
    Path proofs = root == null ? null : CacheFolder.make(root.resolve("proofs"));
    Path targets = root == null ? null : CacheFolder.make(root.resolve("targets"));
    String refusal =
        root == null || layers == null || images == null || proofs == null
            ? "it cannot be made"
            : CacheFolder.refusal(root, layers, images, proofs);
    // Guesses are worth no word: a cache that is only read may be from before they were kept.
    boolean guesses = targets != null && CacheFolder.refusal(targets) == null;
    return refusal == null
        ? new FactsCache(layers, images, proofs, guesses ? targets : null, maxBytes, "")
        : new FactsCache(
            null,
            null,
            null,
            null,
            maxBytes,
            String.valueOf(FactsErrors.cacheFolder(folder, refusal).getMessage()));
  }

  /** Why nothing is kept, as a sentence; empty when all is well. */
  public String note() {
    return note;
  }

  /** The kept facts of a layer; null when there are none to be believed. */
  @Nullable LayerFacts layer(Digest digest, long readerVersion, MemoryBudget budget) {
    if (layers == null) {
      return null;
    }
    Path file = layers.resolve(name(digest, readerVersion));
    FileChannel channel = null;
    LayerFacts facts = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      facts = LayerFactsCodec.read(channel, digest, readerVersion, budget);
      touch(file);
      return facts;
    } catch (IOException e) {
      return null;
    } finally {
      if (channel != null && (facts == null || !facts.table().inFile())) {
        close(channel);
      }
    }
  }

  /** Keeps what was written for a layer that was authenticated by that digest. */
  void keepLayer(Digest digest, long readerVersion, Spool spool) {
    if (layers == null) {
      return;
    }
    Path target = layers.resolve(name(digest, readerVersion));
    Path file = spool.file();
    byte[] bytes = spool.inMemory();
    if (bytes != null) {
      write(layers, target, bytes, Math.toIntExact(spool.length()));
    } else if (file != null && spool.channel() != null) {
      try {
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        spool.disown();
        written.addAndGet(spool.length());
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  /** The kept facts of an image; null when there are none to be believed. */
  @Nullable FoldedImage image(String key, long readerVersion) {
    if (images == null) {
      return null;
    }
    Path file = images.resolve(name(key, readerVersion));
    try {
      if (Files.size(file) > MAX_IMAGE) {
        return null;
      }
      FoldedImage image = InventoryCodec.read(Files.readAllBytes(file), key, readerVersion);
      touch(file);
      return image;
    } catch (IOException e) {
      return null;
    }
  }

  /** Keeps what was folded of layers that all were authenticated. */
  void keepImage(String key, long readerVersion, FoldedImage image) {
    if (images == null) {
      return;
    }
    byte[] bytes = InventoryCodec.write(key, readerVersion, image);
    if (bytes.length <= MAX_IMAGE) {
      write(images, images.resolve(name(key, readerVersion)), bytes, bytes.length);
    }
  }

  /** The image that the target was when it was last read; empty where that is not known. */
  String guess(String target) {
    Path file = targets == null ? null : targets.resolve(targetName(target));
    // Its length tells that it is no pipe, which would be waited for.
    String key = file == null || file.toFile().length() != KEY_LENGTH ? "" : read(file);
    return isKey(key) ? key : "";
  }

  private static boolean isKey(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return text.length() == KEY_LENGTH;
  }

  /** Whether facts of the image are kept, and few enough to be decoded on a guess. */
  boolean small(String key, long readerVersion) {
    if (images == null) {
      return false;
    }
    long size = images.resolve(name(key, readerVersion)).toFile().length();
    return size > 0 && size <= MAX_GUESSED;
  }

  /** Keeps what the target was found to be. */
  void keepGuess(String target, String key) {
    if (targets == null) {
      return;
    }
    byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
    try {
      replace(targets, targets.resolve(targetName(target)), bytes, bytes.length);
    } catch (IOException | UnsupportedOperationException e) {
      // Nothing is lost but a guess.
      return;
    }
  }

  /** One of few names, so that new targets replace old ones: two of one name are guessed wrong. */
  private static String targetName(String target) {
    return Long.toHexString(PathHash.of(target) & (MOST_TARGETS - 1));
  }

  /** True when the file of that identity was proved to have that digest. */
  boolean proved(Digest digest, String identity) {
    return proofs != null && ("\n" + proofs(digest)).contains("\n" + identity + "\n");
  }

  /** Keeps that the file of that identity has that digest, beside others of late. */
  void keepProof(Digest digest, String identity) {
    if (proofs == null) {
      return;
    }
    StringBuilder lines = new StringBuilder(identity).append('\n');
    String before = proofs(digest);
    int at = 0;
    for (int kept = 1; kept < MAX_PROOFS && at < before.length(); kept++) {
      int end = before.indexOf('\n', at) + 1;
      if (end == 0) {
        break;
      }
      if (!before.substring(at, end - 1).equals(identity)) {
        lines.append(before, at, end);
      }
      at = end;
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.ISO_8859_1);
    write(proofs, proofs.resolve(proofName(digest)), bytes, bytes.length);
  }

  private String proofs(Digest digest) {
    return proofs == null ? "" : read(proofs.resolve(proofName(digest)));
  }

  private static String read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocate(MAX_PROOF_BYTES);
      int length = channel.read(buffer);
      return length <= 0 ? "" : new String(buffer.array(), 0, length, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static String proofName(Digest digest) {
    return digest.algorithm() + "-" + digest.hex();
  }

  /** A new file that may become a kept layer; null when there can be none. */
  @Nullable Path newTemporaryFile() {
    if (layers == null) {
      return null;
    }
    try {
      return newFile(layers);
    } catch (IOException | UnsupportedOperationException e) {
      failed(e);
      return null;
    }
  }

  private static Path newFile(Path folder) throws IOException {
    String name =
        CacheTidying.TEMPORARY
            + ProcessHandle.current().pid()
            + "-"
            + COUNTER.incrementAndGet()
            + "-"
            + Long.toHexString(System.nanoTime());
    return CacheFolder.newFile(folder, name);
  }

  private void write(Path folder, Path target, byte[] bytes, int length) {
    try {
      replace(folder, target, bytes, length);
      written.addAndGet(length);
    } catch (IOException | UnsupportedOperationException e) {
      failed(e);
    }
  }

  /** Puts a file into its place, whole or not at all. */
  private static void replace(Path folder, Path target, byte[] bytes, int length)
      throws IOException {
    Path file = newFile(folder);
    try {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(file);
      throw e;
    }
  }

  /**
   * Holds the folder to its size; to be called once when all is done, and cheap when nothing was
   * kept.
   */
  public void tidy() {
    if (layers != null && images != null && proofs != null && written.getAndSet(0) > 0) {
      if (targets == null) {
        CacheTidying.run(maxBytes, layers, images, proofs);
      } else {
        CacheTidying.run(maxBytes, layers, images, proofs, targets);
      }
    }
  }

  private void failed(Exception e) {
    if (note.isEmpty()) {
      note =
          "Layer facts could not be kept in the cache ("
              + e.getClass().getSimpleName()
              + "); layers are read anew each time";
    }
  }

  private static void touch(Path file) throws IOException {
    long now = System.currentTimeMillis();
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (attributes.lastModifiedTime().toMillis() < now - TOUCH_MILLIS) {
      try {
        Files.setLastModifiedTime(file, FileTime.fromMillis(now));
      } catch (NoSuchFileException e) {
        // Another process has made room; what was read is whole all the same.
        return;
      } catch (IOException e) {
        // A cache that cannot be written to is still read.
        return;
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Tidying finds it later.
      return;
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It was only read.
      return;
    }
  }

  private static String name(Digest digest, long readerVersion) {
    return name(proofName(digest), readerVersion);
  }

  private static String name(String key, long readerVersion) {
    return key + "-" + Long.toHexString(readerVersion);
  }
}
