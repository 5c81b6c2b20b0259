package dev.plinth.checks.syntax;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class SyntaxRulesTest {
  @Test
  void whatTheBuilderRefusesIsReported() {
    Checks.of(new SyntaxError())
        .finds("FROM debian:12", "«ENV»")
        .finds("FROM debian:12", "CMD «[1, 2]»")
        .finds("FROM debian:12", "RUN «<<EOF»", "true")
        .finds("# escape=«x»", "FROM debian:12")
        .finds("# escape=`", "«# escape=`»", "FROM debian:12")
        .finds("FROM «a b»")
        .finds("«»# nothing here")
        .passes("FROM debian:12", "CMD [\"a\"]", "RUN <<EOF", "true", "EOF");
  }

  @Test
  void flagsThatDoNotExist() {
    Checks.of(new InvalidFlag())
        .finds("FROM debian:12", "COPY «--form=x» a b")
        .finds("FROM debian:12", "RUN --network=none «--network=none» true")
        .finds("FROM debian:12", "COPY «--chown» a /b")
        .passes(
            "FROM debian:12",
            "RUN --mount=type=ssh --mount=type=cache,target=/x true",
            "COPY --link --chmod=755 a /b");
  }

  @Test
  void mountsThatCannotBe() {
    Checks.of(new InvalidMount())
        .finds("FROM debian:12", "RUN --mount=type=«cash»,target=/x true")
        .finds("FROM debian:12", "RUN --mount=type=cache,target=/x,sharin=«locked» true")
        .finds("FROM debian:12", "RUN --mount=from=«$STAGE»,target=/x true")
        .finds("FROM debian:12", "RUN «--mount=type=bind,target=/x,Z» true")
        .passes(
            "FROM debian:12",
            "RUN --mount=type=secret,id=a --mount=type=ssh --mount=target=/x,rw true")
        .passes("FROM debian:12", "RUN --mount=from=tools --mount=type=bind make")
        .passes("FROM debian:12", "RUN --mount=type=$KIND,target=/x true");
  }

  @Test
  void stageNames() {
    Checks.of(new InvalidStageName())
        .finds("FROM debian:12 AS «1st»")
        .passes("FROM debian:12 AS first.one-two_3");
  }

  @Test
  void whatStandsBeforeFrom() {
    Checks.of(new BeforeFirstStage())
        .finds("«RUN» true", "FROM debian:12")
        .finds("«ARG» A=1")
        .passes("ARG A=1", "FROM debian:12", "RUN true");
  }

  @Test
  void triggersWithinTriggers() {
    Checks.of(new ForbiddenTrigger())
        .finds("FROM debian:12", "ONBUILD «ONBUILD» RUN true")
        .finds("FROM debian:12", "onbuild «from» x")
        .passes("FROM debian:12", "ONBUILD RUN true");
  }

  @Test
  void wordsThatAreNoInstruction() {
    Checks.of(new UnknownInstruction())
        .finds("«FORM» debian:12")
        .finds("FROM debian:12", "«apt-get» update")
        .mends("FROM a\nWROKDIR /x\n", "FROM a\nWORKDIR /x\n")
        .passes("from debian:12", "run true");
  }

  @Test
  void emptyLinesWithinInstructions() {
    Checks.of(new EmptyContinuation())
        .finds("FROM debian:12", "RUN true \\", "«»", "    && true")
        .finds("FROM debian:12", "RUN true \\", "«\u2003»", "    && true")
        .mends(
            "FROM a\nRUN true \\\n\n  # why\n  \n    && true\n",
            "FROM a\nRUN true \\\n  # why\n    && true\n")
        .mends(
            "FROM a\r\nRUN true \\\r\n\r\n    && true\r\n",
            "FROM a\r\nRUN true \\\r\n    && true\r\n")
        .mends("FROM a\nRUN <<EOF \\\n\n  cat\n\nEOF\n", "FROM a\nRUN <<EOF \\\n  cat\n\nEOF\n")
        .passes("FROM debian:12", "RUN true", "", "RUN true")
        .passes("FROM debian:12", "RUN true \\", "# a comment", "    && true");
  }

  @Test
  void textsThatAShellCannotRead() {
    Checks.of(new ShellSyntaxError())
        .finds("FROM debian:12", "RUN if true; then «true»")
        .finds("FROM debian:12", "RUN (true && «false»")
        .passes("FROM debian:12", "RUN if true; then false; fi", "RUN [ -e /x ] || exit 1")
        .passes(
            "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022",
            "RUN if (Test-Path C:\\x) { exit 1 }")
        .passes(
            "FROM debian:12",
            "SHELL [\"powershell\", \"-Command\"]",
            "RUN if (Test-Path C:\\x) { exit 1 }")
        .passes(
            "FROM debian:12",
            "RUN <<EOF",
            "#!/usr/bin/env python3",
            "if True:",
            "  print(\"(\")",
            "EOF");
  }

  @Test
  void variablesThatCannotBeRead() {
    Checks.of(new InvalidExpansion())
        .finds("FROM debian:12", "ENV A=«${B:-c»")
        .finds("FROM debian:12", "ENV A «it's»")
        .finds("FROM debian:12", "WORKDIR «/${a^}»")
        .passes("FROM debian:12", "ENV A=${B:?why}")
        .passes("FROM debian:12", "ENV A=${B:-c} C=\"it's\" D='$'", "RUN echo ${B")
        .passes("FROM debian:12", "COPY <<\"EOF\" /x", "${", "EOF");
  }
}
