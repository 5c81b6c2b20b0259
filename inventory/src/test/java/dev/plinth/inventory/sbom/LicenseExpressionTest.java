package dev.plinth.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseExpressionTest {
  private static LicenseExpression.Valid parse(String text) {
    return LicenseExpression.parse(text);
  }

  @Test
  void readsExpressions() {
    assertThat(parse("mit")).isEqualTo(new LicenseExpression.Valid("MIT", false, false));
    assertThat(parse("GPL-2.0+")).isEqualTo(new LicenseExpression.Valid("GPL-2.0+", false, false));
    assertThat(parse("Apache-2.0+"))
        .isEqualTo(new LicenseExpression.Valid("Apache-2.0+", true, false));
    assertThat(parse("MIT  AND (apache-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0)"))
        .isEqualTo(
            new LicenseExpression.Valid(
                "MIT AND (Apache-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0)", true, false));
    assertThat(parse("MIT OR LicenseRef-a.b-1").alternative()).isTrue();
    assertThat(parse("DocumentRef-x:LicenseRef-y")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "GPL-2+",
        "MIT or BSD",
        "MIT and ISC",
        "MIT AND",
        "AND MIT",
        "(MIT",
        "MIT)",
        "()",
        "MIT ISC",
        "MIT WITH",
        "MIT WITH MIT",
        "(MIT) WITH Classpath-exception-2.0",
        "LicenseRef-",
        "LicenseRef-a b",
        "DocumentRef-:LicenseRef-y",
        "public domain",
        "((((((((((((((((((((((MIT"
      })
  void refusesOthers(String text) {
    assertThat(parse(text)).isNull();
  }
}
