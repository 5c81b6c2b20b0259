package dev.plinth.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SbomErrorsTest {
  private static void refuses(String text, String code, String because) {
    refuses(text.getBytes(StandardCharsets.UTF_8), code, because);
  }

  private static void refuses(byte[] bytes, String code, String because) {
    assertThatThrownBy(() -> SbomReader.read("a\u001bb.json", bytes))
        .isInstanceOfSatisfying(
            PlinthException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.because()).contains(because);
              assertThat(e.tried()).isEqualTo("read the SBOM a\\x1bb.json");
            });
  }

  @Test
  void saysWhatIsNoSbom() {
    refuses("", "PLINTH-SBOM-FORM", "empty");
    refuses("<?xml version='1.0'?><bom/>", "PLINTH-SBOM-FORM", "XML");
    refuses("SPDXVersion: SPDX-2.3\n", "PLINTH-SBOM-FORM", "tag-value");
    refuses("{\"@context\": \"x\", \"@graph\": []}", "PLINTH-SBOM-FORM", "SPDX 3");
    refuses("{}{}", "PLINTH-SBOM-FORM", "more than one");
    refuses("[1]", "PLINTH-SBOM-UNKNOWN", "neither");
    refuses("{\"a\": 1}", "PLINTH-SBOM-UNKNOWN", "neither");
    refuses("{\"bomFormat\": \"CycloneDX\"", "PLINTH-SBOM-SYNTAX", "line 1");
    refuses("{\"bomFormat\": nonsense}", "PLINTH-SBOM-SYNTAX", "nonsense");
    refuses(
        "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"2.0\"}", "PLINTH-SBOM-VERSION", "2.0");
    refuses("{\"spdxVersion\": \"SPDX-2.1\"}", "PLINTH-SBOM-VERSION", "SPDX-2.1");
  }

  @Test
  void keepsToItsLimits() {
    refuses("{\"x\":" + "[".repeat(200), "PLINTH-SBOM-LIMIT", "nesting");
    String component = "{\"name\":\"x\"},";
    String many =
        "{\"bomFormat\":\"CycloneDX\",\"components\":["
            + component.repeat(SbomBudget.MAX_PACKAGES + 1)
            + "{}]}";
    refuses(many, "PLINTH-SBOM-LIMIT", "100000 packages");
    String long1 = "{\"name\":\"" + "x".repeat(10 << 20) + "\"},";
    refuses("{\"components\":[" + long1.repeat(6) + "{}]}", "PLINTH-SBOM-LIMIT", "characters");
  }

  @Test
  void saysThatItCouldNotRead() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("disk on fire");
          }
        };
    assertThatThrownBy(() -> SbomReader.read("x", broken))
        .isInstanceOf(PlinthException.class)
        .hasMessageContaining("disk on fire");
  }

  @Test
  void takesTheTimeFromTheEnvironmentOrTheImage() {
    assertThat(SbomSubject.timestamp("1714564800", "")).isEqualTo("2024-05-01T12:00:00Z");
    assertThat(SbomSubject.timestamp(null, "2024-05-01T14:00:00.123456789+02:00"))
        .isEqualTo("2024-05-01T12:00:00Z");
    assertThat(SbomSubject.timestamp("", "nonsense")).isEmpty();
    assertThat(SbomSubject.timestamp(null, "")).isEmpty();
    for (String odd : new String[] {"x", "1.5", "99999999999999999", "-99999999999999"}) {
      assertThatThrownBy(() -> SbomSubject.timestamp(odd, ""))
          .isInstanceOfSatisfying(
              PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-SBOM-EPOCH"));
    }
    assertThat(new SbomSubject("x", Map.of("b", "1", "a", "2"), "", "").digests().keySet())
        .containsExactly("a", "b");
  }
}
