package dev.plinth.dockerfile.meaning;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts variables into a word and takes its quotes off, as BuildKit does for every instruction but
 * the text of RUN, CMD and ENTRYPOINT (Dockerfile reference, "Environment replacement"):
 *
 * <pre>
 * word      = { literal | "'" text "'" | '"' { literal | expansion } '"' | expansion }
 * expansion = "$" name | "${" name [ operator word ] "}"
 * operator  = ":-" | "-" | ":+" | "+" | ":?" | "?" | "#" | "##" | "%" | "%%" | "/" pattern "/" | "//" pattern "/"
 * name      = letter or "_" { letter | digit | "_" } | digits | one of @ * # ? - $ ! 0
 * </pre>
 *
 * An unset variable is empty. Where a variable is known to be there but not what it holds, neither
 * is the result.
 */
public final class Expansion {
  private static final int DEEPEST = 50;

  private final String word;
  private final char escape;
  private final Variables variables;
  private final Set<String> used = new LinkedHashSet<>();
  private final Set<String> undefined = new LinkedHashSet<>();
  private boolean unknown;
  private int at;
  private int depth;

  private final Budget budget;

  private Expansion(String word, char escape, Variables variables, Budget budget) {
    this.budget = budget;
    this.word = word;
    this.escape = escape;
    this.variables = variables;
  }

  /**
   * What came of a word.
   *
   * @param value null where it cannot be told, or where the builder refuses the word
   * @param used the names in it
   * @param undefined those of them that nobody declares
   * @param error why the builder refuses it; null where it does not
   */
  public record Result(
      @Nullable String value, Set<String> used, Set<String> undefined, @Nullable String error) {}

  /**
   * What all expansions of one file may cost together, so that values which double with every
   * instruction end as unknown ones and not in all memory there is.
   */
  static final class Budget {
    private static final int LONGEST_VALUE = 65_536;

    private long left;

    Budget(long steps) {
      this.left = steps;
    }

    boolean spend(long steps) {
      left -= steps;
      return left >= 0;
    }

    boolean takes(String value) {
      return value.length() <= LONGEST_VALUE && spend(value.length());
    }
  }

  /** Puts the variables into a word. */
  public static Result of(String word, char escape, Variables variables) {
    return of(word, escape, variables, new Budget(1L << 20));
  }

  static Result of(String word, char escape, Variables variables, Budget budget) {
    if (word.indexOf('$') < 0
        && word.indexOf('"') < 0
        && word.indexOf('\'') < 0
        && word.indexOf(escape) < 0) {
      return new Result(word, Set.of(), Set.of(), null);
    }
    Expansion expansion = new Expansion(word, escape, variables, budget);
    try {
      String value = expansion.upTo((char) 0, false);
      return new Result(
          expansion.unknown ? null : value, expansion.used, expansion.undefined, null);
    } catch (Refused refused) {
      return new Result(
          null, expansion.used, expansion.undefined, String.valueOf(refused.getMessage()));
    }
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Reads up to that character, which is taken; to the end for none.
   *
   * @param keepEscapes true within patterns, which read them
   */
  private String upTo(char stop, boolean keepEscapes) {
    if (++depth > DEEPEST) {
      throw new Refused("the expansions nest deeper than " + DEEPEST);
    }
    StringBuilder out = new StringBuilder();
    while (at < word.length()) {
      char c = word.charAt(at);
      if (stop != 0 && c == stop) {
        at++;
        depth--;
        return out.toString();
      }
      if (c == '\'') {
        singleQuoted(out);
      } else if (c == '"') {
        doubleQuoted(out, keepEscapes);
      } else if (c == '$') {
        dollar(out);
      } else if (c == escape) {
        if (keepEscapes) {
          out.append(c);
        }
        at++;
        if (at < word.length()) {
          out.append(word.charAt(at++));
        }
      } else {
        out.append(c);
        at++;
      }
    }
    depth--;
    if (stop != 0) {
      throw new Refused("the expansion is not closed by " + stop);
    }
    return out.toString();
  }

  private void singleQuoted(StringBuilder out) {
    int close = word.indexOf('\'', at + 1);
    if (close < 0) {
      throw new Refused("a single quote is not closed");
    }
    out.append(word, at + 1, close);
    at = close + 1;
  }

  private void doubleQuoted(StringBuilder out, boolean keepEscapes) {
    at++;
    while (at < word.length()) {
      char c = word.charAt(at);
      if (c == '"') {
        at++;
        return;
      }
      if (c == '$') {
        dollar(out);
        continue;
      }
      if (c == escape) {
        if (keepEscapes) {
          out.append(c);
        }
        at++;
        if (at >= word.length()) {
          break;
        }
        char next = word.charAt(at);
        if (next != '"' && next != '$' && next != escape) {
          if (!keepEscapes) {
            out.append(c);
          }
          continue;
        }
        c = next;
      }
      out.append(c);
      at++;
    }
    throw new Refused("a double quote is not closed");
  }

  private void dollar(StringBuilder out) {
    at++;
    if (at < word.length() && word.charAt(at) == '{') {
      at++;
      braced(out);
      return;
    }
    String name = name();
    if (name.isEmpty()) {
      out.append('$');
      return;
    }
    Found found = find(name);
    if (found.unknown) {
      unknown = true;
    }
    out.append(found.value);
  }

  private String name() {
    int from = at;
    if (at < word.length()) {
      char c = word.charAt(at);
      if (c >= '0' && c <= '9') {
        while (at < word.length() && word.charAt(at) >= '0' && word.charAt(at) <= '9') {
          at++;
        }
      } else if ("@*#?-$!".indexOf(c) >= 0) {
        at++;
      } else {
        while (at < word.length() && nameCharacter(word.charAt(at))) {
          at++;
        }
      }
    }
    return word.substring(from, at);
  }

  private static boolean nameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        // Letters beyond ASCII, by the bytes of their UTF-8.
        || c >= 0x80;
  }

  /** A variable's value; empty where it is not set or not known. */
  private record Found(boolean set, boolean unknown, String value) {
    boolean filled(boolean emptyIsUnset) {
      return set && !(emptyIsUnset && value.isEmpty());
    }
  }

  private Found find(String name) {
    used.add(name);
    Variable variable = variables.find(name);
    if (variable == null) {
      undefined.add(name);
      return new Found(false, false, "");
    }
    String value = variable.value();
    return value == null || !budget.takes(value)
        ? new Found(true, true, "")
        : new Found(true, false, value);
  }

  private void braced(StringBuilder out) {
    if (at >= word.length()) {
      throw new Refused("a brace is not closed");
    }
    char first = word.charAt(at);
    if (first == '{' || first == '}' || first == ':') {
      throw new Refused("the substitution names no variable");
    }
    String name = name();
    if (at >= word.length()) {
      throw new Refused("a brace is not closed");
    }
    char operator = word.charAt(at++);
    boolean colon = operator == ':';
    if (colon) {
      if (at >= word.length()) {
        throw new Refused("a brace is not closed");
      }
      operator = word.charAt(at++);
    }
    switch (operator) {
      case '}' -> {
        if (colon) {
          throw new Refused("the substitution ends after its colon");
        }
        Found found = find(name);
        unknown |= found.unknown;
        out.append(found.value);
      }
      case '-', '+', '?' -> choose(out, name, operator, colon);
      case '#', '%' -> trim(out, name, operator, colon);
      case '/' -> replace(out, name, colon);
      default -> throw new Refused("the builder knows no substitution with " + operator);
    }
  }

  private void choose(StringBuilder out, String name, char operator, boolean colon) {
    boolean before = unknown;
    unknown = false;
    int undefinedBefore = undefined.size();
    String argument = upTo('}', false);
    boolean argumentUnknown = unknown;
    unknown = before;
    Found found = find(name);
    if (operator != '?' && undefined.size() > undefinedBefore) {
      // What has a default, or is asked for, may be unset.
      undefined.remove(name);
    }
    if (found.unknown) {
      unknown = true;
      return;
    }
    boolean filled = found.filled(colon);
    switch (operator) {
      case '-' -> {
        unknown |= !filled && argumentUnknown;
        out.append(filled ? found.value : argument);
      }
      case '+' -> {
        unknown |= filled && argumentUnknown;
        out.append(filled ? argument : "");
      }
      default -> {
        if (!filled) {
          throw new Refused(
              name + ": " + (argument.isEmpty() ? "the build must set it" : argument));
        }
        out.append(found.value);
      }
    }
  }

  private void trim(StringBuilder out, String name, char operator, boolean colon) {
    String argument = upTo('}', true);
    Found found = find(name);
    unknown |= found.unknown;
    if (colon) {
      throw new Refused("the builder knows no substitution with a colon and " + operator);
    }
    boolean greedy = !argument.isEmpty() && argument.charAt(0) == operator;
    ShellPattern pattern = new ShellPattern(greedy ? argument.substring(1) : argument);
    if (!budget.spend(pattern.cost(found.value, false))) {
      unknown = true;
      return;
    }
    if (operator == '#') {
      int length = pattern.prefix(found.value, greedy);
      out.append(found.value, Math.max(0, length), found.value.length());
    } else {
      int start = pattern.suffix(found.value, greedy);
      out.append(found.value, 0, start < 0 ? found.value.length() : start);
    }
  }

  private void replace(StringBuilder out, String name, boolean colon) {
    if (colon) {
      throw new Refused("the builder knows no substitution with a colon and /");
    }
    boolean all = at < word.length() && word.charAt(at) == '/';
    if (all) {
      at++;
    }
    String pattern = upTo('/', true);
    String replacement = upTo('}', true);
    Found found = find(name);
    unknown |= found.unknown;
    ShellPattern matcher = new ShellPattern(pattern);
    long grown = (long) replacement.length() * (found.value.length() + 1);
    if (!budget.spend(matcher.cost(found.value, true) + grown)) {
      unknown = true;
      return;
    }
    out.append(matcher.replace(found.value, replacement, all));
  }
}
