package dev.plinth.checks.ci;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which triggers {@code if} lets pass (GitHub's documentation, "Evaluate expressions in workflows
 * and actions"). Looked at is what compares the event's name, the ref or its type with a text;
 * whatever else a condition says may be true.
 */
final class GithubConditions {
  /** Longer ones may be true. */
  private static final int LONGEST = 1_000;

  private static final int DEEPEST = 20;
  private static final int NO = -1;
  private static final int MAYBE = 0;
  private static final int YES = 1;

  private final String text;
  private final Trigger trigger;
  private final boolean mixed;
  private int at;

  private GithubConditions(String text, Trigger trigger, boolean mixed) {
    this.text = text;
    this.trigger = trigger;
    this.mixed = mixed;
  }

  /**
   * What is left of these.
   *
   * @param conditions all of which have to be true
   * @param mixed true where the event of a proposed change has several names
   */
  static Set<Trigger> of(Set<Trigger> triggers, List<String> conditions, boolean mixed) {
    Set<Trigger> left = triggers;
    for (String condition : conditions) {
      left = of(left, condition, mixed);
    }
    return left;
  }

  private static Set<Trigger> of(Set<Trigger> triggers, String condition, boolean mixed) {
    String text = condition.strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("${{") && text.indexOf("}}") == text.length() - 2) {
      text = text.substring(3, text.length() - 2).strip();
    }
    if (text.isEmpty() || text.length() > LONGEST || text.contains("${{")) {
      return triggers;
    }
    Set<Trigger> left = EnumSet.noneOf(Trigger.class);
    for (Trigger each : triggers) {
      if (passes(text, each, mixed)) {
        left.add(each);
      } else if (each == Trigger.PUSH) {
        // A push to any branch or tag: the condition may name one of them.
        for (Trigger named : new Trigger[] {Trigger.MAIN, Trigger.RELEASE}) {
          if (passes(text, named, mixed)) {
            left.add(named);
            break;
          }
        }
      }
    }
    return left;
  }

  private static boolean passes(String text, Trigger trigger, boolean mixed) {
    GithubConditions reader = new GithubConditions(text, trigger, mixed);
    int result = reader.either(0);
    return reader.at < text.length() || result != NO;
  }

  private int either(int depth) {
    int result = both(depth);
    while (skip("||")) {
      result = Math.max(result, both(depth));
    }
    return result;
  }

  private int both(int depth) {
    int result = one(depth);
    while (skip("&&")) {
      result = Math.min(result, one(depth));
    }
    return result;
  }

  private int one(int depth) {
    if (depth > DEEPEST) {
      // What is left unread makes all of it one that may be true.
      return MAYBE;
    }
    if (next("!") && !next("!=")) {
      skip("!");
      return -one(depth + 1);
    }
    if (skip("(")) {
      int result = either(depth + 1);
      return skip(")") ? result : MAYBE;
    }
    String left = operand();
    boolean same = skip("==");
    if (same || skip("!=")) {
      int equal = equal(left, operand());
      return same ? equal : -equal;
    }
    if (left.startsWith("startswith(github.ref,")) {
      int quote = left.indexOf('\'');
      int close = left.lastIndexOf('\'');
      return close > quote ? ref(left.substring(quote + 1, close)) : MAYBE;
    }
    return left.equals("true") ? YES : left.equals("false") ? NO : MAYBE;
  }

  /** A text in quotes, or what stands up to an operator, calls with all that is in them. */
  private String operand() {
    spaces();
    int from = at;
    int open = 0;
    boolean quoted = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted) {
        if (c == ')' && open == 0) {
          break;
        }
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (open == 0 && "=!<>&|".indexOf(c) >= 0) {
          break;
        }
      }
      at++;
    }
    return text.substring(from, at).strip();
  }

  private int equal(String left, String right) {
    String name = left.startsWith("'") ? right : left;
    String value = left.startsWith("'") ? left : right;
    boolean usual = value.contains("default_branch");
    if (!usual && (value.length() < 2 || !value.startsWith("'") || !value.endsWith("'"))) {
      return MAYBE;
    }
    String said = usual ? "main" : value.substring(1, value.length() - 1);
    return switch (name) {
      case "github.event_name" -> event(said);
      case "github.ref" -> usual ? branch(said) : ref(said);
      case "github.ref_name" -> GithubTriggers.named(said) ? branchOrTag(said) : MAYBE;
      case "github.ref_type" ->
          said.equals("tag") ? tag() : trigger == Trigger.RELEASE ? NO : MAYBE;
      default -> MAYBE;
    };
  }

  private int event(String name) {
    return switch (trigger) {
      case PULL_REQUEST -> {
        boolean proposed =
            name.equals("pull_request")
                || name.equals("pull_request_target")
                || name.equals("merge_group");
        yield !proposed ? NO : mixed ? MAYBE : name.equals("pull_request") ? YES : MAYBE;
      }
      case PUSH, MAIN -> name.equals("push") ? YES : NO;
      case SCHEDULE -> name.equals("schedule") ? YES : NO;
      case RELEASE ->
          switch (name) {
            case "pull_request", "pull_request_target", "merge_group", "schedule" -> NO;
            case "workflow_dispatch", "workflow_call" -> NO;
            default -> MAYBE;
          };
      case OTHER -> MAYBE;
    };
  }

  /** What the ref is, or begins with. */
  private int ref(String ref) {
    if (ref.startsWith("refs/tags/")) {
      return ref.length() > 10 && trigger == Trigger.RELEASE ? MAYBE : tag();
    }
    if (ref.startsWith("refs/pull/")) {
      return trigger == Trigger.PULL_REQUEST || trigger == Trigger.OTHER ? MAYBE : NO;
    }
    return ref.startsWith("refs/heads/") ? branch(ref.substring(11)) : MAYBE;
  }

  private int tag() {
    return trigger == Trigger.RELEASE ? YES : trigger == Trigger.OTHER ? MAYBE : NO;
  }

  private int branch(String name) {
    return switch (trigger) {
      case PULL_REQUEST -> mixed ? MAYBE : NO;
      case PUSH -> !name.isEmpty() && GithubTriggers.named(name) ? NO : MAYBE;
      case RELEASE -> NO;
      default -> MAYBE;
    };
  }

  private int branchOrTag(String name) {
    return trigger == Trigger.RELEASE ? MAYBE : branch(name);
  }

  private void spaces() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean next(String operator) {
    spaces();
    return text.startsWith(operator, at);
  }

  private boolean skip(String operator) {
    boolean found = next(operator);
    at += found ? operator.length() : 0;
    return found;
  }
}
