package dev.plinth.bases.repository;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs git in a repository that nobody vouches for. Only plumbing is used, which neither checks out
 * nor filters, and what a repository's own configuration could have git run is switched off: hooks,
 * the file system monitor, filters, diff and merge programs, pagers, editors, signing, transports,
 * fetching of missing objects (git-config(1), githooks(5), gitattributes(5)). Nothing of the
 * caller's environment but the search path and the home folder reaches git.
 */
final class Git {
  private static final int LONGEST = 64 << 20;
  private static final long SECONDS = 120;

  private static final List<String> HARDENED =
      List.of(
          "core.hooksPath=/dev/null",
          "core.fsmonitor=false",
          "core.untrackedCache=false",
          "core.pager=cat",
          "core.editor=false",
          "core.askPass=",
          "core.sshCommand=false",
          "core.gitProxy=",
          "core.attributesFile=/dev/null",
          "credential.helper=",
          "commit.gpgSign=false",
          "tag.gpgSign=false",
          "gpg.program=false",
          "diff.external=",
          "protocol.allow=never",
          "submodule.recurse=false",
          "gc.auto=0",
          "maintenance.auto=false");

  private final Path folder;

  Git(Path folder) {
    this.folder = folder;
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
      throw failed(words[0], outcome.err);
    }
    return outcome.out;
  }

  /** What git printed, as a line. */
  String line(String... words) {
    return new String(run(Map.of(), new byte[0], words), StandardCharsets.UTF_8).strip();
  }

  /** The same; null where git failed. */
  @Nullable String tryLine(String... words) {
    byte[] out = tryRun(Map.of(), new byte[0], words);
    return out == null ? null : new String(out, StandardCharsets.UTF_8).strip();
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
    command.add("git");
    command.add("--no-pager");
    command.add("--no-replace-objects");
    command.add("--literal-pathspecs");
    for (String setting : HARDENED) {
      command.add("-c");
      command.add(setting);
    }
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    String home = environment.getOrDefault("HOME", "/");
    environment.clear();
    environment.put("PATH", path);
    environment.put("HOME", home);
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_OPTIONAL_LOCKS", "0");
    environment.put("GIT_NO_LAZY_FETCH", "1");
    environment.put("GIT_ALLOW_PROTOCOL", "none");
    environment.put("GIT_ATTR_NOSYSTEM", "1");
    environment.putAll(more);
    try {
      Process process = builder.start();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Thread errors = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), err));
      Thread writing = Thread.ofVirtual().start(() -> write(process.getOutputStream(), input));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Thread reading = Thread.ofVirtual().start(() -> copy(process.getInputStream(), out));
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw failed(words[0], "it took longer than " + SECONDS + " seconds");
      }
      reading.join();
      writing.join();
      errors.join();
      return new Outcome(
          process.exitValue(), out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failed(words[0], "git could not be started; is it installed?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(words[0], "it was interrupted");
    }
  }

  private static void copy(InputStream in, ByteArrayOutputStream out) {
    byte[] buffer = new byte[1 << 16];
    try (in) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (out.size() < LONGEST) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException e) {
      // What came so far is what there is.
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
    String text = SafeText.of(why.strip());
    return new PlinthException(
        "PLINTH-GIT",
        "run git " + SafeText.of(what),
        text.length() > 400 ? text.substring(0, 400) + "…" : text,
        "see to that, and run this again; nothing was changed");
  }
}
