package dev.plinth.dockerfile.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.parse.DockerfileParser;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildTest {
  private static Build build(String text) {
    return build(text, BuildOptions.NONE);
  }

  private static Build build(String text, BuildOptions options) {
    return Build.of(DockerfileParser.parse(SourceText.of(text)), options);
  }

  private static @Nullable String image(String text) {
    return Objects.requireNonNull(build(text).last()).base().name();
  }

  private static @Nullable String value(Build build, String name) {
    Stage last = Objects.requireNonNull(build.last());
    Variable variable = last.before(last.steps().size()).find(name);
    return variable == null ? "undeclared" : variable.value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      nullValues = "null",
      quoteCharacter = '\u0001',
      textBlock =
          """
          ARG V=1\\nFROM x:$V → x:1
          ARG V=1\\nFROM x:${V} → x:1
          ARG A=1\\nARG V=$A.2\\nFROM x:$V → x:1.2
          ARG V\\nFROM x:$V → null
          ARG V\\nFROM x:${V:-3} → null
          FROM x:$V → x:
          FROM x:${V:-3} → x:3
          FROM x:${V-3} → x:3
          ARG V=\\nFROM x:${V:-3} → x:3
          ARG V=\\nFROM x:${V-3} → x:
          ARG V=2\\nFROM x:1${V:+-slim} → x:1-slim
          FROM x:1${V:+-slim} → x:1
          ARG V=1.2.3\\nFROM x:${V%.*} → x:1.2
          ARG V=1.2.3\\nFROM x:${V%%.*} → x:1
          ARG V=v1.2\\nFROM x:${V#v} → x:1.2
          ARG V=a/b/c\\nFROM x:${V##*/} → x:c
          ARG V=1.2.3\\nFROM x:${V/./-} → x:1-2.3
          ARG V=1.2.3\\nFROM x:${V//./-} → x:1-2-3
          ARG V="1"\\nFROM x:$V → x:1
          ARG V=1\\nFROM "x:$V" → x:1
          ARG V=1\\nFROM x:\\$V → x:$V
          ARG V=1\\nFROM 'x:$V' → x:$V
          FROM ${V:?must be set} → null
          ARG A=1 B=2\\nFROM x:$A-$B → x:1-2
          FROM a\\nARG V=1\\nFROM x:$V → x:
          FROM --platform=$BUILDPLATFORM x:$TARGETARCH → null
          """)
  void resolvesTheBaseImage(String text, @Nullable String expected) {
    assertThat(image(text.strip().replace("\\n", "\n"))).isEqualTo(expected);
  }

  @Test
  void globalArgumentsAreSeenInAStageOnlyWhenDeclaredAgain() {
    assertThat(value(build("ARG V=1\nFROM x\n"), "V")).isEqualTo("undeclared");
    assertThat(value(build("ARG V=1\nFROM x\nARG V\n"), "V")).isEqualTo("1");
    assertThat(value(build("ARG V=1\nFROM x\nARG V=2\n"), "V")).isEqualTo("2");
    assertThat(value(build("FROM x\nARG V\n"), "V")).isNull();
    assertThat(value(build("FROM x\n"), "HTTP_PROXY")).isNull();
    assertThat(value(build("FROM x\n"), "TARGETARCH")).isEqualTo("undeclared");
    assertThat(value(build("FROM x\nARG TARGETARCH\n"), "TARGETARCH")).isNull();
  }

  @Test
  void environmentGoesBeforeArguments() {
    assertThat(value(build("FROM x\nARG V=1\nENV V=2\nARG V=3\n"), "V")).isEqualTo("2");
    assertThat(value(build("FROM x\nENV V=2\nARG V=3\n"), "V")).isEqualTo("2");
  }

  @Test
  void anInstructionSeesWhatWasSetBeforeIt() {
    Build build = build("FROM x\nENV a=1\nENV a=2 b=$a\nENV c=$a$b\nENV d 1 2 $c\n");
    assertThat(value(build, "b")).isEqualTo("1");
    assertThat(value(build, "c")).isEqualTo("21");
    assertThat(value(build, "d")).isEqualTo("1 2 21");
    Stage stage = Objects.requireNonNull(build.last());
    assertThat(stage.before(0).find("a")).isNull();
    assertThat(Objects.requireNonNull(stage.before(1).find("a")).value()).isEqualTo("1");
  }

  @Test
  void aStageOnAnotherInheritsItsVariablesAndState() {
    Build build =
        build(
            "FROM x AS a\nARG A=1\nENV B=2\nUSER 1000\nWORKDIR /app\nWORKDIR sub\n"
                + "SHELL [\"/bin/bash\", \"-c\"]\nFROM a\nRUN x\n");
    assertThat(value(build, "A")).isEqualTo("1");
    assertThat(value(build, "B")).isEqualTo("2");
    Stage.Situation end = Objects.requireNonNull(build.last()).end();
    assertThat(end.user()).isEqualTo("1000");
    assertThat(end.workdir()).isEqualTo("/app/sub");
    assertThat(end.shell()).containsExactly("/bin/bash", "-c");
    assertThat(build.lineage(Objects.requireNonNull(build.last()))).hasSize(2);
  }

  @Test
  void aStageOnAnImageKnowsNeitherItsUserNorItsFolder() {
    Stage.Situation end = Objects.requireNonNull(build("FROM x\nWORKDIR a\n").last()).end();
    assertThat(end.user()).isNull();
    assertThat(end.workdir()).isNull();
    assertThat(Objects.requireNonNull(build("FROM scratch\nWORKDIR a\n").last()).end().workdir())
        .isEqualTo("/a");
    assertThat(Objects.requireNonNull(build("FROM x\nUSER $U\n").last()).end().user()).isEmpty();
    assertThat(Objects.requireNonNull(build("FROM x\nARG U\nUSER $U\n").last()).end().user())
        .isNull();
  }

  @Test
  void findsStagesByNameIndexAndForward() {
    Build build =
        build(
            "FROM x AS One\nFROM y\nCOPY --from=ONE a b\nCOPY --from=0 a b\nCOPY --from=2 a b\n"
                + "COPY --from=later a b\nCOPY --from=9 a b\nCOPY --from=nginx:1 a b\n"
                + "RUN --mount=type=cache,target=/c --mount=type=bind,from=one,target=/x true\n"
                + "FROM z AS later\n");
    assertThat(build.images())
        .filteredOn(use -> use.place() != ImageUse.Place.FROM)
        .extracting(ImageUse::refersTo)
        .containsExactly(0, 0, 2, 2, -1, -1, 0);
    assertThat(build.images().get(7).name()).isEqualTo("nginx:1");
    assertThat(build.images().get(7).external()).isTrue();
  }

  @Test
  void fromRefersOnlyToEarlierStagesAndInLowerCase() {
    assertThat(image("FROM later\nFROM y AS later\n")).isEqualTo("y");
    assertThat(build("FROM later\nFROM y AS later\n").stages().getFirst().base().refersTo())
        .isEqualTo(-1);
    assertThat(build("FROM x AS Base\nFROM base\n").stages().getLast().base().refersTo()).isZero();
    assertThat(build("FROM x AS Base\nFROM Base\n").stages().getLast().base().refersTo())
        .isEqualTo(-1);
    assertThat(build("FROM x AS a\nFROM y AS a\nFROM a\n").stages().getLast().base().refersTo())
        .isEqualTo(1);
  }

  @Test
  void knowsWhichStagesReachTheLast() {
    Build build =
        build(
            "FROM x AS a\nFROM x AS unused\nFROM a AS b\nFROM y\nCOPY --from=b / /\n"
                + "ONBUILD COPY --from=unused2 / /\n");
    assertThat(build.reaching().stream()).containsExactly(0, 2, 3);
    assertThat(build("# nothing\n").reaching().isEmpty()).isTrue();
    StringBuilder chain = new StringBuilder("FROM x AS s0\n");
    for (int i = 1; i < 3_000; i++) {
      chain.append("FROM s").append(i - 1).append(" AS s").append(i).append('\n');
    }
    assertThat(build(chain.toString()).reaching().cardinality()).isEqualTo(3_000);
  }

  @Test
  void namesTheSyntaxImageAndThoseOfTriggers() {
    Build build =
        build("# syntax=docker/dockerfile:1 free text\nFROM x\nONBUILD COPY --from=nginx a b\n");
    assertThat(build.images())
        .extracting(ImageUse::place, ImageUse::name)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(ImageUse.Place.SYNTAX, "docker/dockerfile:1"),
            org.assertj.core.groups.Tuple.tuple(ImageUse.Place.FROM, "x"),
            org.assertj.core.groups.Tuple.tuple(ImageUse.Place.COPY_FROM, "nginx"));
    SourceText source = build.file().source();
    assertThat(source.text(build.images().getFirst().span())).isEqualTo("docker/dockerfile:1");
    assertThat(source.text(build.images().getLast().span())).isEqualTo("nginx");
  }

  @Test
  void takesWhatTheBuildIsGiven() {
    BuildOptions options =
        new BuildOptions(
            Map.of("V", "9", "W", "8"),
            "linux/arm/v7",
            "linux/amd64",
            Map.of("base", "docker-image://alpine:3.20", "src", "./src", "debian:latest", "./d"));
    Build build =
        build(
            "ARG V=1\nFROM --platform=$BUILDPLATFORM x:$V-$TARGETARCH$TARGETVARIANT AS Base\n"
                + "ARG W=1\nFROM debian\nFROM base\nARG W=2\nARG TARGETOS\n"
                + "COPY --from=src a b\nCOPY --from=Base a b\n",
            options);
    assertThat(build.stages().getFirst().base().name()).isEqualTo("x:9-armv7");
    assertThat(value(build, "W")).isEqualTo("8");
    assertThat(value(build, "TARGETOS")).isEqualTo("linux");
    ImageUse base = build.stages().getLast().base();
    assertThat(base.name()).isEqualTo("alpine:3.20");
    assertThat(base.refersTo()).isEqualTo(-1);
    assertThat(base.external()).isTrue();
    assertThat(build.stages().get(1).base().external()).isFalse();
    ImageUse source = build.images().get(3);
    assertThat(source.external()).isFalse();
    assertThat(source.context()).isEqualTo("./src");
    assertThat(build.images().getLast().name()).isEqualTo("alpine:3.20");
  }

  @Test
  void valuesThatDoubleEndAsUnknown() {
    Build build = build("FROM x\nENV A=0123456789\n" + "ENV A=$A$A\n".repeat(10_000));
    assertThat(value(build, "A")).isNull();
    String many = "FROM x\nENV A=" + "y".repeat(60_000) + "\n" + "ENV B=$A\n".repeat(100_000);
    assertThat(value(build(many), "B")).isNull();
    String patterns =
        "FROM x\nENV A=" + "a*".repeat(500) + "\n" + "ENV B=${A//$A/b}\n".repeat(50_000);
    assertThat(value(build(patterns), "B")).isNull();
  }

  @Test
  void manyDeclarationsOfOneNameAreFoundAtOnce() {
    Build build = build("FROM x\nARG A=1\n" + "ARG A=$A\n".repeat(200_000));
    assertThat(value(build, "A")).isEqualTo("1");
  }

  @Test
  void knowsStagesOfWindows() {
    assertThat(windows("FROM mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809")).isTrue();
    assertThat(windows("FROM mcr.microsoft.com/windows/servercore:ltsc2022")).isTrue();
    assertThat(windows("# escape=`\nFROM a")).isTrue();
    assertThat(windows("# escape=`\nFROM --platform=linux/amd64 a")).isFalse();
    assertThat(windows("ARG BASE\nFROM $BASE\nWORKDIR C:\\app")).isTrue();
    assertThat(windows("ARG BASE\nFROM $BASE\nCOPY a \"C:/app/\"")).isTrue();
    assertThat(windows("ARG BASE\nFROM $BASE\nRUN icacls C:\\ /grant a:F")).isTrue();
    assertThat(windows("ARG BASE\nFROM $BASE\nUSER ContainerAdministrator")).isTrue();
    assertThat(windows("ARG B\nFROM $B AS a\nENV X=C:\\x\nFROM a\nRUN b")).isTrue();
    assertThat(windows("FROM a\nWORKDIR /c:/app\nRUN echo C:\\ | wine cmd")).isFalse();
    assertThat(windows("FROM a AS b\nRUN cmd /c c\nFROM d\nCOPY --from=b e f")).isFalse();
  }

  private static boolean windows(String text) {
    Build build = build(text + "\n");
    return build.windows().get(build.stages().size() - 1);
  }
}
