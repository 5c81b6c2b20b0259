package dev.plinth.checks.secret;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretLiteralTest {
  private final Checks checks = Checks.of(new SecretLiteral());

  @ParameterizedTest
  @MethodSource("dev.plinth.checks.secret.Seeds#shapes")
  void shapesAreFoundWhereverTheyStand(String secret) {
    checks
        .finds("FROM debian:12", "ENV A=«" + secret + "»")
        .finds("FROM debian:12", "ARG A=\"«" + secret + "»\"")
        .finds("FROM debian:12", "RUN curl -H 'Authorization: Bearer «" + secret + "»' \\", "  b")
        .finds("FROM debian:12", "COPY <<E /a", "token: «" + secret + "»", "E")
        .finds("FROM debian:12", "# once «" + secret + "»", "CMD [\"a\", \"«" + secret + "»\"]");
  }

  @Test
  void passwordsInAddresses() {
    checks
        .finds("FROM debian:12", "RUN git clone https://ci:«pl9Tt3Kx»@git.example.com/a.git")
        .finds("FROM debian:12", "ENV DATABASE_URL=postgres://app:«pl9-Tt3»@db:5432/app")
        .finds("FROM debian:12", "RUN git clone https://«0a1b2c3d4e5f60718293a4b5c6d7e8f9»@h.de/a")
        .passes("FROM debian:12", "RUN git clone https://ci:$TOKEN@git.example.com/a.git")
        .passes("FROM debian:12", "RUN git clone https://ci:${TOKEN}@git.example.com/a.git")
        .passes("FROM debian:12", "RUN git clone https://$(cat /run/secrets/t)@example.com/a.git")
        .passes("FROM debian:12", "RUN git clone ssh://git@example.com:22/a.git")
        .passes("FROM debian:12", "ENV DATABASE_URL=postgres://postgres:postgres@db/app")
        .passes("FROM debian:12", "ENV DATABASE_URL=postgres://user:<password>@db/app")
        .passes("FROM debian:12", "RUN curl https://example.com/a@1.2.3 https://unpkg.com/@a/b");
  }

  @Test
  void privateKeys() {
    String line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
    checks
        .finds(
            "FROM debian:12",
            "COPY <<E /key",
            "«-----BEGIN RSA PRIVATE KEY-----",
            line,
            line,
            "»-----END RSA PRIVATE KEY-----",
            "E")
        .passes("FROM debian:12", "RUN grep -q '-----BEGIN RSA PRIVATE KEY-----' /key")
        .passes("FROM debian:12", "RUN echo \"-----BEGIN PRIVATE KEY-----\\n$KEY\" > /key")
        .passes("FROM debian:12", "COPY <<E /key", "-----BEGIN PUBLIC KEY-----", line, line, "E");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "ghp_000000000000000000000000000000000000",
        "sha256:0123456789012345678901234567890123456789012345678901234567890123",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "xoxb-your-token-here",
        "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx",
        "eyJhbGciOiJIUzI1NiJ9",
        "npm_config_loglevel_and_then_some_words_a",
        "glpat-short",
        "hf_hub_download",
        "5BA9EF1E7B9C2FA0D4D2B3D7A1A3C0E8C3B0D5F4"
      })
  void standInsDigestsAndLookAlikesAreNone(String value) {
    checks.passes("FROM debian:12", "ENV A=" + value);
  }
}
