package dev.plinth.inventory.os;

import dev.plinth.foundation.SafeText;
import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.Fact;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files dpkg's packages own: {@code info/NAME[:ARCHITECTURE].list} (a path a line, folders
 * too), {@code info/*.md5sums} and, in distroless images, {@code status.d/*.md5sums} (32
 * hexadecimal digits, two blanks, a path from the root). opkg's lists have a tab and more after the
 * path.
 */
public final class DpkgFilesCataloguer implements Cataloguer {
  private static final int DIGEST = 32;

  @Override
  public String id() {
    return "dpkg-files";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
    String path = entry.path();
    if (entry.type() != EntryType.FILE) {
      return null;
    }
    boolean list = path.endsWith(".list");
    if (!list && !path.endsWith(".md5sums")) {
      return null;
    }
    int folder = folder(path, list);
    if (folder < 0 || path.indexOf('/', folder) >= 0) {
      return null;
    }
    int end = path.lastIndexOf('.');
    int colon = path.indexOf(':', folder);
    boolean qualified = colon >= 0 && colon < end;
    return new Reader(
        sink,
        path.substring(folder, qualified ? colon : end),
        qualified ? path.substring(colon + 1, end) : "",
        list);
  }

  /** The length of the folder's part of the path, -1 when it is none of dpkg's. */
  private static int folder(String path, boolean list) {
    if (path.startsWith("var/lib/dpkg/info/")) {
      return "var/lib/dpkg/info/".length();
    }
    if (list) {
      return path.startsWith("usr/lib/opkg/info/") || path.startsWith("var/lib/opkg/info/")
          ? "usr/lib/opkg/info/".length()
          : -1;
    }
    return path.startsWith("var/lib/dpkg/status.d/") ? "var/lib/dpkg/status.d/".length() : -1;
  }

  private static final class Reader extends LineConsumer {
    private final FactSink sink;
    private final String name;
    private final String architecture;
    private final boolean list;
    private final ProblemLog problems;
    private final OwnedPaths paths;
    private @Nullable String before;

    Reader(FactSink sink, String name, String architecture, boolean list) {
      super(PathText.MAX_LENGTH + 64);
      this.sink = sink;
      this.name = name;
      this.architecture = architecture;
      this.list = list;
      this.problems = new ProblemLog(sink);
      this.paths = new OwnedPaths(problems);
    }

    @Override
    boolean line(byte[] bytes, int offset, int length, boolean cut) {
      if (length == 0) {
        return true;
      }
      int start = offset;
      int end = offset + length;
      if (list) {
        for (int i = start; i < end; i++) {
          if (bytes[i] == '\t') {
            end = i;
          }
        }
      } else {
        start += DIGEST;
        if (length <= DIGEST + 2 || bytes[start] != ' ') {
          problems.add("line " + number() + " is no checksum of a file");
          return true;
        }
        start += 2;
      }
      String path = PathText.of(bytes, start, end - start);
      if (path == null) {
        problems.add(
            "line " + number() + " of " + SafeText.of(name) + " has a path no file can have");
        return true;
      }
      next(path);
      return paths.open();
    }

    /** Keeps the path before, unless this one shows that it is a folder. */
    private void next(@Nullable String path) {
      String last = before;
      boolean folder =
          last != null
              && path != null
              && path.length() > last.length()
              && path.charAt(last.length()) == '/'
              && path.startsWith(last);
      if (last != null && !folder) {
        paths.add(last);
      }
      before = path;
    }

    @Override
    void done() {
      next(null);
      List<String> owned = paths.take();
      if (!owned.isEmpty()) {
        sink.add(new Fact.OwnedFilesFact(name, architecture, owned));
      }
      problems.end();
    }
  }
}
