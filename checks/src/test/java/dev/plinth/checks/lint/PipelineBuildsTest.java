package dev.plinth.checks.lint;

import static dev.plinth.checks.lint.Workflows.PULL;
import static dev.plinth.checks.lint.Workflows.WEEKLY;
import static dev.plinth.checks.lint.Workflows.job;
import static dev.plinth.checks.lint.Workflows.told;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Builds that are to have the newest base, and whether they ask for it. */
class PipelineBuildsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docker build -t a .                        | true",
        "docker build --pull -t a .                 | false",
        "docker build --pull=false .                | true",
        "docker image build .                       | true",
        "docker buildx build -t ${{ env.A }} .      | true",
        "docker buildx bake --set '*.pull=true'     | false",
        "docker compose -f a.yml build              | true",
        "docker-compose build --pull                | false",
        "podman build .                             | true",
        "buildah bud .                              | true",
        "buildah bud --pull-always .                | false",
        "docker build $ARGUMENTS .                  | false",
        "docker push a                              | false",
        "docker --context a build .                 | true",
        "docker compose run --rm build              | false",
        "docker-compose run build make              | false",
        "docker-compose -p build up                 | false",
        "echo docker build .                        | false",
      })
  void scheduledBuildsAskForTheBase(String command, boolean told) {
    String step = "run: " + command.strip();
    assertThat(told("a.yml", WEEKLY + job(step)).isEmpty()).isEqualTo(!told);
    assertThat(told("a.yml", "on: release\n" + job(step)).isEmpty()).isEqualTo(!told);
    assertThat(told("a.yml", PULL + job(step))).isEmpty();
  }

  @Test
  void aBuilderOfItsOwnAsksAnyway() {
    String pinned = "@0123456789012345678901234567890123456789";
    String build = "uses: docker/build-push-action" + pinned;
    assertThat(told("a.yml", WEEKLY + job(build))).hasSize(1);
    assertThat(told("a.yml", WEEKLY + job(build + "\nwith: {pull: true}"))).isEmpty();
    assertThat(told("a.yml", WEEKLY + job("uses: docker/setup-buildx-action" + pinned, build)))
        .isEmpty();
    assertThat(
            told(
                "a.yml",
                WEEKLY + job("run: docker buildx create --use", "run: docker buildx build .")))
        .isEmpty();
    // docker build has the builder that comes with Docker, unless it is told to use Buildx's.
    String setUp = "uses: docker/setup-buildx-action" + pinned;
    assertThat(told("a.yml", WEEKLY + job(setUp, "run: docker build ."))).hasSize(1);
    assertThat(
            told("a.yml", WEEKLY + job(setUp + "\nwith: {install: true}", "run: docker build .")))
        .isEmpty();
    assertThat(
            told("a.yml", WEEKLY + job("run: docker buildx create --use", "run: podman build .")))
        .hasSize(1);
  }
}
