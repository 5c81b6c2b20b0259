package dev.plinth.checks.instruction;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class VariableRulesTest {
  @Test
  void usedWhereItIsSet() {
    Checks.of(new EnvSelfReference())
        .finds("FROM debian:12", "ENV A=/x PATH=«$A/bin:$PATH»")
        .finds("FROM debian:12", "ENV A=1", "ENV A=2 B=«${A}»")
        .finds("FROM debian:12", "ENV B=«$A» A=1")
        .mends("FROM a\nENV A=/x \\\n    PATH=$A:$PATH\n", "FROM a\nENV A=/x\nENV PATH=$A:$PATH\n")
        .passes("FROM debian:12", "ENV PATH=/x:$PATH B=c")
        .passes("FROM debian:12", "ENV A=1", "ENV B=$A C=2")
        .passes("FROM debian:12", "ENV A=1 B='$A'")
        .passes("FROM debian:12", "ENV A=1 B=\\$A");
  }

  @Test
  void withoutEqualsSigns() {
    Checks.of(new LegacyKeyValue())
        .finds("FROM debian:12", "ENV «A b»")
        .finds("FROM debian:12", "LABEL «a \"b c\"»")
        .mends("FROM a\nENV A b c\n", "FROM a\nENV A=\"b c\"\n")
        .mends("FROM a\nENV A \\\n  b\n", "FROM a\nENV A=b\n")
        .mends("FROM a\nENV A \"b c\"\n", "FROM a\nENV A=\"b c\"\n")
        .mends("FROM a\nENV A $B/c d\n", "FROM a\nENV A=\"$B/c d\"\n")
        .finds("FROM debian:12", "ENV «A b\\ c»")
        .passes("FROM debian:12", "ENV A=b")
        .passes("FROM debian:12", "ENV A = b");
  }

  @Test
  void spacesBeforeEqualsSigns() {
    Checks.of(new SpaceAroundEquals())
        .finds("FROM debian:12", "ENV A «=» b")
        .finds("FROM debian:12", "LABEL a «=»b")
        .mends("FROM a\nENV A = b\n", "FROM a\nENV A=b\n")
        .mends("FROM a\nENV A = \"b c\"\n", "FROM a\nENV A=\"b c\"\n")
        .passes("FROM debian:12", "ENV A b=c", "ENV A=b");
  }

  @Test
  void variablesNobodySets() {
    Checks.of(new UndefinedVariable())
        .finds("FROM debian:12", "ENV APP_HOME=/x", "WORKDIR $«APP_HOEM»")
        .mends(
            "FROM a\nENV APP_HOME=/x\nWORKDIR ${APP_HOEM}/y\n",
            "FROM a\nENV APP_HOME=/x\nWORKDIR ${APP_HOME}/y\n")
        .finds("FROM scratch", "COPY $«FROM_HERE» /a")
        .finds("FROM debian:12", "LABEL v=$«RELEASE»", "ARG RELEASE=1")
        .passes("FROM debian:12", "WORKDIR $HOME/$WHATEVER")
        .passes("FROM debian:12", "ENV PATH=/x:$PATH", "ENV PATH=/y:$PATH")
        .passes("FROM scratch", "ENV PATH=$PATH:/x A=${B:-c}")
        .passes("FROM debian:12", "ARG V=${V}")
        .passes("FROM debian:12", "ARG SRC1=a", "COPY $SRC2 /a")
        .passes("FROM debian:12", "RUN echo $APP_HOEM");
  }

  @Test
  void argsThatEndBeforeTheStage() {
    Checks.of(new UndeclaredBuildArg())
        .finds("ARG V=1", "FROM debian:12", "LABEL v=$«V» w=$V")
        .finds("ARG V=1", "FROM debian:12", "RUN echo \"${«V»}\"")
        .finds("FROM debian:12", "RUN echo $«TARGETARCH»", "RUN echo $TARGETARCH")
        .mends(
            "ARG V=1\nFROM a\n# why\nRUN echo $V\n", "ARG V=1\nFROM a\nARG V\n# why\nRUN echo $V\n")
        .passes("ARG V=1", "FROM debian:12", "ARG V", "RUN echo $V")
        .passes(
            "ARG V=1",
            "FROM debian:12",
            "RUN V=2; echo $V",
            "RUN . /etc/os-release; echo $V",
            "RUN for V in a; do echo $V; done",
            "RUN echo ${V:-2}")
        .passes("ARG NODE_VERSION=22", "FROM node:${NODE_VERSION}", "RUN echo $NODE_VERSION")
        .passes("ARG V=1", "FROM debian:12 AS a", "ARG V", "FROM a", "RUN echo $V")
        .passes("ARG V=1", "FROM debian:12", "RUN echo '$V'");
  }

  @Test
  void descriptions() {
    Checks.of(new DefinitionDescription())
        .finds("«# the version»", "ARG V=1", "FROM debian:12")
        .finds("«# builds it»", "FROM debian:12 AS build")
        .passes("# V the version", "ARG V=1", "FROM debian:12")
        .passes("# the version", "#", "ARG V=1", "FROM debian:12")
        .passes("# why", "FROM debian:12")
        .passes("# hadolint ignore=DL3006", "FROM debian AS build");
  }
}
