package dev.plinth.inventory.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The format of Yarn 1.
 *
 * <pre>
 * document = { comment | blank | entry }       comment = "#" …
 * entry    = words ":" newline { member, two blanks further in }
 * member   = word " " word newline  |  entry
 * words    = word { "," word }                 word = "…" (JSON's escapes) | no blank, comma, quote
 * </pre>
 *
 * The words before a colon are joined by {@code ", "} as later versions write them.
 */
final class YarnClassic {
  private static final int MAX_DEPTH = 8;

  private final String text;
  private int at;
  private int line;

  private YarnClassic(String text) {
    this.text = text;
  }

  static Node read(String text) throws LockFormatException {
    return new YarnClassic(text).document();
  }

  private Node document() throws LockFormatException {
    Deque<Map<String, Node>> open = new ArrayDeque<>();
    open.push(Node.newMembers());
    Map<String, Node> root = open.element();
    int entries = 0;
    while (at < text.length()) {
      line++;
      int indent = blanks();
      if (end() || text.charAt(at) == '#') {
        nextLine();
        continue;
      }
      if (indent % 2 != 0 || indent / 2 >= open.size() || ++entries > Documents.MAX_VALUES) {
        throw error();
      }
      while (open.size() > indent / 2 + 1) {
        open.pop();
      }
      StringBuilder key = new StringBuilder(word());
      while (!end() && text.charAt(at) == ',') {
        at++;
        blanks();
        key.append(", ").append(word());
      }
      if (!end() && text.charAt(at) == ':') {
        at++;
        Map<String, Node> members = Node.newMembers();
        open.element().put(key.toString(), Node.object(members, line));
        open.push(members);
        if (open.size() > MAX_DEPTH) {
          throw error();
        }
      } else if (blanks() > 0 && open.size() > 1) {
        open.element().put(key.toString(), Node.scalar(word(), line));
      } else {
        throw error();
      }
      blanks();
      if (!end()) {
        throw error();
      }
      nextLine();
    }
    return Node.object(root, 1);
  }

  private int blanks() {
    int from = at;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at - from;
  }

  private boolean end() {
    return at >= text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }

  private void nextLine() {
    int feed = text.indexOf('\n', at);
    at = feed < 0 ? text.length() : feed + 1;
  }

  private String word() throws LockFormatException {
    int from = at;
    if (!end() && text.charAt(at) == '"') {
      StringBuilder out = new StringBuilder();
      for (at++; !end() && text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\') {
          at++;
          if (end()) {
            break;
          }
        }
        out.append(text.charAt(at));
      }
      if (end()) {
        throw error();
      }
      at++;
      return out.toString();
    }
    while (!end() && !ends(text.charAt(at), at + 1 < text.length() ? text.charAt(at + 1) : null)) {
      at++;
    }
    if (at == from) {
      throw error();
    }
    return text.substring(from, at);
  }

  /** A colon ends a word only before a line's end: addresses have colons. */
  private static boolean ends(char c, @Nullable Character next) {
    return c == ' '
        || c == ','
        || c == '"'
        || (c == ':' && (next == null || next == '\n' || next == '\r'));
  }

  private LockFormatException error() {
    return new LockFormatException("it is no lock file of Yarn's (line " + line + ")");
  }
}
