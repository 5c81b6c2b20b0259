package dev.plinth.inventory.os;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.Fact;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The distribution by os-release(5): {@code etc/os-release} (usually a symbolic link, then without
 * content) and {@code usr/lib/os-release}.
 */
public final class OsReleaseCataloguer implements Cataloguer {
  private static final int MAX_SIZE = 64 << 10;

  @Override
  public String id() {
    return "os-release";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
    String path = entry.path();
    if (!path.endsWith("/os-release")
        || entry.type() != EntryType.FILE
        || !(path.equals("etc/os-release") || path.equals("usr/lib/os-release"))) {
      return null;
    }
    return new WholeFile(MAX_SIZE) {
      @Override
      void content(byte[] content, boolean cut) {
        if (cut) {
          sink.problem("the file is longer than " + MAX_SIZE + " bytes; the rest is not read");
        }
        ProblemLog problems = new ProblemLog(sink);
        Map<String, String> values =
            ShellVariables.read(new String(content, StandardCharsets.UTF_8), problems);
        problems.end();
        if (!values.isEmpty()) {
          sink.add(new Fact.ReleaseFact(values));
        }
      }
    };
  }
}
