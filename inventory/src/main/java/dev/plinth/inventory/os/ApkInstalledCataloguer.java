package dev.plinth.inventory.os;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import org.jspecify.annotations.Nullable;

/** Packages, and the files they own, that apk says are installed. */
public final class ApkInstalledCataloguer implements Cataloguer {
  @Override
  public String id() {
    return "apk-installed";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
    String path = entry.path();
    return path.endsWith("lib/apk/db/installed")
            && entry.type() == EntryType.FILE
            && (path.equals("lib/apk/db/installed") || path.equals("usr/lib/apk/db/installed"))
        ? new ApkInstalledReader(sink)
        : null;
  }
}
