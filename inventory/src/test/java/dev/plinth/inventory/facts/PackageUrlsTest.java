package dev.plinth.inventory.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.packageurl.PackageURL;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.catalog.Fact;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.XZInputStream;

class PackageUrlsTest {
  private static final Distribution DEBIAN =
      new Distribution("debian", "12", "bookworm", List.of(), "Debian GNU/Linux 12 (bookworm)");

  private static Fact.PackageFact fact(
      String type, String namespace, String name, String version, String arch, String... source) {
    return new Fact.PackageFact(
        type,
        namespace,
        name,
        version,
        arch,
        source.length > 0 ? source[0] : "",
        source.length > 1 ? source[1] : "",
        List.of(),
        Map.of());
  }

  private static String of(Fact.PackageFact fact) {
    return PackageUrls.of(fact, DEBIAN);
  }

  @Test
  void writesDebianPackages() {
    assertThat(
            of(
                fact(
                    "deb",
                    "",
                    "libssl3",
                    "3.0.11-1~deb12u2",
                    "amd64",
                    "openssl",
                    "3.0.11-1~deb12u2")))
        .isEqualTo(
            "pkg:deb/debian/libssl3@3.0.11-1~deb12u2?arch=amd64&distro=debian-12&upstream=openssl");
    assertThat(of(fact("deb", "", "libstdc++6", "1:12.2.0-14+b1", "amd64", "gcc-12", "12.2.0-14")))
        .isEqualTo(
            "pkg:deb/debian/libstdc%2B%2B6@1:12.2.0-14%2Bb1?arch=amd64&distro=debian-12"
                + "&upstream=gcc-12%4012.2.0-14");
    assertThat(of(fact("deb", "", "attr", "1:2.4-2+b1", "amd64", "attr", "1:2.4-2")))
        .endsWith("&upstream=attr%401:2.4-2");
    assertThat(of(fact("deb", "", "dash", "1", "amd64", "dash", "1")))
        .isEqualTo("pkg:deb/debian/dash@1?arch=amd64&distro=debian-12");
  }

  @Test
  void namesTheDistributionAsFarAsItIsKnown() {
    Fact.PackageFact dash = fact("deb", "", "dash", "1", "amd64");
    assertThat(PackageUrls.of(dash, Distribution.UNKNOWN))
        .isEqualTo("pkg:deb/debian/dash@1?arch=amd64");
    assertThat(PackageUrls.of(dash, new Distribution("debian", "", "sid", List.of(), "")))
        .isEqualTo("pkg:deb/debian/dash@1?arch=amd64&distro=debian-sid");
    assertThat(
            PackageUrls.of(
                fact("apk", "", "curl", "8-r0", "x86_64"),
                new Distribution("wolfi", "", "", List.of(), "Wolfi")))
        .isEqualTo("pkg:apk/wolfi/curl@8-r0?arch=x86_64&distro=wolfi");
    assertThat(PackageUrls.of(fact("rpm", "", "bash", "5-1", ""), Distribution.UNKNOWN))
        .isEqualTo("pkg:rpm/bash@5-1");
  }

  @Test
  void takesTheEpochOutOfAnRpmVersion() {
    Distribution rhel = new Distribution("rhel", "9.4", "", List.of(), "");
    assertThat(
            PackageUrls.of(
                fact(
                    "rpm",
                    "",
                    "openssl-libs",
                    "1:3.0.7-27.el9",
                    "x86_64",
                    "openssl",
                    "1:3.0.7-27.el9"),
                rhel))
        .isEqualTo(
            "pkg:rpm/rhel/openssl-libs@3.0.7-27.el9?arch=x86_64&distro=rhel-9.4&epoch=1"
                + "&upstream=openssl-3.0.7-27.el9.src.rpm");
    assertThat(PackageUrls.of(fact("rpm", "", "Bash", "5.1-9.el9", "x86_64"), rhel))
        .isEqualTo("pkg:rpm/rhel/Bash@5.1-9.el9?arch=x86_64&distro=rhel-9.4");
  }

  @Test
  void writesLanguagePackages() {
    assertThat(of(fact("pypi", "", "Jinja2_Time", "0.2", "")))
        .isEqualTo("pkg:pypi/jinja2-time@0.2");
    assertThat(of(fact("npm", "@babel", "core", "7.1.0", "")))
        .isEqualTo("pkg:npm/%40babel/core@7.1.0");
    assertThat(of(fact("npm", "", "@babel/core", "7.1.0", "")))
        .isEqualTo("pkg:npm/%40babel/core@7.1.0");
    assertThat(of(fact("maven", "HTTPClient", "HTTPClient", "0.3-3", "")))
        .isEqualTo("pkg:maven/HTTPClient/HTTPClient@0.3-3");
    assertThat(of(fact("golang", "github.com/x", "y", "v1.2.3", "")))
        .isEqualTo("pkg:golang/github.com/x/y@v1.2.3");
    assertThat(of(fact("golang", "", "github.com/BurntSushi/toml", "v1+incompatible", "")))
        .isEqualTo("pkg:golang/github.com/burntsushi/toml@v1%2Bincompatible");
    assertThat(of(fact("golang", "", "stdlib", "1.22.1", "")))
        .isEqualTo("pkg:golang/stdlib@1.22.1");
    assertThat(of(fact("cargo", "", "rand", "", ""))).isEqualTo("pkg:cargo/rand");
    assertThat(of(fact("cargo", "", "r é\ud83d\ude00", "1 0/x", "")))
        .isEqualTo("pkg:cargo/r%20%C3%A9%F0%9F%98%80@1%200%2Fx");
  }

  @Test
  void theLibraryReadsThemBackTheSame() throws Exception {
    for (Fact.PackageFact fact :
        List.of(
            fact("deb", "", "libstdc++6", "1:12.2.0-14+b1", "amd64", "gcc-12", "12.2.0-14"),
            fact("npm", "@Scope", "name~x", "1.0.0-b+x", ""),
            fact("maven", "a.b", "c&d=e", "1?2#3%", ""),
            fact("cargo", "", "a@b", "1@2", ""))) {
      PackageURL url = new PackageURL(of(fact));
      assertThat(url.getType()).isEqualTo(fact.type());
      assertThat(url.getName()).isEqualToIgnoringCase(fact.name());
      assertThat(url.getVersion()).isEqualTo(fact.version());
    }
    PackageURL url = new PackageURL(of(fact("deb", "", "b1", "1", "amd64", "b+", "2:1~x")));
    assertThat(url.getQualifiers())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("arch", "amd64", "distro", "debian-12", "upstream", "b+@2:1~x"));
  }

  @Test
  void agreesWithTheSpecificationsOwnCases() throws Exception {
    Path cases =
        Path.of(
            System.getProperty("plinth.root", "."), "../shared/data/purl/purl-spec-tests.tar.xz");
    Assumptions.assumeTrue(Files.exists(cases), "optional reference data is absent");
    byte[] tar;
    try (InputStream in = new XZInputStream(new ByteArrayInputStream(Files.readAllBytes(cases)))) {
      tar = in.readAllBytes();
    }
    int checked = 0;
    for (String type : List.of("pypi", "npm", "maven", "golang", "cargo")) {
      for (Json each : JsonReader.read(member(tar, type + "-test.json")).items("tests")) {
        Json input = each.get("input");
        if (!"build".equals(each.text("test_type"))
            || each.bool("expected_failure", false)
            || input == null
            || !input.members("qualifiers").isEmpty()
            || input.text("subpath") != null) {
          continue;
        }
        String namespace = input.text("namespace");
        String name = String.valueOf(input.text("name"));
        String version = input.text("version");
        assertThat(
                of(
                    fact(
                        type,
                        namespace == null ? "" : namespace,
                        name,
                        version == null ? "" : version,
                        "")))
            .isEqualTo(each.text("expected_output"));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(10);
  }

  /** The content of the member of a plain ustar archive whose name ends so. */
  private static byte[] member(byte[] tar, String suffix) {
    for (int at = 0; at + 512 <= tar.length; ) {
      int end = at;
      while (end < at + 100 && tar[end] != 0) {
        end++;
      }
      String name = new String(tar, at, end - at, StandardCharsets.US_ASCII);
      String digits = new String(tar, at + 124, 11, StandardCharsets.US_ASCII).strip();
      int size = digits.isEmpty() || digits.charAt(0) == 0 ? 0 : Integer.parseInt(digits, 8);
      if (name.endsWith("/" + suffix)) {
        return java.util.Arrays.copyOfRange(tar, at + 512, at + 512 + size);
      }
      at += 512 + (size + 511) / 512 * 512;
    }
    throw new AssertionError("no " + suffix);
  }
}
