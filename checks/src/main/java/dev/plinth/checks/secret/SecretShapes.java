package dev.plinth.checks.secret;

import dev.plinth.dockerfile.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that show by their shape: the tokens of services that begin with a mark of their own, key
 * blocks, signed tokens, passwords within addresses. Finds them in any text, in one pass. Examples
 * and stand-ins are not reported.
 */
final class SecretShapes {
  /** Which bytes stand in words. */
  private static final boolean[] IN_WORD = inWords();

  private final String text;
  private final byte[] bytes;
  private final List<Found> found = new ArrayList<>();

  private SecretShapes(String text) {
    this.text = text;
    this.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * A secret.
   *
   * @param kind what it is, with its article: {@code a GitHub token}
   * @param span the secret itself
   */
  record Found(String kind, Span span) {}

  /** All those in a text, one character per byte, in order, none overlapping. */
  static List<Found> in(String text) {
    return new SecretShapes(text).read();
  }

  private List<Found> read() {
    int at = 0;
    while (at < bytes.length) {
      byte c = bytes[at];
      if (c == '-' && text.startsWith("-----BEGIN ", at)) {
        at = keyBlock(at);
      } else if (c == ':' && text.startsWith("://", at)) {
        at = address(at + 3);
      } else if (IN_WORD[c & 0xff] && (at == 0 || !IN_WORD[bytes[at - 1] & 0xff])) {
        at = word(at);
      } else {
        at++;
      }
    }
    return found;
  }

  private int word(int from) {
    int to = from;
    while (to < bytes.length && IN_WORD[bytes[to] & 0xff]) {
      to++;
    }
    int length = to - from;
    if (length < 16) {
      return dotted(from, to);
    }
    String word = text.substring(from, to);
    String kind = token(word);
    if (kind == null && word.startsWith("eyJ")) {
      int end = signedToken(from);
      if (end > 0) {
        add("a signed token (JWT)", from, end);
        return end;
      }
    }
    if (kind != null) {
      add(kind, from, to);
    }
    return to;
  }

  /** Short words that begin something with dots: {@code SG.…}, {@code hvs.…}, {@code ya29.…}. */
  private int dotted(int from, int to) {
    if (to >= text.length() || text.charAt(to) != '.') {
      return to;
    }
    String word = text.substring(from, to);
    String kind;
    int least;
    switch (word) {
      case "SG" -> {
        kind = "a SendGrid key";
        least = 60;
      }
      case "hvs", "hvb" -> {
        kind = "a Vault token";
        least = 24;
      }
      case "ya29" -> {
        kind = "a Google access token";
        least = 30;
      }
      default -> {
        return to;
      }
    }
    int end = to;
    while (end < text.length() && (inWord(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    if (end - from >= least) {
      add(kind, from, end);
      return end;
    }
    return to;
  }

  private static @Nullable String token(String word) {
    return switch (word.charAt(0)) {
      case 'A' ->
          (word.startsWith("AKIA") || word.startsWith("ASIA")) && word.length() == 20 && upper(word)
              ? "an AWS access key"
              : word.startsWith("AIza") && word.length() == 39
                  ? "a Google API key"
                  : word.startsWith("ATATT3") && word.length() > 60
                      ? "an Atlassian token"
                      : word.startsWith("AGE-SECRET-KEY-1") && word.length() > 60
                          ? "an age secret key"
                          : null;
      case 'g' ->
          gitHub(word)
              ? "a GitHub token"
              : gitLab(word)
                  ? "a GitLab token"
                  : word.startsWith("glsa_") && word.length() >= 40 ? "a Grafana token" : null;
      case 'x' -> word.length() >= 24 && digits(word) && slack(word) ? "a Slack token" : null;
      case 's' -> sk(word);
      case 'r' ->
          word.startsWith("rk_live_") && word.length() >= 24
              ? "a Stripe key"
              : word.startsWith("rubygems_") && word.length() == 57 ? "a RubyGems key" : null;
      case 'w' -> word.startsWith("whsec_") && word.length() >= 30 ? "a Stripe secret" : null;
      case 'n' -> word.startsWith("npm_") && word.length() == 40 ? "an npm token" : null;
      case 'p' -> word.startsWith("pypi-AgE") && word.length() >= 60 ? "a PyPI token" : null;
      case 'G' -> word.startsWith("GOCSPX-") && word.length() >= 30 ? "a Google secret" : null;
      case 'h' -> word.startsWith("hf_") && word.length() == 37 ? "a Hugging Face token" : null;
      case 'd' ->
          word.startsWith("dckr_pat_") && word.length() >= 32
              ? "a Docker Hub token"
              : (word.startsWith("dop_v1_") || word.startsWith("doo_v1_")) && word.length() == 71
                  ? "a DigitalOcean token"
                  : word.startsWith("dapi") && word.length() == 36 && hex(word, 4)
                      ? "a Databricks token"
                      : null;
      default -> null;
    };
  }

  private static boolean gitHub(String word) {
    if (word.startsWith("github_pat_")) {
      return word.length() >= 60;
    }
    return word.length() == 40
        && word.charAt(1) == 'h'
        && "pousr".indexOf(word.charAt(2)) >= 0
        && word.charAt(3) == '_';
  }

  private static boolean gitLab(String word) {
    int hyphen = word.indexOf('-');
    return word.length() - hyphen > 20
        && switch (hyphen < 0 ? "" : word.substring(0, hyphen)) {
          case "glpat", "gldt", "glrt", "glptt", "glcbt", "glsoat", "glagent", "gloas" -> true;
          default -> false;
        };
  }

  private static boolean slack(String word) {
    return word.startsWith("xapp-")
        || (word.startsWith("xox")
            && word.charAt(4) == '-'
            && "bpares".indexOf(word.charAt(3)) >= 0);
  }

  private static @Nullable String sk(String word) {
    if (word.startsWith("sk_live_") && word.length() >= 24) {
      return "a Stripe key";
    }
    if (word.startsWith("sk-ant-") && word.length() >= 40) {
      return "an Anthropic key";
    }
    if (word.startsWith("sk-") && word.length() >= 48 && word.contains("T3BlbkFJ")) {
      return "an OpenAI key";
    }
    if (word.startsWith("shpat_") && word.length() == 38) {
      return "a Shopify token";
    }
    return word.startsWith("sntrys_") && word.length() >= 40 ? "a Sentry token" : null;
  }

  /** RFC 7519: header, claims and signature in base64url; the first two are JSON objects. */
  private int signedToken(int from) {
    int at = from;
    for (int part = 0; part < 3; part++) {
      int start = at;
      while (at < text.length() && inWord(text.charAt(at))) {
        at++;
      }
      if (at - start < 10 || (part == 1 && !text.startsWith("eyJ", start))) {
        return -1;
      }
      if (part < 2) {
        if (at >= text.length() || text.charAt(at) != '.') {
          return -1;
        }
        at++;
      }
    }
    return at;
  }

  /** RFC 7468 and its kin: a private key with at least the beginning of its body. */
  private int keyBlock(int from) {
    int label = from + 11;
    int close = text.indexOf("-----", label);
    if (close < 0 || close - label > 40) {
      return label;
    }
    String name = text.substring(label, close);
    int body = close + 5;
    if (!name.endsWith("PRIVATE KEY") && !name.endsWith("PRIVATE KEY BLOCK")) {
      return body;
    }
    int end = text.indexOf("-----END ", body);
    // A block is at most a few kilobytes; where it is not ended, what is left of the text counts.
    int to = end < 0 || end - body > 20_000 ? Math.min(text.length(), body + 20_000) : end;
    int letters = 0;
    for (int i = body; i < to && letters < 60; i++) {
      char c = text.charAt(i);
      if (c == '$' || c == '<') {
        return body;
      }
      letters += Character.isLetterOrDigit(c) ? 1 : 0;
    }
    if (letters >= 60) {
      found.add(new Found("a private key", new Span(from, end < 0 ? body : to)));
    }
    return letters >= 60 && end >= 0 ? to : body;
  }

  /** RFC 3986 3.2.1: {@code user:password@host}, or a token alone before the at sign. */
  private int address(int from) {
    int at = from;
    int colon = -1;
    while (at < text.length() && at - from < 400) {
      char c = text.charAt(at);
      if (c == '@') {
        String password = text.substring(colon < 0 ? from : colon + 1, at);
        if (colon < 0 ? bareToken(password) : isPassword(password)) {
          add("a password in an address", colon < 0 ? from : colon + 1, at);
        }
        return at;
      }
      if (c == ':' && colon < 0) {
        colon = at;
      }
      if (c <= ' ' || c == '/' || c == '"' || c == '\'' || c == '?' || c == '#' || c == '`') {
        return from;
      }
      at++;
    }
    return from;
  }

  private static boolean isPassword(String password) {
    return password.length() >= 3
        && password.indexOf('$') < 0
        && password.indexOf('<') < 0
        && password.indexOf('{') < 0
        && !SecretValues.placeholder(password);
  }

  private static boolean bareToken(String token) {
    return token.length() >= 20
        && token(token) == null
        && digits(token)
        && isPassword(token)
        && SecretValues.entropy(token) > 3;
  }

  private void add(String kind, int from, int to) {
    String value = text.substring(from, to);
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.contains("example") || lower.contains("xxxx") || lower.contains("placeholder")) {
      return;
    }
    // A stand-in of one repeated character, or of an alphabet, has little in it.
    int tail = value.length() > 12 ? Math.min(value.length() - 8, 6) : 0;
    if (value.length() >= 20 && SecretValues.entropy(value.substring(tail)) < 2) {
      return;
    }
    for (Found other : found.subList(Math.max(0, found.size() - 2), found.size())) {
      if (other.span().overlaps(new Span(from, to))) {
        return;
      }
    }
    found.add(new Found(kind, new Span(from, to)));
  }

  private static boolean upper(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hex(String word, int from) {
    for (int i = from; i < word.length(); i++) {
      if (Character.digit(word.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean digits(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Character.isDigit(word.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean[] inWords() {
    boolean[] in = new boolean[256];
    for (char c = 0; c < in.length; c++) {
      in[c] = inWord(c);
    }
    return in;
  }

  private static boolean inWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
