package dev.plinth.bases.index;

import dev.plinth.oci.image.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The index of known bases: every image that was indexed or learnt, in one file.
 *
 * <p>Whoever changes it holds a lock beside it, writes a whole new file and puts it in the place of
 * the old one, so that readers see the one or the other and nothing is lost between two writers. A
 * damaged file is never written over.
 */
public final class BaseIndex implements Closeable {
  /** Most images it holds. */
  static final int MOST_IMAGES = 250_000;

  /** Most names and digests by which one image was seen. */
  static final int MOST_SIGHTINGS = 10_000;

  private static final String PART = ".part";

  /** A file lock is the process's: threads need another. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final IndexFile file;

  private BaseIndex(IndexFile file) {
    this.file = file;
  }

  /**
   * Opens the index in that file; null where there is none.
   *
   * @throws dev.plinth.foundation.PlinthException {@code PLINTH-BASE-INDEX-…} when it is damaged
   */
  public static @Nullable BaseIndex open(Path path) {
    IndexFile file = IndexFile.open(path);
    return file == null ? null : new BaseIndex(file);
  }

  @Override
  public void close() {
    file.close();
  }

  /** How many images it knows. */
  public int size() {
    return file.size();
  }

  /** All of them, by name, platform and digest. */
  public List<KnownImage> all() {
    file.checkAll();
    List<KnownImage> all = new ArrayList<>(file.all());
    all.sort(
        Comparator.comparing((KnownImage image) -> image.best().name())
            .thenComparing(KnownImage::platform)
            .thenComparing(KnownImage::identity));
    return all;
  }

  /** Those with that digest, of manifest, configuration or index. */
  public List<KnownImage> ofDigest(Digest digest) {
    return file.named(digest.toString());
  }

  /** Those that were ever seen by exactly that name. */
  public List<KnownImage> ofName(String name) {
    return file.named(name);
  }

  /** Those whose layers all together have that key of {@link Fingerprints#chains}. */
  List<KnownImage> ofChain(Key key) {
    return file.ofChain(key);
  }

  /**
   * Adds what was seen to the index in that file, which is made where there is none.
   *
   * @return how many images were not known before
   */
  public static int add(Path path, List<KnownImage> seen) {
    int[] before = new int[1];
    int after =
        update(
            path,
            images -> {
              before[0] = images.size();
              for (KnownImage image : seen) {
                images.merge(image.identity(), image, KnownImage::and);
              }
              return images;
            });
    return after - before[0];
  }

  /**
   * Takes out what has that digest, or was seen by that name. An image that was seen by other names
   * too only loses this one.
   *
   * @throws dev.plinth.foundation.PlinthException when nothing has it
   */
  public static void forget(Path path, String id) {
    update(
        path,
        images -> {
          Map<String, KnownImage> left = new LinkedHashMap<>();
          boolean found = false;
          for (Map.Entry<String, KnownImage> entry : images.entrySet()) {
            KnownImage image = entry.getValue();
            if (!image.ids().contains(id)) {
              left.put(entry.getKey(), image);
              continue;
            }
            found = true;
            List<Sighting> others = new ArrayList<>(image.sightings());
            others.removeIf(sighting ->
                sighting.name().equals(id) || id.equals(String.valueOf(sighting.root())));
            boolean whole = id.equals(image.identity()) || id.equals(image.config().toString());
            if (!whole && !others.isEmpty()) {
              left.put(entry.getKey(), image.seen(others));
            }
          }
          if (!found) {
            throw IndexErrors.unknown(path, id);
          }
          return left;
        });
  }

  /** How many images there are then. */
  private static int update(Path path, UnaryOperator<Map<String, KnownImage>> change) {
    THREADS.lock();
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Path lock = path.resolveSibling(path.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        Map<String, KnownImage> images = new LinkedHashMap<>();
        try (IndexFile file = IndexFile.open(path)) {
          if (file != null) {
            file.checkAll();
            for (KnownImage image : file.all()) {
              images.put(image.identity(), image);
            }
          }
        }
        Map<String, KnownImage> changed = change.apply(images);
        write(path, changed);
        return held.isValid() ? changed.size() : 0;
      }
    } catch (IOException e) {
      throw IndexErrors.io(path, e);
    } finally {
      THREADS.unlock();
    }
  }

  private static void write(Path path, Map<String, KnownImage> images) throws IOException {
    if (images.size() > MOST_IMAGES) {
      throw IndexErrors.full(path, "it would have more than " + MOST_IMAGES + " images");
    }
    IndexWriter writer = new IndexWriter();
    for (KnownImage image : images.values()) {
      if (image.sightings().size() > MOST_SIGHTINGS) {
        throw IndexErrors.full(
            path, image.shown() + " would have more than " + MOST_SIGHTINGS + " names");
      }
      writer.add(image);
    }
    if (writer.bytes() > IndexFile.LONGEST) {
      throw IndexErrors.full(path, "it would be longer than " + IndexFile.LONGEST + " bytes");
    }
    removeParts(path);
    Path part =
        Files.createTempFile(path.toAbsolutePath().getParent(), path.getFileName() + ".", PART);
    try {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        writer.write(channel);
        channel.force(true);
      }
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** What a run that was ended left behind: nobody else writes while the lock is held. */
  private static void removeParts(Path path) throws IOException {
    String glob = path.getFileName() + ".*" + PART;
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(path.toAbsolutePath().getParent(), glob)) {
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    }
  }
}
