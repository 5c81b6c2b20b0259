package dev.plinth.checks.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells by a variable's name whether it is there to hold a secret. The name is read in words: those
 * between underscores, hyphens, dots and changes of case. A word such as {@code password} tells,
 * unless another says that it is about the secret and not the secret itself: where it lies, how
 * long it lasts, whether one is asked for.
 */
final class SecretNames {
  private SecretNames() {}

  /** True where the name alone tells. */
  static boolean telling(String name) {
    List<String> words = words(name);
    if (words.isEmpty() || frontEnd(words)) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      if (tells(words, i) && !qualified(words, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean tells(List<String> words, int i) {
    String word = words.get(i);
    boolean last = i == words.size() - 1;
    return switch (word) {
      case "secret", "secrets", "token", "credential", "credentials", "creds", "passphrase" -> true;
      case "apikey", "apitoken", "authtoken", "secretkey", "accesskey", "privatekey", "pword" ->
          true;
      case "pat", "pwd", "psw", "pass" -> last && words.size() > 1 && !words.contains("old");
      case "key" -> i > 0 && keyOf(words.get(i - 1));
      case "keys" -> i > 0 && words.get(i - 1).equals("api");
      case "auth" -> last && i > 0 && authOf(words.get(i - 1));
      default -> word.endsWith("password") || word.endsWith("passwd");
    };
  }

  /** The word before {@code key} that makes it one to keep; GPG_KEY is a fingerprint as a rule. */
  private static boolean keyOf(String word) {
    return switch (word) {
      case "api",
          "secret",
          "private",
          "access",
          "encryption",
          "master",
          "auth",
          "ssh",
          "deploy",
          "license",
          "licence",
          "account",
          "storage",
          "app",
          "jwt",
          "session",
          "hmac",
          "rsa" ->
          true;
      default -> false;
    };
  }

  private static boolean authOf(String word) {
    return switch (word) {
      case "npm", "basic", "http", "registry", "docker", "proxy", "composer", "git" -> true;
      default -> false;
    };
  }

  /** What is built into a page that everybody is sent is public by intention. */
  private static boolean frontEnd(List<String> words) {
    String first = words.getFirst();
    return first.equals("vite")
        || (first.equals("nuxt") && words.contains("public"))
        || (first.equals("react") && words.size() > 1 && words.get(1).equals("app"));
  }

  private static boolean qualified(List<String> words, int at) {
    for (int i = 0; i < words.size(); i++) {
      if (i != at && (i > at ? about(words.get(i)) : rather(words.get(i)))) {
        return true;
      }
    }
    return false;
  }

  /** Words behind the secret that say it is not the secret itself. */
  private static boolean about(String word) {
    return rather(word)
        || switch (word) {
          case "file",
              "files",
              "filename",
              "path",
              "paths",
              "dir",
              "directory",
              "folder",
              "location",
              "url",
              "uri",
              "endpoint",
              "host",
              "hostname",
              "domain",
              "port",
              "server",
              "service",
              "version",
              "name",
              "names",
              "alias",
              "id",
              "ids",
              "enabled",
              "enable",
              "disabled",
              "length",
              "size",
              "bytes",
              "ttl",
              "expiry",
              "expiration",
              "expires",
              "expire",
              "timeout",
              "lifetime",
              "age",
              "duration",
              "interval",
              "seconds",
              "minutes",
              "days",
              "type",
              "kind",
              "format",
              "encoding",
              "algorithm",
              "algorithms",
              "alg",
              "algo",
              "method",
              "mode",
              "policy",
              "prompt",
              "manager",
              "provider",
              "backend",
              "driver",
              "plugin",
              "store",
              "engine",
              "helper",
              "class",
              "module",
              "issuer",
              "audience",
              "scope",
              "scopes",
              "prefix",
              "suffix",
              "header",
              "param",
              "parameter",
              "field",
              "pattern",
              "regex",
              "rotation",
              "count",
              "limit",
              "limits",
              "required",
              "validation",
              "reset",
              "change",
              "hint",
              "fingerprint",
              "checksum",
              "hash",
              "sha",
              "sha256",
              "md5",
              "mount",
              "template",
              "env",
              "var",
              "ref",
              "refs",
              "arn",
              "image",
              "package",
              "repo",
              "branch",
              "commit" ->
              true;
          default -> false;
        };
  }

  /** Words anywhere that say so. */
  private static boolean rather(String word) {
    return switch (word) {
      case "public",
          "pub",
          "no",
          "use",
          "has",
          "enable",
          "disable",
          "require",
          "allow",
          "allowed",
          "ignore",
          "skip",
          "empty",
          "random",
          "generate",
          "max",
          "min",
          "num",
          "publishable",
          "without" ->
          true;
      default -> false;
    };
  }

  /** The words of a name, in lower case. */
  static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= name.length(); i++) {
      boolean end = i == name.length() || !Character.isLetterOrDigit(name.charAt(i));
      boolean hump =
          !end
              && i > from
              && Character.isUpperCase(name.charAt(i))
              && Character.isLowerCase(name.charAt(i - 1));
      if (end || hump) {
        if (i > from) {
          words.add(name.substring(from, i).toLowerCase(Locale.ROOT));
        }
        from = end ? i + 1 : i;
      }
    }
    return words;
  }
}
