package dev.plinth.checks.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.Checks;
import dev.plinth.checks.lint.Linter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Fix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules on words, variables and commands of RUN. */
class ShellRulesTest {
  @Test
  void outputIsSplitOutsideOfQuotesOnly() {
    Checks.of(new UnquotedSubstitution())
        .finds("FROM a", "RUN tool «$(cat x)» a«`cat y`»b > «$(cat z)»")
        .finds("FROM a", "RUN export A=«$(cat x)»")
        .passes("FROM a", "RUN A=$(cat x) && echo \"$(cat y)\" && for i in $(cat z); do :; done")
        .passes("FROM a", "RUN apt-get install `# a comment` -y b")
        .passes("FROM a", "RUN [\"tool\", \"$(cat x)\"]")
        .passes("FROM a", "SHELL [\"/bin/bash\", \"-c\"]", "RUN export A=$(cat x)")
        .passes("FROM a", "SHELL [\"powershell\", \"-Command\"]", "RUN tool $(cat x)")
        .mends("FROM a\nRUN make \\\n  -j$(nproc)\n", "FROM a\nRUN make \\\n  -j\"$(nproc)\"\n");
  }

  @Test
  void variablesAreSplitWhereTheirValueIsNotOneKnownWord() {
    Checks.of(new UnquotedVariable())
        .finds("FROM a", "ARG V", "RUN touch «$V» \"$V\" «${V%.*}»/x > «$V»")
        .finds("FROM a", "RUN f=$(cat x) && rm «$f»")
        .passes("FROM a", "ARG V=1.2", "RUN touch $V && n=$? && exit $n")
        .passes("FROM a", "RUN f=x; rm $f $# ${#f}; case $g in a) ;; esac; h=$g")
        .mends("FROM a\nRUN rm /x/$A.zip\n", "FROM a\nRUN rm \"/x/$A.zip\"\n")
        .mends("FROM a\nRUN x --d=/$A/${B}\n", "FROM a\nRUN x --d=\"/$A/${B}\"\n")
        .mends("FROM a\nRUN rm /x/$A/*.zip\n", "FROM a\nRUN rm /x/\"$A\"/*.zip\n")
        .mends("FROM a\nRUN rm ~/x$A\n", "FROM a\nRUN rm ~/x\"$A\"\n")
        .mends("FROM a\nRUN rm /x\\\n/$A\n", "FROM a\nRUN rm /x\\\n/\"$A\"\n")
        .mends(
            "FROM a\nRUN for f in *; do rm $f; done\n",
            "FROM a\nRUN for f in *; do rm \"$f\"; done\n")
        .mends("FROM a\nRUN rm /c/${A:-${B}_$C.deb}\n", "FROM a\nRUN rm \"/c/${A:-${B}_$C.deb}\"\n")
        .mends("FROM a\nRUN [ $A = x ]\n", "FROM a\nRUN [ \"$A\" = x ]\n");
  }

  /** Quotes would make one word of several, and an empty one of none. */
  @Test
  void whatMayBeMeantAsSeveralWordsIsOnlyAdvisedUpon() {
    for (String run :
        List.of(
            "apk add $PHPIZE_DEPS a",
            "go build ${GOFLAGS} .",
            "make $(echo $M | tr -d x) a",
            "x /ctx/\"b\"$C",
            "sh -c \"make -j\"$(x)\" all\"",
            "apt-get remove -y $(diff a b | awk x)")) {
      for (Rule rule : List.of(new UnquotedVariable(), new UnquotedSubstitution())) {
        String text = "FROM a\nRUN " + run + "\n";
        Linter.run(SourceText.of(text), List.of(rule), RuleSettings.NONE, null)
            .forEach(hit -> assertThat(hit.hit().fix()).as(text).isInstanceOf(Fix.Advice.class));
      }
    }
    Checks.of(new UnquotedSubstitution())
        .mends("FROM a\nRUN cp $(which x) a\n", "FROM a\nRUN cp \"$(which x)\" a\n")
        .mends("FROM a\nRUN cp a /b$(cat v)/\n", "FROM a\nRUN cp a \"/b$(cat v)/\"\n");
  }

  @Test
  void argumentsFallApart() {
    Checks.of(new UnquotedArguments())
        .finds("FROM a", "RUN f() { g «$@» «$*»; }; f a")
        .passes("FROM a", "RUN f() { g \"$@\"; for i in $*; do :; done; }; f a");
  }

  @Test
  void aTestOfNothingHolds() {
    Checks.of(new UnquotedTest())
        .finds("FROM a", "RUN [ -n «$A» ] && test -n «$(cat x)»")
        .passes("FROM a", "RUN [ -n \"$A\" ] && [ -z $A ] && [[ -n $A ]]");
  }

  @Test
  void foldersThatAreNotThereGoUnnoticed() {
    Checks.of(new UncheckedCd())
        .finds("FROM a", "RUN «cd /x»; make")
        .finds("FROM a", "RUN a && «cd x»; make")
        .finds("FROM a", "RUN (cd x && a) && («cd y»; b)")
        .passes("FROM a", "RUN cd /x && make; (cd b)", "RUN a; cd b", "RUN cd x || exit 1; a")
        .passes("FROM a", "RUN set -ex; cd /x; make", "RUN cd ..; make")
        .passes("FROM a", "SHELL [\"/bin/sh\", \"-ec\"]", "RUN cd /x; make");
  }

  @Test
  void exportHidesFailures() {
    Checks.of(new MaskedReturn())
        .finds("FROM a", "RUN export «A»=\"$(x)\" B=1 && local «C»=`y`")
        .passes("FROM a", "RUN A=$(x) && export A B=\"$C\" && D=$(y) z")
        .mends("FROM a\nRUN export A=$(x) && b\n", "FROM a\nRUN A=$(x) && export A && b\n")
        .mends(
            "FROM a\nRUN <<E\nset -e\nexport A=$(x)\nb\nE\n",
            "FROM a\nRUN <<E\nset -e\nA=$(x); export A\nb\nE\n")
        .mends("FROM a\nRUN export A=$(x); b\n", "FROM a\nRUN A=$(x); export A; b\n")
        .mends(
            "FROM a\nRUN if export A=$(x); then b; fi\n",
            "FROM a\nRUN if A=$(x) && export A; then b; fi\n");
  }

  @Test
  void findsNamesStayWhole() {
    Checks.of(new FindLoop())
        .finds("FROM a", "RUN for f in «$(find x)» «`find y`»; do :; done")
        .passes("FROM a", "RUN for f in $(ls x) $(find x | sort); do :; done");
    Checks.of(new FindXargs())
        .finds("FROM a", "RUN «find . -name x» | xargs -I{} y {}")
        .passes("FROM a", "RUN find . -print0 | xargs -0 y; find . | sort | xargs y")
        .passes("FROM a", "RUN find . | xargs -d '\\n' y")
        .mends("FROM a\nRUN find . | xargs rm\n", "FROM a\nRUN find . -print0 | xargs -0 rm\n");
    Checks.of(new UnquotedPattern())
        .finds("FROM a", "RUN find . -name «*.x» -o -path «$d/*» | grep -v «a*»")
        .passes("FROM a", "RUN find *.d -name '*.x' -iname \\*.y | grep a x/*")
        .mends("FROM a\nRUN find . -name *.x\n", "FROM a\nRUN find . -name '*.x'\n");
  }

  @Test
  void errorsFollowTheOutput() {
    Checks.of(new RedirectionOrder())
        .finds("FROM a", "RUN x «2>&1» >/dev/null && y")
        .passes("FROM a", "RUN x >/dev/null 2>&1; y 2>&1 >z | w; v=$(u 2>&1 >/dev/null)")
        .mends("FROM a\nRUN x 2>&1 > y\n", "FROM a\nRUN x > y 2>&1\n");
  }

  @Test
  void systemFoldersStay() {
    Checks.of(new DeletesSystemFolder())
        .finds("FROM a", "ARG P", "RUN rm -rf «/usr» «/lib/» a && rm -r «\"$P/\"*» «$P/bin»")
        .passes(
            "FROM a",
            "ENV P=/x",
            "RUN rm -rf $P/bin ${Q:?}/bin /usr/share/doc /var/lib/apt/lists/*")
        .passes("FROM a", "RUN rm /etc; rm -f $A/lib");
  }

  @Test
  void eachRunHasItsOwnVariables() {
    Checks.of(new UnassignedVariable())
        .finds("FROM a", "RUN export V=1; w=2", "RUN echo «$V» «${w}» $W", "RUN echo \"«$none»\"")
        .passes("FROM a", "ARG x", "ENV y=1", "RUN echo $x $y ${z:-1} ${u:+a}; read r; echo $r")
        .passes(
            "FROM a",
            "RUN . ./env; echo $v",
            "RUN eval x; echo $v",
            "RUN for i in a; do echo $i; done");
    Checks.of(new UnusedVariable())
        .finds("FROM a", "RUN «DEBIAN_FRONTEND»=noninteractive && apt-get install -y x")
        .passes("FROM a", "RUN A=1 && export A; B=2 c; D=3; echo $D", "RUN PATH=/x; y")
        .passes("FROM a", "ENV A=1", "RUN A=2 && b");
  }

  @Test
  void smallThings() {
    Checks.of(new MkdirMode())
        .finds("FROM a", "RUN mkdir -p «-m» 0700 /a/b")
        .passes("FROM a", "RUN mkdir -m 0700 /a/b; mkdir -p /a/b; mkdir -p -m 0700 /a");
    Checks.of(new PatternAsCommand())
        .finds("FROM a", "RUN «./x-*.run» -q")
        .passes("FROM a", "RUN [ a = b ]; sh ./x-*.run");
    Checks.of(new SpacedAssignment())
        .finds("FROM a", "RUN A «=» b; C= «5»")
        .passes("FROM a", "RUN A=b; test = x; [ a = b ]; C= d")
        .mends("FROM a\nRUN A = b\n", "FROM a\nRUN A=b\n");
    Checks.of(new PointlessEscape())
        .finds("FROM a", "RUN printf a«\\n» b«\\d» 'c\\n' \"d\\n\"")
        .passes(
            "FROM a", "RUN \\curl x; find . -exec x \\; -name \\*.y; sed 's/\\./x/'; echo \\$a");
    Checks.of(new StrayBrace())
        .finds("FROM a", "RUN echo «{»a«}» b«}»")
        .passes("FROM a", "RUN echo {a,b} {1..3}; find . -exec x {} +; { y; }");
    Checks.of(new Backquotes())
        .finds("FROM a", "RUN x «`y`» \"«`z`»\"")
        .passes("FROM a", "RUN x $(y) '`z`' `# c`")
        .mends("FROM a\nRUN x `y`\n", "FROM a\nRUN x $(y)\n");
    Checks.of(new UselessCat())
        .finds("FROM a", "RUN «cat x» | y")
        .passes("FROM a", "RUN cat x y | z; cat | z; cat x; cat $x | y");
    Checks.of(new EchoEscapes())
        .finds("FROM a", "RUN echo «'a\\n'»")
        .passes("FROM a", "RUN echo -e 'a\\n'; printf 'a\\n'; echo 'a\\b\\c'; echo $'a\\n'");
    Checks.of(new AndOr())
        .finds("FROM a", "RUN a «&&» b || c")
        .passes("FROM a", "RUN a && b || true", "RUN a && echo b || c", "RUN a || b && c");
    Checks.of(new SingleQuotedExpansion())
        .finds("FROM a", "RUN echo «'a $b'» | c")
        .passes("FROM a", "RUN echo 'a $b' > c; awk '{print $1}'; echo 'a$'");
    Checks.of(new ReadRaw())
        .finds("FROM a", "RUN while «read» a; do :; done")
        .passes("FROM a", "RUN read -r a");
    Checks.of(new ObsoleteGrep())
        .finds("FROM a", "RUN «egrep» a b; «fgrep» c d")
        .passes("FROM a", "RUN grep -E a b");
    Checks.of(new ReadAndWritten())
        .finds("FROM a", "RUN grep a b «> b»; cat c | sort «>> c»")
        .passes("FROM a", "RUN grep a b > c; cat x | tee x; cat < /dev/null > /dev/null");
    Checks.of(new DashedPattern())
        .finds("FROM a", "RUN rm «*.zip»")
        .passes("FROM a", "RUN rm ./*.zip x*.zip; rm -- *.zip; echo *");
    Checks.of(new PrintfFormat())
        .finds("FROM a", "RUN printf «\"$a\"»")
        .passes("FROM a", "RUN printf '%s' \"$a\"; printf -v b \"$c\"");
    Checks.of(new TestAndOr())
        .finds("FROM a", "RUN [ a «-a» b ] && test c «-o» d")
        .passes("FROM a", "RUN [ -a x ] && [ a ]");
    Checks.of(new ExitStatusTest())
        .finds("FROM a", "RUN a; [ «$?» -eq 0 ]")
        .passes("FROM a", "RUN a; exit $?");
    Checks.of(new WhichCommand())
        .finds("FROM a", "RUN «which» perl")
        .passes("FROM a", "RUN command -v perl; which -a perl");
    Checks.of(new ConstantTest())
        .finds("FROM a", "RUN «[ false ]» || «[ A = b ]» || «test -n x»")
        .passes("FROM a", "RUN [ $a ] || [ $a = b ] || test -e x || [ x -nt y ]");
    Checks.of(new ArrayWords())
        .finds("FROM a", "SHELL [\"/bin/bash\", \"-c\"]", "RUN a=(«$b» «$(c)» \"$d\" e)")
        .passes("FROM a", "RUN a=b");
  }

  @Test
  void whatTheBaseImagesShellIsDecides() {
    Checks builtin = Checks.of(new BashBuiltin());
    builtin
        .finds("FROM a", "RUN «source /x» && «pushd y» && set -eo «pipefail»")
        .passes("FROM a", "SHELL [\"/bin/bash\", \"-c\"]", "RUN source /x")
        .passes("FROM a", "RUN <<E", "#!/bin/bash", "source /x", "E")
        .mends("FROM a\nRUN source /x\n", "FROM a\nRUN . /x\n");
    Checks.of(new BashSyntax())
        .finds(
            "FROM a",
            "RUN «[[ a ]]» && mkdir x/«{a,b}» && y «&> z» && w <«<< a»".replace("<«<<", "«<<<"))
        .finds(
            "FROM a", "RUN echo «$'a'» «${b//c/d}» «${e:1:2}» | tee «>(f)»; «g=(h)»; [ i «==» j ]")
        .passes("FROM a", "RUN echo ${b:-c} ${d#e} {f} '{a,b}' $((1 + 2)) > g 2>&1")
        .passes("FROM a", "SHELL [\"/bin/bash\", \"-c\"]", "RUN [[ a ]]")
        .mends("FROM a\nRUN [ i == j ]\n", "FROM a\nRUN [ i = j ]\n");
    Checks.of(new EchoFlags())
        .finds("FROM debian:12", "RUN echo «-e» 'a\\tb' && echo «-n» c")
        .passes("FROM a", "RUN printf x; echo -x; echo a -e", "RUN [\"echo\", \"-e\"]");
  }

  @Test
  void bracesNeedAName() {
    Checks.of(new BadSubstitution())
        .finds("FROM a", "RUN a && «${'\\\\'}»")
        .finds("FROM a", "RUN curl «${$A}»/x «${B C}»")
        .passes("FROM a", "RUN echo ${a} ${#} ${b:-'c'} '${}' ${$} ${$:-x} ${@} ${1:-} ${#a}");
  }
}
