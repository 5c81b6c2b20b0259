package dev.plinth.inventory.os;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.Fact;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The repositories apk is configured with: {@code etc/apk/repositories}, a line each, {@code #}
 * beginning a comment. They tell edge from a release better than os-release does.
 */
public final class ApkRepositoriesCataloguer implements Cataloguer {
  private static final int MAX_LINE = 2 << 10;
  private static final int MAX_LINES = 200;

  @Override
  public String id() {
    return "apk-repositories";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
    return entry.path().equals("etc/apk/repositories") && entry.type() == EntryType.FILE
        ? new Reader(sink)
        : null;
  }

  private static final class Reader extends LineConsumer {
    private final FactSink sink;
    private final List<String> lines = new ArrayList<>();

    Reader(FactSink sink) {
      super(MAX_LINE);
      this.sink = sink;
    }

    @Override
    boolean line(byte[] bytes, int offset, int length, boolean cut) {
      String line = FieldText.of(bytes, offset, length);
      if (line.isEmpty() || line.charAt(0) == '#') {
        return true;
      }
      if (cut) {
        sink.problem("line " + number() + " is longer than " + MAX_LINE + " bytes");
        return false;
      }
      if (lines.size() == MAX_LINES) {
        sink.problem("there are more than " + MAX_LINES + " repositories; the rest is not read");
        return false;
      }
      lines.add(line);
      return true;
    }

    @Override
    void done() {
      sink.add(new Fact.RepositoriesFact(lines));
    }
  }
}
