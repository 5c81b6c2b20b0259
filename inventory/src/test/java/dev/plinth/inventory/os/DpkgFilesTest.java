package dev.plinth.inventory.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.catalog.Fact;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class DpkgFilesTest {
  private final DpkgFilesCataloguer cataloguer = new DpkgFilesCataloguer();

  @Test
  void readsListsWithoutTheirFolders() {
    Reading reading =
        Reading.of(
            cataloguer,
            "var/lib/dpkg/info/libc6:amd64.list",
            "/.\n/lib\n/lib/x86_64-linux-gnu\n/lib/x86_64-linux-gnu/libc.so.6\n/usr\n/usr/lib\n"
                + "/usr/lib/gconv\n/usr/libexec");
    assertThat(reading.owned())
        .containsExactly(
            new Fact.OwnedFilesFact(
                "libc6",
                "amd64",
                List.of("lib/x86_64-linux-gnu/libc.so.6", "usr/lib/gconv", "usr/libexec")));
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void readsChecksums() {
    Reading reading =
        Reading.of(
            cataloguer,
            "var/lib/dpkg/status.d/base-files.md5sums",
            "d41d8cd98f00b204e9800998ecf8427e  usr/share/doc/base-files/README\nbad line\n"
                + "d41d8cd98f00b204e9800998ecf8427e  usr/share/../x\n");
    assertThat(reading.owned())
        .containsExactly(
            new Fact.OwnedFilesFact("base-files", "", List.of("usr/share/doc/base-files/README")));
    assertThat(reading.problems())
        .containsExactly(
            "line 2 is no checksum of a file", "line 3 of base-files has a path no file can have");
  }

  @Test
  void readsOpkgLists() {
    Reading reading =
        Reading.of(cataloguer, "usr/lib/opkg/info/libc.list", "/lib/libc.so\t0100755\t12\n");
    assertThat(reading.owned().getFirst().paths()).containsExactly("lib/libc.so");
  }

  @Test
  void keepsBytesThatAreNotUtf8() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {'/', 'a', (byte) 0xff, (byte) 0xc3, (byte) 0xa9, '/', 'b', '\n'});
    Reading reading = Reading.of(cataloguer, "var/lib/dpkg/info/p.list", bytes.toByteArray());
    assertThat(reading.owned().getFirst().paths()).containsExactly("a\udcff\u00e9/b");
  }

  @Test
  void wantsListsAndChecksumsOnly() {
    for (String path :
        List.of(
            "var/lib/dpkg/info/libc6.postinst",
            "var/lib/dpkg/info/sub/libc6.list",
            "var/lib/dpkg/status.d/libc6.list",
            "etc/apt/sources.list")) {
      assertThat(Reading.of(cataloguer, path, "").wanted()).as(path).isFalse();
    }
  }
}
