package dev.plinth.inventory.os;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import org.jspecify.annotations.Nullable;

/**
 * Packages that dpkg says are installed: its status file, the one-package files of distroless
 * images ({@code status.d}, PACKAGE_METADATA.md there), and opkg's status file, of the same form.
 */
public final class DpkgStatusCataloguer implements Cataloguer {
  private static final String DPKG = "var/lib/dpkg/status";

  @Override
  public String id() {
    return "dpkg-status";
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
    if (path.startsWith(DPKG)) {
      boolean wanted =
          path.length() == DPKG.length()
              || (path.startsWith(".d/", DPKG.length())
                  && path.indexOf('/', DPKG.length() + 3) < 0
                  && !path.endsWith(".md5sums"));
      return wanted ? new DpkgStatusReader(sink, "") : null;
    }
    if (path.equals("usr/lib/dpkg/status")) {
      return new DpkgStatusReader(sink, "");
    }
    if (path.equals("usr/lib/opkg/status") || path.equals("var/lib/opkg/status")) {
      return new DpkgStatusReader(sink, "opkg");
    }
    return null;
  }
}
