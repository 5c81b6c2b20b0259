package dev.plinth.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageUrlTest {
  @Test
  void takesUrlsApart() {
    assertThat(
            PackageUrl.parse(
                "pkg:deb/debian/login@1%3A4.13%2Bdfsg1-1?arch=amd64&DISTRO=debian-12&upstream=shadow%401#s"))
        .isEqualTo(
            new PackageUrl(
                "deb",
                "debian",
                "login",
                "1:4.13+dfsg1-1",
                Map.of("arch", "amd64", "distro", "debian-12", "upstream", "shadow@1")));
    assertThat(PackageUrl.parse("PKG://GoLang/github.com/BurntSushi//toml@v1.0.0#sub/x"))
        .isEqualTo(new PackageUrl("golang", "github.com/BurntSushi", "toml", "v1.0.0", Map.of()));
    assertThat(PackageUrl.parse("pkg:npm/@scope/name"))
        .isEqualTo(new PackageUrl("npm", "@scope", "name", "", Map.of()));
    assertThat(PackageUrl.parse("pkg:npm/%40scope/name@1?x&y=&=z"))
        .isEqualTo(new PackageUrl("npm", "@scope", "name", "1", Map.of()));
    assertThat(PackageUrl.parse("pkg:generic/a%zz%4@%e2%82%ac%"))
        .isEqualTo(new PackageUrl("generic", "", "a%zz%4", "€%", Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pkg:", "pkg:npm", "pkg:npm/", "npm/x@1", "pkg:/npm/", "pkg:npm/a b"})
  void refusesOthers(String text) {
    assertThat(PackageUrl.parse(text)).isNull();
  }

  @Test
  void agreesWithTheLibrary() throws MalformedPackageURLException {
    for (String text :
        List.of(
            "pkg:maven/org.apache.xmlgraphics/batik-anim@1.9.1?packaging=sources",
            "pkg:rpm/fedora/curl@7.50.3-1.fc25?arch=i386&distro=fedora-25",
            "pkg:golang/google.golang.org/genproto@v0.0.0-2018#googleapis/api",
            "pkg:pypi/django@1.11.1",
            "pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64")) {
      PackageURL library = new PackageURL(text);
      assertThat(PackageUrl.parse(text))
          .isEqualTo(
              new PackageUrl(
                  library.getType(),
                  library.getNamespace() == null ? "" : library.getNamespace(),
                  library.getName(),
                  library.getVersion(),
                  library.getQualifiers() == null ? Map.of() : library.getQualifiers()));
    }
  }
}
