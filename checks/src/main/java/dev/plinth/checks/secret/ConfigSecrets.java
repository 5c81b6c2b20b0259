package dev.plinth.checks.secret;

import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.image.ImageConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An image's configuration as it may be shown: secrets are replaced by {@value #HIDDEN}, texts that
 * are too long are cut. What is hidden are the values of variables and options whose names tell,
 * and what shows by its shape, in variables, labels, commands and the history.
 *
 * @param config the same with nothing secret in it
 * @param hidden where secrets stood, sorted: {@code the variable DB_PASSWORD}
 * @param cut what was too long to be shown whole, sorted
 */
public record ConfigSecrets(ImageConfig config, List<String> hidden, List<String> cut) {
  /** Stands where a secret stood. */
  public static final String HIDDEN = "********";

  /** Longer texts are cut. */
  static final int LONGEST = 4_000;

  private static final int MOST = 1_000;

  /** Keeps its own copies. */
  public ConfigSecrets {
    hidden = List.copyOf(hidden);
    cut = List.copyOf(cut);
  }

  /** Of that configuration. */
  public static ConfigSecrets of(ImageConfig config) {
    Hiding hiding = new Hiding();
    ImageConfig shown =
        new ImageConfig(
            config.platform(),
            hiding.text(config.created(), "the date"),
            hiding.text(config.author(), "the author"),
            hiding.text(config.user(), "the user"),
            hiding.texts(config.exposedPorts(), "the ports"),
            hiding.variables(config.env()),
            hiding.texts(config.entrypoint(), "the entry point"),
            hiding.texts(config.cmd(), "the command"),
            hiding.texts(config.volumes(), "the volumes"),
            hiding.text(config.workingDir(), "the working folder"),
            hiding.labels(config.labels()),
            hiding.text(config.stopSignal(), "the stop signal"),
            hiding.check(config.healthCheck()),
            hiding.texts(config.onBuild(), "the instructions for builds upon it"),
            config.diffIds(),
            hiding.history(config.history()));
    return new ConfigSecrets(shown, List.copyOf(hiding.hidden), List.copyOf(hiding.cut));
  }

  /** What is found on the way. */
  private static final class Hiding {
    private final Set<String> hidden = new TreeSet<>();
    private final Set<String> cut = new TreeSet<>();

    List<String> texts(List<String> texts, String where) {
      List<String> shown = new ArrayList<>();
      boolean next = false;
      for (String each : some(texts, where)) {
        if (next && !each.startsWith("-")) {
          hidden.add(where);
          shown.add(HIDDEN);
          next = false;
          continue;
        }
        next = each.startsWith("-") && each.indexOf('=') < 0 && SecretNames.telling(each);
        shown.add(text(each, where));
      }
      return shown;
    }

    private <T> List<T> some(List<T> all, String where) {
      if (all.size() <= MOST) {
        return all;
      }
      cut.add(where);
      return all.subList(0, MOST);
    }

    List<String> variables(List<String> variables) {
      List<String> shown = new ArrayList<>();
      for (String each : some(variables, "the variables")) {
        int equals = each.indexOf('=');
        String name = equals < 0 ? each : each.substring(0, equals);
        String where = "the variable " + shortened(name);
        if (equals > 0 && secret(name, each.substring(equals + 1))) {
          hidden.add(where);
          shown.add(shortened(name) + "=" + HIDDEN);
        } else {
          shown.add(text(each, where));
        }
      }
      return shown;
    }

    Map<String, String> labels(Map<String, String> labels) {
      Map<String, String> shown = new LinkedHashMap<>();
      for (Map.Entry<String, String> each : labels.entrySet()) {
        if (shown.size() == MOST) {
          cut.add("the labels");
          break;
        }
        String where = "the label " + shortened(each.getKey());
        boolean secret = secret(each.getKey(), each.getValue());
        if (secret) {
          hidden.add(where);
        }
        shown.put(text(each.getKey(), where), secret ? HIDDEN : text(each.getValue(), where));
      }
      return shown;
    }

    ImageConfig.@Nullable HealthCheck check(ImageConfig.@Nullable HealthCheck check) {
      return check == null
          ? null
          : new ImageConfig.HealthCheck(
              texts(check.test(), "the health check"),
              check.interval(),
              check.timeout(),
              check.startPeriod(),
              check.retries());
    }

    List<HistoryEntry> history(List<HistoryEntry> history) {
      List<HistoryEntry> shown = new ArrayList<>(history.size());
      for (int i = 0; i < history.size(); i++) {
        HistoryEntry each = history.get(i);
        String where = "step " + (i + 1) + " of the history";
        shown.add(
            new HistoryEntry(
                text(each.createdBy(), where),
                each.emptyLayer(),
                text(each.created(), where),
                text(each.author(), where),
                text(each.comment(), where)));
      }
      return shown;
    }

    /** A text without its secrets and not too long. */
    String text(String text, String where) {
      String some = text;
      if (text.length() > LONGEST) {
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        some = text.substring(0, end) + "…";
        cut.add(where);
      }
      String assigned = assignments(some);
      String shown = shapes(assigned);
      if (!shown.equals(some)) {
        hidden.add(where);
      }
      return shown;
    }
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 99) + "…";
  }

  private static boolean secret(String name, String value) {
    if (!SecretNames.telling(name)) {
      return false;
    }
    return switch (SecretValues.kind(value)) {
      case LITERAL, PLACEHOLDER -> true;
      case EMPTY, HARMLESS, VARIABLE -> false;
    };
  }

  /** {@code NAME=value}, {@code --name=value}, {@code --name value} and {@code ENV NAME value}. */
  private static String assignments(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.contains("pass")
        && !lower.contains("secret")
        && !lower.contains("token")
        && !lower.contains("key")
        && !lower.contains("cred")
        && !lower.contains("auth")
        && !lower.contains("pwd")
        && !lower.contains("pat")
        && !lower.contains("psw")
        && !lower.contains("pword")) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int start = at;
      while (at < text.length() && named(text.charAt(at))) {
        at++;
      }
      if (at == start) {
        out.append(text.charAt(at++));
        continue;
      }
      String name = text.substring(start, at);
      out.append(name);
      if (at >= text.length() || !SecretNames.telling(name)) {
        continue;
      }
      char next = text.charAt(at);
      boolean option = name.startsWith("--") || environment(text, start);
      if (next != '=' && next != ':' && !(next == ' ' && option)) {
        continue;
      }
      int value = at + 1;
      while (value < text.length() && next != '=' && text.charAt(value) == ' ') {
        value++;
      }
      int end = value(text, value);
      String found = text.substring(value, end);
      if (end > value && !(found.startsWith("-") && next == ' ') && secret(name, found)) {
        out.append(text, at, value).append(HIDDEN);
        at = end;
      }
    }
    return out.toString();
  }

  private static boolean environment(String text, int start) {
    return start >= 4
        && (text.startsWith("ENV ", start - 4)
            || (start >= 6 && text.startsWith("LABEL ", start - 6)));
  }

  private static boolean named(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.';
  }

  private static int value(String text, int from) {
    if (from >= text.length()) {
      return from;
    }
    char quote = text.charAt(from);
    if (quote == '"' || quote == '\'') {
      int end = text.indexOf(quote, from + 1);
      return end < 0 ? text.length() : end + 1;
    }
    int end = from;
    while (end < text.length() && " \t\n;&|\"'".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static String shapes(String text) {
    // The search is of one character a byte: others stand for themselves alone.
    char[] plain = text.toCharArray();
    for (int i = 0; i < plain.length; i++) {
      plain[i] = plain[i] > 0xff ? '\u00bf' : plain[i];
    }
    List<SecretShapes.Found> found = SecretShapes.in(new String(plain));
    if (found.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (SecretShapes.Found each : found) {
      out.append(text, at, each.span().start()).append(HIDDEN);
      at = each.span().end();
    }
    return out.append(text, at, text.length()).toString();
  }
}
