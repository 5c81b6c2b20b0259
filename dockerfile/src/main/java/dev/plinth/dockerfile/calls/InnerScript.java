package dev.plinth.dockerfile.calls;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import java.util.List;

/**
 * The text that a word hands to another shell: its quotes and the backslashes of the outer one
 * gone, expansions as they stand, each character still knowing its byte in the file.
 */
final class InnerScript {
  private final LogicalText text;
  private final LogicalText.Builder out;

  private InnerScript(LogicalText text) {
    this.text = text;
    this.out = new LogicalText.Builder(text.source());
  }

  static LogicalText of(LogicalText text, ShellWord word) {
    InnerScript reader = new InnerScript(text);
    reader.parts(word.parts());
    if (reader.out.length() == 0) {
      return text.part(word.from(), word.from());
    }
    return reader.out.build();
  }

  private void parts(List<WordPart> parts) {
    for (WordPart part : parts) {
      if (part instanceof WordPart.Literal literal) {
        literal(literal);
      } else if (part instanceof WordPart.DoubleQuoted quoted) {
        parts(quoted.parts());
      } else if (part instanceof WordPart.SingleQuoted quoted) {
        quoted(quoted);
      } else {
        out.add(text, part.from(), part.to());
      }
    }
  }

  private void literal(WordPart.Literal literal) {
    String value = literal.value();
    if (value.length() == literal.to() - literal.from()) {
      out.add(text, literal.from(), literal.to());
      return;
    }
    int begun = literal.from();
    int taken = 0;
    for (int i = literal.from(); i < literal.to(); i++) {
      if (text.charAt(i) == '\\' && i + 1 < literal.to()) {
        char next = text.charAt(i + 1);
        boolean gone = next == '\n';
        if (gone || (taken < value.length() && next == value.charAt(taken))) {
          if (begun < i) {
            out.add(text, begun, i);
          }
          i++;
          begun = gone ? i + 1 : i;
          taken += gone ? 0 : 1;
          continue;
        }
      }
      taken++;
    }
    if (begun < literal.to()) {
      out.add(text, begun, literal.to());
    }
  }

  private void quoted(WordPart.SingleQuoted quoted) {
    int from = quoted.from() + (quoted.ansi() ? 2 : 1);
    int to = quoted.to() - 1;
    String value = quoted.value();
    if (to - from == value.length()) {
      if (from < to) {
        out.add(text, from, to);
      }
      return;
    }
    json(from, to);
  }

  /** A string of the exec form, known to be well-formed: RFC 8259, 7. */
  private void json(int from, int to) {
    int begun = from;
    int at = from;
    while (at < to) {
      if (text.charAt(at) != '\\') {
        at++;
        continue;
      }
      if (begun < at) {
        out.add(text, begun, at);
      }
      char kind = text.charAt(at + 1);
      int behind = at + 2;
      switch (kind) {
        case 'b' -> out.add('\b', text.offset(at));
        case 'f' -> out.add('\f', text.offset(at));
        case 'n' -> out.add('\n', text.offset(at));
        case 'r' -> out.add('\r', text.offset(at));
        case 't' -> out.add('\t', text.offset(at));
        case 'u' -> {
          char unit = (char) Integer.parseInt(text.raw(behind, behind + 4), 16);
          String decoded = Character.isSurrogate(unit) ? "\ufffd" : String.valueOf(unit);
          for (char each : SourceText.raw(decoded).toCharArray()) {
            out.add(each, text.offset(at));
          }
          behind += 4;
        }
        default -> out.add(text, at + 1, behind);
      }
      at = behind;
      begun = behind;
    }
    if (begun < to) {
      out.add(text, begun, to);
    }
  }
}
