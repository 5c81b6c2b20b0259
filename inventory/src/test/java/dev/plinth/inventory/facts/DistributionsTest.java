package dev.plinth.inventory.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.catalog.Fact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DistributionsTest {
  private static Distributions.Release release(String path, String... pairs) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return new Distributions.Release(path, values);
  }

  private static String of(List<String> repositories, Distributions.Release... releases) {
    Distribution d = Distributions.of(List.of(releases), repositories, "");
    return d.id() + "|" + d.versionId() + "|" + d.codename() + "|" + d.prettyName();
  }

  private static String os(String... pairs) {
    return of(List.of(), release("etc/os-release", pairs));
  }

  @Test
  void debian() {
    assertThat(
            os(
                "ID",
                "debian",
                "VERSION_ID",
                "\"12\"",
                "VERSION_CODENAME",
                "bookworm",
                "PRETTY_NAME",
                "Debian GNU/Linux 12 (bookworm)"))
        .isEqualTo("debian|12|bookworm|Debian GNU/Linux 12 (bookworm)");
    assertThat(
            os(
                "ID",
                "debian",
                "VERSION_ID",
                "8",
                "VERSION",
                "8 (jessie)",
                "NAME",
                "Debian GNU/Linux"))
        .isEqualTo("debian|8|jessie|Debian GNU/Linux 8 (jessie)");
    assertThat(
            os(
                "ID",
                "debian",
                "VERSION_CODENAME",
                "trixie",
                "PRETTY_NAME",
                "Debian GNU/Linux trixie/sid"))
        .isEqualTo("debian||trixie|Debian GNU/Linux trixie/sid");
    assertThat(os("ID", "debian", "PRETTY_NAME", "Debian GNU/Linux trixie/sid"))
        .isEqualTo("debian||trixie|Debian GNU/Linux trixie/sid");
    assertThat(
            of(
                List.of(),
                release("etc/os-release", "ID", "debian", "NAME", "Debian GNU/Linux"),
                release(
                    "etc/debian_version",
                    Fact.ReleaseFact.RELEASE_FILE,
                    "etc/debian_version",
                    "ID",
                    "debian",
                    "VERSION_CODENAME",
                    "forky")))
        .isEqualTo("debian||forky|Debian GNU/Linux");
    assertThat(os("ID", "debian", "VERSION_ID", "12", "PRETTY_NAME", "Distroless"))
        .isEqualTo("debian|12||Distroless");
  }

  @Test
  void ubuntu() {
    assertThat(
            os(
                "ID",
                "ubuntu",
                "VERSION_ID",
                "24.04",
                "VERSION_CODENAME",
                "noble",
                "ID_LIKE",
                "debian",
                "PRETTY_NAME",
                "Ubuntu 24.04.1 LTS"))
        .isEqualTo("ubuntu|24.04|noble|Ubuntu 24.04.1 LTS");
    assertThat(os("ID", "ubuntu", "VERSION_ID", "14.04", "VERSION", "14.04.6 LTS, Trusty Tahr"))
        .startsWith("ubuntu|14.04|trusty|");
    assertThat(
            of(
                List.of(),
                release(
                    "etc/os-release", "ID", "ubuntu", "VERSION_ID", "22.04", "PRETTY_NAME", "U"),
                release(
                    "etc/debian_version",
                    Fact.ReleaseFact.RELEASE_FILE,
                    "x",
                    "ID",
                    "debian",
                    "VERSION_CODENAME",
                    "bookworm")))
        .isEqualTo("ubuntu|22.04||U");
  }

  @Test
  void alpine() {
    String[] stable = {"ID", "alpine", "VERSION_ID", "3.20.3", "PRETTY_NAME", "Alpine Linux v3.20"};
    assertThat(os(stable)).isEqualTo("alpine|3.20||Alpine Linux v3.20");
    Distributions.Release release = release("etc/os-release", stable);
    assertThat(of(List.of("https://dl-cdn.alpinelinux.org/alpine/v3.19/main"), release))
        .startsWith("alpine|3.19|");
    assertThat(
            of(
                List.of(
                    "@testing https://dl-cdn.alpinelinux.org/alpine/edge/testing",
                    "https://dl-cdn.alpinelinux.org/alpine/v3.20/community",
                    "https://dl-cdn.alpinelinux.org/alpine/edge/main/"),
                release))
        .startsWith("alpine|edge|");
    assertThat(of(List.of("/media/cdrom/apks", "http://mirror/x"), release))
        .startsWith("alpine|3.20|");
    assertThat(os("ID", "alpine", "VERSION_ID", "3.21.0_alpha20240807")).startsWith("alpine|edge|");
    assertThat(Distributions.alpineBranch(List.of("/", "", "//", "v3/main", "/v3.x/main")))
        .isEmpty();
  }

  @Test
  void rollingDistributionsHaveNoVersion() {
    assertThat(os("ID", "wolfi", "VERSION_ID", "20230201", "PRETTY_NAME", "Wolfi"))
        .isEqualTo("wolfi|||Wolfi");
    assertThat(os("ID", "chainguard", "VERSION_ID", "20230214")).startsWith("chainguard||");
    assertThat(os("ID", "opensuse-tumbleweed", "VERSION_ID", "20240101"))
        .startsWith("opensuse-tumbleweed||");
    assertThat(os("ID", "arch", "BUILD_ID", "rolling")).startsWith("arch||");
  }

  @Test
  void redHatAndKin() {
    assertThat(os("ID", "\"rhel\"", "VERSION_ID", "\"9.4\"")).startsWith("rhel|9.4|");
    assertThat(os("ID", "centos", "VERSION_ID", "9", "PRETTY_NAME", "CentOS Stream 9"))
        .isEqualTo("centos|9||CentOS Stream 9");
    assertThat(os("ID", "amzn", "VERSION_ID", "2023")).startsWith("amzn|2023|");
    assertThat(os("ID", "opensuse-leap", "VERSION_ID", "15.6")).startsWith("opensuse-leap|15.6|");
    assertThat(
            of(
                List.of(),
                release(
                    "etc/centos-release",
                    Fact.ReleaseFact.RELEASE_FILE,
                    "etc/centos-release",
                    "ID",
                    "centos",
                    "VERSION_ID",
                    "6.10",
                    "PRETTY_NAME",
                    "CentOS release 6.10 (Final)")))
        .isEqualTo("centos|6.10||CentOS release 6.10 (Final)");
  }

  @Test
  void aMissingIdIsFoundElsewhere() {
    assertThat(os("NAME", "Alpine Linux", "VERSION_ID", "3.18.9")).startsWith("alpine|3.18|");
    assertThat(os("PRETTY_NAME", "Something Own")).isEqualTo("|||Something Own");
    assertThat(
            of(
                List.of(),
                release("etc/os-release", "PRETTY_NAME", "Something Own"),
                release(
                    "etc/debian_version",
                    Fact.ReleaseFact.RELEASE_FILE,
                    "x",
                    "ID",
                    "debian",
                    "VERSION_ID",
                    "11")))
        .startsWith("debian|11|");
    assertThat(Distributions.of(List.of(), List.of(), "")).isEqualTo(Distribution.UNKNOWN);
    assertThat(Distributions.of(List.of(), List.of(), "3.21.0_alpha20240923-r0").versionId())
        .isEqualTo("edge");
    assertThat(Distributions.of(List.of(), List.of(), "3.20.3-r0"))
        .isEqualTo(new Distribution("alpine", "3.20", "", List.of(), "Alpine Linux 3.20"));
    assertThat(
            Distributions.of(
                List.of(), List.of("https://dl-cdn.alpinelinux.org/alpine/edge/main"), ""))
        .isEqualTo(new Distribution("alpine", "edge", "", List.of(), "Alpine Linux edge"));
    assertThat(Distributions.of(List.of(), List.of("https://packages.wolfi.dev/os"), ""))
        .isEqualTo(Distribution.UNKNOWN);
    assertThat(os("ID", "Linux").charAt(0)).isEqualTo('|');
  }

  @Test
  void keepsTheFamily() {
    assertThat(
            Distributions.of(
                    List.of(
                        release("etc/os-release", "ID", "rocky", "ID_LIKE", "rhel  centos fedora")),
                    List.of(),
                    "")
                .idLike())
        .containsExactly("rhel", "centos", "fedora");
  }
}
