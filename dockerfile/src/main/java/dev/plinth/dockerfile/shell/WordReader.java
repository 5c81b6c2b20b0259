package dev.plinth.dockerfile.shell;

import dev.plinth.dockerfile.shell.WordPart.Arithmetic;
import dev.plinth.dockerfile.shell.WordPart.DoubleQuoted;
import dev.plinth.dockerfile.shell.WordPart.ExtendedPattern;
import dev.plinth.dockerfile.shell.WordPart.Literal;
import dev.plinth.dockerfile.shell.WordPart.ProcessSubstitution;
import dev.plinth.dockerfile.shell.WordPart.SingleQuoted;
import dev.plinth.dockerfile.shell.WordPart.Substitution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads words: XCU 2.2, 2.3 and 2.6. */
final class WordReader {
  private final Cursor cursor;
  private final ShellParser commands;
  private final ParameterReader parameters;

  WordReader(Cursor cursor, ShellParser commands) {
    this.cursor = cursor;
    this.commands = commands;
    this.parameters = new ParameterReader(cursor, this);
  }

  /** Characters that end a word. */
  static boolean meta(char c) {
    return switch (c) {
      case ' ', '\t', '\n', '\r', ';', '&', '|', '<', '>', '(', ')' -> true;
      default -> false;
    };
  }

  /** The word that begins here, null where none does. */
  @Nullable ShellWord word() {
    int from = cursor.at;
    List<WordPart> parts = new ArrayList<>(2);
    Text literal = new Text();
    while (!cursor.ended()) {
      char c = cursor.peek();
      if ((c == '<' || c == '>') && cursor.peek(1) == '(') {
        literal.flush(parts);
        parts.add(processSubstitution(c == '>'));
      } else if (meta(c)) {
        if (c == '\r' && cursor.peek(1) != '\n' && cursor.at + 1 < cursor.end) {
          literal.take();
          continue;
        }
        break;
      } else if (pattern(c)) {
        literal.flush(parts);
        parts.add(extendedPattern());
      } else {
        piece(c, parts, literal);
      }
    }
    literal.flush(parts);
    return cursor.at == from ? null : new ShellWord(from, cursor.at, parts);
  }

  private boolean pattern(char c) {
    return cursor.peek(1) == '(' && (c == '?' || c == '*' || c == '+' || c == '@' || c == '!');
  }

  /** One quoted or expanded piece, or one character outside of quotes. */
  private void piece(char c, List<WordPart> parts, Text literal) {
    switch (c) {
      case '\\' -> literal.escaped();
      case '\'' -> {
        literal.flush(parts);
        parts.add(singleQuoted(false));
      }
      case '"' -> {
        literal.flush(parts);
        parts.add(doubleQuoted(false));
      }
      case '`' -> {
        literal.flush(parts);
        parts.add(backquoted());
      }
      case '$' -> dollar(parts, literal, false);
      default -> literal.take();
    }
  }

  /** Collects a literal. */
  final class Text {
    private final StringBuilder value = new StringBuilder();
    private int from = -1;
    private boolean escaped;

    void take() {
      begin();
      value.append(cursor.peek());
      cursor.at++;
    }

    /** A backslash outside of quotes. */
    void escaped() {
      begin();
      if (cursor.at + 1 >= cursor.end) {
        take();
      } else if (cursor.peek(1) == '\n') {
        cursor.at += 2;
      } else {
        escaped = true;
        cursor.at++;
        take();
      }
    }

    /** A backslash within double quotes. */
    void escapedInQuotes() {
      begin();
      char next = cursor.peek(1);
      if (next == '\n') {
        cursor.at += 2;
      } else {
        if (next == '"' || next == '\\' || next == '$' || next == '`') {
          escaped = true;
          cursor.at++;
        }
        take();
      }
    }

    private void begin() {
      if (from < 0) {
        from = cursor.at;
      }
    }

    void flush(List<WordPart> parts) {
      if (from >= 0 && cursor.at > from) {
        parts.add(new Literal(from, cursor.at, value.toString(), escaped));
      }
      value.setLength(0);
      from = -1;
      escaped = false;
    }
  }

  private WordPart singleQuoted(boolean ansi) {
    int from = cursor.at;
    int open = from + (ansi ? 2 : 1);
    int close = open;
    while (close < cursor.end && cursor.raw.charAt(close) != '\'') {
      close += ansi && cursor.raw.charAt(close) == '\\' ? 2 : 1;
    }
    if (close >= cursor.end) {
      throw cursor.stop("a single quote is not closed");
    }
    cursor.at = close + 1;
    return new SingleQuoted(from, cursor.at, cursor.raw.substring(open, close), ansi);
  }

  private WordPart doubleQuoted(boolean translated) {
    int from = cursor.at;
    cursor.enter();
    cursor.at += translated ? 2 : 1;
    List<WordPart> parts = new ArrayList<>(2);
    Text literal = new Text();
    while (cursor.peek() != '"') {
      if (cursor.ended()) {
        cursor.at = from;
        throw cursor.stop("a double quote is not closed");
      }
      quotedPiece(parts, literal);
    }
    literal.flush(parts);
    cursor.at++;
    cursor.leave();
    return new DoubleQuoted(from, cursor.at, parts, translated);
  }

  private void quotedPiece(List<WordPart> parts, Text literal) {
    switch (cursor.peek()) {
      case '\\' -> literal.escapedInQuotes();
      case '`' -> {
        literal.flush(parts);
        parts.add(backquoted());
      }
      case '$' -> dollar(parts, literal, true);
      default -> literal.take();
    }
  }

  /** What a heredoc with an unquoted name holds: as in double quotes, which are plain here. */
  ShellWord document(int from, int to) {
    Cursor inner = cursor.within(from, to);
    WordReader reader = new ShellParser(inner).words();
    List<WordPart> parts = new ArrayList<>();
    Text literal = reader.new Text();
    while (!inner.ended()) {
      reader.quotedPiece(parts, literal);
    }
    literal.flush(parts);
    return new ShellWord(from, to, parts);
  }

  private void dollar(List<WordPart> parts, Text literal, boolean quoted) {
    char next = cursor.peek(1);
    if (next == '(') {
      literal.flush(parts);
      int close = cursor.peek(2) == '(' ? arithmeticEnd(cursor.at + 3) : -1;
      if (close >= 0) {
        int from = cursor.at;
        cursor.at = close;
        parts.add(new Arithmetic(from, close, cursor.raw.substring(from + 3, close - 2)));
      } else {
        parts.add(substitution());
      }
    } else if (!quoted && next == '\'') {
      literal.flush(parts);
      parts.add(singleQuoted(true));
    } else if (!quoted && next == '"') {
      literal.flush(parts);
      parts.add(doubleQuoted(true));
    } else {
      int length = parameters.length();
      if (length == 0) {
        literal.take();
      } else {
        literal.flush(parts);
        parts.add(parameters.read(length, quoted));
      }
    }
  }

  /**
   * Behind the two parentheses that close an arithmetic expression begun before that index; -1
   * where it is none, but a subshell.
   */
  int arithmeticEnd(int from) {
    int reach = cursor.ahead.reach(from, cursor.end);
    int at = from;
    int open = 2;
    while (at < reach && open > 1) {
      char c = cursor.raw.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '\'' || c == '"') {
        int close = cursor.raw.indexOf(c, at + 1, reach);
        at = close < 0 ? reach : close;
      } else if (c == '(') {
        open++;
      } else if (c == ')') {
        open--;
      }
      at++;
    }
    cursor.ahead.spend(at - from);
    return open == 1 && at < cursor.end && cursor.raw.charAt(at) == ')' ? at + 1 : -1;
  }

  private WordPart substitution() {
    int from = cursor.at;
    cursor.enter();
    cursor.at += 2;
    ShellList list = commands.list();
    if (cursor.peek() != ')') {
      throw cursor.stop("a command substitution is not closed");
    }
    cursor.at++;
    cursor.leave();
    return new Substitution(from, cursor.at, list, false);
  }

  private WordPart processSubstitution(boolean output) {
    int from = cursor.at;
    cursor.enter();
    cursor.at += 2;
    ShellList list = commands.list();
    if (cursor.peek() != ')') {
      throw cursor.stop("a process substitution is not closed");
    }
    cursor.at++;
    cursor.leave();
    return new ProcessSubstitution(from, cursor.at, list, output);
  }

  private WordPart backquoted() {
    int from = cursor.at;
    boolean escapes = false;
    int close = from + 1;
    while (close < cursor.end && cursor.raw.charAt(close) != '`') {
      if (cursor.raw.charAt(close) == '\\') {
        escapes = true;
        close++;
      }
      close++;
    }
    if (close >= cursor.end) {
      throw cursor.stop("a backquote is not closed");
    }
    cursor.ahead.count(close - from);
    ShellList list = null;
    if (!escapes) {
      cursor.enter();
      Cursor inner = cursor.within(from + 1, close);
      list = new ShellParser(inner).list();
      if (!inner.ended()) {
        throw inner.stop("the commands within backquotes are not whole");
      }
      cursor.leave();
    }
    cursor.at = close + 1;
    return new Substitution(from, cursor.at, list, true);
  }

  private WordPart extendedPattern() {
    int from = cursor.at;
    int open = 0;
    for (int i = from + 1; i < cursor.end; i++) {
      char c = cursor.raw.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '(') {
        open++;
      } else if (c == ')' && --open == 0) {
        cursor.at = i + 1;
        return new ExtendedPattern(from, cursor.at, cursor.raw.substring(from, cursor.at));
      }
    }
    throw cursor.stop("a parenthesis is not closed");
  }

  /** The parts up to an unquoted closing brace, which stays. */
  ShellWord toBrace(boolean quoted) {
    int from = cursor.at;
    List<WordPart> parts = new ArrayList<>(2);
    Text literal = new Text();
    while (cursor.peek() != '}') {
      if (cursor.ended()) {
        throw cursor.stop("a brace is not closed");
      }
      char c = cursor.peek();
      if (c == '\\') {
        literal.escaped();
      } else if (c == '\'' && quoted) {
        literal.take();
      } else {
        piece(c, parts, literal);
      }
    }
    literal.flush(parts);
    return new ShellWord(from, cursor.at, parts);
  }
}
