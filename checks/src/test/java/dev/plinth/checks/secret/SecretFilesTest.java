package dev.plinth.checks.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class SecretFilesTest {
  private final Checks files = Checks.of(new SecretFile());
  private final Checks written = Checks.of(new SecretWritten());
  private final Checks labels = Checks.of(new SecretInLabel());

  @Test
  void filesThatHoldSecrets() {
    files
        .finds("FROM debian:12", "COPY «.env» «config/id_rsa» .ssh.md /a/")
        .finds("FROM debian:12", "ADD «.aws/credentials» /root/.aws/")
        .finds(
            "FROM debian:12",
            "COPY «.aws» /root/.aws",
            "COPY [\"«.npmrc»\", \"./\"]".replace("\"«.npmrc»\"", "«\".npmrc\"»"))
        .finds(
            "FROM debian:12", "COPY --chown=1000 «deploy/server.key» «tls-private.pem» /etc/tls/")
        .finds("FROM debian:12", "COPY «ci/npmrc» /root/.npmrc")
        .finds("FROM debian:12 AS a", "COPY «.netrc» /root/", "FROM debian:12")
        .finds("FROM debian:12", "COPY --from=x «/root/.ssh/» /root/.ssh/")
        .finds("FROM debian:12", "ONBUILD COPY «.pypirc» /root/");
  }

  @Test
  void filesThatDoNot() {
    files
        .passes("FROM debian:12", "COPY .env.example id_rsa.pub env.js /a/")
        .passes("FROM debian:12", "COPY certs/ca.pem certs/ca.crt /a/")
        .passes("FROM debian:12", "ADD https://example.com/release.key /usr/share/keyrings/a.key")
        .passes("FROM debian:12", "COPY docker-archive.key apt.key /usr/share/keyrings/")
        .passes("FROM debian:12", "COPY config.json credentials/ keys.go /a/");
  }

  @Test
  void theRemovalThatComesTooLateIsNamed() {
    var hits =
        dev.plinth.checks.lint.Linter.run(
            dev.plinth.dockerfile.SourceText.of(
                "FROM debian:12\nCOPY .npmrc /app/\nRUN npm ci\nRUN rm -f /app/.npmrc\n"),
            java.util.List.of(new SecretFile()),
            dev.plinth.checks.rule.RuleSettings.NONE,
            null);
    assertThat(hits).hasSize(1);
    assertThat(hits.getFirst().hit().evidence().getFirst()).contains("line 4").contains("layer");
  }

  @Test
  void credentialsThatRunLeaves() {
    written
        .finds("FROM debian:12", "RUN «docker login» -u ci --password-stdin < /run/secrets/p")
        .finds("FROM node:22", "RUN «npm config» set //r.example.com/:_authToken=$T && npm ci")
        .finds("FROM debian:12", "RUN echo \"machine a login b password $T\" > «~/.netrc»")
        .finds("FROM node:22", "RUN echo \"//r.example.com/:_authToken=$T\" > «.npmrc» && npm ci")
        .finds("FROM debian:12", "RUN cat /run/secrets/key > «/root/.ssh/id_ed25519»")
        .finds(
            "FROM golang:1.24",
            "RUN «git config» --global url.\"https://$T@github.com/\".insteadOf"
                + " https://github.com/");
  }

  @Test
  void credentialsThatItTakesAwayAgain() {
    written
        .passes("FROM debian:12", "RUN docker login -u ci < p && docker pull a && docker logout")
        .passes("FROM node:22", "RUN echo \"_authToken=$T\" > .npmrc && npm ci && rm -f .npmrc")
        .passes("FROM node:22", "RUN echo 'registry=https://r.example.com/' > .npmrc")
        .passes("FROM node:22", "RUN npm config set registry https://r.example.com")
        .passes("FROM node:22 AS a", "RUN npm config set _authToken=$T", "FROM node:22")
        .passes("FROM debian:12", "RUN --mount=type=tmpfs,target=/root cat /x > /root/.netrc")
        .passes("FROM debian:12", "RUN git config --global url.\"https://\".insteadOf git://");
  }

  @Test
  void labels() {
    labels
        .finds("FROM debian:12", "LABEL «com.example.api-token»=\"pl9-Tt3Kx\" a=b")
        .finds("FROM debian:12", "ARG T", "LABEL «token»=$T")
        .passes("FROM debian:12", "LABEL com.example.token.issuer=abc123 password=none");
  }
}
