package dev.plinth.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lock files that the tools themselves wrote, of one small project each. The expectations are what
 * {@code npm ls --all}, {@code cargo metadata} and {@code go list -m all} say of the same project.
 */
class RealLockFilesTest {
  private static final List<String> PACKAGES =
      List.of(
          "pkg:npm/%40babel/runtime@7.20.0",
          "pkg:npm/lodash@4.17.20",
          "pkg:npm/minimist@1.2.5",
          "pkg:npm/nanoid@3.1.20 (dev)",
          "pkg:npm/regenerator-runtime@0.13.11");

  @ParameterizedTest
  @ValueSource(strings = {"npm", "npm1", "yarn1", "berry", "pnpm7", "pnpm9"})
  void javaScript(String tool) {
    Inventory inventory = SourceTree.read(Trees.resource(tool));
    assertThat(inventory.problems()).isEmpty();
    assertThat(inventory.distribution().unknown()).isTrue();
    List<String> found =
        Trees.lines(inventory).stream()
            .map(line -> line.substring(line.indexOf(' ') + 1))
            .filter(line -> !line.contains("fsevents"))
            .sorted()
            .toList();
    assertThat(found).isEqualTo(PACKAGES);
    Package lodash = named(inventory, "lodash");
    if (!tool.equals("berry")) {
      // Yarn's later checksums are of its own archives, not of the registry's.
      assertThat(lodash.details().get("sha512")).startsWith("3e585d15c8a594e20d7de57b362ea817");
    }
  }

  private static Package named(Inventory inventory, String name) {
    return inventory.packages().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theLineIsThatOfTheEntry() {
    assertThat(Trees.lines(SourceTree.read(Trees.resource("pnpm9"))))
        .contains("pnpm-lock.yaml:31 pkg:npm/lodash@4.17.20");
    assertThat(Trees.lines(SourceTree.read(Trees.resource("yarn1"))))
        .contains("yarn.lock:12 pkg:npm/lodash@4.17.20");
    assertThat(Trees.lines(SourceTree.read(Trees.resource("npm"))))
        .contains("package-lock.json:45 pkg:npm/lodash@4.17.20");
  }

  @Test
  void python() {
    assertThat(Trees.lines(SourceTree.read(Trees.resource("uv"))))
        .containsExactlyInAnyOrder(
            "uv.lock:6 pkg:pypi/certifi@2026.10.19.post1",
            "uv.lock:14 pkg:pypi/chardet@4.0.0",
            "uv.lock:23 pkg:pypi/idna@2.10",
            "uv.lock:32 pkg:pypi/iniconfig@2.0.0 (dev)",
            "uv.lock:41 pkg:pypi/requests@2.25.1",
            "uv.lock:75 pkg:pypi/urllib3@1.26.20",
            "pylock.toml:8 pkg:pypi/certifi@2026.10.19.post1",
            "pylock.toml:14 pkg:pypi/chardet@4.0.0",
            "pylock.toml:21 pkg:pypi/idna@2.10",
            "pylock.toml:28 pkg:pypi/iniconfig@2.0.0",
            "pylock.toml:35 pkg:pypi/requests@2.25.1",
            "pylock.toml:42 pkg:pypi/urllib3@1.26.20",
            "requirements.txt:3 pkg:pypi/certifi@2026.10.19.post1",
            "requirements.txt:6 pkg:pypi/chardet@4.0.0",
            "requirements.txt:10 pkg:pypi/idna@2.10",
            "requirements.txt:14 pkg:pypi/requests@2.25.1",
            "requirements.txt:18 pkg:pypi/urllib3@1.26.20");
  }

  @Test
  void aHashIsKeptWhereOneFileAloneCanBeInstalled() {
    Inventory inventory = SourceTree.read(Trees.resource("uv"));
    for (Package each : inventory.packages()) {
      assertThat(each.details().containsKey("sha256"))
          .as(each.purl())
          .isEqualTo(each.name().equals("certifi"));
    }
  }

  @Test
  void rust() {
    Inventory inventory = SourceTree.read(Trees.resource("cargo"));
    assertThat(Trees.lines(inventory))
        .containsExactly(
            "Cargo.lock:6 pkg:cargo/itoa@1.0.1",
            "Cargo.lock:12 pkg:cargo/libc@0.2.191",
            "Cargo.lock:26 pkg:cargo/time@0.1.43",
            "Cargo.lock:36 pkg:cargo/winapi@0.3.9",
            "Cargo.lock:46 pkg:cargo/winapi-i686-pc-windows-gnu@0.4.0",
            "Cargo.lock:52 pkg:cargo/winapi-x86_64-pc-windows-gnu@0.4.0");
    assertThat(named(inventory, "itoa").details().get("sha256"))
        .isEqualTo("1aab8fc367588b89dcee83ab0fd66b72b50b72fa1904d7095045ace2b0c81c35");
    assertThat(inventory.problems()).isEmpty();
  }

  @Test
  void go() {
    Inventory inventory = SourceTree.read(Trees.resource("gomod"));
    assertThat(Trees.lines(inventory))
        .containsExactly(
            "go.mod:6 pkg:golang/github.com/sirupsen/logrus@v1.8.0",
            "go.mod:11 pkg:golang/github.com/magefile/mage@v1.10.0",
            "go.mod:3 pkg:golang/stdlib@1.21.3",
            "go.mod:12 pkg:golang/golang.org/x/sys@v0.0.0-20191026070338-33540a1f6037",
            "go.mod:7 pkg:golang/golang.org/x/text@v0.3.5");
    assertThat(inventory.problems()).isEmpty();
  }
}
