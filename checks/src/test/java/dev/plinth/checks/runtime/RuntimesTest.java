package dev.plinth.checks.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.Checks;
import dev.plinth.checks.lint.Linter;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Fix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules about what is missing when an image runs. */
class RuntimesTest {
  @Test
  void lookingInsideIsDecidedBefore() {
    Checks.of(new NoDebugStory())
        .finds("FROM debian:12 AS b", "FROM «gcr.io/distroless/base»", "CMD [\"/a\"]")
        .finds("FROM «scratch»", "CMD [\"/a\"]")
        .passes("FROM debian:12", "CMD [\"/a\"]")
        .passes("FROM gcr.io/distroless/base:debug", "CMD [\"/a\"]")
        .passes("FROM a:1 AS debug", "FROM scratch", "CMD [\"/a\"]")
        .passes("FROM scratch", "COPY a /")
        .passes("FROM scratch AS test", "CMD [\"/a\"]");
  }

  @Test
  void debugVariantsAreNotShipped() {
    Checks.of(new DebugImage())
        .finds("FROM «gcr.io/distroless/base:debug»", "CMD a")
        .finds("FROM «gcr.io/distroless/base:debug-nonroot» AS base", "FROM base")
        .passes("FROM gcr.io/distroless/base:debug AS b", "FROM gcr.io/distroless/base:nonroot")
        .passes("FROM gcr.io/distroless/base:debug AS debug")
        .passes("FROM team/debugger:1", "CMD a")
        .mends(
            "FROM gcr.io/distroless/base:debug-nonroot AS a\n",
            "FROM gcr.io/distroless/base:nonroot AS a\n");
  }

  @Test
  void clustersAreSpokenOf() {
    Checks.of(new MuslSearchDomains())
        .finds("FROM «alpine:3.22»", "ENV B=b.shop.svc.cluster.local")
        .finds("# for Kubernetes", "FROM «node:22-alpine»", "CMD a")
        .passes("FROM alpine:3.22", "EXPOSE 8080", "CMD a")
        .passes("FROM debian:12", "ENV B=b.shop.svc.cluster.local")
        .passes("# kubernetes", "FROM alpine:3.22 AS b", "FROM debian:12");
  }

  @Test
  void zonesNeedTables() {
    Checks.of(new MissingTimeZones())
        .finds("FROM alpine:3.22", "ENV «TZ=Europe/Berlin»")
        .finds("FROM scratch", "ENV A=1 «TZ=\"America/New_York\"»")
        .finds("FROM alpine:3.22", "RUN cp «/usr/share/zoneinfo/Europe/Rome» /etc/localtime")
        .finds("FROM ubuntu:24.04", "ENV «TZ Asia/Tokyo»")
        .passes("FROM alpine:3.22", "RUN apk add tzdata", "ENV TZ=Europe/Berlin")
        .passes("FROM alpine:3.22 AS a", "RUN apk add -U tzdata", "FROM a", "ENV TZ=Europe/Berlin")
        .passes("FROM scratch", "COPY --from=b:1 /usr/share/zoneinfo /z", "ENV TZ=Europe/Berlin")
        .passes("FROM alpine:3.22", "ENV TZ=UTC", "ENV TZ=CET-1CEST", "ENV TZ=Etc/UTC")
        .passes("FROM debian:12", "ENV TZ=Europe/Berlin")
        .passes("FROM node:22-alpine", "ENV TZ=Europe/Berlin")
        .passes("FROM alpine:3.22 AS b", "ENV TZ=Europe/Berlin", "FROM debian:12");
  }

  @Test
  void theBuildStagesOwnTemporaryFilesAreNotShipped() {
    String end = "FROM scratch\nCOPY --from=b /etc/ssl/certs /etc/ssl/certs\nCMD [\"/a\"]\n";
    Checks.of(new BareScratch())
        .mends(
            "FROM debian:12 AS b\nRUN x\n" + end,
            "FROM debian:12 AS b\nRUN x\n" + end.replace("COPY", "COPY --from=b /tmp /tmp\nCOPY"));
    assertThat(
            Linter.run(
                SourceText.of("FROM debian:12 AS b\nRUN x > /tmp/debug\n" + end),
                List.of(new BareScratch()),
                RuleSettings.NONE,
                null))
        .hasSize(1)
        .allSatisfy(hit -> assertThat(hit.hit().fix()).isInstanceOf(Fix.Advice.class));
  }

  @Test
  void scratchIsBare() {
    Checks checks = Checks.of(new BareScratch());
    assertThat(checks.messages("FROM scratch", "COPY a /a", "CMD [\"/a\"]"))
        .containsExactly(
            "scratch has no root certificates, and nothing copies any",
            "scratch has no /tmp, and nothing makes one");
    assertThat(
            checks.messages(
                "FROM scratch",
                "COPY --from=b:1 /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/",
                "CMD [\"/a\"]"))
        .containsExactly("scratch has no /tmp, and nothing makes one");
    checks
        .passes("FROM scratch", "COPY a /a")
        .passes("FROM scratch", "ADD rootfs.tar /", "CMD [\"/a\"]")
        .passes("FROM scratch", "COPY --from=b:1 /rootfs /", "CMD [\"/a\"]")
        .passes("FROM debian:12", "CMD [\"/a\"]")
        .passes("FROM scratch", "COPY --from=b:1 /tmp /tmp", "COPY ca.pem /ca.pem", "CMD [\"/a\"]");
  }
}
