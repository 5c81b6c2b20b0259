package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class ApkCacheKeptTest {
  private final Checks checks = Checks.of(new ApkCacheKept());

  @Test
  void kept() {
    checks
        .finds("FROM alpine:3.22", "RUN «apk update» && apk add a")
        .finds("FROM alpine:3.22", "RUN «apk add» --update a")
        .finds("FROM alpine:3.22", "RUN «apk -U add» a")
        .finds("FROM alpine:3.22", "RUN «apk add» a");
  }

  @Test
  void notKept() {
    checks
        .passes("FROM alpine:3.22", "RUN apk add --no-cache a")
        .passes("FROM alpine:3.22", "RUN apk --no-cache add a")
        .passes("FROM alpine:3.22", "RUN apk add --update a && rm -rf /var/cache/apk/*")
        .passes("FROM alpine:3.22", "RUN --mount=type=cache,target=/var/cache/apk apk add a")
        .passes("FROM alpine:3.22", "RUN --mount=type=cache,target=/etc/apk/cache apk add -U a")
        .passes(
            "FROM alpine:3.22", "RUN apk add --update a", "FROM alpine:3.22", "COPY --from=0 /a /a")
        .passes("FROM alpine:3.22", "RUN apk del a");
  }

  @Test
  void edits() {
    checks.mends(
        "FROM alpine:3.22\nRUN apk add a\n", "FROM alpine:3.22\nRUN apk add --no-cache a\n");
  }
}
