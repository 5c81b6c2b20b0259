package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** What was meant as the exec form, but is not JSON, so that a shell gets it. */
@RuleInfo(
    id = "malformed-array",
    level = Level.ERROR,
    title = "Array that is no JSON",
    category = Category.INSTRUCTIONS)
public final class MalformedArray implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places()) {
      @Nullable LogicalText text = text(place.instruction());
      if (text == null || !place.instruction().heredocs().isEmpty()) {
        continue;
      }
      String raw = text.raw().strip();
      if (!looksLikeOne(raw)) {
        continue;
      }
      int from = text.raw().indexOf('[');
      Span span = text.span(from, from + raw.length());
      Keyword keyword = place.instruction().keyword();
      boolean shell = place.instruction().command() != null;
      Reporter.Hit hit =
          report
              .at(span, keyword.word(), "the array is no JSON, because " + reason(raw))
              .because(
                  shell
                      ? "the builder then gives it to the shell as it stands"
                      : "the builder then takes it for paths as it stands");
      @Nullable String mended = ArrayRepair.of(raw);
      if (mended == null || !place.instruction().comments().isEmpty()) {
        hit.advise("write strings in double quotes with commas between, in square brackets");
      } else {
        hit.replace("write it as JSON", Safety.REVIEW, SourceText.utf8(mended));
      }
    }
  }

  private static @Nullable LogicalText text(Instruction instruction) {
    Arguments.@Nullable Command command = instruction.command();
    if (command != null) {
      return command.json() || instruction.keyword() == Keyword.SHELL ? null : command.shell();
    }
    Arguments.@Nullable Paths paths = instruction.paths();
    if (paths == null || paths.json() || paths.words().isEmpty()) {
      return null;
    }
    return paths
        .words()
        .getFirst()
        .line()
        .part(paths.words().getFirst().from(), paths.words().getLast().to());
  }

  /** True for text that somebody meant as an array; not for the command {@code [}. */
  static boolean looksLikeOne(String text) {
    if (!text.startsWith("[") || text.startsWith("[[")) {
      return false;
    }
    int at = 1;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    if (at == text.length()) {
      return false;
    }
    char first = text.charAt(at);
    boolean quote = first == '"' || first == '\'' || text.startsWith(ArrayRepair.CURLY, at);
    if (at == 1) {
      boolean list = text.endsWith("]") && text.indexOf(',') > 0 && Character.isLetter(first);
      return quote || list;
    }
    return quote
        && (text.contains("\",") || text.contains("',") || text.contains("\" ,"))
        && text.indexOf("&&") < 0
        && text.indexOf("||") < 0;
  }

  private static String reason(String text) {
    int end = text.length() - 1;
    if (text.contains(ArrayRepair.CURLY)) {
      return "its quotes are curly";
    }
    if (text.charAt(1) != '"' && text.indexOf('\'') >= 0) {
      return "its strings stand in single quotes";
    }
    if (text.charAt(end) != ']') {
      return text.indexOf(']') < 0 ? "its bracket is not closed" : "something follows its bracket";
    }
    if (text.substring(0, end).strip().endsWith(",")) {
      return "a comma stands before its bracket";
    }
    if (text.indexOf('\\') >= 0) {
      return "a backslash in it begins no escape that JSON knows";
    }
    return text.indexOf('"') < 0
        ? "its strings have no quotes"
        : "it is not strings with commas between";
  }
}
