package dev.plinth.dockerfile.shell;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.shell.ShellList.Item;
import dev.plinth.dockerfile.shell.ShellList.Operator;
import dev.plinth.dockerfile.shell.ShellList.Pipeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads shell text by recursive descent, in linear time: XCU 2.10 with bash's additions, which the
 * tree tells apart.
 *
 * <pre>
 * list     = { line end } { item ( ";" | "&amp;" | line end ) { line end } }
 * item     = pipeline { ( "&amp;&amp;" | "||" ) { line end } pipeline }
 * pipeline = { "!" } command { ( "|" | "|&amp;" ) { line end } command }
 * command  = simple | compound { redirection } | function
 * </pre>
 *
 * It never throws: where the shell would refuse the text, reading ends, what was read until then is
 * kept, and the script says why.
 */
public final class ShellParser {
  private final Cursor cursor;
  private final WordReader words;
  private final CommandReader commands;

  ShellParser(Cursor cursor) {
    this.cursor = cursor;
    this.words = new WordReader(cursor, this);
    this.commands = new CommandReader(cursor, words, this);
  }

  /** Reads all of a text. */
  public static ShellScript parse(LogicalText text) {
    return parse(text, new LookAhead(text.length()));
  }

  static ShellScript parse(LogicalText text, LookAhead ahead) {
    ShellParser parser = new ShellParser(new Cursor(text, ahead));
    List<Item> items = new ArrayList<>();
    ShellScript.Problem problem = null;
    try {
      parser.items(items);
      if (!parser.cursor.ended()) {
        throw parser.cursor.stop(
            "nothing was begun that \"" + parser.commands.here() + "\" could end");
      }
    } catch (Cursor.Stop stop) {
      problem = new ShellScript.Problem(stop.at, String.valueOf(stop.getMessage()));
    }
    return new ShellScript(text, new ShellList(0, parser.cursor.at, items), problem);
  }

  WordReader words() {
    return words;
  }

  /** The list that begins here, up to what cannot go on. */
  ShellList list() {
    int from = cursor.at;
    List<Item> items = new ArrayList<>();
    cursor.enter();
    items(items);
    cursor.leave();
    return new ShellList(from, cursor.at, items);
  }

  /** As above, with at least one command. */
  ShellList commands(String after) {
    ShellList list = list();
    if (list.items().isEmpty()) {
      throw cursor.stop(after + " is not followed by a command");
    }
    return list;
  }

  private void items(List<Item> items) {
    while (true) {
      cursor.skipLines();
      if (closing()) {
        return;
      }
      Item item = item();
      items.add(item);
      if (item.terminator().isEmpty()) {
        return;
      }
    }
  }

  /** True where a list ends: at the text's end, a parenthesis, a case's end, a reserved word. */
  private boolean closing() {
    return cursor.ended()
        || cursor.peek() == ')'
        || cursor.looksAt(";;")
        || cursor.looksAt(";&")
        || commands.closer() != null;
  }

  private Item item() {
    List<Pipeline> pipelines = new ArrayList<>(1);
    List<Operator> operators = new ArrayList<>(0);
    pipelines.add(pipeline());
    cursor.skipBlanks();
    while (cursor.looksAt("&&") || cursor.looksAt("||")) {
      operators.add(new Operator(cursor.peek() == '&' ? "&&" : "||", cursor.at));
      cursor.at += 2;
      cursor.skipLines();
      pipelines.add(pipeline());
      cursor.skipBlanks();
    }
    cursor.skipBlanksAndComment();
    int at = cursor.at;
    char c = cursor.peek();
    if (c == '\n') {
      cursor.takeLineEnd();
      return new Item(pipelines, operators, "\n", at);
    }
    if ((c == ';' && cursor.peek(1) != ';' && cursor.peek(1) != '&') || c == '&') {
      cursor.at++;
      return new Item(pipelines, operators, c == ';' ? ";" : "&", at);
    }
    if (!closing()) {
      throw cursor.stop("\"" + commands.here() + "\" was not expected here");
    }
    return new Item(pipelines, operators, "", at);
  }

  private Pipeline pipeline() {
    cursor.skipBlanks();
    int from = cursor.at;
    boolean negated = false;
    while (commands.reserved("!")) {
      negated = !negated;
      cursor.at++;
      cursor.skipBlanks();
    }
    List<ShellCommand> parts = new ArrayList<>(1);
    List<Operator> operators = new ArrayList<>(0);
    parts.add(command());
    cursor.skipBlanks();
    while (cursor.peek() == '|' && cursor.peek(1) != '|') {
      int at = cursor.at;
      boolean both = cursor.peek(1) == '&';
      operators.add(new Operator(both ? "|&" : "|", at));
      cursor.at += both ? 2 : 1;
      cursor.skipLines();
      parts.add(command());
      cursor.skipBlanks();
    }
    return new Pipeline(from, parts.getLast().to(), negated, parts, operators);
  }

  private ShellCommand command() {
    cursor.skipBlanks();
    @Nullable ShellCommand command = commands.ends() ? null : commands.read();
    if (command == null) {
      throw cursor.stop(
          cursor.ended()
              ? "a command is missing at the end"
              : "a command was expected, not \"" + commands.here() + "\"");
    }
    return command;
  }
}
