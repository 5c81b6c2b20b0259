package dev.plinth.oci.source;

import dev.plinth.oci.Limits;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryPath;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.LayerVisitor;
import dev.plinth.oci.tar.TarEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Shows a folder's files to a visitor as if they were a layer, in the order of their names.
 *
 * <p>No symbolic link is followed, so that nothing outside the folder is seen, though files be
 * exchanged meanwhile: folders are opened from the folder above, without following links, where the
 * system can do that. Devices, pipes and sockets are never opened. Of the running machine's own
 * root the kernel's file systems ({@code /proc}, {@code /sys} …) are left out: they are not files.
 * What cannot be read is told as a problem, and the walk goes on.
 */
final class FolderWalk {
  private static final Set<String> KERNEL =
      Set.of(
          "proc",
          "sysfs",
          "cgroup",
          "cgroup2",
          "devpts",
          "devtmpfs",
          "mqueue",
          "debugfs",
          "tracefs",
          "securityfs",
          "pstore",
          "bpf",
          "configfs",
          "fusectl",
          "efivarfs",
          "binfmt_misc",
          "rpc_pipefs",
          "hugetlbfs",
          "autofs",
          "nsfs");
  private static final String ATTRIBUTES = "unix:mode,size,uid,gid,dev,rdev,lastModifiedTime";
  private static final int TYPE = 0170000;
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final Path root;
  private final Limits limits;
  private final ImageOptions.Progress progress;
  private final LayerVisitor visitor;
  private final BooleanSupplier closed;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private long entries;
  private long bytes;

  FolderWalk(Path root, ImageOptions options, LayerVisitor visitor, BooleanSupplier closed) {
    this.root = root;
    this.limits = options.limits();
    this.progress = options.progress();
    this.visitor = visitor;
    this.closed = closed;
  }

  /** The bytes of all files that were seen. */
  long bytes() {
    return bytes;
  }

  /** One file of a folder. */
  private record Child(String name, Path path) {}

  void run() {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
      Map<String, Object> attributes = Files.readAttributes(root, ATTRIBUTES);
      folder(stream, root, "", 0, number(attributes, "dev"));
    } catch (IOException e) {
      throw SourceErrors.unreadable(root.toString(), e);
    }
  }

  private void folder(DirectoryStream<Path> stream, Path at, String path, int depth, long device) {
    List<Child> children;
    try {
      children = children(stream);
    } catch (IOException e) {
      problem(path, "the folder", e);
      return;
    }
    for (Child child : children) {
      if (closed.getAsBoolean()) {
        throw SourceErrors.closed(root.toString());
      }
      String inner = path.isEmpty() ? child.name : path + "/" + child.name;
      if (++entries > limits.entries()) {
        throw SourceErrors.folderLimit(
            root.toString(), "it has more than " + limits.entries() + " files");
      }
      if (depth + 1 > limits.pathDepth() || inner.length() > limits.pathBytes()) {
        throw SourceErrors.folderLimit(
            root.toString(), "its folders nest deeper than the limits allow, at " + path);
      }
      Path file = at.resolve(child.path.getFileName());
      try {
        child(stream, file, inner, depth + 1, device);
      } catch (IOException e) {
        problem(inner, "it", e);
      }
    }
  }

  private List<Child> children(DirectoryStream<Path> stream) throws IOException {
    List<Child> children = new ArrayList<>();
    try {
      for (Path path : stream) {
        if (children.size() > limits.entries()) {
          break;
        }
        children.add(new Child(name(path), path));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.sort(Comparator.comparing(Child::name));
    return children;
  }

  private void child(DirectoryStream<Path> stream, Path file, String path, int depth, long device)
      throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    int mode = (int) number(attributes, "mode");
    switch (mode & TYPE) {
      case 0040000 -> {
        long own = number(attributes, "dev");
        if (own != device && KERNEL.contains(Files.getFileStore(file).type())) {
          return;
        }
        visitor.entry(entry(path, EntryType.DIRECTORY, attributes, 0, ""));
        try (DirectoryStream<Path> inside = open(stream, file)) {
          folder(inside, file, path, depth, own);
        }
      }
      case 0100000 -> regular(stream, file, path, attributes);
      case 0120000 ->
          visitor.entry(
              entry(path, EntryType.SYMLINK, attributes, 0, text(Files.readSymbolicLink(file))));
      case 0020000 -> visitor.entry(entry(path, EntryType.CHARACTER_DEVICE, attributes, 0, ""));
      case 0060000 -> visitor.entry(entry(path, EntryType.BLOCK_DEVICE, attributes, 0, ""));
      case 0010000 -> visitor.entry(entry(path, EntryType.FIFO, attributes, 0, ""));
      default -> visitor.entry(entry(path, EntryType.OTHER, attributes, 0, ""));
    }
  }

  @SuppressWarnings("StreamResourceLeak") // the caller closes it
  private static DirectoryStream<Path> open(DirectoryStream<Path> above, Path folder)
      throws IOException {
    Path name = folder.getFileName();
    return above instanceof SecureDirectoryStream<Path> secure
        ? secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)
        : Files.newDirectoryStream(folder);
  }

  private void regular(
      DirectoryStream<Path> folder, Path file, String path, Map<String, Object> attributes)
      throws IOException {
    long size = number(attributes, "size");
    ContentConsumer consumer = visitor.entry(entry(path, EntryType.FILE, attributes, size, ""));
    if (consumer == null) {
      bytes += size;
      return;
    }
    try (SeekableByteChannel channel = channel(folder, file)) {
      long left = size;
      boolean more = true;
      while (more && left > 0) {
        buffer.clear().limit((int) Math.min(left, buffer.capacity()));
        int read = channel.read(buffer);
        if (read < 0) {
          visitor.problem(path, "it became shorter while it was read");
          break;
        }
        left -= read;
        bytes += read;
        if (bytes > limits.unpackedBytes()) {
          throw SourceErrors.folderLimit(
              root.toString(), "it has more than " + limits.unpackedBytes() + " bytes");
        }
        progress.advanced(read);
        more = consumer.accept(buffer.array(), 0, read);
      }
      bytes += Math.max(left, 0);
    } catch (IOException e) {
      problem(path, "it", e);
    }
    consumer.end();
  }

  private static SeekableByteChannel channel(DirectoryStream<Path> folder, Path file)
      throws IOException {
    return folder instanceof SecureDirectoryStream<Path> secure
        ? secure.newByteChannel(file.getFileName(), READ)
        : Files.newByteChannel(file, READ);
  }

  private void problem(String path, String what, IOException cause) {
    visitor.problem(path, what + " could not be read: " + SourceErrors.reason(cause));
  }

  private static TarEntry entry(
      String path, EntryType type, Map<String, Object> attributes, long size, String link) {
    long device = number(attributes, "rdev");
    boolean node = type == EntryType.CHARACTER_DEVICE || type == EntryType.BLOCK_DEVICE;
    FileTime modified = (FileTime) attributes.get("lastModifiedTime");
    return new TarEntry(
        path,
        type,
        size,
        (int) number(attributes, "mode") & 07777,
        number(attributes, "uid"),
        number(attributes, "gid"),
        modified == null ? 0 : Math.floorDiv(modified.to(TimeUnit.MILLISECONDS), 1_000L),
        link,
        Map.of(),
        node ? (int) (((device >> 8) & 0xfff) | ((device >> 32) & ~0xfffL)) : 0,
        node ? (int) ((device & 0xff) | ((device >> 12) & ~0xffL)) : 0);
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number value ? value.longValue() : 0;
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : text(name);
  }

  /**
   * A path's own bytes as layers have them: Java shows bytes that are not of the system's character
   * set as U+FFFD, but keeps them, and its URIs have them escaped.
   */
  private static String text(Path path) {
    String text = path.toString();
    if (text.indexOf('\ufffd') < 0) {
      return text;
    }
    String absolute = path.isAbsolute() ? "" : "/";
    String raw = Path.of("/").resolve(path).toUri().getRawPath();
    byte[] bytes = new byte[raw.length()];
    int n = 0;
    for (int i = absolute.length(); i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%' && i + 2 < raw.length()) {
        bytes[n++] = (byte) Integer.parseInt(raw, i + 1, i + 3, 16);
        i += 2;
      } else {
        bytes[n++] = (byte) c;
      }
    }
    return EntryPath.decode(bytes, 0, n);
  }
}
