package dev.plinth.checks.run;

import dev.plinth.dockerfile.calls.Call;
import java.util.Locale;

/** Archives by their names, and the calls that unpack them. */
final class Archives {
  private Archives() {}

  /** True for a name that ADD unpacks when the file is one of the context's. */
  static boolean unpacked(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".tar")
        || lower.endsWith(".tgz")
        || lower.endsWith(".txz")
        || lower.endsWith(".tbz2")
        || lower.contains(".tar.");
  }

  /** True for a call that takes the contents out of an archive and leaves it as it is. */
  static boolean unpacks(Call call) {
    return switch (call.program()) {
      case "tar", "bsdtar", "gtar" -> extracts(call);
      case "unzip" -> true;
      case "7z", "7za", "7zr" -> call.argument(0).equals("x") || call.argument(0).equals("e");
      case "jar" -> call.argument(0).startsWith("x");
      case "dpkg" -> call.has("-i") || call.has("--install");
      case "rpm" -> call.argument(0).startsWith("-") && call.argument(0).contains("i");
      default -> false;
    };
  }

  private static boolean extracts(Call call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      String text = call.argument(i);
      if (text.equals("--extract") || text.equals("--get")) {
        return true;
      }
      boolean letters =
          !text.startsWith("--") && (text.startsWith("-") || i == 0) && text.indexOf('/') < 0;
      if (letters && text.indexOf('x') >= 0 && text.length() < 8) {
        return true;
      }
    }
    return false;
  }
}
