package dev.plinth.inventory.language;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps from a Go program's data, as it passes, the texts to which the build information of Go 1.13
 * to 1.17 points: the module text between its two sentinels (Go's {@code cmd/go/internal/modload}),
 * and what begins like a version: {@code go1.} and a digit. Where the version ends only its pointer
 * tells, since Go packs its string constants without anything between them.
 */
final class GoRetainedStrings {
  private static final byte[] START = sentinel(0x3077af0c92740802L, 0x41e1c107e6d618e6L);
  private static final byte[] END = sentinel(0xf932433186182072L, 0x008242104116d8f2L);

  /** The place within the start sentinel of its rarest byte in ordinary data. */
  private static final int RARE = 2;

  private static final int MAX_MODULES = 4 << 20;
  private static final int MAX_VERSIONS = 2048;
  private static final int MAX_VERSION = 48;
  private static final int WINDOW = 64;

  /**
   * What begins like a version.
   *
   * @param inPath true when the character before says that it is part of a path
   */
  private record Text(long position, String text, boolean inPath) {}

  private final List<Text> versions = new ArrayList<>();
  private final byte[] tail = new byte[2 * WINDOW];
  private int tailLength;

  /** The byte before the tail's first; 0 where there is none. */
  private byte beforeTail;

  /** The last byte of the piece before; 0 where there is none. */
  private byte last;

  private long next = -1;
  private boolean within;
  private byte[] text = new byte[0];
  private int textLength;
  private byte @Nullable [] modules;
  private long modulesEnd;

  private static byte[] sentinel(long first, long second) {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (first >>> (56 - 8 * i));
      bytes[8 + i] = (byte) (second >>> (56 - 8 * i));
    }
    return bytes;
  }

  /** An unsigned pointer of 4 or 8 bytes. */
  static long pointer(byte[] bytes, int at, int size, boolean big) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | (bytes[big ? at + i : at + size - 1 - i] & 0xFF);
    }
    return value;
  }

  /** The next bytes, from (inclusive) to end (exclusive) of the buffer. */
  void accept(long position, byte[] buffer, int from, int end) {
    if (from == end) {
      return;
    }
    if (position != next) {
      tailLength = 0;
      within = false;
      last = 0;
    }
    next = position + (end - from);
    look(position, buffer, from, end);
    last = buffer[end - 1];
  }

  private void look(long position, byte[] buffer, int from, int end) {
    int at = from;
    if (!within && tailLength > 0) {
      int added = Math.min(end - from, WINDOW);
      System.arraycopy(buffer, from, tail, tailLength, added);
      int known = tailLength;
      int total = known + added;
      if (total <= WINDOW) {
        tailLength = total;
        return;
      }
      int decided = Math.min(known, total - WINDOW);
      tailLength = 0;
      int stopped = search(position - known, tail, 0, decided, total, beforeTail);
      if (within) {
        int taken = take(position - known, tail, stopped, total);
        at = from + Math.max(0, taken - known);
      } else if (decided < known) {
        beforeTail = decided > 0 ? tail[decided - 1] : beforeTail;
        System.arraycopy(tail, decided, tail, 0, total - decided);
        tailLength = total - decided;
        return;
      }
    }
    while (at < end) {
      if (within) {
        at = take(position - from, buffer, at, end);
      } else {
        int decided = Math.max(at, end - WINDOW);
        at = search(position - from, buffer, at, decided, end, at > from ? buffer[at - 1] : last);
        if (!within) {
          beforeTail = decided > from ? buffer[decided - 1] : last;
          tailLength = end - decided;
          System.arraycopy(buffer, decided, tail, 0, tailLength);
          return;
        }
      }
    }
  }

  /** No more bytes come: looks at what still waited for the ones behind it. */
  void finish() {
    if (!within && tailLength > 0) {
      search(next - tailLength, tail, 0, tailLength, tailLength, beforeTail);
      tailLength = 0;
    }
  }

  /**
   * Searches the starts from..decided; stops behind a start sentinel.
   *
   * @param before the byte before {@code from}, which may have come in an earlier piece
   */
  private int search(long origin, byte[] buffer, int from, int decided, int end, byte before) {
    int sentinel = modules == null ? startSentinel(buffer, from, decided, end) : -1;
    // What looks like a version within the module text is none, whatever the pieces.
    int stop = Math.min((sentinel < 0 ? decided : sentinel) + 2, end);
    if (versions.size() < MAX_VERSIONS) {
      for (int at = ByteSearch.indexOf(buffer, from + 2, stop, (byte) '1');
          at < stop;
          at = ByteSearch.indexOf(buffer, at + 1, stop, (byte) '1')) {
        if (buffer[at - 1] == 'o' && buffer[at - 2] == 'g') {
          version(origin, buffer, at - 2, end, at - 2 > from ? buffer[at - 3] : before);
        }
      }
    }
    if (sentinel < 0) {
      return decided;
    }
    within = true;
    textLength = 0;
    return sentinel + START.length;
  }

  /** The first start sentinel that begins in from..decided; -1 when none does. */
  private static int startSentinel(byte[] buffer, int from, int decided, int end) {
    int stop = Math.min(decided + RARE, end);
    for (int at = ByteSearch.indexOf(buffer, from + RARE, stop, START[RARE]);
        at < stop;
        at = ByteSearch.indexOf(buffer, at + 1, stop, START[RARE])) {
      if (ByteSearch.matches(buffer, at - RARE, end, START)) {
        return at - RARE;
      }
    }
    return -1;
  }

  private void version(long origin, byte[] buffer, int at, int end, byte before) {
    int stop = at + 4;
    if (stop >= end || buffer[at + 3] != '.' || buffer[stop] < '0' || buffer[stop] > '9') {
      return;
    }
    while (stop < end && stop - at < MAX_VERSION && buffer[stop] >= ' ' && buffer[stop] < 0x7F) {
      stop++;
    }
    if (versions.size() < MAX_VERSIONS) {
      boolean inPath = before == '-' || before == '/' || before == '@';
      String found = new String(buffer, at, stop - at, StandardCharsets.ISO_8859_1);
      versions.add(new Text(origin + at, found, inPath));
    }
  }

  /** Takes module text up to the end sentinel; returns where it ended, or {@code end}. */
  private int take(long origin, byte[] buffer, int from, int end) {
    int count = Math.min(end - from, MAX_MODULES - textLength);
    if (text.length < textLength + count) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, textLength + count));
    }
    System.arraycopy(buffer, from, text, textLength, count);
    int searchFrom = Math.max(0, textLength - END.length + 1);
    textLength += count;
    for (int at = ByteSearch.indexOf(text, searchFrom, textLength, END[0]);
        at < textLength;
        at = ByteSearch.indexOf(text, at + 1, textLength, END[0])) {
      if (ByteSearch.matches(text, at, textLength, END)) {
        modules = Arrays.copyOf(text, at);
        int behind = textLength - at - END.length;
        modulesEnd = origin + end - behind;
        forget();
        return end - behind;
      }
    }
    if (textLength >= MAX_MODULES) {
      forget();
    }
    return end;
  }

  private void forget() {
    within = false;
    text = new byte[0];
    textLength = 0;
  }

  /** The module text without its sentinels, null when none ended before that place. */
  byte @Nullable [] modules(long before) {
    return modulesEnd <= before ? modules : null;
  }

  /** The text of that place and length of the file, empty when none was kept from there. */
  String versionAt(long position, long length, long before) {
    for (Text version : versions) {
      if (version.position() == position
          && position < before
          && length > 0
          && length <= version.text().length()) {
        return version.text().substring(0, (int) length);
      }
    }
    return "";
  }

  /**
   * The version with which the texts kept before that place begin, when it is the same for all that
   * are no part of a path; else empty.
   */
  String onlyVersion(long before) {
    String only = "";
    for (Text version : versions) {
      if (version.position() >= before || version.inPath()) {
        continue;
      }
      String text = begin(version.text());
      if (!only.isEmpty() && !only.equals(text)) {
        return "";
      }
      only = text;
    }
    return only;
  }

  /** {@code go1.16.15} of {@code go1.16.15hchanLeaf}, since texts stand without a gap. */
  private static String begin(String text) {
    int end = 2;
    while (end < text.length()
        && (text.charAt(end) == '.' || (text.charAt(end) >= '0' && text.charAt(end) <= '9'))) {
      end++;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
