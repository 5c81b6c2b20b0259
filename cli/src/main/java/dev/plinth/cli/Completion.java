package dev.plinth.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes completion scripts from the verbs' own specifications, so that they cannot drift. */
final class Completion {
  private Completion() {}

  /** For bash 4 and newer. */
  static String bash(List<CommandSpec> verbs) {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # bash completion of plinth
        _plinth() {
          local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
          local verb=${COMP_WORDS[1]-} words= files=
          # bash takes the = of --option=value for a word of its own
          if [ "$current" = = ]; then
            current=
          elif [ "$previous" = = ]; then
            previous=${COMP_WORDS[COMP_CWORD-2]}
          fi
          if [ "$COMP_CWORD" -eq 1 ]; then
            words='@VERBS@ help --help --version'
          else
            case $verb in
        """
            .replace("@VERBS@", names(verbs)));
    for (CommandSpec verb : verbs) {
      out.append("      ").append(word(verb)).append(") ");
      StringBuilder values = new StringBuilder();
      for (OptionSpec option : allOptions(verb)) {
        if (takesValue(option)) {
          List<String> candidates = candidates(option);
          values.append("          ").append(String.join(" | ", option.names())).append(") ");
          values.append(candidates.isEmpty() ? "files=1" : "words='" + spaced(candidates) + "'");
          values.append(" ;;\n");
        }
      }
      String usual =
          "words='" + spaced(bareWords(verb)) + "'" + (takesFiles(verb) ? " files=1" : "");
      if (values.isEmpty()) {
        out.append(usual).append(" ;;\n");
      } else {
        out.append("\n        case $previous in\n").append(values);
        out.append("          *) ").append(usual).append(" ;;\n        esac ;;\n");
      }
    }
    out.append("      help) words='").append(names(verbs)).append("' ;;\n");
    out.append(
        """
            esac
          fi
          mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
          if [ -n "$files" ] && [ "${current#-}" = "$current" ]; then
            mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$current")
          fi
        }
        complete -o filenames -F _plinth plinth
        """);
    return out.toString();
  }

  /** For zsh 5. */
  static String zsh(List<CommandSpec> verbs) {
    StringBuilder out = new StringBuilder();
    out.append("#compdef plinth\n");
    out.append("_plinth_target() {\n");
    out.append("  compset -P '(docker-archive|oci-dir|oci-archive|dir|sbom):'\n  _files\n}\n");
    out.append("_plinth() {\n  local -a verbs\n  verbs=(\n");
    for (CommandSpec verb : verbs) {
      out.append("    '").append(word(verb)).append(':').append(zshText(summary(verb)));
      out.append("'\n");
    }
    out.append("  )\n  if (( CURRENT == 2 )); then\n    _describe verb verbs\n    return\n  fi\n");
    out.append("  case ${words[2]} in\n");
    for (CommandSpec verb : verbs) {
      out.append("    ").append(word(verb)).append(")\n      _arguments '1: :' \\\n");
      for (OptionSpec option : allOptions(verb)) {
        for (String name : option.names()) {
          zshOption(out, option, name);
        }
      }
      List<String> words = plainWords(verb);
      out.append("        '*:target:");
      // A space before the action keeps _arguments from handing it options of its own.
      out.append(
          words.isEmpty()
              ? "_plinth_target"
              : takesFiles(verb)
                  ? " _alternative \"words:word:(" + spaced(words) + ")\" \"files:file:_files\""
                  : "(" + spaced(words) + ")");
      out.append("' ;;\n");
    }
    out.append("    help) _describe verb verbs ;;\n  esac\n}\n");
    out.append(
        "if [ \"$funcstack[1]\" = _plinth ]; then _plinth \"$@\"; else compdef _plinth plinth; fi\n");
    return out.toString();
  }

  private static void zshOption(StringBuilder out, OptionSpec option, String name) {
    boolean value = takesValue(option);
    out.append("        '").append(value ? "*" : "").append(name);
    out.append(value && name.startsWith("--") ? "=" : "");
    out.append('[').append(zshText(description(option))).append(']');
    if (value) {
      List<String> candidates = candidates(option);
      out.append(':').append(zshText(option.paramLabel())).append(':');
      out.append(candidates.isEmpty() ? "_files" : "(" + spaced(candidates) + ")");
    }
    out.append("' \\\n");
  }

  /** For fish 3. */
  static String fish(List<CommandSpec> verbs) {
    StringBuilder out = new StringBuilder();
    out.append("# fish completion of plinth\n");
    for (CommandSpec verb : verbs) {
      out.append("complete -c plinth -n __fish_use_subcommand -f -a ").append(word(verb));
      out.append(" -d '").append(fishText(summary(verb))).append("'\n");
    }
    for (CommandSpec verb : verbs) {
      String condition = "complete -c plinth -n '__fish_seen_subcommand_from " + word(verb) + "'";
      for (OptionSpec option : allOptions(verb)) {
        out.append(condition);
        for (String name : option.names()) {
          out.append(
              name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        List<String> candidates = candidates(option);
        out.append(takesValue(option) ? " -r" : "");
        out.append(candidates.isEmpty() ? "" : " -f -a '" + spaced(candidates) + "'");
        out.append(" -d '").append(fishText(description(option))).append("'\n");
      }
      String files = takesFiles(verb) ? "" : " -f";
      for (String candidate : plainWords(verb)) {
        out.append(condition).append(files).append(" -a ").append(candidate).append('\n');
      }
    }
    out.append("complete -c plinth -n '__fish_seen_subcommand_from help' -f -a '");
    out.append(names(verbs)).append("'\n");
    return out.toString();
  }

  private static String names(List<CommandSpec> verbs) {
    return spaced(verbs.stream().map(Completion::word).toList());
  }

  private static String spaced(List<String> words) {
    return String.join(" ", words);
  }

  private static String word(CommandSpec verb) {
    return verb.name().substring(verb.name().lastIndexOf(' ') + 1);
  }

  private static String summary(CommandSpec verb) {
    Verbs.Entry entry = Verbs.find(word(verb));
    return entry == null ? "" : entry.summary();
  }

  private static String description(OptionSpec option) {
    return String.join(" ", option.description());
  }

  private static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  private static List<String> candidates(ArgSpec argument) {
    List<String> candidates = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(candidates::add);
    }
    return candidates;
  }

  /** Whether files may stand among its words: a parameter of its own or of a subcommand. */
  private static boolean takesFiles(CommandSpec verb) {
    for (CommandLine sub : verb.subcommands().values()) {
      if (takesFiles(sub.getCommandSpec())) {
        return true;
      }
    }
    List<PositionalParamSpec> parameters = verb.positionalParameters();
    return !parameters.isEmpty() && candidates(parameters.getFirst()).isEmpty();
  }

  /** Subcommands and the fixed values of parameters. */
  private static List<String> plainWords(CommandSpec verb) {
    List<String> words = new ArrayList<>(verb.subcommands().keySet());
    for (PositionalParamSpec parameter : verb.positionalParameters()) {
      words.addAll(candidates(parameter));
    }
    return words;
  }

  private static List<String> bareWords(CommandSpec verb) {
    List<String> words = plainWords(verb);
    for (OptionSpec option : allOptions(verb)) {
      words.addAll(List.of(option.names()));
    }
    return words;
  }

  /** The verb's own options and its subcommands', each name once. */
  private static List<OptionSpec> allOptions(CommandSpec verb) {
    List<OptionSpec> options = new ArrayList<>(verb.options());
    List<String> seen = new ArrayList<>(options.stream().map(OptionSpec::longestName).toList());
    for (CommandLine sub : verb.subcommands().values()) {
      for (OptionSpec option : sub.getCommandSpec().options()) {
        if (!seen.contains(option.longestName())) {
          seen.add(option.longestName());
          options.add(option);
        }
      }
    }
    return options;
  }

  private static String zshText(String text) {
    return text.replace("'", "'\\''").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
  }

  private static String fishText(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }
}
