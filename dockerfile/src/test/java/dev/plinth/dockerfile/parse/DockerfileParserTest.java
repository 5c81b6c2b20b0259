package dev.plinth.dockerfile.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Heredoc;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Problem;
import dev.plinth.dockerfile.tree.Word;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DockerfileParserTest {
  private static Dockerfile parse(String text) {
    SourceText source = SourceText.of(text);
    Dockerfile file = DockerfileParser.parse(source);
    assertThat(file.print()).isEqualTo(source.toBytes());
    return file;
  }

  /** The only instruction after a FROM. */
  private static Instruction second(String text) {
    Dockerfile file = parse("FROM a\n" + text);
    assertThat(file.problems()).isEmpty();
    assertThat(file.instructions()).hasSize(2);
    return file.instructions().get(1);
  }

  private static List<String> values(List<Word> words) {
    return words.stream().map(Word::value).toList();
  }

  private static String at(Dockerfile file, Problem problem) {
    return file.source().text(problem.span());
  }

  @Test
  void joinsContinuedLinesAndKnowsEveryPlace() {
    Dockerfile file = parse("from  debian:12 \\\n  # the base\n\n  as  Build\n");
    Instruction from = file.instructions().getFirst();
    Arguments.Base base = from.base();
    assertThat(from.keyword()).isEqualTo(Keyword.FROM);
    assertThat(from.text().toString()).isEqualTo("from  debian:12   as  Build");
    assertThat(base).isNotNull();
    assertThat(base.image().text()).isEqualTo("debian:12");
    assertThat(base.name()).isNotNull();
    assertThat(file.source().text(base.name().span())).isEqualTo("Build");
    assertThat(file.source().line(base.name().span().start())).isEqualTo(4);
    assertThat(file.source().column(base.name().span().start())).isEqualTo(7);
    assertThat(from.comments())
        .singleElement()
        .satisfies(c -> assertThat(c.text()).isEqualTo("the base"));
    assertThat(file.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.kind()).isEqualTo(Problem.Kind.EMPTY_CONTINUATION));
  }

  @Test
  void takesTheEscapeOfTheDirective() {
    Dockerfile file = parse("# escape=`\nFROM a\nRUN dir C:\\ `\n  /b\n");
    assertThat(file.escape()).isEqualTo('`');
    assertThat(file.instructions().get(1).text().toString()).isEqualTo("RUN dir C:\\   /b");
  }

  @Test
  void directivesEndAtAnythingElse() {
    Dockerfile file =
        parse(
            "#  Syntax = docker/dockerfile:1 \n# check=skip=all\n# hello=world\n# escape=`\nFROM a");
    assertThat(file.directives()).extracting("name").containsExactly("syntax", "check");
    assertThat(file.directives().getFirst().value()).isEqualTo("docker/dockerfile:1");
    assertThat(file.escape()).isEqualTo('\\');
    assertThat(file.comments()).extracting("text").containsExactly("hello=world", "escape=`");
  }

  @Test
  void aDoubledEscapeDoesNotContinueButALoneOneDoes() {
    Dockerfile file = parse("FROM a\nRUN x \\\\\nRUN y\n\\\nRUN z");
    assertThat(file.instructions())
        .extracting(i -> i.text().toString())
        .containsExactly("FROM a", "RUN x \\\\", "RUN y", "RUN z");
  }

  @Test
  void flagsLoseTheirQuotesAndKeepTheirPlaces() {
    Instruction copy = second("COPY --from='build' --chown=\"a b\" --link x y\n");
    assertThat(copy.flags()).extracting(Flag::name).containsExactly("from", "chown", "link");
    assertThat(copy.flags().getFirst().value()).isEqualTo("build");
    assertThat(copy.flags().get(1).value()).isEqualTo("a b");
    assertThat(copy.text().source().text(copy.flags().getFirst().valueSpan())).isEqualTo("'build'");
    assertThat(copy.paths().sources()).extracting(Word::value).containsExactly("x");
    assertThat(copy.paths().destination().value()).isEqualTo("y");
  }

  @Test
  void jsonIsTheExecFormOnlyWhereAllOfItIsJson() {
    assertThat(values(second("CMD [\"a\\u00e9\", \"b\\n\"]").command().words()))
        .containsExactly(SourceText.raw("aé"), "b\n");
    assertThat(second("CMD ['a']").command().json()).isFalse();
    assertThat(second("CMD [\"a\"] x").command().json()).isFalse();
    assertThat(second("CMD [\"c:\\windows\"]").command().json()).isFalse();
    assertThat(second("CMD []").command().json()).isTrue();
    Dockerfile numbers = parse("FROM a\nCMD [\"a\", 1]");
    assertThat(numbers.problems()).extracting(Problem::kind).containsExactly(Problem.Kind.JSON);
  }

  @Test
  void heredocsFollowInOrder() {
    Instruction copy =
        second("COPY <<X <<-\"Y\" /dest\nY\nX\n\tX\n\tY\nRUN z\n".replace("RUN z\n", ""));
    assertThat(copy.heredocs()).extracting(Heredoc::name).containsExactly("X", "Y");
    assertThat(copy.heredocs())
        .extracting(h -> copy.text().source().text(h.content()))
        .containsExactly("Y\n", "\tX\n");
    assertThat(copy.heredocs()).extracting(Heredoc::expands).containsExactly(true, false);
    assertThat(values(copy.paths().words())).containsExactly("<<X", "<<-\"Y\"", "/dest");
  }

  @Test
  void aHeredocsNameMayBeQuotedOrStandApart() {
    assertThat(second("RUN <<eo'f'\necho\neof\n").heredocs().getFirst().expands()).isFalse();
    assertThat(second("RUN <<eo\\'f\necho\neo'f\n").heredocs().getFirst().expands()).isTrue();
    assertThat(second("RUN <<'one two'\necho\none two\n").heredocs()).hasSize(1);
    assertThat(second("RUN <<  EOF  > foo\nEOF\n").heredocs()).hasSize(1);
    assertThat(second("RUN << -EOF\n-EOF\n").heredocs().getFirst().chomps()).isFalse();
    assertThat(second("RUN 3<<EOF\nEOF\n").heredocs().getFirst().fileDescriptor()).isEqualTo(3);
    assertThat(second("RUN \"<<EOF\"").heredocs()).isEmpty();
    assertThat(second("RUN [\"<<EOF\"]").heredocs()).isEmpty();
    assertThat(second("RUN cat <<<EOF").heredocs()).isEmpty();
    assertThat(second("ONBUILD RUN <<EOF\nls\nEOF\n").heredocs()).hasSize(1);
  }

  @Test
  void nothingIsAnInstructionWithinAHeredoc() {
    Dockerfile file =
        parse("FROM a\nRUN <<EOF python3\nfrom os import path\n# x \\\nEOF\nUSER 1\n");
    assertThat(file.problems()).isEmpty();
    assertThat(file.instructions())
        .extracting(Instruction::keyword)
        .containsExactly(Keyword.FROM, Keyword.RUN, Keyword.USER);
  }

  @Test
  void anOpenHeredocIsAProblemAtItsMark() {
    Dockerfile file = parse("FROM a\nRUN <<EOF\nls\n");
    assertThat(file.problems())
        .singleElement()
        .satisfies(p -> assertThat(at(file, p)).isEqualTo("<<EOF"));
  }

  @Test
  void pairsKeepQuotesAndEscapes() {
    Instruction env = second("ENV a=1 b=\"x y\" c=d\\ e f='$g'\n");
    assertThat(env.pairs()).extracting(p -> p.name().value()).containsExactly("a", "b", "c", "f");
    assertThat(env.pairs())
        .extracting(Pair::valueOrEmpty)
        .containsExactly("1", "\"x y\"", "d\\ e", "'$g'");
    Instruction legacy = second("ENV name  the rest = of it \n");
    assertThat(legacy.arguments())
        .isInstanceOfSatisfying(Arguments.Pairs.class, p -> assertThat(p.legacy()).isTrue());
    assertThat(legacy.pairs().getFirst().valueOrEmpty()).isEqualTo("the rest = of it");
  }

  @Test
  void saysWhatTheBuilderRefusesAndReadsOn() {
    Dockerfile file =
        parse(
            """
            RUN early
            FORM debian
            FROM debian AS 1st
            COPY x
            COPY --form=a x y
            COPY --link=maybe --from=a --from=b x y
            SHELL /bin/sh
            HEALTHCHECK NONE x
            HEALTHCHECK ls
            ONBUILD FROM x
            ENV a=1 b
            FROM a b
            WORKDIR
            USER 1
            """);
    assertThat(file.problems())
        .extracting(p -> p.kind() + " " + at(file, p))
        .containsExactly(
            "NO_STAGE RUN",
            "UNKNOWN_INSTRUCTION FORM",
            "STAGE_NAME 1st",
            "ARGUMENTS COPY",
            "FLAG --form=a",
            "FLAG --link=maybe",
            "FLAG --from=b",
            "JSON /bin/sh",
            "ARGUMENTS x",
            "ARGUMENTS ls",
            "ONBUILD FROM",
            "ARGUMENTS b",
            "ARGUMENTS a b",
            "ARGUMENTS WORKDIR");
    assertThat(file.problems().get(1).text()).contains("did you mean FROM?");
    assertThat(file.instructions().getLast().rest().value()).isEqualTo("1");
  }

  @Test
  void keepsEveryByteOfOddFiles() {
    for (String odd :
        List.of(
            "",
            "\n",
            "\ufeffFROM a",
            "FROM a\r\nRUN b \\\r\n c\r\n",
            "FROM a\\",
            "# x",
            "FROM \0\n",
            "FROM a\nRUN \\\n",
            "\\\n\\\n")) {
      parse(odd);
    }
    byte[] notUtf8 = {'F', 'R', 'O', 'M', ' ', (byte) 0xff, (byte) 0xfe, '\n', (byte) 0xc3};
    assertThat(DockerfileParser.parse(SourceText.of(notUtf8)).print()).isEqualTo(notUtf8);
  }

  @Test
  void columnsCountCodePoints() {
    Dockerfile file = parse("FROM a\nLABEL \"ä😀\"=x b\n");
    Problem problem = file.problems().getFirst();
    assertThat(file.source().column(problem.span().start())).isEqualTo(14);
    assertThat(new String(file.source().toBytes(), StandardCharsets.UTF_8)).contains("😀");
  }

  /** Any text at all: nothing is thrown, nothing is lost, every part lies where it says. */
  @Test
  void keepsEveryByteOfRandomFiles() {
    long seed = Long.getLong("plinth.seed", 20261126L);
    Random random = new Random(seed);
    String[] tokens = {
      "FROM ",
      "RUN ",
      "COPY ",
      "ENV ",
      "ONBUILD ",
      "HEALTHCHECK ",
      "CMD ",
      "ARG ",
      "LABEL ",
      "\\\n",
      "\n",
      "\r\n",
      " ",
      "\t",
      "<<EOF",
      "<<-'E'",
      "EOF\n",
      "E\n",
      "#",
      "# escape=`\n",
      "`",
      "\"",
      "'",
      "[",
      "]",
      ",",
      "--from=x",
      "--",
      "=",
      "$",
      "{",
      "}",
      "a",
      "é",
      "\0",
      "\u00a0",
      "\\",
      "\\\\"
    };
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(tokens[random.nextInt(tokens.length)]);
      }
      SourceText source = SourceText.of(text.toString());
      Dockerfile file = DockerfileParser.parse(source);
      if (!Arrays.equals(file.print(), source.toBytes()) || !placed(file)) {
        throw new AssertionError("seed " + seed + ", round " + round + ": " + text);
      }
    }
  }

  /** True where instructions follow each other and their parts lie within them. */
  private static boolean placed(Dockerfile file) {
    int last = 0;
    for (Instruction instruction : file.instructions()) {
      Span span = instruction.span();
      if (span.start() < last || !span.contains(instruction.word().span())) {
        return false;
      }
      for (Flag flag : instruction.flags()) {
        if (!span.contains(flag.span())) {
          return false;
        }
      }
      last = span.end();
    }
    return last <= file.source().length();
  }

  @Test
  void saysWhichInstructionHasTooManyWords() {
    String text = "FROM a\nLABEL" + " a=b".repeat(DockerfileParser.MOST + 1) + "\nUSER 1\n";
    Dockerfile file = DockerfileParser.parse(SourceText.of(text));
    assertThat(file.problems()).extracting(Problem::kind).contains(Problem.Kind.TOO_MANY);
    assertThat(file.instructions()).hasSize(3);
    assertThat(file.print()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void saysWhereItEndsToRead() {
    String text = "FROM a\n" + "#\nRUN b \\\n#\n c\n".repeat(100_000);
    Dockerfile file = DockerfileParser.parse(SourceText.of(text));
    assertThat(file.problems()).extracting(Problem::kind).containsExactly(Problem.Kind.TOO_MANY);
    assertThat(file.instructions().size() + file.comments().size())
        .isBetween(DockerfileParser.MOST, DockerfileParser.MOST + 2);
    assertThat(file.print()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }
}
