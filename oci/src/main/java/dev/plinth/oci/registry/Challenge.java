package dev.plinth.oci.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a server wants to be told who we are: {@code WWW-Authenticate}, RFC 9110 section 11.6.1.
 *
 * <pre>
 * WWW-Authenticate = challenge *( "," challenge )
 * challenge        = scheme [ 1*SP ( token68 | param *( "," param ) ) ]
 * param            = name "=" ( token | quoted-string )
 * </pre>
 *
 * A comma divides parameters and challenges alike: what follows it is a new challenge when it is a
 * word that no "=" follows. What cannot be read ends the reading; what came before it counts.
 *
 * @param scheme in lower case
 * @param parameters by name, in any case
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final int LONGEST = 16_384;

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  static List<Challenge> parse(List<String> fields) {
    List<Challenge> challenges = new ArrayList<>();
    for (String field : fields) {
      if (field.length() <= LONGEST) {
        new Parser(field, challenges).run();
      }
    }
    return challenges;
  }

  private static final class Parser {
    private final String text;
    private final List<Challenge> found;
    private int at;

    Parser(String text, List<Challenge> found) {
      this.text = text;
      this.found = found;
    }

    void run() {
      Challenge current = null;
      while (true) {
        skip(" \t,");
        String word = token();
        if (word.isEmpty()) {
          return;
        }
        int afterWord = at;
        skip(" \t");
        boolean equals = at < text.length() && text.charAt(at) == '=';
        if (!equals || current == null) {
          at = afterWord;
          current =
              new Challenge(
                  word.toLowerCase(Locale.ROOT), new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
          found.add(current);
          continue;
        }
        at++;
        skip(" \t");
        current.parameters.putIfAbsent(word, value());
      }
    }

    private void skip(String characters) {
      while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private String token() {
      int from = at;
      while (at < text.length() && isToken(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at);
    }

    private static boolean isToken(char c) {
      return c > ' ' && c < 0x7f && "()<>@,;\\\"[]?={}".indexOf(c) < 0;
    }

    private String value() {
      if (at >= text.length() || text.charAt(at) != '"') {
        return token();
      }
      at++;
      StringBuilder value = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at++));
      }
      at = Math.min(at + 1, text.length());
      return value.toString();
    }
  }
}
