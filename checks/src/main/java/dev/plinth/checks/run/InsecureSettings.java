package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Options and variables by which programs are told not to check certificates. */
final class InsecureSettings {
  private final Call call;
  private final List<Place> places = new ArrayList<>();

  /** Where one stands in the call's text. */
  record Place(int from, int to) {}

  private InsecureSettings(Call call) {
    this.call = call;
  }

  /** True for a variable that can do it. */
  static boolean known(String name) {
    return switch (name) {
      case "NODE_TLS_REJECT_UNAUTHORIZED",
          "PYTHONHTTPSVERIFY",
          "GIT_SSL_NO_VERIFY",
          "PIP_TRUSTED_HOST",
          "GOINSECURE",
          "NPM_CONFIG_STRICT_SSL",
          "npm_config_strict_ssl",
          "YARN_STRICT_SSL",
          "YARN_ENABLE_STRICT_SSL",
          "CONDA_SSL_VERIFY" ->
          true;
      default -> false;
    };
  }

  /** True for a variable with a value that does it; unknown values do not. */
  static boolean variable(String name, @Nullable String value) {
    if (value == null || value.isEmpty() || !known(name)) {
      return false;
    }
    return switch (name) {
      // Git and pip look at whether it is set, Go takes a list of hosts.
      case "GIT_SSL_NO_VERIFY", "PIP_TRUSTED_HOST", "GOINSECURE" -> true;
      case "NODE_TLS_REJECT_UNAUTHORIZED", "PYTHONHTTPSVERIFY" -> value.equals("0");
      default -> off(value);
    };
  }

  /** What in a call's arguments does it, in order. */
  static List<Place> of(Call call) {
    InsecureSettings reader = new InsecureSettings(call);
    switch (call.program()) {
      case "curl", "wget" -> reader.download();
      case "git" -> reader.git();
      case "npm", "yarn", "pnpm" -> reader.node();
      case "pip", "pip2", "pip3", "uv" -> reader.pip();
      case "python", "python2", "python3" -> reader.pip();
      case "yum", "dnf", "dnf5", "microdnf", "tdnf", "yum-config-manager" -> reader.rpm();
      case "apt", "apt-get", "aptitude" -> reader.apt();
      case "export" -> reader.export();
      case "conda", "mamba" -> reader.pair("ssl_verify");
      default -> reader.others();
    }
    return reader.places;
  }

  private static boolean off(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "false", "0", "no", "off" -> true;
      default -> false;
    };
  }

  private void add(ShellWord from, ShellWord to) {
    places.add(new Place(from.from(), to.to()));
  }

  private void download() {
    Download download = Download.of(call);
    if (download != null) {
      download.insecure().forEach(word -> add(word, word));
    }
  }

  private void git() {
    List<ShellWord> words = call.arguments();
    for (int i = 0; i < words.size(); i++) {
      String lower = call.argument(i).toLowerCase(Locale.ROOT);
      if (i > 0 && words.get(i - 1).is("-c") && sslVerifyOff(lower)) {
        add(words.get(i - 1), words.get(i));
      } else if (lower.startsWith("http.")
          && lower.endsWith("sslverify")
          && words.getFirst().is("config")
          && i + 1 < words.size()
          && off(call.argument(i + 1))) {
        add(words.getFirst(), words.get(i + 1));
      }
    }
  }

  private static boolean sslVerifyOff(String setting) {
    int equals = setting.lastIndexOf('=');
    return equals > 0
        && setting.startsWith("http.")
        && setting.substring(0, equals).endsWith("sslverify")
        && off(setting.substring(equals + 1));
  }

  private void node() {
    List<ShellWord> words = call.arguments();
    for (int i = 0; i < words.size(); i++) {
      String text = call.argument(i);
      if (text.equals("--strict-ssl=false") || text.equals("--no-strict-ssl")) {
        add(words.get(i), words.get(i));
      } else if ((text.equals("strict-ssl") || text.equals("enableStrictSsl"))
          && i + 1 < words.size()
          && off(call.argument(i + 1))) {
        add(call.word(), words.get(i + 1));
      } else if (text.startsWith("strict-ssl=") && off(text.substring("strict-ssl=".length()))) {
        add(call.word(), words.get(i));
      }
    }
  }

  private void pip() {
    List<ShellWord> words = call.arguments();
    for (int i = 0; i < words.size(); i++) {
      String text = call.argument(i);
      if (text.startsWith("--trusted-host=") || text.startsWith("--allow-insecure-host=")) {
        add(words.get(i), words.get(i));
      } else if ((text.equals("--trusted-host") || text.equals("--allow-insecure-host"))
          && i + 1 < words.size()) {
        add(words.get(i), words.get(i + 1));
      } else if (text.endsWith(".trusted-host") && call.has("config") && i + 1 < words.size()) {
        add(call.word(), words.get(i + 1));
      }
    }
  }

  private void rpm() {
    List<ShellWord> words = call.arguments();
    for (int i = 0; i < words.size(); i++) {
      String text = call.argument(i);
      boolean apart = i > 0 && words.get(i - 1).is("--setopt");
      String setting = text.startsWith("--setopt=") ? text.substring("--setopt=".length()) : text;
      int equals = setting.indexOf('=');
      if ((apart || setting.length() < text.length())
          && equals > 0
          && setting.substring(0, equals).endsWith("sslverify")
          && off(setting.substring(equals + 1))) {
        add(words.get(apart ? i - 1 : i), words.get(i));
      }
    }
  }

  private void apt() {
    List<ShellWord> words = call.arguments();
    for (int i = 1; i < words.size(); i++) {
      String text = call.argument(i);
      int equals = text.indexOf('=');
      if (words.get(i - 1).is("-o")
          && equals > 0
          && (text.substring(0, equals).endsWith("::Verify-Peer")
              || text.substring(0, equals).endsWith("::Verify-Host"))
          && off(text.substring(equals + 1))) {
        add(words.get(i - 1), words.get(i));
      }
    }
  }

  private void export() {
    for (ShellWord word : call.arguments()) {
      String text = word.pattern();
      int equals = text.indexOf('=');
      if (equals > 0 && variable(text.substring(0, equals), text.substring(equals + 1))) {
        add(word, word);
      }
    }
  }

  private void pair(String name) {
    List<ShellWord> words = call.arguments();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).is(name) && off(call.argument(i + 1))) {
        add(call.word(), words.get(i + 1));
      }
    }
  }

  private void others() {
    for (ShellWord word : call.arguments()) {
      String text = word.pattern();
      boolean found =
          switch (call.program()) {
            case "aria2c" -> text.equals("--check-certificate=false");
            case "http", "https" -> text.equals("--verify=no");
            case "svn" -> text.equals("--trust-server-cert");
            case "helm" -> text.equals("--insecure-skip-tls-verify");
            case "go" -> text.startsWith("GOINSECURE=") && text.length() > "GOINSECURE=".length();
            default -> false;
          };
      if (found) {
        add(word, word);
      }
    }
  }
}
