package dev.plinth.dockerfile.shell;

import dev.plinth.dockerfile.shell.Redirection.HereDocument;
import dev.plinth.dockerfile.shell.ShellCommand.Assignment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads simple commands and redirections: XCU 2.7 and 2.9.1. */
final class SimpleReader {
  private static final String[] OPERATORS = {
    "<<<", "<<-", "&>>", "<<", ">>", "<&", ">&", "<>", ">|", "&>", "<", ">"
  };

  private final Cursor cursor;
  private final WordReader words;
  private final CommandReader commands;

  SimpleReader(Cursor cursor, WordReader words, CommandReader commands) {
    this.cursor = cursor;
    this.words = words;
    this.commands = commands;
  }

  /** The simple command or function that begins here, null where none does. */
  @Nullable ShellCommand read() {
    int from = cursor.at;
    int to = from;
    List<Assignment> assignments = new ArrayList<>(0);
    List<ShellWord> parts = new ArrayList<>(4);
    List<Redirection> redirections = new ArrayList<>(0);
    while (!cursor.ended()) {
      @Nullable Redirection redirection = redirection();
      if (redirection != null) {
        redirections.add(redirection);
      } else {
        @Nullable Assignment assignment = parts.isEmpty() ? assignment() : null;
        if (assignment != null) {
          assignments.add(assignment);
        } else {
          if (cursor.peek() == '#') {
            break;
          }
          @Nullable ShellWord word = words.word();
          if (word == null) {
            break;
          }
          parts.add(word);
        }
      }
      to = cursor.at;
      cursor.skipBlanks();
      if (cursor.peek() == '('
          && parts.size() == 1
          && assignments.isEmpty()
          && redirections.isEmpty()) {
        return functionNamed(from, parts.getFirst());
      }
    }
    cursor.at = to;
    return to == from ? null : new ShellCommand.Simple(from, to, assignments, parts, redirections);
  }

  private ShellCommand functionNamed(int from, ShellWord name) {
    cursor.at++;
    cursor.skipBlanks();
    if (cursor.peek() != ')') {
      throw cursor.stop("a parenthesis was not expected here");
    }
    cursor.at++;
    return commands.function(from, String.valueOf(name.value()), false);
  }

  /** The redirections that follow a compound command. */
  List<Redirection> redirections() {
    List<Redirection> found = new ArrayList<>(0);
    while (true) {
      int before = cursor.at;
      cursor.skipBlanks();
      @Nullable Redirection redirection = redirection();
      if (redirection == null) {
        cursor.at = before;
        return List.copyOf(found);
      }
      found.add(redirection);
    }
  }

  /** The redirection that begins here, null where none does: then nothing was read. */
  private @Nullable Redirection redirection() {
    int from = cursor.at;
    int behind = from;
    if (cursor.peek() == '{') {
      behind++;
      while (behind < cursor.end && nameCharacter(cursor.raw.charAt(behind))) {
        behind++;
      }
      if (behind >= cursor.end || cursor.raw.charAt(behind) != '}') {
        return null;
      }
      behind++;
    } else {
      while (behind < cursor.end && ParameterReader.digit(cursor.raw.charAt(behind))) {
        behind++;
      }
    }
    String descriptor = cursor.raw.substring(from, behind);
    @Nullable String operator = operatorAt(behind);
    if (operator == null || (operator.startsWith("&") && !descriptor.isEmpty())) {
      return null;
    }
    cursor.at = behind + operator.length();
    cursor.skipBlanks();
    @Nullable ShellWord target = cursor.peek() == '#' ? null : words.word();
    if (target == null || (redirects(cursor.peek()) && number(target))) {
      throw cursor.stop("\"" + operator + "\" is not followed by a word");
    }
    int to = cursor.at;
    @Nullable HereDocument document =
        operator.equals("<<") || operator.equals("<<-")
            ? document(target, operator.equals("<<-"))
            : null;
    return new Redirection(from, to, descriptor, operator, target, document);
  }

  private static boolean redirects(char c) {
    return c == '<' || c == '>';
  }

  /** True for digits, which before a redirection are its descriptor. */
  private boolean number(ShellWord word) {
    for (int i = word.from(); i < word.to(); i++) {
      if (!ParameterReader.digit(cursor.raw.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private @Nullable String operatorAt(int at) {
    if (at >= cursor.end || "<>&".indexOf(cursor.raw.charAt(at)) < 0) {
      return null;
    }
    if (at + 1 < cursor.end && cursor.raw.charAt(at) != '&' && cursor.raw.charAt(at + 1) == '(') {
      return null;
    }
    for (String operator : OPERATORS) {
      if (cursor.raw.startsWith(operator, at) && at + operator.length() <= cursor.end) {
        return operator;
      }
    }
    return null;
  }

  /** The heredoc that follows the line; null where no line follows. */
  private @Nullable HereDocument document(ShellWord name, boolean chomps) {
    int from = cursor.heredocStart();
    if (from < 0) {
      return null;
    }
    String last = name.pattern();
    cursor.ahead.count(last.length());
    int at = from;
    while (at < cursor.end) {
      int feed = cursor.raw.indexOf('\n', at, cursor.end);
      int lineEnd = feed < 0 ? cursor.end : feed;
      cursor.ahead.count(lineEnd - at);
      int text = at;
      while (chomps && text < lineEnd && cursor.raw.charAt(text) == '\t') {
        text++;
      }
      int textEnd = lineEnd;
      while (textEnd > text && cursor.raw.charAt(textEnd - 1) == '\r') {
        textEnd--;
      }
      if (textEnd - text == last.length() && cursor.raw.startsWith(last, text)) {
        cursor.heredocRead(Math.min(cursor.end, lineEnd + 1));
        return content(name, from, at);
      }
      at = lineEnd + 1;
    }
    cursor.heredocRead(cursor.end);
    return content(name, from, cursor.end);
  }

  private HereDocument content(ShellWord name, int from, int to) {
    if (name.bare()) {
      return new HereDocument(from, to, words.document(from, to));
    }
    return new HereDocument(
        from,
        to,
        new ShellWord(
            from,
            to,
            from == to
                ? List.of()
                : List.of(new WordPart.Literal(from, to, cursor.raw.substring(from, to), false))));
  }

  private static boolean nameCharacter(char c) {
    return ParameterReader.letter(c) || ParameterReader.digit(c);
  }

  /** The assignment that begins here, null where none does: then nothing was read. */
  private @Nullable Assignment assignment() {
    int from = cursor.at;
    if (!ParameterReader.letter(cursor.peek())) {
      return null;
    }
    int at = from + 1;
    while (at < cursor.end && nameCharacter(cursor.raw.charAt(at))) {
      at++;
    }
    if (at < cursor.end && cursor.raw.charAt(at) == '[') {
      int close = cursor.closingBracket(at);
      if (close < 0) {
        return null;
      }
      at = close + 1;
    }
    int nameEnd = at;
    boolean append = at + 1 < cursor.end && cursor.raw.charAt(at) == '+';
    if (append) {
      at++;
    }
    if (at >= cursor.end || cursor.raw.charAt(at) != '=') {
      return null;
    }
    String name = cursor.raw.substring(from, nameEnd);
    cursor.at = at + 1;
    if (cursor.peek() == '(') {
      return array(from, name, append);
    }
    @Nullable ShellWord value = words.word();
    return new Assignment(
        from,
        cursor.at,
        name,
        append,
        value == null ? new ShellWord(cursor.at, cursor.at, List.of()) : value,
        null);
  }

  private Assignment array(int from, String name, boolean append) {
    cursor.at++;
    List<ShellWord> elements = new ArrayList<>();
    cursor.skipLines();
    while (cursor.peek() != ')') {
      @Nullable ShellWord element = words.word();
      if (element == null) {
        throw cursor.stop("an array is not closed");
      }
      elements.add(element);
      cursor.skipLines();
    }
    cursor.at++;
    return new Assignment(from, cursor.at, name, append, null, elements);
  }
}
