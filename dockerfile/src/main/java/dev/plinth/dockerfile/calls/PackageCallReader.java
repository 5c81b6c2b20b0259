package dev.plinth.dockerfile.calls;

import dev.plinth.dockerfile.calls.PackageCall.Action;
import dev.plinth.dockerfile.calls.PackageCall.Kind;
import dev.plinth.dockerfile.calls.PackageCall.Option;
import dev.plinth.dockerfile.calls.PackageCall.Requested;
import dev.plinth.dockerfile.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a package manager's arguments:
 *
 * <pre>
 * arguments = { option } { sub-command word { option } } { package | option } [ "--" { package } ]
 * option    = "-" letters [ value ] | "--" name [ "=" value | value ]
 * </pre>
 *
 * where only the manager's own list tells whether a value is the next word.
 */
final class PackageCallReader {
  private final Call call;
  private final PackageManager manager;
  private final List<ShellWord> words;
  private final List<Option> options = new ArrayList<>();
  private final List<ShellWord> commandWords = new ArrayList<>(1);
  private final List<ShellWord> operands = new ArrayList<>();
  private String command = "";
  private int commandLength = 1;
  private int at;

  private PackageCallReader(Call call, PackageManager manager, int start) {
    this.call = call;
    this.manager = manager;
    this.words = call.arguments();
    this.at = start;
  }

  /** What a call asks of a package manager; null where its program is none. */
  static @Nullable PackageCall read(Call call) {
    PackageManager manager = Managers.of(call.program());
    int start = 0;
    if (manager == null) {
      start = module(call);
      manager = start < 0 ? null : pythons(call.arguments().get(start - 1).pattern());
    }
    return manager == null ? null : new PackageCallReader(call, manager, start).read();
  }

  /** For {@code python -m module}, the index behind the module; -1 otherwise. */
  private static int module(Call call) {
    if (!Managers.versioned(call.program(), "python")
        && !Managers.versioned(call.program(), "pypy")) {
      return -1;
    }
    for (int i = 0; i + 1 < call.arguments().size(); i++) {
      String word = call.argument(i);
      if (!word.startsWith("-") || word.startsWith("--") || word.endsWith("c")) {
        return -1;
      }
      if (word.endsWith("m")) {
        return i + 2;
      }
      i += word.equals("-W") || word.equals("-X") ? 1 : 0;
    }
    return -1;
  }

  private static @Nullable PackageManager pythons(String module) {
    return switch (module) {
      case "pip", "pip3" -> PackageManager.PIP;
      case "pipx" -> PackageManager.PIPX;
      case "uv" -> PackageManager.UV;
      case "poetry" -> PackageManager.POETRY;
      default -> null;
    };
  }

  private PackageCall read() {
    boolean optionsEnded = false;
    boolean commandless = manager == PackageManager.DPKG || manager == PackageManager.RPM;
    while (at < words.size()) {
      ShellWord word = words.get(at);
      String text = word.pattern();
      if (!optionsEnded && text.length() > 1 && text.charAt(0) == '-') {
        if (text.equals("--")) {
          optionsEnded = true;
          at++;
        } else if (Managers.singleHyphen(manager)) {
          single(word, text);
        } else if (text.charAt(1) == '-') {
          longOption(word, text);
        } else {
          shortOptions(word, text);
        }
        continue;
      }
      at++;
      if (!commandless && commandWords.size() < commandLength) {
        subCommand(word, text);
      } else {
        operands.add(word);
      }
    }
    Action action = action();
    return new PackageCall(call, manager, action, command, commandWords, packages(action), options);
  }

  private void subCommand(ShellWord word, String text) {
    if (commandWords.isEmpty()) {
      // A toolchain of cargo's: cargo +nightly install.
      if (manager == PackageManager.CARGO && text.startsWith("+")) {
        return;
      }
      commandLength = SubCommands.words(manager, text);
      command = text;
    } else {
      command += " " + text;
    }
    commandWords.add(word);
  }

  private void longOption(ShellWord word, String text) {
    int equals = text.indexOf('=');
    at++;
    if (equals > 0) {
      options.add(new Option(text.substring(0, equals), text.substring(equals + 1), word, null));
    } else if (at < words.size()
        && Managers.valueLongs(manager).contains(" " + text.substring(2) + " ")) {
      ShellWord value = words.get(at++);
      options.add(new Option(text, value.pattern(), word, value));
    } else {
      options.add(new Option(text, null, word, null));
    }
  }

  private void single(ShellWord word, String text) {
    String name = text.substring(text.startsWith("--") ? 2 : 1);
    int equals = name.indexOf('=');
    at++;
    if (equals > 0) {
      options.add(
          new Option("-" + name.substring(0, equals), name.substring(equals + 1), word, null));
    } else if (at < words.size() && Managers.goTakesValue(name)) {
      ShellWord value = words.get(at++);
      options.add(new Option("-" + name, value.pattern(), word, value));
    } else {
      options.add(new Option("-" + name, null, word, null));
    }
  }

  private void shortOptions(ShellWord word, String text) {
    String valued = Managers.valueShorts(manager, command);
    at++;
    for (int i = 1; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '\0') {
        return;
      }
      String name = "-" + letter;
      boolean equals = i + 1 < text.length() && text.charAt(i + 1) == '=';
      if (equals) {
        options.add(new Option(name, text.substring(i + 2), word, null));
        return;
      }
      if (valued.indexOf(letter) >= 0) {
        if (i + 1 < text.length()) {
          options.add(new Option(name, text.substring(i + 1), word, null));
        } else if (at < words.size()) {
          ShellWord value = words.get(at++);
          options.add(new Option(name, value.pattern(), word, value));
        } else {
          options.add(new Option(name, null, word, null));
        }
        return;
      }
      options.add(new Option(name, null, word, null));
    }
  }

  private Action action() {
    if (manager == PackageManager.DPKG || manager == PackageManager.RPM) {
      for (Option option : options) {
        if (manager == PackageManager.RPM
            && (option.name().equals("-q") || option.name().equals("-V"))) {
          return Action.OTHER;
        }
        Action action = SubCommands.byOption(manager, option.name());
        if (action != Action.OTHER) {
          return action;
        }
      }
      return Action.OTHER;
    }
    if (command.isEmpty()) {
      for (Option option : options) {
        if (option.name().equals("--version")
            || option.name().equals("--help")
            || option.name().equals("-v")
            || option.name().equals("-h")) {
          return Action.OTHER;
        }
      }
    }
    return SubCommands.action(manager, command);
  }

  private List<Requested> packages(Action action) {
    if (action == Action.OTHER || action == Action.CLEAN || action == Action.UPDATE) {
      return List.of();
    }
    List<Requested> found = new ArrayList<>();
    boolean source = false;
    for (Option option : options) {
      Kind kind = packageOption(option);
      if (kind != null) {
        String value = String.valueOf(option.value());
        ShellWord word = option.valueWord() == null ? option.word() : option.valueWord();
        found.add(new Requested(word, kind, value, "", call.span(word), null));
        source |= manager == PackageManager.CARGO;
      }
    }
    boolean grouped = grouped();
    @Nullable Option version = version();
    for (ShellWord operand : operands) {
      Requested read = PackageName.read(call.text(), manager, command, operand, grouped);
      found.add(read.constrained() || version == null ? read : versioned(read, version));
    }
    // cargo install --git URL NAME: the name says which of its packages.
    return source ? found.subList(0, Math.max(1, found.size() - operands.size())) : found;
  }

  /** True where every operand is a group's name. */
  private boolean grouped() {
    if (command.startsWith("group") || command.startsWith("module ")) {
      return true;
    }
    for (Option option : options) {
      if (manager == PackageManager.ZYPPER
          && (option.name().equals("-t") || option.name().equals("--type"))) {
        return "pattern".equals(option.value());
      }
    }
    return false;
  }

  /** What an option's value names, where it names packages. */
  private @Nullable Kind packageOption(Option option) {
    String value = option.value();
    if (value == null) {
      return null;
    }
    return switch (manager) {
      case PIP, UV, PIPX ->
          switch (option.name()) {
            case "-r", "--requirement", "--requirements" -> Kind.REQUIREMENTS;
            case "-e", "--editable" -> PackageName.source(value);
            default -> null;
          };
      case CONDA, MAMBA ->
          switch (option.name()) {
            case "-f", "--file" -> Kind.REQUIREMENTS;
            default -> null;
          };
      case GEM ->
          switch (option.name()) {
            case "-g", "--file" -> Kind.REQUIREMENTS;
            default -> null;
          };
      case CARGO ->
          switch (option.name()) {
            case "--git" -> Kind.VCS;
            case "--path" -> Kind.FILE;
            default -> null;
          };
      default -> null;
    };
  }

  /** The option that gives a version: {@code gem install -v}, {@code cargo --version}. */
  private @Nullable Option version() {
    if (manager != PackageManager.GEM && manager != PackageManager.CARGO) {
      return null;
    }
    for (Option option : options) {
      boolean version =
          option.name().equals("--version")
              || option.name().equals("--vers")
              || (option.name().equals("-v") && manager == PackageManager.GEM);
      if (version && option.value() != null) {
        return option;
      }
    }
    return null;
  }

  private Requested versioned(Requested read, Option version) {
    if (read.kind() != Kind.NAME) {
      return read;
    }
    ShellWord word = version.valueWord() == null ? version.word() : version.valueWord();
    return new Requested(
        read.word(),
        read.kind(),
        read.name(),
        String.valueOf(version.value()),
        read.nameSpan(),
        call.span(word));
  }
}
