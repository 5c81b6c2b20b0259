package dev.plinth.bases.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.index.Stacks;
import dev.plinth.bases.lines.InstructionLines.Origin;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.BuildOptions;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Histories in the words of BuildKit, Docker's classic builder and Buildah, written by hand. */
class InstructionLinesTest {
  /** A step that makes a layer; after a hyphen one that makes none. */
  private static Image image(String... steps) {
    List<HistoryEntry> history = new ArrayList<>();
    List<ImageLayer> layers = new ArrayList<>();
    for (String step : steps) {
      boolean empty = step.startsWith("-");
      String text = empty ? step.substring(1) : step;
      int comment = text.indexOf(" ## ");
      history.add(
          new HistoryEntry(
              comment < 0 ? text : text.substring(0, comment),
              empty,
              "",
              "",
              comment < 0 ? "" : text.substring(comment + 4)));
      if (!empty) {
        String word = text + layers.size();
        layers.add(
            new ImageLayer(layers.size(), Stacks.digest(word), Stacks.digest(word), 1, 0, text));
      }
    }
    return Stacks.image("app", layers, history, Map.of());
  }

  private static InstructionLines lines(String dockerfile, Image image) {
    Build build = Build.of(DockerfileParser.parse(SourceText.of(dockerfile)), BuildOptions.NONE);
    return InstructionLines.of(image, build, Objects.requireNonNull(build.last()));
  }

  /** The line of each layer, 0 where it is not known. */
  private static List<Integer> numbers(InstructionLines lines) {
    List<Integer> numbers = new ArrayList<>();
    for (Origin origin : lines.layers()) {
      numbers.add(origin == null ? 0 : origin.line());
    }
    return numbers;
  }

  private static final String TWO_STAGES =
      """
      ARG VERSION=12
      FROM golang:1.25 AS build
      WORKDIR /src
      COPY . .
      RUN go build -o /out/app ./...
      FROM debian:${VERSION} AS run
      ARG PACKAGES=curl
      RUN apt-get update && \\
          # what it needs
          apt-get install -y $PACKAGES
      WORKDIR /app
      COPY --from=build --chown=10 /out/app /app/
      USER 10
      CMD ["/app/app"]
      """;

  @Test
  void buildKit() {
    InstructionLines lines =
        lines(
            TWO_STAGES,
            image(
                "# debian.sh --arch 'amd64' out/ 'bookworm'",
                "-ARG PACKAGES=curl",
                "RUN |1 PACKAGES=curl /bin/sh -c apt-get update &&     apt-get install -y $PACKAGES # buildkit",
                "WORKDIR /app",
                "COPY --chown=10 /out/app /app/ # buildkit",
                "-USER 10",
                "-CMD [\"/app/app\"]"));
    assertThat(lines.note()).isEmpty();
    assertThat(numbers(lines)).containsExactly(6, 8, 11, 12);
    assertThat(lines.baseLayers()).isEqualTo(1);
    assertThat(lines.from().image()).isEqualTo("debian:12");
    assertThat(lines.from().stage()).isEqualTo("run");
    Origin copy = Objects.requireNonNull(lines.layers().getLast());
    assertThat(copy.copied())
        .isEqualTo("from the stage build (line 2), where RUN in line 5 alone names /out/app");
    assertThat(Objects.requireNonNull(lines.layers().get(1)).endLine()).isEqualTo(10);
  }

  @Test
  void classicBuilder() {
    InstructionLines lines =
        lines(
            TWO_STAGES,
            image(
                "/bin/sh -c #(nop) ADD file:4b03b5f551e3fbdf47ec609712007327828f7530cc3455c43bbcdcaf449a75a9 in / ",
                "-/bin/sh -c #(nop)  CMD [\"bash\"]",
                "-/bin/sh -c #(nop)  ARG PACKAGES=curl",
                "|1 PACKAGES=curl /bin/sh -c apt-get update &&     apt-get install -y $PACKAGES",
                "-/bin/sh -c #(nop) WORKDIR /app",
                "/bin/sh -c #(nop) COPY file:5b6c7d8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f901234567890abcdef12345 in /app/ ",
                "-/bin/sh -c #(nop)  USER 10",
                "-/bin/sh -c #(nop)  CMD [\"/app/app\"]"));
    assertThat(numbers(lines)).containsExactly(6, 8, 12);
    assertThat(lines.baseLayers()).isEqualTo(1);
  }

  @Test
  void buildahWithLayers() {
    InstructionLines lines =
        lines(
            "FROM base AS one\nWORKDIR /src\nCOPY app.py .\nRUN [\"a\", \"b\"]\nFROM one\nADD app.py /x/\n",
            image(
                "/bin/sh",
                "-/bin/sh -c #(nop) WORKDIR /src ## FROM base",
                "/bin/sh -c #(nop) COPY file:dad87fce78faace74739410aaa4d81f8407eb1f253c93fe8902df97fe5d49274 in .  ## FROM 9daf4ce57ab9",
                "/bin/sh -c [\"a\", \"b\"] ## FROM 06427aee0202",
                "/bin/sh -c #(nop) ADD file:dad87fce78faace74739410aaa4d81f8407eb1f253c93fe8902df97fe5d49274 in /x/  ## FROM 33b9b7587de5"));
    assertThat(numbers(lines)).containsExactly(1, 3, 4, 6);
    assertThat(lines.from().image()).isEqualTo("base");
  }

  @Test
  void oneLayerForAStageHasNoLine() {
    InstructionLines lines =
        lines(
            "FROM base\nCOPY app.py .\nRUN make\n",
            image(
                "/bin/sh",
                "-/bin/sh -c #(nop) COPY file:dad87fce78faace74739410aaa4d81f8407eb1f253c93fe8902df97fe5d49274 in . ",
                "/bin/sh -c make ## FROM base"));
    assertThat(numbers(lines)).containsExactly(0, 0);
    assertThat(lines.note()).contains("one layer of all");
  }

  @Test
  void anotherFileHasNoLines() {
    Image image = image("base", "RUN /bin/sh -c make # buildkit", "-CMD [\"x\"]");
    assertThat(lines("FROM base\nRUN make install\nCMD [\"x\"]\n", image).note())
        .contains("no step of line 2 (RUN make install)");
    assertThat(lines("FROM base\nCMD [\"y\"]\n", image).known()).isFalse();
    assertThat(lines("FROM scratch\nRUN make\n", image).note()).contains("begins with scratch");
    // The right file, one step ahead of the image.
    assertThat(lines("FROM base\nRUN make\nCOPY a b\nCMD [\"x\"]\n", image).known()).isFalse();
    // A layer that no instruction made.
    assertThat(lines("FROM base\nCMD [\"x\"]\n", image("base", "-CMD [\"x\"]", "RUN y")).known())
        .isFalse();
  }

  @Test
  void theSameInstructionTwiceIsToldApartByItsPlace() {
    InstructionLines lines =
        lines(
            "FROM base\nRUN make\nCOPY a /a\nRUN make\n",
            image(
                "RUN /bin/sh -c make # buildkit",
                "RUN /bin/sh -c make # buildkit",
                "COPY a /a # buildkit",
                "RUN /bin/sh -c make # buildkit"));
    assertThat(numbers(lines)).containsExactly(1, 2, 3, 4);
    assertThat(lines.baseLayers()).isEqualTo(1);
  }

  @Test
  void ambiguousStepsHaveNoLine() {
    // One of two folders is not in the history: nobody knows which.
    InstructionLines lines =
        lines(
            "FROM base\nWORKDIR $HOME\nWORKDIR $HOME\nRUN make\n",
            image("base", "WORKDIR /root", "RUN /bin/sh -c make # buildkit"));
    assertThat(numbers(lines)).containsExactly(1, 0, 4);
  }

  @Test
  void triggersOfStagesBeneathAreTheirs() {
    InstructionLines lines =
        lines(
            "FROM base AS a\nONBUILD COPY x /x\nFROM a\nRUN make\n",
            image(
                "base",
                "-ONBUILD COPY x /x",
                "COPY x /x # buildkit",
                "RUN /bin/sh -c make # buildkit"));
    assertThat(numbers(lines)).containsExactly(1, 2, 4);
    assertThat(Objects.requireNonNull(lines.layers().get(1)).stage()).isEqualTo("a");
  }

  @Test
  void heredocsVariablesAndShells() {
    InstructionLines lines =
        lines(
            """
            FROM base
            ARG DIR=/opt
            SHELL ["/bin/bash", "-o", "pipefail", "-c"]
            RUN <<EOF
            set -e
            make all
            EOF
            COPY <<A <<"B" ${DIR}/
            one
            A
            two
            B
            ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://x.example/y $DIR/y
            RUN --mount=type=cache,target=/c ls | sort
            """,
            image(
                "base",
                "-ARG DIR=/opt",
                "-SHELL [/bin/bash -o pipefail -c]",
                "RUN |1 DIR=/opt /bin/bash -o pipefail -c set -e\nmake all\n # buildkit",
                "COPY <<A <<B /opt/ # buildkit",
                "ADD https://x.example/y /opt/y # buildkit",
                "RUN |1 DIR=/opt /bin/bash -o pipefail -c ls | sort # buildkit"));
    assertThat(lines.note()).isEmpty();
    assertThat(numbers(lines)).containsExactly(1, 4, 8, 13, 14);
  }

  @Test
  void labelsOfTheCommandLineDoNotDisturb() {
    InstructionLines lines =
        lines(
            "FROM base\nRUN make\n",
            image("base", "RUN /bin/sh -c make # buildkit", "-LABEL git=1", "-LABEL x=y"));
    assertThat(numbers(lines)).containsExactly(1, 2);
  }

  @Test
  void hostileHistoriesAndFilesStayHarmless() {
    String evil = "\u001b[2J\u202e";
    InstructionLines lines =
        lines(
            "FROM b" + evil + "\nRUN " + evil + "\n",
            image("base", "RUN /bin/sh -c " + evil + " # buildkit"));
    assertThat(lines.toString()).doesNotContain("\u001b", "\u202e");
    assertThat(numbers(lines)).containsExactly(1, 2);
    String[] steps = new String[3_000];
    java.util.Arrays.setAll(steps, i -> "RUN /bin/sh -c make # buildkit");
    assertThat(lines("FROM base\n" + "RUN make\n".repeat(2_999), image(steps)).note())
        .contains("too long");
    assertThat(lines("FROM base\nRUN make\n", image()).known()).isFalse();
    Image squashed =
        Stacks.image("s", List.of(image("a").layers().getFirst()), List.of(), Map.of());
    assertThat(lines("FROM base\nRUN make\n", squashed).note()).contains("does not tell");
  }
}
