package dev.plinth.checks.secret;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretInCommandTest {
  private final Checks checks = Checks.of(new SecretInCommand());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl -u «ci:pl9-Tt3» https://a",
        "curl «-uci:pl9-Tt3» https://a",
        "curl «--user=ci:pl9-Tt3» https://a",
        "curl -H «'Authorization: Bearer 9f8e7d6c5b4a'» https://a",
        "curl -H «\"PRIVATE-TOKEN: 9f8e7d6c5b4a\"» https://a",
        "wget «--password=pl9-Tt3» https://a",
        "wget «--header='Authorization: Basic Y2k6cGw5LVR0Mw=='» https://a",
        "docker login -u ci -p «pl9-Tt3» r.example.com",
        "echo «pl9-Tt3» | docker login -u ci --password-stdin r.example.com",
        "npm config set «//npm.example.com/:_authToken=9f8e7d6c5b4a»",
        "npm config set //npm.example.com/:_authToken «9f8e7d6c5b4a»",
        "aws configure set aws_secret_access_key «wJalrXUtnFEMIK7MDENGbPxRfiCY0123456789ab»",
        "mysql -uroot «-ppl9-Tt3» -e 'select 1'",
        "mysqldump «--password=pl9-Tt3» db",
        "sshpass -p «pl9-Tt3» scp a:b c",
        "export NPM_TOKEN=«»",
        "echo «'//npm.example.com/:_authToken=9f8e7d6c5b4a'» > ~/.npmrc",
        "echo «'machine a.example.com login ci password pl9-Tt3'» > ~/.netrc",
        "a && (b || if true; then curl -u «ci:pl9-Tt3» https://a; fi)",
        "openssl rsa -passin «pass:pl9-Tt3» -in a",
        "poetry config http-basic.internal ci «pl9-Tt3»"
      })
  void literals(String command) {
    if (command.contains("=«»")) {
      checks.finds("FROM debian:12", "RUN export «NPM_TOKEN=9f8e7d6c5b4a» && npm ci");
      checks.finds("FROM debian:12", "RUN API_KEY=«9f8e7d6c5b4a» npm ci");
    } else {
      checks.finds("FROM debian:12", "RUN " + command);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl -u ci https://a",
        "curl -u ci:$PW https://a",
        "curl -u \"ci:$(cat /run/secrets/pw)\" https://a",
        "curl -u user:password https://a",
        "curl -H 'Accept: application/json' https://a",
        "curl -H \"Authorization: Bearer $TOKEN\" https://a",
        "curl -H 'Authorization: Bearer <token>' https://a",
        "docker login -u ci --password-stdin < /run/secrets/pw",
        "docker run -p 8080:80 a",
        "npm config set registry https://npm.example.com/",
        "mysql -u root -p -e 'select 1'",
        "mkdir -p a",
        "SECRET_KEY=dummy python manage.py collectstatic",
        "SECRET_KEY_BASE_DUMMY=1 rails assets:precompile",
        "SECRET_KEY=collectstatic python manage.py collectstatic",
        "export TOKEN_FILE=/run/secrets/9f8e7d6c5b4a",
        "echo 'enter your password please'",
        "keytool -importcert -storepass changeit -file a",
        "echo 'postgres:postgres' | chpasswd"
      })
  void noSecretInTheText(String command) {
    checks.passes("FROM debian:12", "RUN " + command);
  }

  @Test
  void aBuildArgumentByAnyName() {
    checks
        .finds("FROM debian:12", "ARG GHT", "RUN curl -H \"Authorization: token «$GHT»\" https://a")
        .finds("FROM debian:12", "ENV U=a W=b", "RUN curl -u \"$U:«${W}»\" https://a")
        .passes("FROM debian:12", "ARG GH_TOKEN", "RUN curl -u \"ci:$GH_TOKEN\" https://a")
        .passes(
            "FROM debian:12",
            "ARG GHT",
            "RUN --mount=type=secret,id=g,env=GHT curl -u \"ci:$GHT\" https://a")
        .passes("FROM debian:12", "RUN x=$(cat /run/secrets/x) && curl -u \"ci:$x\" https://a");
  }

  @Test
  void whatAnotherRuleKnowsByItsShapeIsLeftToIt() {
    String token = Seeds.shapes().skip(1).findFirst().orElseThrow();
    checks.passes("FROM debian:12", "RUN curl -H 'Authorization: Bearer " + token + "' https://a");
  }
}
