package dev.plinth.oci.credentials;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code docker-credential-NAME get}, the server's name on its standard input: the one program
 * that Plinth ever runs. Its name comes from the user's own configuration and nowhere else, is a
 * plain word, and is looked for on the PATH; no shell is involved.
 */
final class HelperProgram implements CredentialHelper {
  private static final long SECONDS = 30;
  private static final int MOST_OUTPUT = 1 << 20;

  /** True for a plain word: nothing that could be a path or an option. */
  static boolean isPlain(String name) {
    if (name.isEmpty() || name.length() > 64) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && (i == 0 || (c != '-' && c != '_' && c != '.'))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Answer get(String name, String server) throws IOException {
    if (!isPlain(name)) {
      throw new IOException("that is no name of a program");
    }
    Process process =
        new ProcessBuilder("docker-credential-" + name, "get")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread limit =
        Thread.ofVirtual()
            .start(() -> {
              try {
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                  end(process);
                }
              } catch (InterruptedException e) {
                // it ended in time
              }
            });
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write((server + "\n").getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // it does not read: its answer will tell
      }
      byte[] output;
      try (InputStream out = process.getInputStream()) {
        output = out.readNBytes(MOST_OUTPUT);
      }
      if (output.length == MOST_OUTPUT) {
        throw new IOException("it says too much");
      }
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() > 128) {
        throw new IOException("it does not come to an end");
      }
      return new Answer(process.exitValue(), new String(output, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      end(process);
      limit.interrupt();
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
