package dev.plinth.checks.secret;

import java.util.Locale;

/** Tells what a value given to a telling name is: a secret, a stand-in for one, or neither. */
final class SecretValues {
  private SecretValues() {}

  /** What a value is. */
  enum Kind {
    /** Nothing. */
    EMPTY,
    /** A switch, a number, a path, an address: not a secret, whatever the name says. */
    HARMLESS,
    /** A word that only shows where the secret goes, or a default that everybody knows. */
    PLACEHOLDER,
    /** It comes from a variable or a command. */
    VARIABLE,
    /** All others. */
    LITERAL
  }

  /** Of a value as it stands, one character per byte, quotes included. */
  static Kind kind(String written) {
    String value = unquote(written.strip());
    if (value.isEmpty()) {
      return Kind.EMPTY;
    }
    if (value.indexOf('$') >= 0) {
      return written.startsWith("'") || !variable(value) ? literal(value) : Kind.VARIABLE;
    }
    return literal(value);
  }

  /** True where a dollar sign begins a variable or a command. */
  private static boolean variable(String value) {
    for (int at = value.indexOf('$'); at >= 0; at = value.indexOf('$', at + 1)) {
      if ((at > 0 && value.charAt(at - 1) == '\\') || at + 1 >= value.length()) {
        continue;
      }
      char next = value.charAt(at + 1);
      if (next == '{' || next == '(' || next == '_' || Character.isLetterOrDigit(next)) {
        return true;
      }
    }
    return false;
  }

  private static Kind literal(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (harmless(lower)) {
      return Kind.HARMLESS;
    }
    return placeholder(lower) ? Kind.PLACEHOLDER : Kind.LITERAL;
  }

  private static boolean harmless(String lower) {
    switch (lower) {
      case "true", "false", "yes", "no", "on", "off", "none", "null", "nil", "auto" -> {
        return true;
      }
      case "default", "enabled", "disabled", "required", "optional", "never", "always" -> {
        return true;
      }
      default -> {}
    }
    boolean number = lower.length() <= 5;
    for (int i = 0; i < lower.length() && number; i++) {
      number = Character.isDigit(lower.charAt(i));
    }
    if (number) {
      return true;
    }
    if (lower.indexOf("://") > 0) {
      return lower.indexOf('@') < 0;
    }
    return path(lower);
  }

  private static boolean path(String lower) {
    if (lower.startsWith("./") || lower.startsWith("../") || lower.startsWith("~/")) {
      return true;
    }
    // Base 64 may begin with a slash, but has no dots and hyphens, and hardly two slashes early.
    return lower.startsWith("/")
        && (lower.indexOf('/', 1) > 0 || lower.length() < 20)
        && lower.indexOf('+') < 0
        && lower.indexOf('=') < 0;
  }

  /** True for what shows where a secret goes, and for words that are everybody's. */
  static boolean placeholder(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.length() < 3 || lower.startsWith("<") || lower.startsWith("{{")) {
      return true;
    }
    if ((lower.startsWith("[") && lower.endsWith("]")) || lower.startsWith("%") || same(lower)) {
      return true;
    }
    if (lower.contains("...") || lower.contains("***") || lower.contains("xxxx")) {
      return true;
    }
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= 'a' && c <= 'z') {
        letters.append(c);
      }
    }
    String word = letters.toString();
    for (String part : PARTS) {
      if (word.contains(part)) {
        return true;
      }
    }
    if (word.startsWith("your") || word.startsWith("insert") || word.startsWith("todo")) {
      return true;
    }
    for (String known : KNOWN) {
      if (word.equals(known)) {
        return lower.length() - word.length() <= 4;
      }
    }
    return lower.startsWith("12345");
  }

  private static final String[] PARTS = {
    "changeme", "changeit", "changethis", "example", "placeholder", "dummy", "replaceme",
        "replacewith",
    "notasecret", "notsecret", "insecure", "unsafe", "fake", "default", "donotuse", "buildtime",
    "putyour", "mysecret", "mypassword", "mytoken", "supersecret", "foobar"
  };

  private static final String[] KNOWN = {
    "password",
    "passwd",
    "pass",
    "secret",
    "token",
    "admin",
    "administrator",
    "root",
    "toor",
    "user",
    "guest",
    "test",
    "testing",
    "testpassword",
    "demo",
    "sample",
    "postgres",
    "mysql",
    "mariadb",
    "redis",
    "mongo",
    "rabbitmq",
    "docker",
    "vagrant",
    "qwerty",
    "letmein",
    "welcome",
    "key",
    "apikey",
    "none",
    "null",
    "undefined",
    "unset",
    "foo",
    "bar",
    "baz",
    "abc",
    "dev",
    "development",
    "local",
    "localhost",
    "build",
    "ci",
    "temp",
    "temporary",
    "nothing",
    "whatever",
    "something"
  };

  private static boolean same(String value) {
    for (int i = 1; i < value.length(); i++) {
      if (value.charAt(i) != value.charAt(0)) {
        return false;
      }
    }
    return true;
  }

  /** True for what is no plain word: digits, signs, or both cases within. */
  static boolean random(String value) {
    if (value.length() < 6) {
      return false;
    }
    boolean lower = false;
    boolean upper = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 'a' && c <= 'z') {
        lower = true;
      } else if (c >= 'A' && c <= 'Z') {
        upper |= i > 0;
      } else if (c != '-' && c != '_' && c != ' ') {
        return true;
      }
    }
    return (lower && upper) || (value.length() >= 20 && entropy(value) > 3.5);
  }

  /** Without a pair of quotes around all of it. */
  static String unquote(String value) {
    if (value.length() >= 2) {
      char first = value.charAt(0);
      if ((first == '"' || first == '\'') && value.charAt(value.length() - 1) == first) {
        return value.substring(1, value.length() - 1);
      }
    }
    return value;
  }

  /** Shannon's entropy of its characters, in bits for each. */
  static double entropy(String value) {
    int[] counts = new int[256];
    for (int i = 0; i < value.length(); i++) {
      counts[value.charAt(i) & 255]++;
    }
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / value.length();
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }
}
