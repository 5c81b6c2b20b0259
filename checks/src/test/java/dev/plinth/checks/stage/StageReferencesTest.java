package dev.plinth.checks.stage;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class StageReferencesTest {
  @Test
  void namesThatAreNoStage() {
    Checks.of(new UnknownStage())
        .finds("FROM golang:1.24 AS build", "FROM debian:12", "COPY --from=«biuld» /a /a")
        .finds("FROM golang:1.24 AS build", "FROM debian:12", "COPY --from=«2» /a /a")
        .finds("FROM debian:12", "COPY --from=«nginx» /a /a")
        .finds("FROM «later»", "RUN true", "FROM debian:12 AS later")
        .finds("FROM debian:12 AS base", "FROM «Base»")
        .finds("FROM debian:12", "RUN --mount=from=«files»,target=/x true")
        .mends(
            "FROM a:1 AS build\nFROM b:1\nCOPY --from=biuld /a /a\n",
            "FROM a:1 AS build\nFROM b:1\nCOPY --from=build /a /a\n")
        .passes(
            "FROM golang:1.24 AS build",
            "FROM debian:12",
            "COPY --from=build /a /a",
            "COPY --from=BUILD /a /a",
            "COPY --from=0 /a /a")
        .passes(
            "FROM debian:12",
            "COPY --from=nginx:1.27 /a /a",
            "COPY --from=ghcr.io/org/tool /a /a",
            "COPY --from=tool@sha256:0123456789012345678901234567890123456789012345678901234567890123 /a /a")
        .passes("FROM debian:12", "COPY --from=later /a /a", "FROM debian:12 AS later")
        .passes("FROM debian")
        .passes("# syntax=docker", "FROM debian:12", "COPY --from=$X /a /a");
  }

  @Test
  void stagesThatReadThemselves() {
    Checks.of(new CopyFromItself())
        .finds("FROM debian:12 AS app", "COPY --from=«app» /a /b")
        .finds("FROM debian:12", "COPY --from=«0» /a /b")
        .finds("FROM debian:12 AS app", "RUN --mount=from=«app»,target=/x true")
        .passes(
            "FROM golang:1.24 AS build",
            "FROM debian:12 AS app",
            "COPY --from=build /a /b",
            "COPY --from=0 /a /b");
  }

  @Test
  void stagesThatNeedEachOther() {
    Checks.of(new CircularStages())
        .finds(
            "FROM debian:12 AS a",
            "COPY --from=b /x /x",
            "FROM debian:12 AS b",
            "COPY --from=«a» /x /x")
        .finds(
            "FROM debian:12 AS a",
            "COPY --from=b /x /x",
            "FROM debian:12 AS b",
            "COPY --from=c /x /x",
            "FROM «a» AS c")
        .passes(
            "FROM debian:12 AS a",
            "COPY --from=b /x /x",
            "FROM debian:12 AS b",
            "FROM a",
            "COPY --from=b /x /x")
        .passes("FROM debian:12 AS app", "COPY --from=app /a /b");
  }

  @Test
  void wholeFileSystems() {
    Checks.of(new CopyWholeFilesystem())
        .finds("FROM golang:1.24 AS build", "RUN make", "FROM debian:12", "COPY --from=build «/» /")
        .finds("FROM golang:1.24 AS build", "FROM scratch", "COPY --from=build «/.» /")
        .finds("FROM debian:12", "COPY --from=tonistiigi/xx:1.6 «/» /")
        .passes(
            "FROM golang:1.24 AS build",
            "FROM debian:12",
            "COPY --from=build / /rootfs",
            "COPY --from=build /rootfs/ /",
            "COPY . /");
  }

  @Test
  void stagesNothingUses() {
    Checks.of(new UnusedStage())
        .finds("FROM debian:12 AS «docs»", "FROM debian:12")
        .finds("«FROM» debian:12", "FROM debian:12")
        .finds("FROM debian:12 AS base", "FROM base AS «old»", "FROM base")
        .passes("FROM debian:12 AS base", "FROM base AS test", "FROM base")
        .passes("FROM debian:12 AS base", "FROM base AS windows", "FROM base AS linux", "FROM base")
        .passes(
            "FROM debian:12 AS a",
            "FROM debian:12 AS b",
            "COPY --from=a /x /x",
            "FROM debian:12",
            "RUN --mount=from=b,target=/x true");
  }

  @Test
  void emptyStages() {
    Checks.of(new CopyFromEmptyStage())
        .finds("FROM scratch AS files", "ENV A=1", "FROM debian:12", "COPY --from=«files» /a /a")
        .finds("FROM debian:12", "COPY --from=«scratch» /a /a")
        .passes(
            "ARG F=no",
            "FROM scratch AS yes-no",
            "FROM yes-$F AS files",
            "FROM debian:12",
            "COPY --from=files /a /a")
        .passes(
            "FROM scratch AS files",
            "COPY a /a",
            "FROM files AS more",
            "FROM debian:12",
            "COPY --from=more /a /a");
  }

  @Test
  void variablesInFrom() {
    Checks.of(new VariableInFromFlag())
        .finds("ARG A=1", "FROM debian:12", "COPY --from=«tools:$A» /a /a")
        .passes("FROM debian:12", "COPY --from=tools:1 /a /$A");
  }
}
