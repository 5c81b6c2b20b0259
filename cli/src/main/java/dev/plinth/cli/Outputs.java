package dev.plinth.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where results go: {@code -o FORMAT} to standard output, {@code -o FORMAT=FILE} to a file,
 * repeated. A file appears whole or not at all: it is written beside its place and moved there.
 */
final class Outputs {
  private Outputs() {}

  /** One {@code -o}; the file is null for standard output. */
  record Output(String format, @Nullable Path file) {}

  /** What is written, to be called for each output. */
  interface Writer {
    void write(Output output, OutputStream to) throws IOException;
  }

  /** The outputs asked for, or the one by default. */
  static List<Output> parse(List<String> options, String fallback) {
    List<Output> outputs = new ArrayList<>();
    Set<Path> places = new HashSet<>();
    for (String option : options.isEmpty() ? List.of(fallback) : options) {
      int equals = option.indexOf('=');
      if (equals == option.length() - 1 && equals >= 0) {
        throw CliErrors.noOutputFile(option);
      }
      Path file = equals < 0 ? null : Path.of(option.substring(equals + 1));
      if (!places.add(file == null ? Path.of("") : file.toAbsolutePath().normalize())) {
        throw CliErrors.sameOutput(file);
      }
      outputs.add(new Output(equals < 0 ? option : option.substring(0, equals), file));
    }
    return outputs;
  }

  /**
   * Writes the files first, then standard output, so that a full disk shows before a result does.
   * What fails on standard output itself {@link Console#outFailure} says afterwards.
   */
  static void write(List<Output> outputs, Console console, Writer writer) {
    for (Output output : outputs) {
      Path file = output.file();
      if (file != null) {
        writeFile(file, to -> writer.write(output, to));
      }
    }
    for (Output output : outputs) {
      if (output.file() == null) {
        try {
          OutputStream buffered = new BufferedOutputStream(console.out(), 1 << 16);
          writer.write(output, buffered);
          buffered.flush();
        } catch (IOException e) {
          throw CliErrors.standardOutput(e);
        }
      }
    }
  }

  /** Content to be written. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** The file whole, or an error and what was there before. */
  static void writeFile(Path file, Content content) {
    Path absolute = file.toAbsolutePath();
    Path temporary = null;
    try {
      if (Files.exists(absolute)) {
        // As a shell does it: what a link leads to is written, not the link replaced.
        absolute = Files.isSymbolicLink(absolute) ? absolute.toRealPath() : absolute;
        if (!Files.isRegularFile(absolute)) {
          // A pipe or device (/dev/stderr): written straight, there is nothing to replace.
          try (OutputStream out =
              new BufferedOutputStream(Files.newOutputStream(absolute), 1 << 16)) {
            content.writeTo(out);
          }
          return;
        }
      }
      Partial partial = Partial.of(absolute);
      temporary = partial.path();
      try (OutputStream out = partial.out()) {
        keepMode(absolute, temporary);
        BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        content.writeTo(buffered);
        buffered.flush();
      }
      try {
        Files.move(
            temporary,
            absolute,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException _) {
        Files.move(temporary, absolute, StandardCopyOption.REPLACE_EXISTING);
      }
      temporary = null;
    } catch (IOException e) {
      throw CliErrors.output(file, e);
    } finally {
      if (temporary != null) {
        try {
          Files.deleteIfExists(temporary);
        } catch (IOException _) {
          // The first error says what is wrong; a leftover beside it changes nothing.
        }
      }
    }
  }

  /** Gives the new file the rights of the one it replaces, where there is one, and its owners. */
  private static void keepMode(Path old, Path fresh) throws IOException {
    PosixFileAttributeView there = Files.getFileAttributeView(old, PosixFileAttributeView.class);
    if (there != null && Files.exists(old) && !alike(old, fresh)) {
      PosixFileAttributes was = there.readAttributes();
      PosixFileAttributeView now = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
      PosixFileAttributes made = now.readAttributes();
      try {
        if (!made.group().equals(was.group())) {
          now.setGroup(was.group());
        }
        if (!made.owner().equals(was.owner())) {
          now.setOwner(was.owner());
        }
      } catch (IOException _) {
        // Only root gives files away: for others it is theirs then, as with any editor.
      }
      // Last, since a new owner takes set-user-ID bits away.
      now.setPermissions(was.permissions());
    }
  }

  /** By numbers: to look names up takes longer than to write a small file. */
  private static boolean alike(Path old, Path fresh) throws IOException {
    return old.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.readAttributes(old, "unix:mode,uid,gid")
            .equals(Files.readAttributes(fresh, "unix:mode,uid,gid"));
  }
}
