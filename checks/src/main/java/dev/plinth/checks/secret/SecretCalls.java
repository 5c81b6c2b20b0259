package dev.plinth.checks.secret;

import dev.plinth.checks.rule.ShellWalk.Call;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The places of well-known commands where a secret stands, literal or by a variable. */
final class SecretCalls {
  private final List<Given> given = new ArrayList<>();

  private SecretCalls() {}

  /**
   * A secret that a command is given.
   *
   * @param word it stands in
   * @param from index in the word's {@link ShellWord#pattern()} where the secret begins
   * @param how what it is: {@code the password of docker login}
   */
  record Given(ShellWord word, int from, String how) {
    /** The secret as far as the text says it: each expansion is one NUL. */
    String value() {
      return word.pattern().substring(from);
    }
  }

  /** All that a command is given. */
  static List<Given> of(Call call) {
    SecretCalls calls = new SecretCalls();
    String name = call.command().name();
    if (name != null) {
      calls.read(name.substring(name.lastIndexOf('/') + 1), call);
    }
    return calls.given;
  }

  private void read(String name, Call call) {
    List<ShellWord> words = call.command().arguments();
    switch (name) {
      case "curl" -> curl(words);
      case "wget" -> wget(words);
      case "docker", "podman", "buildah", "skopeo", "helm", "oras", "crane", "nerdctl", "az" -> {
        if (has(words, "login")) {
          String how = "the password of " + name + " login";
          option(words, how, "-p", "--password");
        }
      }
      case "npm", "pnpm", "yarn" -> npm(name, words);
      case "aws" -> pair(words, "set", "aws_secret_access_key", "the secret key of aws");
      case "poetry" -> {
        if (has(words, "config")) {
          after(words, "http-basic.", 2, "the password of a package index");
          after(words, "pypi-token.", 1, "the token of a package index");
        }
      }
      case "composer" -> {
        if (has(words, "config")) {
          after(words, "http-basic.", 2, "the password of a package repository");
          after(words, "github-oauth.", 1, "the token of composer");
          after(words, "gitlab-token.", 1, "the token of composer");
        }
      }
      case "sshpass" -> option(words, "the password of sshpass", "-p");
      case "mysql", "mysqladmin", "mysqldump", "mariadb" -> {
        String how = "the password of " + name;
        glued(words, "-p", how);
        option(words, how, "--password");
      }
      case "redis-cli" -> option(words, "the password of redis-cli", "-a", "--pass");
      case "keytool" ->
          option(words, "the password of a key store", "-storepass", "-keypass", "-srcstorepass");
      case "openssl" -> openssl(words);
      case "dotnet", "nuget" ->
          option(words, "the password of a package source", "--password", "-Password", "-p");
      case "twine" -> option(words, "the password of twine", "-p", "--password");
      case "cargo" -> {
        if (has(words, "login") && words.size() > 1) {
          add(words.getLast(), 0, "the token of cargo login");
        }
      }
      case "echo", "printf" -> echo(words, call);
      default -> {}
    }
  }

  private void curl(List<ShellWord> words) {
    String how = "the password of curl";
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).pattern();
      boolean more = i + 1 < words.size();
      switch (word) {
        case "-u", "--user", "-U", "--proxy-user" -> {
          if (more) {
            password(words.get(i + 1), 0, how);
          }
        }
        case "-H", "--header" -> {
          if (more) {
            header(words.get(i + 1), 0);
          }
        }
        case "--oauth2-bearer" -> {
          if (more) {
            add(words.get(i + 1), 0, "the token of curl");
          }
        }
        default -> {
          if (word.startsWith("-u") && word.length() > 2) {
            password(words.get(i), 2, how);
          } else if (word.startsWith("--user=")) {
            password(words.get(i), 7, how);
          } else if (word.startsWith("-H") && word.length() > 2) {
            header(words.get(i), 2);
          } else if (word.startsWith("--header=")) {
            header(words.get(i), 9);
          }
        }
      }
    }
  }

  private void wget(List<ShellWord> words) {
    String how = "the password of wget";
    option(words, how, "--password", "--http-password", "--ftp-password");
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).pattern();
      if (word.startsWith("--header=")) {
        header(words.get(i), 9);
      } else if (word.equals("--header") && i + 1 < words.size()) {
        header(words.get(i + 1), 0);
      }
    }
  }

  private void npm(String name, List<ShellWord> words) {
    if (!has(words, "set")) {
      return;
    }
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).pattern();
      int equals = word.indexOf('=');
      String key = (equals < 0 ? word : word.substring(0, equals)).toLowerCase(Locale.ROOT);
      if (key.endsWith("_authtoken")
          || key.endsWith("_auth")
          || key.endsWith("_password")
          || key.endsWith("npmauthtoken")
          || key.endsWith("npmauthident")) {
        String how = "the registry token of " + name;
        if (equals >= 0) {
          add(words.get(i), equals + 1, how);
        } else if (i + 1 < words.size()) {
          add(words.get(i + 1), 0, how);
        }
      }
    }
  }

  private void openssl(List<ShellWord> words) {
    for (ShellWord word : words) {
      if (word.startsWith("pass:")) {
        add(word, 5, "a password of openssl");
      }
    }
  }

  /** What goes into a file, or to a command that reads a password. */
  private void echo(List<ShellWord> words, Call call) {
    @Nullable ShellCommand next =
        call.index() + 1 < call.pipeline().size() ? call.pipeline().get(call.index() + 1) : null;
    if (next instanceof ShellCommand.Simple reader) {
      if (has(reader.words(), "--password-stdin") || has(reader.words(), "--with-token")) {
        if (!words.isEmpty()) {
          add(words.getLast(), 0, "the password of " + reader.name());
        }
        return;
      }
    }
    for (int i = 0; i < words.size(); i++) {
      line(words, i);
    }
  }

  /** Lines of {@code .npmrc}, {@code .netrc}, {@code .pypirc} and their kin. */
  private void line(List<ShellWord> words, int index) {
    ShellWord word = words.get(index);
    String text = word.pattern();
    for (String key :
        new String[] {"_authToken=", "_auth=", "_password=", "aws_secret_access_key"}) {
      int at = text.indexOf(key);
      if (at >= 0) {
        int from = skip(text, at + key.length());
        add(word, from, "a token");
        return;
      }
    }
    int at = text.indexOf("password ");
    if (at >= 0 && (text.contains("machine ") || text.contains("login "))) {
      add(word, skip(text, at + 9), "a password");
    } else if (text.startsWith("password") && text.indexOf('=') > 0) {
      add(word, skip(text, text.indexOf('=') + 1), "a password");
    } else if (text.equals("password") && index >= 2 && index + 1 < words.size()) {
      add(words.get(index + 1), 0, "a password");
    }
  }

  private static int skip(String text, int from) {
    int at = from;
    while (at < text.length() && " =:\t\"".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private void header(ShellWord word, int from) {
    String text = word.pattern();
    int colon = text.indexOf(':', from);
    if (colon < 0) {
      return;
    }
    int at = skip(text, colon + 1);
    switch (text.substring(from, colon).toLowerCase(Locale.ROOT)) {
      case "authorization", "proxy-authorization" -> {
        int space = text.indexOf(' ', at);
        add(word, space < 0 ? at : space + 1, "an authorization header");
      }
      case "private-token", "x-api-key", "x-auth-token", "job-token", "x-jfrog-art-api" ->
          add(word, at, "an authorization header");
      default -> {}
    }
  }

  private void password(ShellWord word, int from, String how) {
    int colon = word.pattern().indexOf(':', from);
    if (colon >= 0) {
      add(word, colon + 1, how);
    }
  }

  private void option(List<ShellWord> words, String how, String... names) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).pattern();
      for (String name : names) {
        if (word.equals(name) && i + 1 < words.size()) {
          add(words.get(i + 1), 0, how);
        } else if (word.startsWith(name + "=")) {
          add(words.get(i), name.length() + 1, how);
        }
      }
    }
  }

  private void glued(List<ShellWord> words, String option, String how) {
    for (ShellWord word : words) {
      String text = word.pattern();
      if (text.startsWith(option) && text.length() > 2 && !text.startsWith("--")) {
        add(word, option.length(), how);
      }
    }
  }

  private void pair(List<ShellWord> words, String verb, String key, String how) {
    if (has(words, verb)) {
      for (int i = 0; i + 1 < words.size(); i++) {
        if (words.get(i).pattern().endsWith(key)) {
          add(words.get(i + 1), 0, how);
        }
      }
    }
  }

  private void after(List<ShellWord> words, String prefix, int further, String how) {
    for (int i = 0; i + further < words.size(); i++) {
      if (words.get(i).startsWith(prefix)) {
        add(words.get(i + further), 0, how);
      }
    }
  }

  private static boolean has(List<ShellWord> words, String text) {
    return words.stream().anyMatch(word -> word.is(text));
  }

  private void add(ShellWord word, int from, String how) {
    if (from < word.pattern().length()) {
      given.add(new Given(word, from, how));
    }
  }
}
