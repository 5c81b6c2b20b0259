package dev.plinth.inventory.os;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.Fact;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Licences from Debian's {@code usr/share/doc/PACKAGE/copyright}. In the machine-readable form
 * (DEP-5: a {@code Format} field first) the first lines of its {@code License} fields; in a free
 * text, the files of {@code /usr/share/common-licenses} that it points to.
 */
public final class DebianCopyrightCataloguer implements Cataloguer {
  private static final String FOLDER = "usr/share/doc/";
  private static final String FILE = "/copyright";

  @Override
  public String id() {
    return "debian-copyright";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
    String path = entry.path();
    if (entry.type() != EntryType.FILE || !path.startsWith(FOLDER) || !path.endsWith(FILE)) {
      return null;
    }
    int slash = path.length() - FILE.length();
    if (slash <= FOLDER.length() || path.indexOf('/', FOLDER.length()) != slash) {
      return null;
    }
    return new Reader(sink, path.substring(FOLDER.length(), slash));
  }

  private static final class Reader extends LineConsumer {
    private static final int MAX_LINE = 1 << 10;
    private static final int MAX_LICENSES = 200;
    private static final int MAX_LINES = 200_000;
    private static final byte[] COMMON =
        "/usr/share/common-licenses/".getBytes(StandardCharsets.US_ASCII);

    private final FactSink sink;
    private final String packageName;
    private final Set<String> licenses = new LinkedHashSet<>();
    private boolean machineReadable;
    private boolean begun;

    Reader(FactSink sink, String packageName) {
      super(MAX_LINE);
      this.sink = sink;
      this.packageName = packageName;
    }

    @Override
    boolean line(byte[] bytes, int offset, int length, boolean cut) {
      if (length == 0) {
        return true;
      }
      int colon = colon(bytes, offset, length);
      if (!begun) {
        begun = true;
        machineReadable =
            FieldText.named(bytes, offset, colon, "format")
                || FieldText.named(bytes, offset, colon, "format-specification");
      }
      if (!machineReadable) {
        pointers(bytes, offset, offset + length);
      } else if (FieldText.named(bytes, offset, colon, "license")) {
        add(FieldText.of(bytes, offset + colon + 1, length - colon - 1));
      }
      return licenses.size() < MAX_LICENSES && number() < MAX_LINES;
    }

    /** Where the field's name ends; 0 when the line is no field of a length that matters. */
    private static int colon(byte[] bytes, int offset, int length) {
      for (int i = 0; i < Math.min(length, 32); i++) {
        if (bytes[offset + i] == ':') {
          return i;
        }
      }
      return 0;
    }

    private void add(String license) {
      if (!license.isEmpty()) {
        licenses.add(license);
      }
    }

    private void pointers(byte[] bytes, int start, int end) {
      for (int i = start; i + COMMON.length < end; i++) {
        if (bytes[i] == '/' && startsWith(bytes, i, COMMON)) {
          int from = i + COMMON.length;
          int to = from;
          while (to < end && nameByte(bytes[to])) {
            to++;
          }
          while (to > from && bytes[to - 1] == '.') {
            to--;
          }
          add(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
          i = Math.max(i, to - 1);
        }
      }
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] prefix) {
      for (int i = 0; i < prefix.length; i++) {
        if (bytes[at + i] != prefix[i]) {
          return false;
        }
      }
      return true;
    }

    private static boolean nameByte(byte b) {
      return (b >= 'a' && b <= 'z')
          || (b >= 'A' && b <= 'Z')
          || (b >= '0' && b <= '9')
          || b == '.'
          || b == '-'
          || b == '+'
          || b == '_';
    }

    @Override
    void done() {
      if (!licenses.isEmpty()) {
        sink.add(new Fact.LicenseFact(packageName, List.copyOf(licenses)));
      }
    }
  }
}
