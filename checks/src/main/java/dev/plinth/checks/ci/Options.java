package dev.plinth.checks.ci;

import dev.plinth.dockerfile.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words behind a program, asked for its long options. */
final class Options {
  private final List<ShellWord> words;

  Options(List<ShellWord> words) {
    this.words = words;
  }

  /** The word that switches one of these on; null where none does. */
  @Nullable ShellWord on(String... names) {
    ShellWord found = null;
    for (ShellWord word : words) {
      String text = word.pattern();
      for (String name : names) {
        if (text.equals(name)) {
          found = word;
        } else if (text.startsWith(name + "=")) {
          found = off(text.substring(name.length() + 1)) ? null : word;
        }
      }
    }
    return found;
  }

  private static boolean off(String value) {
    return value.equals("false") || value.equals("never") || value.equals("missing");
  }

  /** The word that gives one of these a value, the value's own or the option's with it. */
  @Nullable ShellWord given(String... names) {
    for (int i = 0; i < words.size(); i++) {
      String text = words.get(i).pattern();
      for (String name : names) {
        if (text.startsWith(name + "=")) {
          return words.get(i);
        }
        if (text.equals(name)) {
          return i + 1 < words.size() ? words.get(i + 1) : words.get(i);
        }
      }
    }
    return null;
  }

  /** The value of one of these; empty where none is given. */
  String value(String... names) {
    ShellWord word = given(names);
    String text = word == null ? "" : word.pattern();
    return text.startsWith("-") ? text.substring(text.indexOf('=') + 1) : text;
  }

  /** Index of the first word that is one of these; -1 where none is. */
  int first(List<String> some) {
    for (int i = 0; i < words.size(); i++) {
      if (some.contains(words.get(i).pattern())) {
        return i;
      }
    }
    return -1;
  }

  /** True where a word may become several ones, options among them. */
  boolean open() {
    for (int i = 0; i < words.size(); i++) {
      boolean value = i > 0 && words.get(i - 1).pattern().startsWith("-");
      if (words.get(i).pattern().equals("\0") && words.get(i).bare() && !value) {
        return true;
      }
    }
    return false;
  }

  /** The words behind that index. */
  Options behind(int index) {
    return new Options(words.subList(Math.min(words.size(), index + 1), words.size()));
  }

  /** What a word says; empty where there are fewer. */
  String at(int index) {
    return index >= 0 && index < words.size() ? words.get(index).pattern() : "";
  }

  /**
   * Index of the first word, from one on, that is neither an option nor the value of one; -1 where
   * there is none.
   *
   * @param valued options whose value is the word behind them
   */
  int operandAt(int from, Set<String> valued) {
    for (int i = from; i < words.size(); i++) {
      String text = words.get(i).pattern();
      if (!text.startsWith("-")) {
        return i;
      }
      i += valued.contains(text) ? 1 : 0;
    }
    return -1;
  }

  /** True where a word begins so. */
  boolean begins(String with) {
    for (ShellWord word : words) {
      if (word.pattern().startsWith(with)) {
        return true;
      }
    }
    return false;
  }

  /** The values of one of these wherever it is given, with commas between; empty for none. */
  String values(String name, String older) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String text = words.get(i).pattern();
      int equals = text.indexOf('=');
      String option = equals < 0 ? text : text.substring(0, equals);
      if (option.equals(name) || option.equals(older)) {
        all.add(equals < 0 ? at(i + 1) : text.substring(equals + 1));
      }
    }
    return String.join(",", all);
  }

  /** The first word that begins no option; empty where all do. */
  String operand() {
    for (ShellWord word : words) {
      if (!word.pattern().startsWith("-")) {
        return word.pattern();
      }
    }
    return "";
  }
}
