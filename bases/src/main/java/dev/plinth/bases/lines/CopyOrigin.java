package dev.plinth.bases.lines;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.foundation.SafeText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a COPY --from took its files from. */
final class CopyOrigin {
  private CopyOrigin() {}

  /** A clause without a final stop, such as {@code from the stage build (line 3)}; may be empty. */
  static String of(Build build, Instruction copy) {
    for (ImageUse use : InstructionLines.uses(build, copy)) {
      if (use.place() != ImageUse.Place.COPY_FROM) {
        continue;
      }
      if (use.refersTo() < 0) {
        String name = use.name();
        return name == null ? "" : "from the image " + SafeText.of(name);
      }
      if (use.refersTo() < build.stages().size()) {
        Stage stage = build.stages().get(use.refersTo());
        int line = line(build, stage.from());
        return "from the stage "
            + InstructionLines.name(stage)
            + " (line "
            + line
            + ")"
            + maker(build, stage, copy);
      }
    }
    return "";
  }

  private static int line(Build build, Instruction instruction) {
    return build.file().source().line(instruction.span().start());
  }

  /**
   * The only instruction of the stage and those beneath that names the one path which is copied,
   * unless a RUN follows, which may have changed it unsaid.
   */
  private static String maker(Build build, Stage stage, Instruction copy) {
    Arguments.Paths paths = copy.paths();
    List<Word> sources = paths == null ? List.of() : paths.sources();
    String path = sources.size() == 1 ? sources.getFirst().value() : "";
    if (path.length() < 2 || path.indexOf('$') >= 0 || path.indexOf('*') >= 0) {
      return "";
    }
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    List<Instruction> writing = new ArrayList<>();
    for (Stage each : build.lineage(stage).reversed()) {
      for (Stage.Step step : each.steps()) {
        switch (step.instruction().keyword()) {
          case RUN, COPY, ADD -> writing.add(step.instruction());
          default -> {}
        }
      }
    }
    Instruction found = only(writing, plain);
    if (found == null) {
      return "";
    }
    for (Instruction later : writing.subList(writing.indexOf(found) + 1, writing.size())) {
      if (later.keyword() == Keyword.RUN) {
        return "";
      }
    }
    return ", where "
        + found.keyword().name()
        + " in line "
        + line(build, found)
        + " alone names "
        + SafeText.of(SourceText.utf8(path));
  }

  private static @Nullable Instruction only(List<Instruction> writing, String path) {
    Instruction found = null;
    for (Instruction instruction : writing) {
      if (names(instruction, path)) {
        if (found != null) {
          return null;
        }
        found = instruction;
      }
    }
    return found;
  }

  private static boolean names(Instruction instruction, String path) {
    String text = instruction.text().raw();
    for (int at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
      int end = at + path.length();
      boolean begins = at == 0 || " \t=\"'".indexOf(text.charAt(at - 1)) >= 0;
      boolean ends = end == text.length() || " \t;&|)\"'/".indexOf(text.charAt(end)) >= 0;
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }
}
