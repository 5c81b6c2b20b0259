package dev.plinth.checks.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigSecretsTest {
  /** Put together, so that no scanner takes the test for a leak. */
  private static final String TOKEN = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";

  private static ConfigSecrets of(
      List<String> env, List<String> cmd, Map<String, String> labels, String... history) {
    List<HistoryEntry> steps = new ArrayList<>();
    for (String each : history) {
      steps.add(new HistoryEntry(each, false, "", "", ""));
    }
    return ConfigSecrets.of(
        new ImageConfig(
            new Platform("linux", "amd64", "", ""),
            "",
            "",
            "",
            List.of(),
            env,
            List.of(),
            cmd,
            List.of(),
            "",
            labels,
            "",
            List.of(),
            steps));
  }

  private static String history(String text) {
    return of(List.of(), List.of(), Map.of(), text).config().history().getFirst().createdBy();
  }

  @Test
  void variablesAndLabelsWithTellingNamesAreHidden() {
    ConfigSecrets shown =
        of(
            List.of(
                "PATH=/bin",
                "DB_PASSWORD=hunter2x",
                "API_TOKEN=changeme",
                "TOKEN_FILE=/run/t",
                "NOTE=" + TOKEN,
                "URL=postgres://app:s3cr3tpw@db/x"),
            List.of(),
            Map.of("vendor", "us", "deploy.token", "abcdefgh1"));
    assertThat(shown.config().env())
        .containsExactly(
            "PATH=/bin",
            "DB_PASSWORD=********",
            "API_TOKEN=********",
            "TOKEN_FILE=/run/t",
            "NOTE=********",
            "URL=postgres://app:********@db/x");
    assertThat(shown.config().labels())
        .isEqualTo(Map.of("vendor", "us", "deploy.token", "********"));
    assertThat(shown.hidden())
        .containsExactly(
            "the label deploy.token",
            "the variable API_TOKEN",
            "the variable DB_PASSWORD",
            "the variable NOTE",
            "the variable URL");
  }

  @Test
  void commandsAndHistoryAreReadInTheirWaysOfWriting() {
    assertThat(
            of(List.of(), List.of("app", "--password", "hunter2x", "-v"), Map.of()).config().cmd())
        .containsExactly("app", "--password", "********", "-v");
    assertThat(history("|1 NPM_TOKEN=abcd1234efgh /bin/sh -c npm ci"))
        .isEqualTo("|1 NPM_TOKEN=******** /bin/sh -c npm ci");
    assertThat(history("ENV DB_PASSWORD hunter2x")).isEqualTo("ENV DB_PASSWORD ********");
    assertThat(history("RUN curl -H 'x' --api-token=abcd1234 \"https://a\""))
        .isEqualTo("RUN curl -H 'x' --api-token=******** \"https://a\"");
    assertThat(history("RUN DB_PASSWORD='two words' run"))
        .isEqualTo("RUN DB_PASSWORD=******** run");
    assertThat(history("RUN login é😀 " + TOKEN + " ok")).isEqualTo("RUN login é😀 ******** ok");
  }

  @Test
  void harmlessTextsStayAsTheyAre() {
    for (String each :
        List.of(
            "RUN passwd -d root",
            "ENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305",
            "RUN apt-key add key.asc",
            "COPY secrets.txt /run/")) {
      assertThat(history(each)).isEqualTo(each);
    }
  }

  @Test
  void longTextsAndListsAreCutAndNamed() {
    List<String> env = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      env.add("V" + i + "=1");
    }
    ConfigSecrets shown =
        of(env, List.of(), Map.of("big", "x".repeat(5_000_000)), "y".repeat(9_000));
    assertThat(shown.config().env()).hasSize(1_000);
    assertThat(shown.config().labels().get("big")).hasSize(ConfigSecrets.LONGEST + 1);
    assertThat(shown.cut())
        .containsExactly("step 1 of the history", "the label big", "the variables");
    assertThat(shown.hidden()).isEmpty();
  }
}
