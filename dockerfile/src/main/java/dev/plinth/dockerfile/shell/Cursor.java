package dev.plinth.dockerfile.shell;

import dev.plinth.dockerfile.LogicalText;

/** Where a reader of a shell's text stands, and what it shares with those it calls. */
final class Cursor {
  /** The deepest nesting of commands and words that is followed. */
  private static final int DEEPEST = 100;

  final LogicalText text;
  final String raw;

  /** Behind the last character that may be read. */
  final int end;

  int at;
  private int depth;

  /** The line end behind which heredocs were read, and where the next command line begins. */
  private int lineEnd = -1;

  private int resume = -1;

  /** The next closing bracket of all places between: known, so that it is searched once. */
  private int bracketFrom = 1;

  private int bracket;

  /** From here to the end there is no line end; behind the end while that is not known. */
  private int noLineFrom = Integer.MAX_VALUE;

  final LookAhead ahead;

  Cursor(LogicalText text, LookAhead ahead) {
    this(text, text.raw(), 0, text.length(), 0, ahead);
  }

  private Cursor(LogicalText text, String raw, int from, int end, int depth, LookAhead ahead) {
    this.text = text;
    this.raw = raw;
    this.at = from;
    this.end = end;
    this.depth = depth;
    this.ahead = ahead;
  }

  /** Of a part of this one's text. */
  Cursor within(int from, int to) {
    return new Cursor(text, raw, from, to, depth, ahead);
  }

  /** The shell would refuse the text here. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1;
    final int at;

    Stop(int at, String message) {
      super(message, null, false, false);
      this.at = at;
    }
  }

  Stop stop(String message) {
    return new Stop(Math.min(at, end), message);
  }

  boolean ended() {
    return at >= end;
  }

  /** The character here, {@code \0} at the end. */
  char peek() {
    return at < end ? raw.charAt(at) : 0;
  }

  /** The character so far ahead, {@code \0} behind the end. */
  char peek(int ahead) {
    return at + ahead < end ? raw.charAt(at + ahead) : 0;
  }

  boolean looksAt(String expected) {
    return at + expected.length() <= end && raw.startsWith(expected, at);
  }

  void enter() {
    if (++depth > DEEPEST) {
      throw stop("the commands nest deeper than " + DEEPEST);
    }
  }

  void leave() {
    depth--;
  }

  /** The next closing bracket from there on, -1 where none follows. */
  int closingBracket(int from) {
    if (from < bracketFrom || from > bracket) {
      int found = raw.indexOf(']', from, end);
      bracketFrom = from;
      bracket = found < 0 ? end : found;
      ahead.count(bracket - from);
    }
    return bracket < end ? bracket : -1;
  }

  /** Over spaces, tabs, and line ends that a backslash takes away. */
  void skipBlanks() {
    while (at < end) {
      char c = raw.charAt(at);
      if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (c == '\\' && peek(1) == '\n') {
        at += 2;
      } else {
        break;
      }
    }
  }

  /** Over blanks and a comment. */
  void skipBlanksAndComment() {
    skipBlanks();
    if (peek() == '#') {
      int feed = raw.indexOf('\n', at, end);
      at = feed < 0 ? end : feed;
    }
  }

  /** Over blanks, comments and line ends, and the heredocs behind those. */
  void skipLines() {
    skipBlanksAndComment();
    while (peek() == '\n') {
      takeLineEnd();
      skipBlanksAndComment();
    }
  }

  /** Over a line end and the heredocs that follow it. */
  void takeLineEnd() {
    at = at == lineEnd ? resume : at + 1;
  }

  /** Where the next heredoc of this line begins; -1 where no line follows. */
  int heredocStart() {
    if (lineEnd < at) {
      if (at >= noLineFrom) {
        return -1;
      }
      int feed = raw.indexOf('\n', at, end);
      ahead.count((feed < 0 ? end : feed) - at);
      if (feed < 0) {
        noLineFrom = at;
        return -1;
      }
      lineEnd = feed;
      resume = feed + 1;
    }
    return resume;
  }

  /** The line's heredocs have been read up to there. */
  void heredocRead(int next) {
    resume = next;
  }
}
