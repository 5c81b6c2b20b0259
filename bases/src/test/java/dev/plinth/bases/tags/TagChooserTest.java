package dev.plinth.bases.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.tags.TagRules.Key;
import dev.plinth.bases.tags.TagRules.Rule;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hangs on the day, on digests and on rules from outside; how tags are read. */
class TagChooserTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 8, 15);
  private static final ImageName APP = ImageName.of("team/app");
  private static final ImageName NODE = ImageName.of("node");

  @ParameterizedTest
  @CsvSource({
    "node, 22.11.0-alpine3.20, '', 22.11.0, -alpine3.20, <v3>-alpine<d2>",
    "traefik, v3.1, v, 3.1, '', v<v2>",
    "mcr.microsoft.com/dotnet/sdk, 8.0.300-alpine3.18-amd64, '', 8.0.300, -alpine3.18-amd64, <v3>-alpine<d2>-amd64",
    "python, 3.15.0rc1-slim-trixie, '', 3.15.0, -slim-trixie, <v3>-slim-<debian>",
    "zabbix/zabbix-agent, alpine-6.4-latest, alpine-, 6.4, -latest, alpine-<v2>-latest",
    "eclipse-temurin, 17.0.10_7-jre, '', 17.0.10, _7-jre, <v>_<r1>-jre",
    "eclipse-temurin, 8u402-b06-jdk, '', 8u402, -b06-jdk, <u3>-b<r1>-jdk",
    "clojure, temurin-21-tools-deps-1.12.5.1664-noble, temurin-21-tools-deps-, 1.12.5.1664, -noble, temurin-<c1>-tools-deps-<v4>-<ubuntu>",
    "team/app, 2024.01.15, '', 2024.01.15, '', <y3>"
  })
  void tagsAreRead(
      String image, String tag, String prefix, String version, String suffix, String shape) {
    TagName name = TagName.of(ImageName.of(image), tag);
    assertThat(Objects.requireNonNull(name.version()).text()).isEqualTo(version);
    assertThat(name.prefix()).isEqualTo(prefix);
    assertThat(name.suffix()).isEqualTo(suffix);
    assertThat(name.shape()).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource({
    "debian, bookworm-20240612-slim, 2024-06-12",
    "minio/minio, RELEASE.2024-01-16T16-07-38Z, 2024-01-16",
    "team/app, 2024.01.15, 2024-01-15",
    "team/app, 1.2.3-202401151230, 2024-01-15"
  })
  void daysAreRead(String image, String tag, LocalDate day) {
    assertThat(TagName.of(ImageName.of(image), tag).date()).isEqualTo(day);
  }

  @Test
  void aReleaseHasLongTermSupportFromItsDayOn() {
    List<String> all = List.of("24", "25", "26");
    assertThat(TagChooser.newest(NODE, "24", all, Level.MAJOR, LocalDate.of(2026, 10, 27)))
        .isNull();
    Choice later = TagChooser.newest(NODE, "24", all, Level.MAJOR, LocalDate.of(2026, 10, 28));
    assertThat(later).isEqualTo(new Choice("26", Level.MAJOR, "a newer major release"));
  }

  @Test
  void whatIsNewerThanTheFloatingTagOfItsMajorIsNotBelieved() {
    List<String> all = List.of("1", "1.4.0", "1.5.0", "1.5.0-alpine", "2.0.0", "latest");
    Map<String, String> digests =
        Map.of("1", "sha256:a", "1.4.0", "sha256:a", "1.5.0", "sha256:b", "latest", "sha256:a");
    Question question = Question.of(APP, "1.3.0", all, Level.MINOR, TODAY);
    Answer answer = TagChooser.answer(question.knowing(digests));
    assertThat(Objects.requireNonNull(answer.choice()).tag()).isEqualTo("1.4.0");
    assertThat(Objects.requireNonNull(TagChooser.answer(question).choice()).tag())
        .isEqualTo("1.5.0");
    // Major 2 has no floating tag: latest speaks for it.
    Question major = Question.of(APP, "1.4.0", all, Level.MAJOR, TODAY).knowing(digests);
    assertThat(TagChooser.answer(major).reason()).contains("2.0.0 is newer than what is released");
  }

  /** Dependabot 10452: latest is 1.27.0, which does not make 1.27.1-alpine-otel a prerelease. */
  @Test
  void latestOfAnotherVariantSaysNothing() {
    Map<String, String> digests = Map.of("latest", "sha256:a", "1.27.0", "sha256:a");
    Question question =
        Question.of(
            ImageName.of("nginx"),
            "1.27.0-alpine-otel",
            List.of("1.27.1-alpine-otel", "1.27.0", "latest"),
            Level.MINOR,
            TODAY);
    assertThat(TagChooser.answer(question.knowing(digests)).choice()).isNotNull();
  }

  @Test
  void candidatesAreInOrderAndWithTheirLevels() {
    List<String> all = List.of("1.2.4", "1.3.0", "2.0.0", "1.2.3", "1.3.1");
    assertThat(TagChooser.candidates(APP, "1.2.3", all, Level.MAJOR, TODAY))
        .extracting(Choice::tag)
        .containsExactly("2.0.0", "1.3.1", "1.3.0", "1.2.4");
    Answer minor = TagChooser.answer(Question.of(APP, "1.2.3", all, Level.MINOR, TODAY));
    assertThat(Objects.requireNonNull(minor.beyond()).tag()).isEqualTo("2.0.0");
  }

  @Test
  void rulesFromOutsideGoBefore() {
    List<String> all = List.of("1.9.0-dev", "1.9.0-broken", "2.0.0-dev");
    assertThat(TagChooser.newest(APP, "1.2.0-dev", all, Level.MINOR, TODAY)).isNull();
    TagRules rules =
        TagRules.EMBEDDED.with(
            List.of(
                new Rule("team/*", Key.VARIANT, "dev"),
                new Rule("team/*", Key.NEVER, "2.*"),
                new Rule("team/old", Key.ALONE, "*")));
    Question question = Question.of(APP, "1.2.0-dev", all, Level.MAJOR, TODAY).by(rules);
    assertThat(Objects.requireNonNull(TagChooser.answer(question).choice()).tag())
        .isEqualTo("1.9.0-dev");
    Question old =
        Question.of(ImageName.of("team/old"), "1.2.0", List.of("1.3.0"), Level.MAJOR, TODAY);
    assertThat(TagChooser.answer(old.by(rules)).reason()).contains("a rule for the image");
    assertThatThrownBy(() -> Key.of("nonsense")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theRulesOfTheTableAreSound() {
    for (Rule rule : TagRules.EMBEDDED.rules()) {
      assertThat(rule.images()).isNotBlank().doesNotContain(" ");
      assertThat(rule.value()).as(rule.toString()).isNotBlank().doesNotContain(" ");
    }
  }

  @Test
  void theReasonOfAMoveNamesBothReleases() {
    Choice choice =
        TagChooser.newest(
            ImageName.of("python"),
            "3.11.4-slim-buster",
            List.of("3.11.10-slim-bookworm", "3.11.7-slim-buster"),
            Level.PATCH,
            TODAY);
    assertThat(Objects.requireNonNull(choice).level()).isEqualTo(Level.SUITE);
    assertThat(choice.reason())
        .isEqualTo(
            "newer versions are no longer published for 'buster' (past its end of life):"
                + " 'bookworm' is the next release that has them");
  }
}
