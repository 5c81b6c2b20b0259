package dev.plinth.checks.run;

import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What curl or wget is asked to do, by their manual pages.
 *
 * @param call it
 * @param addresses what is downloaded
 * @param output the word that names the file; null where none does
 * @param outputText the file's name as it stands there; null where none is given
 * @param named true where the file is named by the address
 * @param folder the word that names the folder the file goes to; null where none does
 * @param insecure the words that switch the check of certificates off
 * @param quiet true where no progress is shown
 */
record Download(
    Call call,
    List<ShellWord> addresses,
    @Nullable ShellWord output,
    @Nullable String outputText,
    boolean named,
    @Nullable ShellWord folder,
    List<ShellWord> insecure,
    boolean quiet) {

  private static final String CURL_WITH_VALUE = "AbcCdDeEFhHKmMoPQrtTuUwxXyYz";
  private static final String WGET_WITH_VALUE = "oaeiBtOTwQPUlARDIX";

  /** Of a call; null where it is of neither program. */
  static @Nullable Download of(Call call) {
    return switch (call.program()) {
      case "curl" -> new Reader(call, CURL_WITH_VALUE).curl();
      case "wget" -> new Reader(call, WGET_WITH_VALUE).wget();
      default -> null;
    };
  }

  /** True where the file goes to standard output. */
  boolean toOutput() {
    return outputText == null ? !named : outputText.equals("-");
  }

  /** The path of the file it makes; null where it makes none, or several. */
  @Nullable String file(Folders folders) {
    if (outputText != null) {
      return outputText.equals("-") ? null : folders.path(call, inFolder(outputText));
    }
    if (!named || addresses.size() != 1) {
      return null;
    }
    ShellWord address = addresses.getFirst();
    String text = call.text().raw(address.from(), address.to()).replace("\"", "").replace("'", "");
    int end = text.indexOf('?');
    int fragment = text.indexOf('#');
    end = end < 0 ? text.length() : end;
    end = fragment < 0 ? end : Math.min(end, fragment);
    // Expansions such as ${V#v} hold these characters too.
    String name = Folders.name(text.indexOf('{') >= 0 ? text : text.substring(0, end));
    return name.isEmpty() ? null : folders.path(call, inFolder(name));
  }

  private String inFolder(String file) {
    if (folder == null || file.startsWith("/")) {
      return file;
    }
    String text = call.text().raw(folder.from(), folder.to());
    return (text.startsWith("--") ? text.substring(text.indexOf('=') + 1) : text) + "/" + file;
  }

  private static final class Reader {
    private final Call call;
    private final String withValue;
    private final List<ShellWord> addresses = new ArrayList<>();
    private final List<ShellWord> insecure = new ArrayList<>();
    private @Nullable ShellWord output;
    private @Nullable String outputText;
    private @Nullable ShellWord folder;
    private boolean named;
    private boolean quiet;
    private int at;

    Reader(Call call, String withValue) {
      this.call = call;
      this.withValue = withValue;
    }

    private Download result() {
      return new Download(call, addresses, output, outputText, named, folder, insecure, quiet);
    }

    Download curl() {
      List<ShellWord> words = call.arguments();
      while (at < words.size()) {
        ShellWord word = words.get(at++);
        String text = word.pattern();
        if (text.startsWith("--")) {
          curlLong(word, text);
        } else if (text.length() > 1 && text.startsWith("-")) {
          cluster(word, text, "k");
        } else {
          addresses.add(word);
        }
      }
      return result();
    }

    private void curlLong(ShellWord word, String text) {
      switch (text) {
        case "--insecure", "--proxy-insecure", "--doh-insecure" -> insecure.add(word);
        case "--remote-name", "--remote-name-all" -> named = true;
        case "--silent" -> quiet = true;
        case "--output" -> setOutput(next(), null);
        case "--output-dir" -> folder = next();
        case "--url" -> {
          ShellWord address = next();
          if (address != null) {
            addresses.add(address);
          }
        }
        case "--proxy", "--preproxy", "--referer", "--header", "--data", "--data-raw" -> next();
        case "--data-binary", "--data-urlencode", "--form", "--user", "--user-agent" -> next();
        case "--request", "--write-out", "--retry", "--retry-delay", "--retry-max-time" -> next();
        case "--connect-timeout", "--max-time", "--cacert", "--capath", "--cert", "--key" -> next();
        case "--resolve", "--connect-to", "--doh-url", "--cookie", "--cookie-jar" -> next();
        case "--dump-header", "--proto", "--proto-default", "--proto-redir", "--range" -> next();
        case "--ciphers", "--interface", "--limit-rate", "--max-redirs", "--netrc-file" -> next();
        case "--tls-max", "--upload-file", "--time-cond", "--socks5", "--socks5-hostname" -> next();
        case "--continue-at", "--noproxy", "--proxy-user", "--oauth2-bearer", "--json" -> next();
        default -> {
          if (text.startsWith("--output=")) {
            setOutput(word, raw(word).substring("--output=".length()));
          }
        }
      }
    }

    Download wget() {
      named = true;
      List<ShellWord> words = call.arguments();
      while (at < words.size()) {
        ShellWord word = words.get(at++);
        String text = word.pattern();
        if (text.startsWith("--")) {
          wgetLong(word, text);
        } else if (text.startsWith("-n") && text.length() == 3) {
          quiet |= text.equals("-nv");
        } else if (text.length() > 1 && text.startsWith("-")) {
          cluster(word, text, "");
        } else {
          addresses.add(word);
        }
      }
      return result();
    }

    private void wgetLong(ShellWord word, String text) {
      switch (text) {
        case "--no-check-certificate" -> insecure.add(word);
        case "--quiet", "--no-verbose", "--background" -> quiet = true;
        case "--output-document" -> setOutput(next(), null);
        case "--directory-prefix" -> folder = next();
        case "--progress", "--output-file", "--append-output" -> {
          quiet = true;
          next();
        }
        case "--header", "--user-agent", "--tries", "--timeout", "--wait", "--input-file" -> next();
        case "--user", "--password", "--post-data", "--referer", "--ca-certificate" -> next();
        default -> {
          if (text.startsWith("--output-document=")) {
            setOutput(word, raw(word).substring("--output-document=".length()));
          } else if (text.startsWith("--directory-prefix=")) {
            folder = word;
          } else if (text.startsWith("--progress=")
              || text.startsWith("--output-file=")
              || text.startsWith("--append-output=")) {
            quiet = true;
          }
        }
      }
    }

    /** Options of one letter each, the last of which may take a value, at once or as next word. */
    private void cluster(ShellWord word, String text, String insecureLetters) {
      for (int i = 1; i < text.length(); i++) {
        char letter = text.charAt(i);
        if (insecureLetters.indexOf(letter) >= 0) {
          insecure.add(word);
        }
        boolean curl = call.is("curl");
        quiet |= curl ? letter == 's' : letter == 'q' || letter == 'b';
        named |= curl && letter == 'O';
        if (withValue.indexOf(letter) < 0) {
          continue;
        }
        boolean attached = i + 1 < text.length();
        ShellWord value = attached ? word : next();
        if (letter == (curl ? 'o' : 'O')) {
          setOutput(value, attached ? raw(word).substring(i + 1) : null);
        } else if (!curl && letter == 'P') {
          folder = attached ? null : value;
        } else if (!curl && (letter == 'o' || letter == 'a')) {
          quiet = true;
        }
        return;
      }
    }

    private @Nullable ShellWord next() {
      return at < call.arguments().size() ? call.arguments().get(at++) : null;
    }

    private void setOutput(@Nullable ShellWord word, @Nullable String text) {
      output = word;
      outputText = word == null ? null : text == null ? raw(word) : text;
    }

    private String raw(ShellWord word) {
      return call.text().raw(word.from(), word.to()).replace("\"", "").replace("'", "");
    }
  }
}
