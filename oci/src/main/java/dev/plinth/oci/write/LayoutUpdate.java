package dev.plinth.oci.write;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds images, byte for byte, to an OCI layout that is there already, or to a new one: OCI
 * image-spec image-layout.md.
 *
 * <p>In a layout that is there, a blob appears under its name only when it is whole and proved;
 * {@code index.json} is replaced last, in one step. What the layout has stays as it is: other tags,
 * members of the index that are not known here, blobs. Whoever is killed in the midst leaves the
 * old index, and blobs that nothing names. A new layout is made beside its place and moved there
 * whole.
 *
 * <p>The file {@code oci-layout} is locked meanwhile, so that two at once do not lose each other's
 * tags. Safe for several threads, {@link #finish} and {@link #close} excepted.
 */
public final class LayoutUpdate implements Closeable {
  private static final String REF_NAME = "org.opencontainers.image.ref.name";
  private static final String WORK = ".plinth-";
  private static final byte[] VERSION =
      "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII);

  /** Where it will stand. */
  private final Path folder;

  /** Where it is made: the same for a layout that is there already. */
  private final Path place;

  /** For blobs that are not whole yet. */
  private final Path work;

  private final @Nullable FileChannel locked;
  private final List<Descriptor> tagged = new ArrayList<>();
  private boolean finished;

  private LayoutUpdate(Path folder, Path place, Path work, @Nullable FileChannel locked) {
    this.folder = folder;
    this.place = place;
    this.work = work;
    this.locked = locked;
  }

  /**
   * Begins.
   *
   * @throws dev.plinth.foundation.PlinthException when something other than a layout is there, or
   *     the place cannot be written
   */
  public static LayoutUpdate of(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      if (Files.isRegularFile(absolute.resolve("oci-layout"))) {
        return existing(folder, absolute);
      }
      if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)
          && !TemporaryPlaces.isReplaceable(absolute)) {
        throw WriteErrors.occupied(folder);
      }
      Path place = TemporaryPlaces.beside(absolute);
      Path work = Files.createDirectory(place.resolve(WORK + "new"));
      Files.write(place.resolve("oci-layout"), VERSION);
      return new LayoutUpdate(absolute, place, work, null);
    } catch (IOException e) {
      throw WriteErrors.failed(folder, e);
    }
  }

  private static LayoutUpdate existing(Path folder, Path absolute) throws IOException {
    FileChannel channel =
        FileChannel.open(
            absolute.resolve("oci-layout"), StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw WriteErrors.locked(folder);
      }
      // Whoever left these was killed: nobody else works here now.
      try (DirectoryStream<Path> left = Files.newDirectoryStream(absolute, WORK + "*")) {
        left.forEach(TemporaryPlaces::delete);
      }
      Path work = Files.createTempDirectory(absolute, WORK);
      locked = true;
      return new LayoutUpdate(absolute, absolute, work, channel);
    } catch (OverlappingFileLockException e) {
      throw WriteErrors.locked(folder);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private Path blob(Digest digest) throws IOException {
    Path blobs = place.resolve("blobs").resolve(digest.algorithm());
    Files.createDirectories(blobs);
    return blobs.resolve(digest.hex());
  }

  /** True when the blob is there and is what its digest says; a damaged one counts as absent. */
  public boolean has(Descriptor descriptor) {
    try {
      Path blob = blob(descriptor.digest());
      if (!Files.isRegularFile(blob) || Files.size(blob) != descriptor.size()) {
        return false;
      }
      MessageDigest hash = Digests.computation(descriptor.digest().algorithm());
      try (InputStream in = Files.newInputStream(blob)) {
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          hash.update(buffer, 0, n);
        }
      }
      return Digests.result(descriptor.digest().algorithm(), hash).equals(descriptor.digest());
    } catch (IOException e) {
      throw WriteErrors.failed(folder, e);
    }
  }

  /**
   * Writes a blob, reading the content to its end; nothing of it appears unless it is what the
   * descriptor says.
   *
   * @throws IOException when the content cannot be read
   */
  public void blob(Descriptor descriptor, InputStream content) throws IOException {
    Path file;
    MessageDigest hash = Digests.computation(descriptor.digest().algorithm());
    long size = 0;
    try {
      file = Files.createTempFile(work, "blob", "");
    } catch (IOException e) {
      throw WriteErrors.failed(folder, e);
    }
    try (OutputStream out = open(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        size += n;
        if (size > descriptor.size()) {
          break; // said below
        }
        hash.update(buffer, 0, n);
        write(out, buffer, n);
      }
    }
    Digest found = Digests.result(descriptor.digest().algorithm(), hash);
    if (size != descriptor.size() || !found.equals(descriptor.digest())) {
      Files.deleteIfExists(file);
      throw WriteErrors.content(descriptor, size, found);
    }
    try {
      TemporaryPlaces.readable(file);
      Files.move(
          file,
          blob(descriptor.digest()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw WriteErrors.failed(folder, e);
    }
  }

  private OutputStream open(Path file) {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw WriteErrors.failed(folder, e);
    }
  }

  private void write(OutputStream out, byte[] buffer, int count) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw WriteErrors.failed(folder, e);
    }
  }

  /**
   * Lists an image or index, in the place of what had that name.
   *
   * @param name a tag, or a whole reference; empty for none
   */
  public void tag(String name, Descriptor image) {
    tagged.add(LayoutWriter.named(image, name));
  }

  /** Replaces the index; a new layout moves to its place. */
  public void finish() {
    try {
      byte[] index = index();
      Path file = work.resolve("index.json");
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(index);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.createDirectories(place.resolve("blobs"));
      Files.move(
          file,
          place.resolve("index.json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      TemporaryPlaces.delete(work);
      if (!place.equals(folder)) {
        TemporaryPlaces.replaceFolder(place, folder);
      }
      finished = true;
    } catch (IOException e) {
      throw WriteErrors.failed(folder, e);
    }
  }

  /** The index as it is, with what is tagged in it; all else stays as it was written. */
  private byte[] index() throws IOException {
    Path file = place.resolve("index.json");
    List<Json> others = new ArrayList<>();
    Json before = null;
    if (Files.isRegularFile(file)) {
      int limit = Limits.defaults().documentBytes();
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(limit + 1);
        if (bytes.length > limit) {
          throw WriteErrors.index(folder, "it has more than " + limit + " bytes");
        }
        before = JsonReader.read(bytes);
      } catch (JsonSyntaxException e) {
        throw WriteErrors.index(folder, String.valueOf(e.getMessage()));
      }
      if (!(before instanceof Json.Obj) || !(before.get("manifests") instanceof Json.Arr)) {
        throw WriteErrors.index(folder, "it has no list of manifests");
      }
      for (Json entry : before.items("manifests")) {
        if (!isReplaced(entry)) {
          others.add(entry);
        }
      }
    }
    return ImageDocuments.index(before, others, tagged);
  }

  private boolean isReplaced(Json entry) {
    Json annotations = entry.get("annotations");
    String text = annotations == null ? null : annotations.text(REF_NAME);
    String name = text == null ? "" : text;
    for (Descriptor descriptor : tagged) {
      if (name.equals(descriptor.annotation(REF_NAME))
          && (!name.isEmpty() || descriptor.digest().toString().equals(entry.text("digest")))) {
        return true;
      }
    }
    return false;
  }

  /** Without {@link #finish}, what was there stays as it was. */
  @Override
  public void close() {
    if (!finished) {
      TemporaryPlaces.delete(place.equals(folder) ? work : place);
    }
    if (locked != null) {
      try {
        locked.close();
      } catch (IOException e) {
        // the lock goes with the process at the latest
      }
    }
  }
}
