package dev.plinth.checks.identity;

import dev.plinth.bases.known.KnownBase;
import dev.plinth.bases.known.KnownBases;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.base.Commands;
import dev.plinth.checks.base.Commands.Argument;
import dev.plinth.checks.base.Commands.Command;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who the users of a file are. */
final class UserFacts {
  private UserFacts() {}

  /** The part before the colon. */
  static String user(String value) {
    int colon = value.indexOf(':');
    return (colon < 0 ? value : value.substring(0, colon)).strip();
  }

  /** True for root by name or number. */
  static boolean root(String value) {
    String user = user(value);
    return user.equals("root") || (numeric(user) && user.replace("0", "").isEmpty());
  }

  /** True for a number. */
  static boolean numeric(String user) {
    return !user.isEmpty() && user.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * True where the image gives root's powers away itself when it starts, by one of the programs
   * made for that.
   */
  static boolean stepsDown(DockerfileFacts facts) {
    if (!namesOne(facts.source().raw())) {
      return false;
    }
    BaseFacts bases = BaseFacts.of(facts);
    for (Stage stage : bases.shipped()) {
      for (Stage.Step step : stage.steps()) {
        Instruction instruction = step.instruction();
        Keyword keyword = instruction.keyword();
        if (keyword == Keyword.ENTRYPOINT || keyword == Keyword.CMD) {
          Arguments.Command command = instruction.command();
          if (command != null && namesOne(command.shell().raw())) {
            return true;
          }
        } else if (keyword == Keyword.COPY || keyword == Keyword.ADD) {
          Arguments.Paths paths = instruction.paths();
          if (paths != null && paths.words().stream().anyMatch(word -> namesOne(word.text()))) {
            return true;
          }
        }
      }
    }
    for (Command command : Commands.of(facts)) {
      if (facts.shipped(command.place().stage())
          && command.arguments().stream().anyMatch(argument -> namesOne(argument.text()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean namesOne(String text) {
    return text.contains("gosu") || text.contains("su-exec") || text.contains("setpriv");
  }

  /** The number that a user of that name has; null where the file and the base do not tell. */
  static @Nullable String number(DockerfileFacts facts, String name) {
    String made = null;
    for (Command command : Commands.of(facts)) {
      boolean makes = command.name().equals("useradd") || command.name().equals("adduser");
      if (makes
          && facts.shipped(command.place().stage())
          && !command.arguments().isEmpty()
          && command.arguments().stream().anyMatch(argument -> argument.is(name))) {
        Argument number = command.value("-u", "--uid");
        made = number != null && numeric(number.text()) ? number.text() : "";
      }
    }
    if (made != null) {
      return made.isEmpty() ? null : made;
    }
    BaseFacts bases = BaseFacts.of(facts);
    Stage last = bases.last();
    KnownBase base = last == null ? null : bases.base(last);
    if (base == null) {
      return null;
    }
    String distribution = base.distribution();
    return switch (name) {
      case "nobody" -> distribution.isEmpty() || distribution.equals("none") ? null : "65534";
      case "nonroot" -> base.users().contains(name) ? "65532" : null;
      case "node" -> base.users().contains(name) ? "1000" : null;
      case "www-data" ->
          switch (distribution) {
            case "debian", "ubuntu" -> "33";
            case "alpine-linux" -> "82";
            default -> null;
          };
      case "app" -> base.users().contains(name) && sinceEight(base) ? "1654" : null;
      default -> null;
    };
  }

  /** True for .NET's images of version 8 and later, whose user app has a fixed number. */
  private static boolean sinceEight(KnownBase base) {
    String version = KnownBases.version(base.name().tag());
    int dot = version.indexOf('.');
    String major = dot < 0 ? version : version.substring(0, dot);
    return major.length() > 1 || major.equals("8") || major.equals("9");
  }

  /** The word of a USER instruction; null where it is malformed. */
  static @Nullable Word word(@Nullable Instruction user) {
    return user == null ? null : user.rest();
  }

  /**
   * Where a USER could be put so that it holds for what runs: before the last CMD and ENTRYPOINT.
   */
  static int place(Stage stage) {
    List<Stage.Step> steps = stage.steps();
    int at = steps.size();
    while (at > 0 && says(steps.get(at - 1).instruction().keyword())) {
      at--;
    }
    return at < steps.size() ? steps.get(at).instruction().span().start() : -1;
  }

  private static boolean says(Keyword keyword) {
    return keyword == Keyword.CMD || keyword == Keyword.ENTRYPOINT;
  }
}
