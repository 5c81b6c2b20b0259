package dev.plinth.bases.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.oci.image.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories as builders write them. */
class BuildHistoryTest {
  private final List<HistoryEntry> steps = new ArrayList<>();
  private int layers;

  private BuildHistoryTest step(String created, String command, String comment, boolean empty) {
    steps.add(new HistoryEntry(command, empty, created, "", comment));
    layers += empty ? 0 : 1;
    return this;
  }

  private BuildHistoryTest classic(String created, String command) {
    return step(created, "/bin/sh -c #(nop) " + command, "", isMetadata(command));
  }

  private BuildHistoryTest buildkit(String created, String command) {
    return step(created, command, "buildkit.dockerfile.v0", isMetadata(command));
  }

  private static boolean isMetadata(String command) {
    String word = command.strip().split(" ", 2)[0];
    return List.of("CMD", "ENTRYPOINT", "ENV", "EXPOSE", "WORKDIR", "LABEL", "USER").contains(word);
  }

  private Boundary boundary() {
    return BuildHistory.of(steps, layers).boundary();
  }

  @Test
  void theLastCommandBelowALayerEndsTheBase() {
    classic("2024-01-01T00:00:00Z", "ADD file:0123 in / ");
    classic("2024-01-01T00:00:01Z", "CMD [\"bash\"]");
    classic("2024-02-01T00:00:00Z", "COPY dir:4567 in /app ");
    classic("2024-02-01T00:00:01Z", "CMD [\"app\"]");
    assertThat(boundary())
        .isEqualTo(
            new Boundary(
                "", 1, "in the history the base's build seems to end with CMD [\"bash\"]"));
  }

  @Test
  void entrypointsEndABaseAsWell() {
    buildkit("2024-01-01T00:00:00Z", "ADD rootfs.tar.xz / # buildkit");
    buildkit("2024-01-01T00:00:01Z", "ENTRYPOINT [\"/init\"]");
    buildkit("2024-01-01T00:00:01Z", "EXPOSE map[80/tcp:{}]");
    buildkit("2024-01-09T00:00:01Z", "COPY . /app # buildkit");
    assertThat(boundary().layers()).isEqualTo(1);
    assertThat(boundary().explanation()).contains("ENTRYPOINT [\"/init\"]");
  }

  @Test
  void aChangeOfBuilderEndsABaseWithoutACommand() {
    step("1970-01-01T00:00:00Z", "bazel build @rules_distroless//base", "", false);
    step("1970-01-01T00:00:00Z", "bazel build @rules_distroless//tzdata", "", false);
    buildkit("2024-02-01T00:00:00Z", "COPY /app /app # buildkit");
    buildkit("2024-02-01T00:00:00Z", "ENTRYPOINT [\"/app\"]");
    assertThat(boundary())
        .isEqualTo(new Boundary("", 2, "in the history BuildKit goes on where Bazel ended"));
  }

  @Test
  void debiansOwnImagesHaveNoCommandAtAll() {
    step(
        "2024-01-01T00:00:00Z",
        "# debian.sh --arch 'amd64' out/ 'bookworm' '@1733788800'",
        "debuerreotype 0.15",
        false);
    buildkit("2024-01-03T00:00:00Z", "RUN /bin/sh -c apt-get update # buildkit");
    buildkit("2024-01-03T00:00:00Z", "CMD [\"python3\"]");
    assertThat(boundary().layers()).isEqualTo(1);
    buildkit("2024-01-10T00:00:00Z", "COPY . /app # buildkit");
    assertThat(boundary().layers()).as("an image of an image").isEqualTo(2);
  }

  @Test
  void jibGoesOnWhereADockerfileEnded() {
    buildkit("2024-01-01T00:00:00Z", "ADD rootfs / # buildkit");
    buildkit("2024-01-01T00:00:00Z", "CMD [\"jshell\"]");
    step("1970-01-01T00:00:00Z", "jib-maven-plugin:3.4.0", "dependencies", false);
    step("1970-01-01T00:00:00Z", "jib-maven-plugin:3.4.0", "classes", false);
    assertThat(boundary().layers()).isEqualTo(1);
  }

  @Test
  void buildahWritesWhatTheFromNamed() {
    classic("2026-11-26T16:13:52.7Z", "COPY file:5f in /a ");
    classic("2026-11-26T16:13:52.7Z", "CMD [\"/bin/base\"]");
    step(
        "2026-11-26T16:13:53.9Z",
        "/bin/sh -c #(nop) COPY file:53 in /b ",
        "FROM localhost/base:1",
        false);
    step("2026-11-26T16:13:54.2Z", "/bin/sh -c #(nop) ENV X=1", "FROM a8ff6000271a", true);
    step(
        "2026-11-26T16:13:54.5Z",
        "/bin/sh -c #(nop) COPY file:ec in /c ",
        "FROM 683b99ee6ca4",
        false);
    assertThat(boundary())
        .isEqualTo(
            new Boundary(
                "localhost/base:1", 1, "the builder wrote FROM localhost/base:1 into the history"));
  }

  @Test
  void aCommandInTheMiddleOfADockerfileIsNoEnd() {
    classic("2024-01-01T00:00:00Z", "ADD file:0123 in / ");
    classic("2024-01-01T00:00:01Z", "CMD [\"bash\"]");
    classic("2024-02-01T00:00:00Z", "RUN apt-get update");
    classic("2024-02-01T00:00:01Z", "CMD [\"app\"]");
    classic("2024-02-01T00:00:02Z", "COPY dir:4567 in /app ");
    assertThat(boundary())
        .isEqualTo(new Boundary("", -1, "the history could be cut after layer 1 or after layer 2"));
  }

  @Test
  void aPauseSaysWhichOfTwoCommandsIsTheEnd() {
    classic("2024-01-01T00:00:00Z", "ADD file:0123 in / ");
    classic("2024-01-01T00:00:01Z", "CMD [\"bash\"]");
    classic("2024-02-01T00:00:00Z", "RUN apt-get update");
    classic("2024-02-01T00:00:01Z", "CMD [\"runtime\"]");
    classic("2024-02-09T00:00:02Z", "COPY dir:4567 in /app ");
    assertThat(boundary().layers()).isEqualTo(2);
  }

  @Test
  void anImageIsNotItsOwnBase() {
    classic("2024-01-01T00:00:00Z", "ADD file:0123 in / ");
    classic("2024-01-01T00:00:01Z", "CMD [\"bash\"]");
    assertThat(boundary()).isEqualTo(Boundary.UNKNOWN);
  }

  @Test
  void oneLongPauseIsAHintWhereNothingElseIs() {
    buildkit("2024-01-01T00:00:00Z", "COPY a / # buildkit");
    buildkit("2024-01-01T00:00:01Z", "COPY b / # buildkit");
    buildkit("2024-01-08T00:00:00Z", "COPY c / # buildkit");
    assertThat(boundary())
        .isEqualTo(
            new Boundary(
                "", 2, "in the history all above was made 6 days later, in another build"));
    buildkit("2024-03-08T00:00:00Z", "COPY d / # buildkit");
    assertThat(boundary()).as("two of them tell nothing").isEqualTo(Boundary.UNKNOWN);
  }

  @Test
  void otherShellsAreNoOtherBuilder() {
    classic("2024-01-01T00:00:00Z", "COPY file:0123 in / ");
    step("2024-01-01T00:00:00Z", "/bin/bash -c make install", "", false);
    step("2024-01-01T00:00:00Z", "powershell -Command make", "", false);
    assertThat(boundary()).isEqualTo(Boundary.UNKNOWN);
  }

  @Test
  void aHistoryThatDoesNotFitTheLayersTellsNothing() {
    classic("2024-01-01T00:00:00Z", "ADD file:0123 in / ");
    classic("2024-01-01T00:00:01Z", "CMD [\"bash\"]");
    classic("2024-02-01T00:00:00Z", "COPY dir:4567 in /app ");
    assertThat(BuildHistory.of(steps, 1).boundary()).isEqualTo(Boundary.UNKNOWN);
    assertThat(BuildHistory.of(List.of(), 3).boundary()).isEqualTo(Boundary.UNKNOWN);
  }

  @Test
  void hostileTextsAndDatesAreHarmless() {
    step("99999999999", "/bin/sh -c #(nop) ADD x", "", false);
    step("", "CMD \u001b[31m" + "x".repeat(10_000), "", true);
    step("+1000000000-01-01T00:00:00Z", "/bin/sh -c #(nop) ADD y", "", false);
    assertThat(boundary().layers()).isEqualTo(1);
    assertThat(boundary().explanation()).hasSizeLessThan(200).doesNotContain("\u001b");
  }
}
