package dev.plinth.bases.repository;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs git in a repository that nobody vouches for. Plumbing and transports are used, which neither
 * check out nor filter, and what a repository's own configuration could have git run is switched
 * off: hooks, the file system monitor, filters, diff and merge programs, pagers, editors, signing,
 * transports, fetching of missing objects (git-config(1), githooks(5), gitattributes(5)). Nothing
 * of the caller's environment but the search path and the home folder reaches git; for transports,
 * which run in repositories of Plinth's own alone, what the user settled about proxies,
 * certificates and ssh as well.
 */
final class Git {
  private static final int LONGEST = 64 << 20;
  private static final long SECONDS = 30;
  private static final Pattern LINES = Pattern.compile("[ \t]*\\R\\s*");
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** What no run of git has use for. */
  private static final List<String> HARDENED =
      List.of(
          "core.hooksPath=/dev/null",
          "core.fsmonitor=false",
          "core.untrackedCache=false",
          "core.alternateRefsCommand=true",
          "core.attributesFile=/dev/null",
          "core.logAllRefUpdates=false",
          "i18n.commitEncoding=UTF-8",
          "core.pager=cat",
          "core.editor=false",
          "sequence.editor=false",
          "commit.gpgSign=false",
          "tag.gpgSign=false",
          "push.gpgSign=false",
          "log.showSignature=false",
          "gpg.program=false",
          "gpg.openpgp.program=false",
          "gpg.x509.program=false",
          "gpg.ssh.program=false",
          "gpg.ssh.defaultKeyCommand=false",
          "diff.external=",
          "interactive.diffFilter=cat",
          "submodule.recurse=false",
          "fetch.recurseSubmodules=false",
          "push.recurseSubmodules=no",
          "push.followTags=false",
          "transfer.bundleURI=false",
          "safe.bareRepository=explicit",
          "gc.auto=0",
          "maintenance.auto=false");

  /** Where no transport is wanted, nothing of one either. */
  private static final List<String> SECLUDED =
      List.of(
          "core.askPass=",
          "core.sshCommand=false",
          "core.gitProxy=",
          "credential.helper=",
          "protocol.allow=never");

  private static final String USUAL = "/usr/local/bin:/usr/bin:/bin";
  private static final List<String> KEPT =
      List.of("PATH", "HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "TMPDIR");

  /** What the user, and nobody else, settles for transports. */
  private static final List<String> TRANSPORT =
      List.of(
          "SSH_AUTH_SOCK",
          "GIT_SSH_COMMAND",
          "GIT_SSH",
          "GIT_SSH_VARIANT",
          "GIT_ASKPASS",
          "SSH_ASKPASS",
          "GIT_SSL_CAINFO",
          "GIT_SSL_CAPATH",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "USER",
          "LOGNAME",
          "http_proxy",
          "https_proxy",
          "HTTPS_PROXY",
          "all_proxy",
          "ALL_PROXY",
          "no_proxy",
          "NO_PROXY");

  private final Path folder;
  private final Map<String, String> environment;
  private final List<String> settings;
  private final long seconds;
  private final BooleanSupplier stops;

  private Git(
      Path folder,
      Map<String, String> environment,
      List<String> settings,
      long seconds,
      BooleanSupplier stops) {
    this.folder = folder;
    this.environment = environment;
    this.settings = settings;
    this.seconds = seconds;
    this.stops = stops;
  }

  /** Within that folder, without transports. */
  static Git in(Path folder, Map<String, String> user) {
    Map<String, String> environment = new TreeMap<>();
    for (String name : KEPT) {
      String value = user.get(name);
      if (value != null && !value.isEmpty()) {
        environment.put(name, value);
      }
    }
    environment.put("PATH", absolute(environment.getOrDefault("PATH", USUAL)));
    environment.putIfAbsent("HOME", "/");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_OPTIONAL_LOCKS", "0");
    environment.put("GIT_NO_LAZY_FETCH", "1");
    environment.put("GIT_ALLOW_PROTOCOL", "none");
    environment.put("GIT_ATTR_NOSYSTEM", "1");
    List<String> settings = new ArrayList<>(HARDENED);
    settings.addAll(SECLUDED);
    return new Git(folder, environment, settings, SECONDS, () -> false);
  }

  /** The same elsewhere. */
  Git at(Path other) {
    return new Git(other, environment, settings, seconds, stops);
  }

  /** The same on a repository without a working tree. */
  Git on(Path gitFolder) {
    Map<String, String> with = new TreeMap<>(environment);
    with.put("GIT_DIR", gitFolder.toAbsolutePath().toString());
    return new Git(folder, with, settings, seconds, stops);
  }

  /**
   * One that reaches that URL and no other kind, in a repository of Plinth's own: its configuration
   * is nobody else's, so that of the user counts.
   *
   * @param header that shows who asks, of a request to the URL's own host; empty for none
   * @param stops whether what it fetches has grown too large
   */
  static Git reaching(
      GitUrl url,
      Path gitFolder,
      Map<String, String> user,
      String header,
      long seconds,
      BooleanSupplier stops) {
    Git secluded = in(gitFolder, user).on(gitFolder);
    Map<String, String> with = new TreeMap<>(secluded.environment);
    for (String name : TRANSPORT) {
      String value = user.get(name);
      if (value != null && !value.isEmpty()) {
        with.put(name, value);
      }
    }
    // Of the two that prove whom they reach, a user's url.….insteadOf may make one of the other.
    with.put("GIT_ALLOW_PROTOCOL", url.scheme().equals("file") ? "file" : "https:ssh");
    List<String> settings = new ArrayList<>(HARDENED);
    if (!header.isEmpty() && url.scheme().equals("https")) {
      // By the environment: other users of the machine see command lines.
      with.put("GIT_CONFIG_COUNT", "1");
      with.put("GIT_CONFIG_KEY_0", "http.https://" + url.host() + "/.extraHeader");
      with.put("GIT_CONFIG_VALUE_0", header);
      settings.add("http.followRedirects=false");
    }
    return new Git(gitFolder, with, settings, seconds, stops);
  }

  /** What git printed; null where it failed. */
  byte @Nullable [] tryRun(Map<String, String> more, byte[] input, String... words) {
    Outcome outcome = start(more, input, words);
    return outcome.code == 0 ? outcome.out : null;
  }

  /** What git printed. */
  byte[] run(Map<String, String> more, byte[] input, String... words) {
    Outcome outcome = start(more, input, words);
    if (outcome.code != 0) {
      throw failed(words[0], outcome.err.isBlank() ? "it failed" : outcome.err);
    }
    return outcome.out;
  }

  /** What git printed, as a line. */
  String line(String... words) {
    return text(run(Map.of(), new byte[0], words));
  }

  /** The same; null where git failed. */
  @Nullable String tryLine(String... words) {
    byte[] out = tryRun(Map.of(), new byte[0], words);
    return out == null ? null : text(out);
  }

  /** Without the line feeds at its end; blanks may belong to a path. */
  static String text(byte[] out) {
    int end = out.length;
    while (end > 0 && out[end - 1] == '\n') {
      end--;
    }
    return new String(out, 0, end, StandardCharsets.UTF_8);
  }

  /** How it ended. */
  private static final class Outcome {
    final int code;
    final byte[] out;
    final String err;

    Outcome(int code, byte[] out, String err) {
      this.code = code;
      this.out = out;
      this.err = err;
    }
  }

  private Outcome start(Map<String, String> more, byte[] input, String... words) {
    List<String> command = new ArrayList<>();
    command.add(program(words[0]));
    command.add("--no-pager");
    command.add("--no-replace-objects");
    command.add("--literal-pathspecs");
    for (String setting : settings) {
      command.add("-c");
      command.add(setting);
    }
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putAll(more);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw failed(words[0], "git could not be started");
    }
    try {
      Copy err = new Copy(process.getErrorStream());
      Copy out = new Copy(process.getInputStream());
      Thread errors = Thread.ofVirtual().start(err);
      Thread writing = Thread.ofVirtual().start(() -> write(process.getOutputStream(), input));
      Thread reading = Thread.ofVirtual().start(out);
      await(process, words[0], out);
      // Git has printed all it has; what it started may hold its outputs open for long.
      reading.join(GRACE);
      writing.join(GRACE);
      errors.join(GRACE);
      if (out.full) {
        throw failed(words[0], "git printed more than " + LONGEST + " bytes");
      }
      return new Outcome(process.exitValue(), out.bytes(), text(err.bytes()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(words[0], "it was interrupted");
    } finally {
      end(process);
    }
  }

  /** Asks first: killed at once, git leaves its locks behind. */
  private static void end(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    started.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    started.forEach(ProcessHandle::destroyForcibly);
  }

  /** The search path without what leads into the folder that git is run in. */
  private static String absolute(String path) {
    List<String> folders = new ArrayList<>();
    for (String each : path.split(":", -1)) {
      if (each.startsWith("/")) {
        folders.add(each);
      }
    }
    return folders.isEmpty() ? USUAL : String.join(":", folders);
  }

  /** Git's path: a name would be looked for by the search path that this process was begun with. */
  private String program(String what) {
    for (String each : environment.getOrDefault("PATH", USUAL).split(":", -1)) {
      Path program = Path.of(each, "git");
      if (Files.isRegularFile(program) && Files.isExecutable(program)) {
        return program.toString();
      }
    }
    throw failed(what, "git is not on PATH; is it installed?");
  }

  private void await(Process process, String what, Copy out) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() - end > 0) {
        throw failed(what, "it took longer than " + seconds + " seconds");
      }
      if (stops.getAsBoolean()) {
        throw failed(what, "the repository is larger than what is taken");
      }
      if (out.full) {
        throw failed(what, "git printed more than " + LONGEST + " bytes");
      }
    }
  }

  /** Reads what a program prints, up to a limit. */
  private static final class Copy implements Runnable {
    private final InputStream in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private volatile boolean full;

    Copy(InputStream in) {
      this.in = in;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[1 << 16];
      try (in) {
        for (int read = in.read(buffer); read >= 0 && !full; read = in.read(buffer)) {
          full = out.size() + read > LONGEST;
          out.write(buffer, 0, full ? 0 : read);
        }
      } catch (IOException e) {
        // What came so far is what there is.
      }
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }

  private static void write(OutputStream out, byte[] input) {
    try (out) {
      out.write(input);
    } catch (IOException e) {
      // Git wants no more of it, and says so by how it ends.
    }
  }

  static PlinthException failed(String what, String why) {
    String text = SafeText.of(LINES.matcher(why.strip()).replaceAll("; "));
    return new PlinthException(
        "PLINTH-GIT",
        "run git " + SafeText.of(what),
        text.length() > 400 ? text.substring(0, 400) + "…" : text,
        "see to that, and run this again");
  }
}
