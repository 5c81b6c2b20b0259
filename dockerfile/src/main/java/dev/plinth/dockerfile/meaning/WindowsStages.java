package dev.plinth.dockerfile.meaning;

import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Word;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which stages build images of Windows, whose shell is cmd and whose paths are others: told by
 * their platform, else the image's name, the file's escape character, paths with a drive's letter,
 * Windows' own users, and programs that only Windows has. Stages on one image are alike.
 */
final class WindowsStages {
  /**
   * What the names of Windows' images have in them, or of the arguments that stand for them; not
   * "windows" alone, which those for building programs of Windows on Linux have as well.
   */
  private static final String[] NAMES = {
    "nanoserver",
    "ltsc20",
    "servercore",
    "microsoft/windows",
    "microsoft.com/windows",
    "winamd64/",
    "$windows",
    "${windows"
  };

  private WindowsStages() {}

  static BitSet of(Build build) {
    List<Stage> stages = build.stages();
    int[] foundations = new int[stages.size()];
    BitSet shown = new BitSet();
    for (Stage stage : stages) {
      int beneath = stage.base().refersTo();
      int index = stage.index();
      foundations[index] = beneath >= 0 && beneath < index ? foundations[beneath] : index;
      if (!shown.get(foundations[index]) && shows(stage)) {
        shown.set(foundations[index]);
      }
    }
    BitSet windows = new BitSet();
    for (Stage stage : stages) {
      int foundation = foundations[stage.index()];
      Boolean told = told(stages.get(foundation));
      boolean backtick = build.file().escape() == '`';
      windows.set(stage.index(), told == null ? backtick || shown.get(foundation) : told);
    }
    return windows;
  }

  /** What the platform or the image's name says; null where they say nothing. */
  private static @Nullable Boolean told(Stage stage) {
    @Nullable Flag flag = stage.from().flag("platform");
    String platform = flag == null ? "" : flag.valueOrEmpty();
    if (platform.startsWith("windows")) {
      return true;
    }
    if (platform.startsWith("linux")) {
      return false;
    }
    String image = stage.base().shown().toLowerCase(Locale.ROOT);
    for (String name : NAMES) {
      if (image.contains(name)) {
        return true;
      }
    }
    return null;
  }

  private static boolean shows(Stage stage) {
    for (Stage.Step step : stage.steps()) {
      if (shows(step.instruction())) {
        return true;
      }
    }
    return false;
  }

  private static boolean shows(Instruction instruction) {
    Keyword keyword = instruction.keyword();
    @Nullable Word rest = instruction.rest();
    if (rest != null) {
      String value = rest.value();
      return keyword == Keyword.WORKDIR
          ? drive(value)
          : keyword == Keyword.USER
              && (value.equalsIgnoreCase("ContainerAdministrator")
                  || value.equalsIgnoreCase("ContainerUser"));
    }
    Arguments.@Nullable Paths paths = instruction.paths();
    if (paths != null) {
      @Nullable Word destination = paths.destination();
      return destination != null && drive(destination.value());
    }
    Arguments.@Nullable Command command = instruction.command();
    if (command != null) {
      return keyword != Keyword.SHELL && runs(command);
    }
    if (keyword == Keyword.ENV) {
      for (Pair pair : instruction.pairs()) {
        @Nullable Word value = pair.value();
        if (value != null && drive(value.value())) {
          return true;
        }
      }
    }
    return false;
  }

  /** True for a path such as {@code C:\a}, quoted or not. */
  private static boolean drive(String path) {
    int at = !path.isEmpty() && (path.charAt(0) == '"' || path.charAt(0) == '\'') ? 1 : 0;
    if (path.length() < at + 3) {
      return false;
    }
    char letter = (char) (path.charAt(at) | 0x20);
    char slash = path.charAt(at + 2);
    return letter >= 'a'
        && letter <= 'z'
        && path.charAt(at + 1) == ':'
        && (slash == '\\' || slash == '/');
  }

  /** True where the program is one of Windows. */
  private static boolean runs(Arguments.Command command) {
    String program;
    if (command.json()) {
      program = command.words().isEmpty() ? "" : command.words().getFirst().value();
    } else {
      CharSequence text = command.shell();
      int end = 0;
      while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\n') {
        end++;
      }
      program = command.shell().raw(0, end);
    }
    if (drive(program)) {
      return true;
    }
    String name = program.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "cmd",
          "cmd.exe",
          "powershell",
          "powershell.exe",
          "icacls",
          "takeown",
          "setx",
          "msiexec",
          "dism",
          "choco",
          "reg" ->
          true;
      default -> false;
    };
  }
}
