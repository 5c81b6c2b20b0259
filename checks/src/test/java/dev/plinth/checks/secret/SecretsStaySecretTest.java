package dev.plinth.checks.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.catalog.Rules;
import dev.plinth.checks.lint.Linter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.findings.Fix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No secret that is found stands in what is reported, and each is masked in the file's text. */
class SecretsStaySecretTest {
  private static final List<Rule> RULES =
      Rules.all().stream()
          .filter(rule -> rule.getClass().getPackageName().matches(".*[.](secret|label|context)"))
          .toList();

  private static final List<String> PLACES =
      List.of(
          "ENV DB_PASSWORD=%s",
          "ENV DB_PASSWORD \"%s\"",
          "ARG NPM_TOKEN='%s'",
          "LABEL com.example.token=%s",
          "RUN curl -u ci:%s https://example.com",
          "RUN curl -H 'Authorization: Bearer %s' https://example.com",
          "RUN git clone https://ci:%s@example.com/a.git",
          "RUN docker login -u ci -p %s",
          "RUN npm config set //example.com/:_authToken=%s",
          "RUN npm config set //example.com/:_authToken %s",
          "RUN aws configure set aws_secret_access_key %s",
          "RUN export API_KEY=%s",
          "RUN API_KEY=%s npm ci",
          "RUN echo '//example.com/:_authToken=%s' > .npmrc",
          "RUN echo 'machine example.com login ci password %s' > ~/.netrc",
          "RUN mysql -p%s",
          "RUN sshpass -p %s ssh a",
          "CMD curl -u ci:%s https://example.com");

  @Test
  void noneIsShown() {
    List<String> secrets = new ArrayList<>(Seeds.shapes().toList());
    secrets.add("pl9-Tt3Kx-77");
    for (String place : PLACES) {
      for (String secret : secrets) {
        String text = "FROM debian:12\n" + place.formatted(secret) + "\n";
        List<Linter.Hit> hits = Linter.run(SourceText.of(text), RULES, RuleSettings.NONE, null);
        assertThat(hits).as(text).isNotEmpty();
        assertThat(masked(text, hits)).as(text).doesNotContain(secret);
        for (Linter.Hit hit : hits) {
          assertThat(said(hit)).as(text).noneMatch(sentence -> sentence.contains(secret));
        }
      }
    }
  }

  private static List<String> said(Linter.Hit hit) {
    List<String> all = new ArrayList<>(hit.hit().evidence());
    all.add(hit.hit().message());
    all.add(hit.hit().subject());
    switch (hit.hit().fix()) {
      case Fix.Advice advice -> all.add(advice.text());
      case Fix.Edits edits -> {
        all.add(edits.description());
        edits.edits().forEach(edit -> all.add(edit.text()));
      }
      case null, default -> {}
    }
    return all;
  }

  private static String masked(String text, List<Linter.Hit> hits) {
    StringBuilder shown = new StringBuilder(text);
    for (Linter.Hit hit : hits) {
      for (Span mask : hit.hit().masks()) {
        shown.replace(mask.start(), mask.end(), "*".repeat(mask.length()));
      }
    }
    return shown.toString();
  }
}
