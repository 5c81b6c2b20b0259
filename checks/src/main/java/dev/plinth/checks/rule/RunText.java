package dev.plinth.checks.rule;

import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Variables;
import dev.plinth.dockerfile.shell.RunScript;
import dev.plinth.dockerfile.shell.ShellParser;
import dev.plinth.dockerfile.shell.ShellScript;
import dev.plinth.dockerfile.tree.Instruction;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an instruction gives to a shell.
 *
 * @param place the instruction
 * @param shell which one reads it
 * @param script the text, read as a POSIX shell or bash would; of any other shell the text alone
 */
public record RunText(Place place, Shell shell, ShellScript script) {
  /** Which language a text is in. */
  public enum Shell {
    /** {@code sh}, {@code ash}, {@code dash}: what the image's own is, is not known. */
    POSIX,
    /** {@code bash}. */
    BASH,
    /** {@code ksh}, {@code zsh}: close enough to be read, not to be judged. */
    OTHER_POSIX,
    /** PowerShell, cmd, Python and all others: left alone. */
    FOREIGN;

    /** True where the script's tree says what happens. */
    public boolean readable() {
      return this != FOREIGN;
    }
  }

  /**
   * Of an instruction; null where it gives nothing to a shell.
   *
   * @param windows true where the image's own shell is that of Windows
   * @param longest the length from which on the text is left alone
   */
  static @Nullable RunText of(Place place, boolean windows, int longest) {
    RunScript text = RunScript.of(place.instruction());
    if (text == null) {
      return null;
    }
    Shell shell =
        text.interpreter().isEmpty()
            ? windows && place.step().before().shellBy() == null
                ? Shell.FOREIGN
                : named(place.step().before().shell())
            : named(List.of(text.interpreter().split("\\s+")));
    if (text.text().length() > longest) {
      shell = Shell.FOREIGN;
    }
    ShellScript script =
        shell.readable()
            ? ShellParser.parse(text.text())
            : new ShellScript(
                text.text(), new dev.plinth.dockerfile.shell.ShellList(0, 0, List.of()), null);
    return new RunText(place, shell, script);
  }

  private static Shell named(List<String> command) {
    for (String word : command) {
      String path = word.replace('\\', '/').toLowerCase(Locale.ROOT);
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (name.equals("env") || name.startsWith("-")) {
        continue;
      }
      return switch (name) {
        case "sh", "ash", "dash", "busybox" -> Shell.POSIX;
        case "bash" -> Shell.BASH;
        case "ksh", "mksh", "zsh" -> Shell.OTHER_POSIX;
        default -> Shell.FOREIGN;
      };
    }
    return Shell.POSIX;
  }

  /** The instruction itself. */
  public Instruction instruction() {
    return place.instruction();
  }

  /** The variables of ARG and ENV that it sees. */
  public Variables variables() {
    return place.stage().before(place.step().index());
  }

  /** The stretch of the file of a part of the script. */
  public Span span(int from, int to) {
    return script.span(from, to);
  }
}
