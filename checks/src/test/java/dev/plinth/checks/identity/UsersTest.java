package dev.plinth.checks.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.Checks;
import dev.plinth.checks.lint.Linter;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.findings.Fix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules about who runs what is built. */
class UsersTest {
  @Test
  void theShippedStageNeedsAUser() {
    Checks.of(new NoUser())
        .finds("FROM «debian:12»", "CMD [\"a\"]")
        .finds("FROM debian:12 AS base", "FROM «base»", "CMD [\"a\"]")
        .finds("FROM debian:12", "USER 1", "FROM «node:22-slim»", "CMD a")
        .finds("FROM «scratch»", "COPY a /a", "CMD [\"/a\"]")
        .finds("FROM «gcr.io/distroless/static-debian12»", "CMD [\"/a\"]")
        .finds("FROM «registry.example.org/team/base:1»", "CMD [\"/a\"]")
        .passes("FROM debian:12", "USER 10001")
        .passes("FROM debian:12 AS base", "USER app", "FROM base")
        .passes("FROM debian:12", "USER $WHO")
        .passes("FROM gcr.io/distroless/static-debian12:nonroot", "CMD [\"/a\"]")
        .passes("FROM cgr.dev/chainguard/python", "CMD [\"/a\"]")
        .passes("FROM bitnami/redis", "CMD [\"/a\"]")
        .passes("FROM scratch", "COPY --from=a:1 /out /")
        .passes("FROM $IMAGE", "CMD a")
        .passes("FROM mcr.microsoft.com/windows/nanoserver:ltsc2022", "CMD a")
        .passes("FROM debian:12", "RUN apt-get install -y gosu", "ENTRYPOINT [\"/entry.sh\"]")
        .passes("FROM alpine:3.22", "ENTRYPOINT [\"su-exec\", \"app\", \"a\"]");
  }

  @Test
  void whatOnlyRootCanReadIsLeftToPeople() {
    for (String rest :
        List.of(
            "CMD [\"sh\", \"/root/run.sh\"]\n",
            "VOLUME /data\nCMD [\"a\"]\n",
            "WORKDIR /root\nCMD [\"./run.sh\"]\n",
            "CMD python3 /root/a.py\n")) {
      String text = "FROM debian:12\nCOPY . /root/\n" + rest;
      assertThat(Linter.run(SourceText.of(text), List.of(new NoUser()), RuleSettings.NONE, null))
          .as(text)
          .hasSize(1)
          .allSatisfy(hit -> assertThat(hit.hit().fix()).isInstanceOf(Fix.Advice.class));
    }
    Checks.of(new NoUser())
        .passes("ARG V=ltsc2022", "FROM ghcr.io/dapr/windows-base:$V", "ENTRYPOINT [\"python\"]");
  }

  @Test
  void aUserIsPutBeforeWhatRuns() {
    Checks.of(new NoUser())
        .mends(
            "FROM debian:12\nCOPY a /a\nENTRYPOINT [\"/a\"]\nCMD [\"b\"]\n",
            "FROM debian:12\nCOPY a /a\nUSER 65532:65532\nENTRYPOINT [\"/a\"]\nCMD [\"b\"]\n")
        .mends(
            "FROM debian:12\nCOPY a /a\n\n# What runs.\nCMD [\"/a\"]\nEXPOSE 80\n",
            "FROM debian:12\nCOPY a /a\n\nUSER 65532:65532\n# What runs.\nCMD [\"/a\"]\nEXPOSE 80\n")
        .mends(
            "FROM node:22-slim\r\n  CMD [\"a\"]\r\n",
            "FROM node:22-slim\r\n  USER 1000:1000\r\n  CMD [\"a\"]\r\n")
        .mends(
            "FROM gcr.io/distroless/base AS x\nCMD [\"/a\"]\n",
            "FROM gcr.io/distroless/base:nonroot AS x\nCMD [\"/a\"]\n")
        .mends(
            "FROM gcr.io/distroless/base:debug\nCMD [\"/a\"]\n",
            "FROM gcr.io/distroless/base:debug-nonroot\nCMD [\"/a\"]\n");
  }

  @Test
  void theLastUserCounts() {
    Checks.of(new RootUser())
        .finds("FROM debian:12", "USER «root»")
        .finds("FROM debian:12", "USER app", "USER «0:0»")
        .finds("FROM debian:12 AS base", "USER «root:root»", "FROM base", "CMD a")
        .finds(
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022", "USER «ContainerAdministrator»")
        .finds("FROM debian:12", "ENV WHO=root", "USER «${WHO}»")
        .passes("FROM debian:12", "USER root", "USER 1000")
        .passes("FROM debian:12 AS build", "USER root", "FROM debian:12", "USER 1")
        .passes("FROM debian:12", "USER root", "COPY gosu /usr/local/bin/", "ENTRYPOINT [\"/e\"]")
        .passes("FROM debian:12", "ARG WHO", "USER $WHO")
        .passes("FROM debian:12", "CMD a");
  }

  @Test
  void numbersAreAskedFor() {
    Checks.of(new NamedUser())
        .finds("FROM debian:12", "RUN useradd -u 10001 app", "USER «app»")
        .finds("FROM debian:12", "USER «app:app»")
        .finds("FROM node:22-slim", "USER «node»")
        .passes("FROM debian:12", "USER 10001:app")
        .passes("FROM debian:12", "USER root")
        .passes("FROM mcr.microsoft.com/windows/nanoserver:ltsc2022", "USER ContainerUser")
        .mends(
            "FROM debian:12\nRUN useradd -g users -u 10001 app\nUSER app:users\n",
            "FROM debian:12\nRUN useradd -g users -u 10001 app\nUSER 10001:users\n")
        .mends("FROM node:22-slim\nUSER node\n", "FROM node:22-slim\nUSER 1000\n")
        .mends(
            "FROM alpine:3.22\nRUN adduser -D -u 999 a\nUSER a\n",
            "FROM alpine:3.22\nRUN adduser -D -u 999 a\nUSER 999\n");
    // Another user's number is not taken, nor a default that only the build knows.
    assertThat(
            Checks.of(new NamedUser())
                .messages("FROM debian:12", "RUN useradd -u 5 b; useradd app", "USER app"))
        .hasSize(1);
  }

  @Test
  void scratchKnowsNoNames() {
    Checks.of(new UnknownUser())
        .finds("FROM scratch", "COPY a /a", "USER «app»")
        .finds("FROM scratch", "COPY --from=b:1 /etc/ssl/certs/ca.pem /etc/ssl/", "USER «app:app»")
        .passes("FROM scratch", "COPY a /a", "USER 1000")
        .passes("FROM scratch", "COPY --from=b:1 /etc/passwd /etc/passwd", "USER app")
        .passes("FROM scratch", "COPY --from=b:1 /etc/passwd /etc/group /etc/", "USER app")
        .passes("FROM scratch", "ADD rootfs.tar /", "USER app")
        .passes("FROM debian:12", "USER app");
  }

  @Test
  void sudoIsNotNeeded() {
    Checks.of(new Sudo())
        .finds("FROM debian:12", "RUN a && «sudo» apt-get update")
        .finds("FROM debian:12", "RUN [«\"sudo\"», \"a\"]")
        .finds("FROM debian:12", "RUN «/usr/bin/sudo» -E a")
        .finds("FROM debian:12", "RUN «sudo» -u app a")
        .passes("FROM debian:12", "RUN apt-get install -y sudo", "RUN echo sudo")
        .mends(
            "FROM debian:12\nUSER root\nRUN a; sudo b c\n",
            "FROM debian:12\nUSER root\nRUN a; b c\n");
  }

  @Test
  void sudoForAnotherUserIsAdvice() {
    assertThat(
            Checks.of(new Sudo())
                .messages("FROM debian:12", "RUN sudo -u app a", "RUN sudo a -u b"))
        .containsExactly(
            "sudo runs this as another user, as USER would",
            "sudo makes a user root whom USER has made another");
  }

  @Test
  void highNumbersNeedNoLog() {
    Checks.of(new UseraddHighUid())
        .finds("FROM debian:12", "RUN «useradd» -u 1000001 app")
        .finds("FROM debian:12", "RUN «useradd» --uid=1000001 app")
        .finds("FROM debian:12", "RUN [«\"useradd\"», \"-u\", \"1000001\", \"app\"]")
        .passes("FROM debian:12", "RUN useradd -u 10001 app")
        .passes("FROM debian:12", "RUN useradd -lmu 1000001 app")
        .passes("FROM debian:12", "RUN useradd --no-log-init -u 1000001 app")
        .passes("FROM debian:12", "RUN useradd -u $ID app")
        .mends(
            "FROM debian:12\nRUN useradd \\\n  -u 1000001 app\n",
            "FROM debian:12\nRUN useradd --no-log-init \\\n  -u 1000001 app\n");
  }

  @Test
  void passwordsAreHidden() {
    for (String text :
        List.of(
            "RUN echo 'root:hunter2' | chpasswd",
            "RUN printf '%s' root:hunter2 | tee /dev/null | chpasswd -e",
            "RUN a && chpasswd <<EOF\nroot:hunter2\nEOF",
            "RUN chpasswd <<< 'root:hunter2'",
            "RUN <<EOF\necho root:hunter2 | chpasswd\nEOF",
            "RUN useradd -p hunter2 app",
            "RUN usermod --password=hunter2 app")) {
      SourceText source = SourceText.of("FROM debian:12\n" + text + "\n");
      List<Linter.Hit> hits =
          Linter.run(source, List.of(new PasswordInRun()), RuleSettings.NONE, null);
      assertThat(hits).as(text).hasSize(1);
      int at = source.raw().indexOf("hunter2");
      Span secret = new Span(at, at + 7);
      assertThat(hits.getFirst().hit().masks()).as(text).anyMatch(mask -> mask.contains(secret));
    }
  }

  @Test
  void passwordsAreNotSet() {
    Checks.of(new PasswordInRun())
        .finds("FROM debian:12", "RUN echo 'root:x' | «chpasswd»")
        .finds("FROM debian:12", "RUN useradd «-p» secret app")
        .finds("FROM debian:12", "RUN usermod «--password=abc» app")
        .finds("FROM debian:12", "RUN «passwd» -d root")
        .passes("FROM debian:12", "RUN passwd -l root")
        .passes("FROM debian:12", "RUN useradd --password $(head -c9 /dev/urandom) app")
        .passes("FROM debian:12", "RUN useradd -p '!' app && usermod -p '*' app")
        .passes("FROM debian:12", "RUN useradd --uid 10 app");
    assertThat(
            Checks.of(new PasswordInRun())
                .messages("FROM debian:12", "RUN echo 'root:hunter2' | chpasswd")
                .toString())
        .doesNotContain("hunter2");
  }
}
