package dev.plinth.http.socket;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The head of an answer: RFC 9112 § 4 and § 5, without what it calls obsolete.
 *
 * <pre>
 * head        = status-line *( field-line CRLF ) CRLF
 * status-line = "HTTP/1." ( "0" / "1" ) SP 3DIGIT SP [ reason-phrase ] CRLF
 * field-line  = token ":" *( SP / HTAB ) field-value *( SP / HTAB )
 * field-value = *( %x20-7E / %x80-FF / HTAB )
 * </pre>
 *
 * <p>Lines end with CR LF, fields are not folded, nothing stands before a colon. At most 100 fields
 * and 64 KiB.
 *
 * @param status from 100 to 599
 * @param minor 0 or 1: of HTTP/1.0 or HTTP/1.1
 * @param fields in their order, names in lower case
 */
record ResponseHead(int status, int minor, List<Field> fields) {
  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_FIELDS = 100;

  /** One field; its value without the white space around it. */
  record Field(String name, String value) {}

  static ResponseHead read(InputStream in) throws IOException {
    int[] left = {MAX_BYTES};
    String line = line(in, left);
    if (line.length() < 12
        || !line.startsWith("HTTP/1.")
        || (line.charAt(7) != '0' && line.charAt(7) != '1')
        || line.charAt(8) != ' '
        || (line.length() > 12 && line.charAt(12) != ' ')) {
      throw new SocketSyntaxException("does not begin as HTTP/1.1 does");
    }
    int status = 0;
    for (int i = 9; i < 12; i++) {
      char c = line.charAt(i);
      if (c < '0' || c > '9') {
        throw new SocketSyntaxException("has no status of three digits");
      }
      status = status * 10 + (c - '0');
    }
    if (status < 100 || status > 599) {
      throw new SocketSyntaxException("has the status " + status + ", which there is not");
    }
    return new ResponseHead(status, line.charAt(7) - '0', fields(in, left));
  }

  /** Fields up to the empty line: of a head, or the trailer of a chunked body. */
  static List<Field> trailer(InputStream in) throws IOException {
    return fields(in, new int[] {MAX_BYTES});
  }

  private static List<Field> fields(InputStream in, int[] left) throws IOException {
    List<Field> fields = new ArrayList<>();
    for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
      if (fields.size() == MAX_FIELDS) {
        throw new SocketSyntaxException("has more than " + MAX_FIELDS + " header fields");
      }
      int colon = line.indexOf(':');
      if (colon <= 0 || !isToken(line.substring(0, colon))) {
        throw new SocketSyntaxException("has a header field without a name");
      }
      fields.add(
          new Field(
              line.substring(0, colon).toLowerCase(Locale.ROOT), trim(line.substring(colon + 1))));
    }
    return fields;
  }

  /** Only blanks and tabs: what else {@code strip} takes is part of a value. */
  private static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** RFC 9110 § 5.6.2. */
  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** One line without its CR LF, ISO 8859-1. */
  static String line(InputStream in, int[] left) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    while (true) {
      int b = next(in);
      if (--left[0] < 0) {
        throw new SocketSyntaxException("has a header of more than " + MAX_BYTES + " bytes");
      }
      if (b == '\r') {
        if (next(in) != '\n') {
          throw new SocketSyntaxException("has a line that does not end with CR LF");
        }
        return line.toString(StandardCharsets.ISO_8859_1);
      }
      if ((b < 0x20 && b != '\t') || b == 0x7f) {
        throw new SocketSyntaxException("has a control character in its header");
      }
      line.write(b);
    }
  }

  private static int next(InputStream in) throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("it ends within its header");
    }
    return b;
  }

  /** The first field's value of that name (in lower case), empty where there is none. */
  String field(String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) {
        return field.value();
      }
    }
    return "";
  }

  /**
   * The length the answer states, -1 where it states none.
   *
   * @throws SocketSyntaxException when it is no number, or several fields differ
   */
  long contentLength() throws SocketSyntaxException {
    String stated = null;
    for (Field field : fields) {
      if (field.name().equals("content-length")) {
        if (stated != null && !stated.equals(field.value())) {
          throw new SocketSyntaxException("states two lengths");
        }
        stated = field.value();
      }
    }
    if (stated == null) {
      return -1;
    }
    if (stated.isEmpty() || stated.length() > 18 || !stated.chars().allMatch(ResponseHead::digit)) {
      throw new SocketSyntaxException("states a length that is no number");
    }
    return Long.parseLong(stated);
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  /**
   * True for a chunked body.
   *
   * @throws SocketSyntaxException for any other transfer coding, and for one beside a length
   */
  boolean chunked() throws SocketSyntaxException {
    boolean chunked = false;
    for (Field field : fields) {
      if (field.name().equals("transfer-encoding")) {
        if (chunked || minor == 0 || !field.value().equalsIgnoreCase("chunked")) {
          throw new SocketSyntaxException("has a transfer coding other than chunked");
        }
        chunked = true;
      }
    }
    if (chunked && contentLength() >= 0) {
      throw new SocketSyntaxException("states a length and is chunked as well");
    }
    return chunked;
  }
}
