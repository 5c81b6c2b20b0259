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
      if (!facts.shipped(command.place().stage())) {
        continue;
      }
      switch (command.name()) {
        case "usermod", "userdel", "deluser", "groupmod", "vipw", "newusers" -> {
          return null; // numbers are changed afterwards
        }
        case "useradd", "adduser" -> {
          if (makes(command, name)) {
            Argument number = command.value("-u", "--uid");
            String said = number != null && numeric(number.text()) ? number.text() : "";
            if (made != null && !made.equals(said)) {
              return null; // one of two, as the script decides
            }
            made = said;
          } else if (command.arguments().stream().anyMatch(Argument::open)) {
            return null; // which user that makes, the build knows alone
          }
        }
        default -> {}
      }
    }
    if (facts.source().raw().contains("/etc/passwd")) {
      return null; // users are written by other means
    }
    if (made != null) {
      return made.isEmpty() ? null : made;
    }
    BaseFacts bases = BaseFacts.of(facts);
    Stage last = bases.last();
    KnownBase base = last == null ? null : bases.base(last);
    return base == null ? null : known(base, name);
  }

  /** True where the user that it makes has that name, which is no value of an option. */
  private static boolean makes(Command command, String name) {
    List<Argument> arguments = command.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).is(name)) {
        boolean value = i > 0 && arguments.get(i - 1).option() && takes(arguments.get(i - 1));
        boolean second =
            i > 0
                && !arguments.get(i - 1).option()
                && (i == 1 || !takes(arguments.get(i - 2)) || !arguments.get(i - 2).option());
        if (!value && !second) {
          return true;
        }
      }
    }
    return false;
  }

  /** True for an option whose value is the next word. */
  private static boolean takes(Argument option) {
    String text = option.text();
    if (text.startsWith("--")) {
      return switch (text) {
        case "--system",
            "--create-home",
            "--no-create-home",
            "--no-user-group",
            "--user-group",
            "--no-log-init",
            "--disabled-password",
            "--disabled-login",
            "--non-unique",
            "--quiet",
            "--group",
            "--allow-bad-names",
            "--force-badname" ->
            false;
        default -> text.indexOf('=') < 0;
      };
    }
    return "bcdefgGhkKpsuZ".indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  private static @Nullable String known(KnownBase base, String name) {
    boolean usual =
        switch (base.distribution()) {
          case "debian", "ubuntu", "alpine-linux" -> true;
          default -> false;
        };
    return switch (name) {
      // It has been 99 with others.
      case "nobody" -> usual ? "65534" : null;
      case "nonroot" -> base.users().contains(name) ? "65532" : null;
      case "node" -> base.users().contains(name) ? "1000" : null;
      case "www-data" ->
          switch (base.distribution()) {
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
   * The instruction before which a USER could be put so that it holds for what runs: the first of
   * the last CMD and ENTRYPOINT, behind which nothing but settings may stand. Null where there is
   * none.
   */
  static @Nullable Instruction place(Stage stage) {
    List<Stage.Step> steps = stage.steps();
    Instruction first = null;
    for (int at = steps.size() - 1; at >= 0; at--) {
      Instruction instruction = steps.get(at).instruction();
      if (says(instruction.keyword())) {
        first = instruction;
      } else if (first != null || !sets(instruction.keyword())) {
        break;
      }
    }
    return first;
  }

  private static boolean sets(Keyword keyword) {
    return switch (keyword) {
      case EXPOSE, HEALTHCHECK, LABEL, STOPSIGNAL -> true;
      default -> false;
    };
  }

  private static boolean says(Keyword keyword) {
    return keyword == Keyword.CMD || keyword == Keyword.ENTRYPOINT;
  }
}
