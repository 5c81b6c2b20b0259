package dev.plinth.oci.source;

import dev.plinth.oci.layer.LayerBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A layout's folder. Only regular files count; links to them are followed, as tools that share
 * blobs between layouts make them: what is read is proved by its digest.
 */
final class FolderStore implements ReachableStore {
  private final Path root;
  private final int documentBytes;

  FolderStore(Path root, int documentBytes) {
    this.root = root;
    this.documentBytes = documentBytes;
  }

  @Override
  public String label() {
    return root.toString();
  }

  private @Nullable Path path(String name) {
    String clean = name.startsWith("/") ? null : EntryTable.clean(name);
    if (clean == null) {
      return null;
    }
    try {
      return root.resolve(clean);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static long size(@Nullable Path path) {
    if (path == null) {
      return -1;
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile() ? attributes.size() : -1;
    } catch (IOException e) {
      return -1; // absent, or as good as absent
    }
  }

  @Override
  public long size(String name) {
    return size(path(name));
  }

  @Override
  public byte @Nullable [] document(String name) {
    Path path = path(name);
    long size = size(path);
    if (path == null || size < 0) {
      return null;
    }
    if (size > documentBytes) {
      throw SourceErrors.documentSize(label(), name, size, documentBytes);
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(documentBytes);
    } catch (IOException e) {
      throw SourceErrors.unreadable(path.toString(), e);
    }
  }

  @Override
  public String canonical(String name) {
    String clean = EntryTable.clean(name);
    return clean == null ? name : clean;
  }

  @Override
  public Set<String> names() {
    return Set.of();
  }

  @Override
  public Opened open(String name) throws IOException {
    Path path = path(name);
    long size = size(path);
    if (path == null || size < 0) {
      throw SourceErrors.missingEntry(label(), "the image", name);
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    return new Opened(LayerBytes.file(name + " of " + label(), channel, 0, size), channel);
  }

  @Override
  public Region region(String name) throws IOException {
    Path path = path(name);
    long size = size(path);
    if (path == null || size < 0) {
      throw SourceErrors.missingEntry(label(), "the image", name);
    }
    return new Region(FileChannel.open(path, StandardOpenOption.READ), 0, size);
  }

  @Override
  public String identity(String name) {
    Path path = path(name);
    return path == null ? "" : FileIdentity.of(path);
  }

  @Override
  public byte[] head(String name) throws IOException {
    Path path = path(name);
    if (path == null || size(path) < 0) {
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(ArchiveMagic.HEAD);
    }
  }

  @Override
  public void close() {}
}
