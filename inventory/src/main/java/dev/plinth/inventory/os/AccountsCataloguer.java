package dev.plinth.inventory.os;

import dev.plinth.inventory.catalog.Account;
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
 * Users and groups by passwd(5) and group(5): {@code etc/passwd} and {@code etc/group}, a line
 * each, whose fields colons part. Lines that name nobody are passed over, as the C library does.
 *
 * <pre>
 * user  = name ":" password ":" uid ":" gid ":" comment ":" home ":" shell
 * group = name ":" password ":" gid ":" members
 * </pre>
 */
public final class AccountsCataloguer implements Cataloguer {
  private static final int MAX_LINE = 1 << 10;
  private static final int MAX_LINES = 1_000;

  @Override
  public String id() {
    return "accounts";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
    String path = entry.path();
    if (!path.startsWith("etc/") || entry.type() != EntryType.FILE) {
      return null;
    }
    return path.equals("etc/passwd") || path.equals("etc/group")
        ? new Reader(sink, path.equals("etc/group"))
        : null;
  }

  private static final class Reader extends LineConsumer {
    private final FactSink sink;
    private final boolean groups;
    private final List<Account> accounts = new ArrayList<>();

    Reader(FactSink sink, boolean groups) {
      super(MAX_LINE);
      this.sink = sink;
      this.groups = groups;
    }

    @Override
    boolean line(byte[] bytes, int offset, int length, boolean cut) {
      if (accounts.size() == MAX_LINES) {
        return false;
      }
      // A group's members may be many, but come last.
      String[] fields = FieldText.of(bytes, offset, length).split(":", groups ? 4 : 7);
      long id = fields.length < 3 ? -1 : number(fields[2]);
      long group = groups ? id : fields.length < 4 ? -1 : number(fields[3]);
      if (id >= 0 && group >= 0 && !fields[0].isEmpty()) {
        accounts.add(
            new Account(fields[0], id, group, groups || fields.length < 7 || cut ? "" : fields[6]));
      }
      return true;
    }

    @Override
    void done() {
      sink.add(new Fact.AccountsFact(groups, accounts));
    }

    private static long number(String text) {
      if (text.isEmpty() || text.length() > 10) {
        return -1;
      }
      long number = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c < '0' || c > '9') {
          return -1;
        }
        number = number * 10 + c - '0';
      }
      return number;
    }
  }
}
