package dev.plinth.dockerfile.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.WordPart.Parameter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShellParserTest {
  private static ShellScript read(String text) {
    SourceText source = SourceText.of(text);
    return ShellParser.parse(LogicalText.of(source, new Span(0, source.length())));
  }

  private static ShellScript whole(String text) {
    ShellScript script = read(text);
    assertThat(script.problem()).as(text).isNull();
    return script;
  }

  private static ShellCommand only(String text) {
    ShellScript script = whole(text);
    assertThat(script.list().items()).hasSize(1);
    assertThat(script.list().items().getFirst().pipelines()).hasSize(1);
    return script.list().items().getFirst().pipelines().getFirst().commands().getFirst();
  }

  private static List<String> words(ShellCommand command) {
    return ((Simple) command).words().stream().map(ShellWord::pattern).toList();
  }

  @Test
  void splitsListsAndPipelines() {
    ShellScript script = whole("a && b || c; d | e |& f & ! g");
    assertThat(script.list().items()).hasSize(3);
    assertThat(script.list().items().getFirst().operators())
        .extracting(ShellList.Operator::text)
        .containsExactly("&&", "||");
    assertThat(script.list().items().get(1).background()).isTrue();
    assertThat(script.list().items().get(1).pipelines().getFirst().commands()).hasSize(3);
    assertThat(script.list().items().get(2).pipelines().getFirst().negated()).isTrue();
  }

  @Test
  void takesQuotesOff() {
    assertThat(words(only("echo 'a b' \"c $d\" e\\ f g'h'\"i\"")))
        .containsExactly("echo", "a b", "c \0", "e f", "ghi");
  }

  @Test
  void knowsParametersOfEveryForm() {
    for (String[] form :
        new String[][] {
          {"$a", "a", ""},
          {"${a}", "a", ""},
          {"${a:-b}", "a", ":-"},
          {"${a##*/}", "a", "##"},
          {"${#a}", "a", "length"},
          {"${#}", "#", ""},
          {"$#", "#", ""},
          {"$1", "1", ""},
          {"${10}", "10", ""},
          {"${a[@]}", "a[@]", ""},
          {"${!a}", "a", "indirect"},
          {"${a//b/c}", "a", "//"},
          {"${a:1:2}", "a", ":"},
          {"${a^^}", "a", "^^"},
          {"$@", "@", ""},
          {"${a:-$(b '}')}", "a", ":-"},
          {"${#-}", "-", "length"},
          {"${@:2}", "@", ":"}
        }) {
      Simple command = (Simple) only("x " + form[0] + " y");
      assertThat(command.words()).as(form[0]).hasSize(3);
      Parameter parameter = (Parameter) command.words().get(1).parts().getFirst();
      assertThat(List.of(parameter.name(), parameter.operator()))
          .as(form[0])
          .containsExactly(form[1], form[2]);
    }
  }

  @Test
  void readsCompoundCommands() {
    assertThat(only("if a; then b; elif c; then d; else e; fi"))
        .isInstanceOf(ShellCommand.If.class);
    assertThat(only("for i in a b c; do echo $i; done > f"))
        .isInstanceOfSatisfying(
            ShellCommand.For.class, f -> assertThat(f.redirections()).hasSize(1));
    assertThat(only("while read -r l; do :; done < f")).isInstanceOf(ShellCommand.While.class);
    assertThat(only("case $a in (x|y) b;; *) c ;; esac"))
        .isInstanceOfSatisfying(ShellCommand.Case.class, c -> assertThat(c.arms()).hasSize(2));
    assertThat(only("{ a; b; }")).isInstanceOf(ShellCommand.Group.class);
    assertThat(only("( a; b )")).isInstanceOf(ShellCommand.Subshell.class);
    assertThat(only("((a + (1)))")).isInstanceOf(ShellCommand.Arithmetic.class);
    assertThat(only("((a); b)")).isInstanceOf(ShellCommand.Subshell.class);
    assertThat(only("f() { a; }")).isInstanceOf(ShellCommand.Function.class);
    assertThat(only("[[ $a =~ ^(x|y)$ && -n $b ]]")).isInstanceOf(ShellCommand.Test.class);
    assertThat(only("for ((i=0; i<3; i++)); do a; done")).isInstanceOf(ShellCommand.For.class);
  }

  @Test
  void reservedWordsAreWordsElsewhere() {
    assertThat(words(only("echo if then fi { } done"))).hasSize(7);
    assertThat(words(only("\"if\" a"))).containsExactly("if", "a");
    assertThat(words(only("iffy a"))).containsExactly("iffy", "a");
  }

  @Test
  void readsRedirectionsAndAssignments() {
    Simple command = (Simple) only("A=1 B=\"$C\" D+=x run 2>&1 >/dev/null arg <<<word &>>log");
    assertThat(command.assignments())
        .extracting(ShellCommand.Assignment::name)
        .containsExactly("A", "B", "D");
    assertThat(words(command)).containsExactly("run", "arg");
    assertThat(command.redirections())
        .extracting(Redirection::operator)
        .containsExactly(">&", ">", "<<<", "&>>");
    assertThat(command.redirections().getFirst().descriptor()).isEqualTo("2");
    assertThat(((Simple) only("a=(b c) d")).assignments().getFirst().array()).hasSize(2);
  }

  @Test
  void readsHeredocsBehindTheirLine() {
    ShellScript script = whole("cat <<A <<-'B' | sort\n$x\nA\n\ty\n\tB\necho z\n");
    assertThat(script.list().items()).hasSize(2);
    Simple cat =
        (Simple) script.list().items().getFirst().pipelines().getFirst().commands().getFirst();
    assertThat(cat.redirections()).hasSize(2);
    assertThat(cat.redirections().getFirst().document().parts().pattern()).isEqualTo("\0\n");
    assertThat(cat.redirections().get(1).document().parts().value()).isEqualTo("\ty\n");
  }

  @Test
  void readsSubstitutions() {
    ShellWord word = ((Simple) only("echo $(a | b $((1+2)) `c`)")).words().get(1);
    WordPart.Substitution outer = (WordPart.Substitution) word.parts().getFirst();
    assertThat(outer.list().items().getFirst().pipelines().getFirst().commands()).hasSize(2);
    assertThat(only("diff <(a) >(b)")).isInstanceOf(Simple.class);
  }

  @Test
  void keepsWhatCameBeforeAnError() {
    for (String wrong :
        List.of(
            "a; (b",
            "a; 'b",
            "a; \"b $(c",
            "a; if b",
            "a; )",
            "a; ${b",
            "a; for",
            "a; b ||",
            "a; }",
            "a; case x in y")) {
      ShellScript script = read(wrong);
      assertThat(script.problem()).as(wrong).isNotNull();
      assertThat(script.list().items()).as(wrong).isNotEmpty();
    }
    assertThat(read("(".repeat(1_000)).problem().message()).contains("nest deeper");
  }

  @Test
  void placesLeadBackThroughContinuations() {
    SourceText source =
        SourceText.of("FROM a\nRUN apt-get update \\\n # no\n && apt-get \\\n install x\n");
    RunScript run = RunScript.of(DockerfileParser.parse(source).instructions().get(1));
    ShellScript script = ShellParser.parse(run.text());
    Simple install =
        (Simple) script.list().items().getFirst().pipelines().get(1).commands().getFirst();
    assertThat(words(install)).containsExactly("apt-get", "install", "x");
    assertThat(source.text(script.span(install.words().getLast()))).isEqualTo("x");
    assertThat(source.text(script.span(install))).isEqualTo("apt-get \\\n install x");
  }

  @Test
  void aHeredocAloneIsTheScript() {
    SourceText source =
        SourceText.of("FROM a\nRUN <<EOF\n#!/bin/bash -e\na\nEOF\nRUN <<X python3\nprint()\nX\n");
    var instructions = DockerfileParser.parse(source).instructions();
    RunScript bash = RunScript.of(instructions.get(1));
    assertThat(bash.interpreter()).isEqualTo("/bin/bash -e");
    assertThat(bash.text().toString()).isEqualTo("#!/bin/bash -e\na\n");
    RunScript python = RunScript.of(instructions.get(2));
    Simple command =
        (Simple)
            ShellParser.parse(python.text())
                .list()
                .items()
                .getFirst()
                .pipelines()
                .getFirst()
                .commands()
                .getFirst();
    assertThat(words(command)).containsExactly("python3");
    assertThat(command.redirections().getFirst().document().parts().value()).isEqualTo("print()\n");
  }

  @Test
  void nothingIsThrownWhateverTheText() {
    long seed = Long.getLong("plinth.seed", 20261126L);
    Random random = new Random(seed);
    String[] tokens = {
      "a",
      " ",
      ";",
      "&",
      "|",
      "&&",
      "(",
      ")",
      "((",
      "))",
      "{",
      "}",
      "if",
      "then",
      "fi",
      "for",
      "in",
      "do",
      "done",
      "case",
      "esac",
      ";;",
      "<<E",
      "\nE\n",
      "\n",
      "'",
      "\"",
      "$(",
      "${",
      "$((",
      "`",
      "\\",
      "#",
      "[[",
      "]]",
      "=",
      "[",
      "]",
      "$",
      "<",
      ">",
      "<(",
      "!",
      "@(",
      "\0",
      "é",
      "function ",
      "x()",
      "-",
      ":-"
    };
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(25); i > 0; i--) {
        text.append(tokens[random.nextInt(tokens.length)]);
      }
      try {
        read(text.toString());
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + text, e);
      }
    }
  }

  @Test
  void hostileTextsTakeLinearTime() {
    for (String piece :
        List.of(
            "a[", "${a[", "$((", "((", "<<E ", "`", "$(", "\"$(", "a=(", "@(", "{", "'", "\\",
            "a && ", "[[ ", "f() ")) {
      assertThat(read(piece.repeat(200_000)).text().length()).isEqualTo(piece.length() * 200_000);
    }
  }
}
