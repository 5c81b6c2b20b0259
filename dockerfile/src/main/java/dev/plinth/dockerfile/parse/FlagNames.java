package dev.plinth.dockerfile.parse;

import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which flags each instruction knows, by the Dockerfile reference 1.20 and its labs channel. */
final class FlagNames {
  private static final List<String> NONE = List.of();
  private static final List<String> FROM = List.of("platform");
  private static final List<String> ADD =
      List.of("chown", "chmod", "link?", "keep-git-dir?", "checksum", "unpack?", "exclude*");
  private static final List<String> COPY =
      List.of("chown", "from", "chmod", "link?", "exclude*", "parents?");
  private static final List<String> RUN = List.of("mount*", "network", "security", "device*");
  private static final List<String> HEALTHCHECK =
      List.of("interval", "timeout", "start-period", "start-interval", "retries");

  private FlagNames() {}

  /** Names; with a question mark where no value is needed, a star where it may be repeated. */
  private static List<String> of(Keyword keyword) {
    return switch (keyword) {
      case FROM -> FROM;
      case ADD -> ADD;
      case COPY -> COPY;
      case RUN -> RUN;
      case HEALTHCHECK -> HEALTHCHECK;
      default -> NONE;
    };
  }

  /** Says what is wrong with the flags of an instruction. */
  static void check(Keyword keyword, List<Flag> flags, Problems problems) {
    if (keyword == Keyword.UNKNOWN) {
      return;
    }
    List<String> known = of(keyword);
    Set<String> seen = new HashSet<>();
    for (Flag flag : flags) {
      String name = flag.name();
      Span span = flag.span();
      if (known.contains(name + "?")) {
        String value = flag.value();
        if (value != null && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
          problem(problems, span, "the flag --" + name + " is true or false");
        }
      } else if (known.contains(name) || known.contains(name + "*")) {
        if (flag.value() == null) {
          problem(problems, span, "the flag --" + name + " needs a value after an equals sign");
        }
      } else {
        problem(problems, span, keyword + " knows no flag " + flag.whole().text());
        continue;
      }
      if (!known.contains(name + "*")) {
        if (!seen.add(name)) {
          problem(problems, span, "the flag --" + name + " is given twice");
        }
      }
    }
  }

  private static void problem(Problems problems, Span span, String text) {
    problems.add(Problem.Kind.FLAG, span, text);
  }
}
