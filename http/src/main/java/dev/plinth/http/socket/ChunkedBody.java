package dev.plinth.http.socket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A chunked body: RFC 9112 § 7.1.
 *
 * <pre>
 * body      = *chunk "0" *"0" [ extensions ] CRLF trailer CRLF
 * chunk     = 1*15HEXDIG [ extensions ] CRLF data CRLF          not of size 0
 * extensions = *( SP / HTAB ) ";" anything                       passed over, at most 4 KiB a line
 * trailer   = *( field-line CRLF )                               passed over, as limited as a head
 * </pre>
 */
final class ChunkedBody extends InputStream {
  private static final int MAX_LINE = 4 << 10;
  private static final int MAX_DIGITS = 15;

  private final InputStream in;
  private long left;
  private boolean first = true;
  private boolean ended;

  ChunkedBody(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !ended) {
      next();
    }
    if (ended) {
      return -1;
    }
    int count = in.read(into, from, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("it ends within a chunk, " + left + " bytes before its end");
    }
    left -= count;
    return count;
  }

  private void next() throws IOException {
    try {
      int[] line = {MAX_LINE};
      if (!first && !ResponseHead.line(in, line).isEmpty()) {
        throw new SocketSyntaxException("has a chunk longer than it states");
      }
      first = false;
      left = size(ResponseHead.line(in, line));
      if (left == 0) {
        ResponseHead.trailer(in);
        ended = true;
      }
    } catch (EOFException e) {
      throw new EOFException("it ends before its last chunk");
    }
  }

  private static long size(String line) throws SocketSyntaxException {
    int digits = 0;
    long size = 0;
    while (digits < line.length() && hex(line.charAt(digits)) >= 0) {
      size = size << 4 | hex(line.charAt(digits));
      if (++digits > MAX_DIGITS) {
        throw new SocketSyntaxException("has a chunk of a size beyond all measure");
      }
    }
    String rest = line.substring(digits).stripLeading();
    if (digits == 0 || (!rest.isEmpty() && rest.charAt(0) != ';')) {
      throw new SocketSyntaxException("has a chunk without a size");
    }
    return size;
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
