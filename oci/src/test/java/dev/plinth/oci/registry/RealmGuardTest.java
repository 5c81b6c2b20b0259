package dev.plinth.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.http.HttpOptions;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealmGuardTest {
  private static URI check(String registry, String realm, boolean plain) {
    return RealmGuard.check(
        "pull", URI.create(registry), realm, HttpOptions.defaults().withPlainHttp(plain));
  }

  @ParameterizedTest
  @CsvSource({
    "https://192.0.2.1/v2/,https://198.51.100.7/token",
    "https://192.0.2.1/v2/,https://192.0.2.1/token",
    "https://192.0.2.1/v2/,https://192.0.2.1:8443/token",
    "https://10.0.0.1/v2/,https://10.0.0.2/token",
    "http://127.0.0.1:5000/v2/,http://127.0.0.1:5001/token",
    "http://localhost:5000/v2/,http://auth.localhost/token",
    "https://10.0.0.1/v2/,https://192.0.2.1/token?a=b"
  })
  void whatMayBeAsked(String registry, String realm) {
    assertThat(check(registry, realm, false)).isEqualTo(URI.create(realm));
  }

  @ParameterizedTest
  @CsvSource({
    "https://192.0.2.1/v2/,http://198.51.100.7/token",
    "https://192.0.2.1/v2/,http://192.0.2.1/token",
    "https://192.0.2.1/v2/,https://10.1.2.3/token",
    "https://192.0.2.1/v2/,https://169.254.169.254/latest",
    "https://192.0.2.1/v2/,https://127.0.0.1/token",
    "https://192.0.2.1/v2/,https://[::1]/token",
    "https://192.0.2.1/v2/,https://[fd00::1]/token",
    "https://192.0.2.1/v2/,https://100.64.1.1/token",
    "https://10.0.0.1/v2/,https://169.254.169.254/token",
    "https://192.0.2.1/v2/,/token",
    "https://192.0.2.1/v2/,file:///etc/passwd",
    "https://192.0.2.1/v2/,https:///token",
    "https://192.0.2.1/v2/,''"
  })
  void whatMayNot(String registry, String realm) {
    assertThatThrownBy(() -> check(registry, realm, false)).hasMessageContaining("wants a token");
  }

  @ParameterizedTest
  @CsvSource({"http://192.0.2.1/v2/,http://198.51.100.7/token"})
  void plainHttpOnRequest(String registry, String realm) {
    assertThat(check(registry, realm, true)).isEqualTo(URI.create(realm));
  }
}
