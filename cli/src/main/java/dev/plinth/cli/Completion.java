package dev.plinth.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes completion scripts from the verbs' own specifications, so that they cannot drift. */
final class Completion {
  private Completion() {}

  /** For bash 4 and newer. */
  static String bash(List<CommandSpec> verbs) {
    StringBuilder out = new StringBuilder();
    out.append("# bash completion of plinth\n_plinth() {\n");
    out.append("  local current=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]-} words=\n");
    out.append("  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    words='").append(names(verbs));
    out.append(" help --help --version'\n  else\n    case $verb in\n");
    for (CommandSpec verb : verbs) {
      out.append("      ").append(word(verb)).append(") words='");
      out.append(String.join(" ", bareWords(verb))).append("' ;;\n");
    }
    out.append("      help) words='").append(names(verbs)).append("' ;;\n");
    out.append("    esac\n  fi\n");
    out.append("  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n");
    out.append("  case $current in\n");
    out.append("    -*) ;;\n");
    out.append(
        "    *) [ \"$COMP_CWORD\" -gt 1 ] && mapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY"
            + " < <(compgen -f -- \"$current\") ;;\n");
    out.append("  esac\n}\ncomplete -o filenames -F _plinth plinth\n");
    return out.toString();
  }

  /** For zsh 5. */
  static String zsh(List<CommandSpec> verbs) {
    StringBuilder out = new StringBuilder();
    out.append("#compdef plinth\n_plinth() {\n  local -a verbs\n  verbs=(\n");
    for (CommandSpec verb : verbs) {
      out.append("    '")
          .append(word(verb))
          .append(':')
          .append(zshText(summary(verb)))
          .append("'\n");
    }
    out.append("  )\n  if (( CURRENT == 2 )); then\n    _describe verb verbs\n    return\n  fi\n");
    out.append("  case ${words[2]} in\n");
    for (CommandSpec verb : verbs) {
      out.append("    ").append(word(verb)).append(")\n      _arguments '1: :' \\\n");
      for (OptionSpec option : allOptions(verb)) {
        for (String name : option.names()) {
          out.append("        '").append(option.arity().max() > 0 ? "*" : "").append(name);
          out.append(option.arity().max() > 0 && name.startsWith("--") ? "=" : "");
          out.append('[').append(zshText(description(option))).append(']');
          out.append(
              option.arity().max() > 0 ? ":" + zshText(option.paramLabel()) + ":_files" : "");
          out.append("' \\\n");
        }
      }
      List<String> words = plainWords(verb);
      out.append("        '*:target:")
          .append(
              words.isEmpty()
                  ? "_files"
                  : "_alternative \"words:word:("
                      + String.join(" ", words)
                      + ")\" \"files:file:_files\"")
          .append("' ;;\n");
    }
    out.append("    help) _describe verb verbs ;;\n");
    out.append("  esac\n}\n");
    out.append(
        "if [ \"$funcstack[1]\" = _plinth ]; then _plinth \"$@\"; else compdef _plinth plinth; fi\n");
    return out.toString();
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
        out.append(option.arity().max() > 0 ? " -r" : "");
        out.append(" -d '").append(fishText(description(option))).append("'\n");
      }
      for (String candidate : plainWords(verb)) {
        out.append(condition).append(" -a ").append(candidate).append('\n');
      }
    }
    return out.toString();
  }

  private static String names(List<CommandSpec> verbs) {
    return String.join(" ", verbs.stream().map(Completion::word).toList());
  }

  private static String word(CommandSpec verb) {
    return verb.name().substring(verb.name().lastIndexOf(' ') + 1);
  }

  private static String summary(CommandSpec verb) {
    return String.join(" ", verb.usageMessage().description());
  }

  private static String description(OptionSpec option) {
    return String.join(" ", option.description());
  }

  /** Subcommands and the fixed values of parameters. */
  private static List<String> plainWords(CommandSpec verb) {
    List<String> words = new ArrayList<>(verb.subcommands().keySet());
    for (PositionalParamSpec parameter : verb.positionalParameters()) {
      if (parameter.completionCandidates() != null) {
        parameter.completionCandidates().forEach(words::add);
      }
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
