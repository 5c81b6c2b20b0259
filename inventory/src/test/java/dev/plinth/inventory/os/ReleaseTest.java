package dev.plinth.inventory.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.catalog.Fact;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleaseTest {
  private static Map<String, String> values(Reading reading) {
    assertThat(reading.facts()).hasSize(1);
    return ((Fact.ReleaseFact) reading.facts().getFirst()).values();
  }

  private static Map<String, String> release(String path, String content) {
    return values(Reading.of(new ReleaseFileCataloguer(), path, content));
  }

  @Test
  void readsShellQuoting() {
    Reading reading =
        Reading.of(
            new OsReleaseCataloguer(),
            "usr/lib/os-release",
            "# comment\r\n\r\nID=debian\r\nNAME=\"Debian \\\"GNU\\\"/Linux \\$5 \\x\"\r\n"
                + "VERSION='12 (bookworm)' # trailing\nVERSION_ID=12\\ 5\nEMPTY=\nMIX=a\"b c\"'d'\n"
                + "ID=ubuntu\n");
    assertThat(reading.problems()).isEmpty();
    assertThat(values(reading))
        .isEqualTo(
            Map.of(
                "ID", "ubuntu",
                "NAME", "Debian \"GNU\"/Linux $5 \\x",
                "VERSION", "12 (bookworm)",
                "VERSION_ID", "12 5",
                "EMPTY", "",
                "MIX", "ab cd"));
  }

  @Test
  void saysWhichLinesAreNoAssignments() {
    Reading reading =
        Reading.of(
            new OsReleaseCataloguer(),
            "etc/os-release",
            "ID=alpine\nwhat is this\n1X=2\nNAME=\"open\nVERSION=3 20\n=5\n");
    assertThat(reading.problems())
        .containsExactly(
            "line 2 is no assignment of a variable",
            "line 3 is no assignment of a variable",
            "line 4 has a quote that does not end",
            "line 5 goes on after the value",
            "line 6 is no assignment of a variable");
    assertThat(values(reading)).containsEntry("ID", "alpine").containsEntry("NAME", "open");
  }

  @Test
  void saysWhenAFileIsTooLong() {
    Reading reading =
        Reading.of(
            new OsReleaseCataloguer(), "etc/os-release", "ID=debian\n#" + "x".repeat(70_000));
    assertThat(reading.problems())
        .containsExactly("the file is longer than 65536 bytes; the rest is not read");
    assertThat(values(reading)).isEqualTo(Map.of("ID", "debian"));
  }

  @Test
  void readsOlderReleaseFiles() {
    assertThat(release("etc/debian_version", "12.5\n"))
        .isEqualTo(
            Map.of(
                "ID", "debian",
                "VERSION_ID", "12",
                "DEBIAN_VERSION_FULL", "12.5",
                "PRETTY_NAME", "Debian GNU/Linux 12.5",
                "release-file", "etc/debian_version"));
    assertThat(release("etc/debian_version", "trixie/sid\n"))
        .containsEntry("VERSION_CODENAME", "trixie")
        .doesNotContainKey("VERSION_ID");
    assertThat(release("etc/alpine-release", "3.21.0_alpha20240807\n"))
        .containsEntry("ID", "alpine")
        .containsEntry("VERSION_ID", "3.21.0_alpha20240807");
    assertThat(
            release(
                "etc/lsb-release",
                "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=22.04\nDISTRIB_CODENAME=jammy\n"
                    + "DISTRIB_DESCRIPTION=\"Ubuntu 22.04.4 LTS\"\n"))
        .isEqualTo(
            Map.of(
                "ID", "ubuntu",
                "VERSION_ID", "22.04",
                "VERSION_CODENAME", "jammy",
                "PRETTY_NAME", "Ubuntu 22.04.4 LTS",
                "release-file", "etc/lsb-release"));
  }

  @Test
  void readsTheRedHatFamily() {
    record Case(String line, String id, String version) {}
    for (Case c :
        List.of(
            new Case("CentOS Linux release 7.9.2009 (Core)", "centos", "7.9.2009"),
            new Case("CentOS release 6.10 (Final)", "centos", "6.10"),
            new Case("CentOS Stream release 9", "centos", "9"),
            new Case("Red Hat Enterprise Linux Server release 6.10 (Santiago)", "rhel", "6.10"),
            new Case("Red Hat Enterprise Linux release 9.3 (Plow)", "rhel", "9.3"),
            new Case("Fedora release 40 (Forty)", "fedora", "40"),
            new Case("Rocky Linux release 9.3 (Blue Onyx)", "rocky", "9.3"),
            new Case("AlmaLinux release 8.9 (Midnight Oncilla)", "almalinux", "8.9"),
            new Case("Oracle Linux Server release 8.9", "ol", "8.9"),
            new Case("Amazon Linux release 2 (Karoo)", "amzn", "2"),
            new Case("Amazon Linux AMI release 2018.03", "amzn", "2018.03"))) {
      assertThat(release("etc/redhat-release", c.line + "\n"))
          .as(c.line)
          .containsEntry("ID", c.id)
          .containsEntry("VERSION_ID", c.version)
          .containsEntry("PRETTY_NAME", c.line);
    }
    Reading odd = Reading.of(new ReleaseFileCataloguer(), "etc/system-release", "whatever\n");
    assertThat(odd.facts()).isEmpty();
    assertThat(odd.problems()).containsExactly("the file names no release in a way that is known");
  }
}
