package dev.plinth.dockerfile.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.context.IgnoreFile.Kind;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreFileTest {
  private static IgnoreFile read(String text) {
    return IgnoreFile.of(SourceText.of(text));
  }

  /** Lines are separated by |, then the path, then whether it is kept out. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '\u0001',
      textBlock =
          """
          node_modules → node_modules/a/b.js → true
          node_modules → sub/node_modules/a → false
          **/node_modules → sub/node_modules/a → true
          **/node_modules → node_modules → true
          *.md → README.md → true
          *.md → docs/README.md → false
          **/*.md → docs/a/README.md → true
          docs/** → docs/a/b → true
          docs/** → docs → false
          docs/* → docs/a/b → true
          /build/ → build/x → true
          ./build → build → true
          a/../b → b → true
          ../b → b → false
          . → a → false
          / → a → false
          *|!src → src/a → false
          *|!src → other → true
          *|!src|src/secret → src/secret → true
          *|!src/**/*.c → src/a/b.c → false
          *|!src/**/*.c → src/a/b.h → true
          *.md|!README.md → README.md → false
          !README.md|*.md → README.md → true
          a|!a/b → a/b/c → false
          temp? → temp1 → true
          temp? → temp → false
          *.[oa] → x.o → true
          *.[^oa] → x.c → true
          *.[^oa] → x.o → false
          [a-c]x → bx → true
          \\*.txt → *.txt → true
          \\*.txt → a.txt → false
          FILE → file → false
          a b → a b → true
          #x → #x → false
          \\#x → #x → true
          é? → éa → true
          ? → 😀 → true
          **/.git → .git → true
          **/*.key|!keys/pub.key → keys/pub.key → false
          foo/**/bar → foo/bar → true
          foo/**/bar → foo/a/b/bar → true
          **foo → a/xfoo → false
          ** → any/thing → true
          a*b*c → aXbYc → true
          a*b → a/b → false
          """)
  void decidesAsDockerDoes(String file, String path, boolean ignored) {
    IgnoreFile ignore = read(file.strip().replace("|", "\n") + "\n");
    assertThat(ignore.of(path.strip()).ignored()).isEqualTo(ignored);
  }

  @Test
  void readsEveryKindOfLine() {
    IgnoreFile file = read("\ufeff# top\r\n\n  a/  \r\n ! b\n #c\n!\n[\nlast");
    assertThat(file.lines())
        .extracting(IgnoreFile.Line::kind)
        .containsExactly(
            Kind.COMMENT,
            Kind.BLANK,
            Kind.PATTERN,
            Kind.PATTERN,
            Kind.PATTERN,
            Kind.BAD,
            Kind.BAD,
            Kind.PATTERN);
    assertThat(file.patterns())
        .extracting(IgnoreFile.Line::pattern)
        .containsExactly("a", "b", "#c", "last");
    assertThat(file.bad()).extracting(IgnoreFile.Line::number).containsExactly(6, 7);
    StringBuilder all = new StringBuilder();
    file.lines().forEach(line -> all.append(file.source().raw(line.span())));
    assertThat(all).hasToString(file.source().raw());
    assertThat(file.source().text(file.lines().get(3).written())).isEqualTo("! b");
  }

  @Test
  void saysWhichLineDecided() {
    IgnoreFile file = read("*.md\n!README.md\n");
    assertThat(Objects.requireNonNull(file.of("x.md").by()).number()).isEqualTo(1);
    assertThat(Objects.requireNonNull(file.of("README.md").by()).number()).isEqualTo(2);
    assertThat(file.of("x").by()).isNull();
    assertThat(file.negates()).isTrue();
  }

  @Test
  void hostilePatternsCostTheProductOfTheirLengthAtMost() {
    IgnoreFile file = read("**/*a".repeat(2_000) + "b\n" + "*".repeat(10_000) + "x\n");
    assertThat(file.of("a".repeat(4_000)).ignored()).isFalse();
  }
}
