package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.RunText.Shell;
import dev.plinth.dockerfile.shell.Redirection;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellCommand.Assignment;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.dockerfile.shell.WordPart.Literal;
import dev.plinth.dockerfile.shell.WordPart.Parameter;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** What bash reads and a plain {@code sh} reads otherwise or not at all. */
@RuleInfo(
    id = "bash-syntax",
    level = Level.WARNING,
    title = "Syntax of bash under sh",
    category = Category.SHELL,
    aliases = {
      "shellcheck:SC2039",
      "shellcheck:SC2112",
      "shellcheck:SC2113",
      "shellcheck:SC3001",
      "shellcheck:SC3002",
      "shellcheck:SC3003",
      "shellcheck:SC3004",
      "shellcheck:SC3005",
      "shellcheck:SC3006",
      "shellcheck:SC3008",
      "shellcheck:SC3009",
      "shellcheck:SC3010",
      "shellcheck:SC3011",
      "shellcheck:SC3014",
      "shellcheck:SC3020",
      "shellcheck:SC3021",
      "shellcheck:SC3024",
      "shellcheck:SC3028",
      "shellcheck:SC3030",
      "shellcheck:SC3034",
      "shellcheck:SC3053",
      "shellcheck:SC3054",
      "shellcheck:SC3055",
      "shellcheck:SC3056",
      "shellcheck:SC3057",
      "shellcheck:SC3059",
      "shellcheck:SC3060"
    })
public final class BashSyntax implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    ShellCode code = ShellCode.of(facts);
    Finder finder = null;
    for (ShellCode.Command each : code.commands) {
      if (each.run().shell() == Shell.POSIX) {
        finder = of(finder, facts, each.run(), report);
        finder.command(each);
      }
    }
    for (ShellCode.Use each : code.words) {
      if (each.run().shell() == Shell.POSIX) {
        finder = of(finder, facts, each.run(), report);
        finder.word(each);
      }
    }
    for (ShellCode.Expansion each : code.expansions) {
      if (each.run().shell() != Shell.POSIX) {
        continue;
      }
      finder = of(finder, facts, each.run(), report);
      if (each.part() instanceof Parameter parameter) {
        finder.parameter(parameter);
      } else if (each.part() instanceof WordPart.Substitution part && readsFile(part.list())) {
        finder.hit(part.from(), part.to(), "$(<file)", false);
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // the very text, whatever is equal to it
  private static Finder of(
      @Nullable Finder last, DockerfileFacts facts, RunText run, Reporter report) {
    return last != null && last.run() == run ? last : new Finder(facts, run, report);
  }

  /** True for a redirection of input and nothing else, which bash takes for the file's text. */
  private static boolean readsFile(@Nullable ShellList list) {
    return list != null
        && list.items().size() == 1
        && list.items().getFirst().pipelines().size() == 1
        && list.items().getFirst().pipelines().getFirst().commands().size() == 1
        && list.items().getFirst().pipelines().getFirst().commands().getFirst()
            instanceof Simple simple
        && simple.words().isEmpty()
        && simple.assignments().isEmpty()
        && simple.redirections().size() == 1
        && simple.redirections().getFirst().operator().equals("<");
  }

  /**
   * Weighs a finding by what is known of the shell.
   *
   * @param dash true where dash can do it
   * @param ash true where BusyBox's ash can
   */
  static void judge(Reporter.Hit hit, ShOfImage shell, boolean dash, boolean ash) {
    switch (shell) {
      case BASH -> hit.level(Level.STYLE).because("the base image's sh is bash, which can do it");
      case ASH -> {
        if (ash) {
          hit.level(Level.STYLE).because("the base image's sh is BusyBox's ash, which can do it");
        } else {
          hit.because("the base image's sh is BusyBox's ash, which cannot do it");
        }
      }
      case DASH -> {
        if (dash) {
          hit.level(Level.STYLE).because("the base image's sh is dash, which can do it");
        } else {
          hit.because("the base image's sh is dash, which cannot do it");
        }
      }
      case UNKNOWN -> hit.level(dash ? Level.STYLE : Level.INFO);
    }
  }

  /** Looks at one text. */
  private record Finder(DockerfileFacts facts, RunText run, Reporter report) {
    private void hit(int from, int to, String what, boolean ash) {
      Reporter.Hit hit = report.at(run.span(from, to), what, "a plain sh does not know " + what);
      judge(hit, ShOfImage.of(facts, run), false, ash);
      hit.advise("name bash by SHELL, or write what every shell knows");
    }

    void command(ShellCode.Command each) {
      ShellCommand command = each.command();
      if (command instanceof Simple simple) {
        simple(simple, each.name());
      } else if (command instanceof ShellCommand.Test) {
        hit(command.from(), command.to(), "[[ ]]", true);
      } else if (command instanceof ShellCommand.Arithmetic) {
        hit(command.from(), command.to(), "(( ))", false);
      } else if (command instanceof ShellCommand.For loop && loop.select()) {
        hit(loop.from(), loop.from() + 6, "select", false);
      } else if (command instanceof ShellCommand.For loop && loop.name().isEmpty()) {
        hit(loop.from(), loop.from() + 3, "for (( ))", false);
      } else if (command instanceof ShellCommand.Function function && function.bash()) {
        hit(function.from(), function.from() + 8, "function", true);
      }
      for (Redirection redirection : command.redirections()) {
        redirection(redirection);
      }
    }

    private void simple(Simple simple, String name) {
      for (Assignment assignment : simple.assignments()) {
        if (assignment.array() != null) {
          hit(assignment.from(), assignment.to(), "arrays", false);
        } else if (assignment.append()) {
          hit(assignment.from(), assignment.to(), "+=", false);
        }
      }
      if (name.equals("[") || name.equals("test")) {
        for (ShellWord word : simple.arguments()) {
          if ("==".equals(word.plain())) {
            equal(word);
          }
        }
      }
    }

    private void equal(ShellWord word) {
      Reporter.Hit hit =
          report.at(run.script().span(word), "==", "a plain sh does not know == within [ ]");
      judge(hit, ShOfImage.of(facts, run), false, true);
      // A shell that does not know it goes the other way today.
      hit.replace("write =", ShOfImage.of(facts, run).lenient() ? Safety.SAFE : Safety.REVIEW, "=");
    }

    private void redirection(Redirection redirection) {
      switch (redirection.operator()) {
        case "&>", "&>>" ->
            hit(redirection.from(), redirection.to(), redirection.operator(), false);
        case "<<<" -> hit(redirection.from(), redirection.to(), "<<<", false);
        case ">&" -> {
          String target = redirection.target().value();
          if (redirection.descriptor().isEmpty()
              && target != null
              && !target.equals("-")
              && !target.matches("[0-9]{1,9}")) {
            hit(redirection.from(), redirection.to(), ">& with a file", false);
          }
        }
        default -> {}
      }
    }

    void word(ShellCode.Use use) {
      pieces(use.word().parts());
      if (use.role() == ShellCode.Role.ARGUMENT || use.role() == ShellCode.Role.LOOP) {
        braces(use.word());
      }
    }

    private void pieces(Iterable<WordPart> parts) {
      for (WordPart part : parts) {
        if (part instanceof WordPart.SingleQuoted quoted && quoted.ansi()) {
          hit(part.from(), part.to(), "$'…'", true);
        } else if (part instanceof WordPart.DoubleQuoted quoted && quoted.translated()) {
          hit(part.from(), part.to(), "$\"…\"", false);
        } else if (part instanceof WordPart.ProcessSubstitution) {
          hit(part.from(), part.to(), "process substitution", false);
        } else if (part instanceof WordPart.ExtendedPattern) {
          hit(part.from(), part.to(), "extended patterns", false);
        }
      }
    }

    /** {@code {a,b}} and {@code {1..9}} outside of quotes, which another sh takes for a name. */
    private void braces(ShellWord word) {
      int open = -1;
      boolean several = false;
      for (WordPart part : word.parts()) {
        if (!(part instanceof Literal literal) || literal.escaped()) {
          continue;
        }
        String text = literal.value();
        for (int i = 0; i < text.length(); i++) {
          char c = text.charAt(i);
          if (c == '{') {
            open = part.from() + i;
            several = false;
          } else if (open >= 0
              && (c == ',' || (c == '.' && i + 1 < text.length() && text.charAt(i + 1) == '.'))) {
            several = true;
          } else if (c == '}' && open >= 0) {
            if (several) {
              hit(open, part.from() + i + 1, "brace expansion", false);
            }
            open = -1;
          }
        }
      }
    }

    void parameter(Parameter parameter) {
      String name = parameter.name();
      if (name.endsWith("]")) {
        hit(parameter.from(), parameter.to(), "arrays", false);
        return;
      }
      switch (parameter.operator()) {
        case "indirect" -> hit(parameter.from(), parameter.to(), "${!name}", false);
        case "/", "//", "/#", "/%" -> hit(parameter.from(), parameter.to(), "${name/…/…}", true);
        case ":" -> hit(parameter.from(), parameter.to(), "${name:…}", true);
        case "^", "^^", ",", ",,", "@" ->
            hit(parameter.from(), parameter.to(), "${name" + parameter.operator() + "}", false);
        default -> {
          switch (name) {
            case "RANDOM",
                "HOSTNAME",
                "OSTYPE",
                "HOSTTYPE",
                "MACHTYPE",
                "SECONDS",
                "BASH_SOURCE",
                "BASH_VERSION",
                "EUID",
                "UID",
                "SHLVL",
                "DIRSTACK",
                "PIPESTATUS",
                "FUNCNAME" -> {
              if (run.variables().find(name) == null
                  && !name.equals("HOSTNAME")
                  && !name.equals("SHLVL")) {
                hit(parameter.from(), parameter.to(), "$" + name, name.equals("RANDOM"));
              }
            }
            default -> {}
          }
        }
      }
    }
  }
}
