package dev.plinth.dockerfile.shell;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.shell.ShellCommand.Arm;
import dev.plinth.dockerfile.shell.ShellCommand.Branch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads compound commands and functions; simple ones are {@link SimpleReader}'s. */
final class CommandReader {
  private static final String[] CLOSERS = {"then", "elif", "else", "fi", "do", "done", "esac", "}"};

  private final Cursor cursor;
  private final WordReader words;
  private final ShellParser lists;
  private final SimpleReader simple;

  CommandReader(Cursor cursor, WordReader words, ShellParser lists) {
    this.cursor = cursor;
    this.words = words;
    this.lists = lists;
    this.simple = new SimpleReader(cursor, words, this);
  }

  /** The reserved word here that ends a list, null where there is none. */
  @Nullable String closer() {
    for (String word : CLOSERS) {
      if (reserved(word)) {
        return word;
      }
    }
    return null;
  }

  /** True for a reserved word that begins no command. */
  boolean ends() {
    return closer() != null || reserved("in");
  }

  /** True where that reserved word stands here by itself. */
  boolean reserved(String word) {
    if (!cursor.looksAt(word)) {
      return false;
    }
    int behind = cursor.at + word.length();
    return behind >= cursor.end || WordReader.meta(cursor.raw.charAt(behind));
  }

  /** What stands here, for messages. */
  String here() {
    int to = cursor.at;
    while (to < cursor.end && to - cursor.at < 20 && !WordReader.meta(cursor.raw.charAt(to))) {
      to++;
    }
    return SourceText.utf8(
        cursor.raw.substring(cursor.at, Math.min(cursor.end, Math.max(to, cursor.at + 1))));
  }

  private void expect(String word, String after) {
    cursor.skipLines();
    if (!reserved(word)) {
      throw cursor.stop(after + " is not followed by \"" + word + "\"");
    }
    cursor.at += word.length();
  }

  /** The command that begins here, null where none does. */
  @Nullable ShellCommand read() {
    cursor.enter();
    int from = cursor.at;
    ShellCommand command =
        switch (cursor.peek()) {
          case '(' -> parenthesis(from);
          case '{' -> reserved("{") ? group(from) : simple.read();
          case 'i' -> reserved("if") ? conditional(from) : simple.read();
          case 'w' -> reserved("while") ? loop(from, false) : simple.read();
          case 'u' -> reserved("until") ? loop(from, true) : simple.read();
          case 'f' ->
              reserved("for")
                  ? forLoop(from, "for")
                  : reserved("function") ? function(from) : simple.read();
          case 's' -> reserved("select") ? forLoop(from, "select") : simple.read();
          case 'c' -> reserved("case") ? cases(from) : simple.read();
          case '[' -> reserved("[[") ? test(from) : simple.read();
          default -> simple.read();
        };
    cursor.leave();
    return command;
  }

  private ShellCommand parenthesis(int from) {
    int close = cursor.peek(1) == '(' ? words.arithmeticEnd(from + 2) : -1;
    if (close >= 0) {
      cursor.at = close;
      String expression = cursor.raw.substring(from + 2, close - 2);
      List<Redirection> redirections = simple.redirections();
      return new ShellCommand.Arithmetic(from, cursor.at, expression, redirections);
    }
    cursor.at++;
    ShellList list = lists.commands("a parenthesis");
    if (cursor.peek() != ')') {
      throw cursor.stop("a parenthesis is not closed");
    }
    cursor.at++;
    List<Redirection> redirections = simple.redirections();
    return new ShellCommand.Subshell(from, cursor.at, list, redirections);
  }

  private ShellCommand group(int from) {
    cursor.at++;
    ShellList list = lists.commands("\"{\"");
    expect("}", "\"{\"");
    List<Redirection> redirections = simple.redirections();
    return new ShellCommand.Group(from, cursor.at, list, redirections);
  }

  private ShellCommand conditional(int from) {
    List<Branch> branches = new ArrayList<>(1);
    @Nullable ShellList otherwise = null;
    cursor.at += 2;
    while (true) {
      ShellList condition = lists.commands("\"if\"");
      expect("then", "\"if\"");
      branches.add(new Branch(condition, lists.commands("\"then\"")));
      if (reserved("elif")) {
        cursor.at += 4;
        continue;
      }
      if (reserved("else")) {
        cursor.at += 4;
        otherwise = lists.commands("\"else\"");
      }
      expect("fi", "\"then\"");
      List<Redirection> redirections = simple.redirections();
      return new ShellCommand.If(from, cursor.at, branches, otherwise, redirections);
    }
  }

  private ShellCommand loop(int from, boolean until) {
    cursor.at += 5;
    ShellList condition = lists.commands(until ? "\"until\"" : "\"while\"");
    ShellList body = body();
    List<Redirection> redirections = simple.redirections();
    return new ShellCommand.While(from, cursor.at, until, condition, body, redirections);
  }

  private ShellList body() {
    expect("do", "a loop");
    ShellList body = lists.commands("\"do\"");
    expect("done", "\"do\"");
    return body;
  }

  private ShellCommand forLoop(int from, String word) {
    cursor.at += word.length();
    cursor.skipBlanks();
    boolean select = word.equals("select");
    if (cursor.looksAt("((")) {
      int close = words.arithmeticEnd(cursor.at + 2);
      if (close < 0) {
        throw cursor.stop("a parenthesis is not closed");
      }
      cursor.at = close;
      separator();
      ShellList body = body();
      List<Redirection> redirections = simple.redirections();
      return new ShellCommand.For(from, cursor.at, "", null, body, select, redirections);
    }
    @Nullable ShellWord name = words.word();
    if (name == null) {
      throw cursor.stop("\"" + word + "\" is not followed by a name");
    }
    cursor.skipLines();
    @Nullable List<ShellWord> through = null;
    if (reserved("in")) {
      cursor.at += 2;
      through = new ArrayList<>();
      cursor.skipBlanks();
      for (ShellWord each = words.word(); each != null; each = words.word()) {
        through.add(each);
        cursor.skipBlanks();
      }
    }
    separator();
    ShellList body = body();
    List<Redirection> redirections = simple.redirections();
    String variable = String.valueOf(name.value());
    return new ShellCommand.For(from, cursor.at, variable, through, body, select, redirections);
  }

  private void separator() {
    cursor.skipBlanks();
    if (cursor.peek() == ';' && cursor.peek(1) != ';') {
      cursor.at++;
    }
  }

  private ShellCommand cases(int from) {
    cursor.at += 4;
    cursor.skipBlanks();
    @Nullable ShellWord word = words.word();
    if (word == null) {
      throw cursor.stop("\"case\" is not followed by a word");
    }
    expect("in", "\"case\"");
    List<Arm> arms = new ArrayList<>();
    cursor.skipLines();
    while (!reserved("esac")) {
      arms.add(arm());
      cursor.skipLines();
    }
    cursor.at += 4;
    List<Redirection> redirections = simple.redirections();
    return new ShellCommand.Case(from, cursor.at, word, arms, redirections);
  }

  private Arm arm() {
    if (cursor.peek() == '(') {
      cursor.at++;
    }
    List<ShellWord> patterns = new ArrayList<>(1);
    while (true) {
      cursor.skipBlanks();
      @Nullable ShellWord pattern = words.word();
      if (pattern == null) {
        throw cursor.stop("a pattern of \"case\" is missing");
      }
      patterns.add(pattern);
      cursor.skipBlanks();
      if (cursor.peek() != '|') {
        break;
      }
      cursor.at++;
    }
    if (cursor.peek() != ')') {
      throw cursor.stop("the patterns of \"case\" are not followed by a parenthesis");
    }
    cursor.at++;
    ShellList body = lists.list();
    String end = "";
    for (String candidate : new String[] {";;&", ";;", ";&"}) {
      if (cursor.looksAt(candidate)) {
        end = candidate;
        cursor.at += candidate.length();
        break;
      }
    }
    if (end.isEmpty() && !reserved("esac")) {
      throw cursor.stop("\"case\" is not followed by \"esac\"");
    }
    return new Arm(patterns, body, end);
  }

  private ShellCommand function(int from) {
    cursor.at += "function".length();
    cursor.skipBlanks();
    @Nullable ShellWord name = words.word();
    if (name == null) {
      throw cursor.stop("\"function\" is not followed by a name");
    }
    cursor.skipBlanks();
    if (cursor.peek() == '(') {
      cursor.at++;
      cursor.skipBlanks();
      if (cursor.peek() != ')') {
        throw cursor.stop("a parenthesis is not closed");
      }
      cursor.at++;
    }
    return function(from, String.valueOf(name.value()), true);
  }

  /** The function of that name, whose body follows. */
  ShellCommand function(int from, String name, boolean bash) {
    cursor.skipLines();
    @Nullable ShellCommand body = read();
    if (body == null || body instanceof ShellCommand.Simple) {
      throw cursor.stop("the body of the function " + SourceText.utf8(name) + " is missing");
    }
    return new ShellCommand.Function(from, body.to(), name, bash, body, List.of());
  }

  /** Up to the closing brackets: words, and operators taken for words. */
  private ShellCommand test(int from) {
    cursor.at += 2;
    List<ShellWord> parts = new ArrayList<>();
    cursor.skipLines();
    while (!reserved("]]")) {
      if (cursor.ended()) {
        throw cursor.stop("\"[[\" is not followed by \"]]\"");
      }
      int start = cursor.at;
      @Nullable ShellWord word = words.word();
      if (word == null) {
        while (!cursor.ended() && "&|<>();".indexOf(cursor.peek()) >= 0) {
          cursor.at++;
        }
        if (cursor.at == start) {
          throw cursor.stop("\"" + here() + "\" was not expected within \"[[\"");
        }
        word =
            new ShellWord(
                start,
                cursor.at,
                List.of(
                    new WordPart.Literal(
                        start, cursor.at, cursor.raw.substring(start, cursor.at), false)));
      }
      parts.add(word);
      cursor.skipLines();
    }
    cursor.at += 2;
    List<Redirection> redirections = simple.redirections();
    return new ShellCommand.Test(from, cursor.at, parts, redirections);
  }
}
