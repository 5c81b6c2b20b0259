package dev.plinth.checks.base;

import dev.plinth.bases.known.KnownBase;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageCall.Action;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.TextEdit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** System files that a stage upon the empty image can take from a stage that lends it others. */
public final class LentFiles {
  private LentFiles() {}

  /**
   * The first stage that a COPY of the stage names and that has a distribution's files.
   *
   * @param certificates whether its root certificates have to be known to be there
   * @return null where there is none, or the file begins otherwise than with a COPY
   */
  public static @Nullable Stage lender(DockerfileFacts facts, Stage to, boolean certificates) {
    for (ImageUse use : facts.build().images()) {
      if (use.place() != ImageUse.Place.COPY_FROM
          || use.stage() != to.index()
          || use.refersTo() < 0
          || use.refersTo() >= to.index()) {
        continue;
      }
      Stage stage = facts.build().stages().get(use.refersTo());
      KnownBase base = BaseFacts.of(facts).base(stage);
      if (base != null
          && known(base.distribution())
          && (!certificates
              || Boolean.TRUE.equals(base.certificates())
              || installs(facts, stage))) {
        return stage;
      }
    }
    return null;
  }

  /** Those that keep the roots in one file of that name. */
  private static boolean known(String distribution) {
    return switch (distribution) {
      case "debian", "ubuntu", "alpine-linux", "wolfi" -> true;
      default -> false;
    };
  }

  private static boolean installs(DockerfileFacts facts, Stage stage) {
    for (RunCalls.Run run : RunCalls.of(facts)) {
      if (run.place().stage().index() == stage.index()) {
        for (PackageCall call : run.calls().packages()) {
          if (call.does(Action.INSTALL) && call.names("ca-certificates")) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * A COPY before the first one of the stage.
   *
   * @param flag before the paths; empty for none
   * @param path of what is copied, to the same place
   */
  public static TextEdit copy(
      DockerfileFacts facts, Stage to, Stage lender, String flag, String path) {
    Instruction first = to.from();
    for (Stage.Step step : to.steps()) {
      if (step.instruction().keyword() == Keyword.COPY) {
        first = step.instruction();
        break;
      }
    }
    String word = first.word().value();
    String name = lender.name().isEmpty() ? String.valueOf(lender.index()) : lender.name();
    return Edits.insertLine(
        facts.source(),
        first,
        (word.equals(word.toLowerCase(Locale.ROOT)) ? "copy" : "COPY")
            + " --from="
            + name
            + (flag.isEmpty() ? "" : " " + flag)
            + " "
            + path
            + " "
            + path);
  }
}
