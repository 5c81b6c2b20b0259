package dev.plinth.checks.silence;

import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Comment;
import dev.plinth.dockerfile.tree.Directive;
import dev.plinth.dockerfile.tree.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the comments that set findings aside. For the instruction below them (or, among its lines,
 * for the instruction itself):
 *
 * <pre>
 * # plinth: ignore=ID[,ID…] reason="…"
 * # hadolint ignore=DL3006,SC2086
 * # check=skip=StageNameCasing
 * # tally ignore=hadolint/DL3006;reason=…
 * # trivy:ignore:DS-0001
 * # checkov:skip=CKV_DOCKER_7:reason
 * </pre>
 *
 * For a stage, above its FROM: {@code plinth: ignore-stage=}, {@code hadolint stage ignore=}. For
 * the file, wherever they stand: {@code plinth: ignore-file=}, {@code hadolint global ignore=},
 * {@code tally global ignore=}, and BuildKit's directive {@code check=skip=} at the top.
 */
public final class SilencingReader {
  private final Build build;
  private final List<Silencing> found = new ArrayList<>();

  private SilencingReader(Build build) {
    this.build = build;
  }

  /** All of a file, in the order of their places. */
  public static List<Silencing> read(Build build) {
    SilencingReader reader = new SilencingReader(build);
    for (Directive directive : build.file().directives()) {
      if (directive.name().equals("check")) {
        reader.buildkit(directive.value(), directive.span(), reader.file());
      }
    }
    int next = 0;
    List<Instruction> instructions = build.file().instructions();
    for (Comment comment : build.file().comments()) {
      while (next < instructions.size()
          && instructions.get(next).span().end() <= comment.span().start()) {
        next++;
      }
      reader.comment(comment, next < instructions.size() ? instructions.get(next) : null);
    }
    return List.copyOf(reader.found);
  }

  /** True for a comment that sets findings of the instruction below it aside, and no others. */
  public static boolean silencesBelow(Comment comment) {
    String text = comment.text().toLowerCase(Locale.ROOT).replace(" ", "");
    return text.startsWith("plinth:ignore=")
        || text.startsWith("hadolintignore=")
        || text.startsWith("check=skip=")
        || text.startsWith("tallyignore=")
        || text.startsWith("trivy:ignore:");
  }

  private void comment(Comment comment, @Nullable Instruction below) {
    String text = comment.text();
    String lower = text.toLowerCase(Locale.ROOT);
    Span own = below == null ? new Span(0, 0) : below.span();
    Span span = comment.span();
    if (lower.startsWith("plinth:")) {
      plinth(text.substring(7).strip(), span, below);
    } else if (lower.startsWith("hadolint ")) {
      hadolint(text.substring(9).strip(), span, below);
    } else if (lower.startsWith("check=")) {
      buildkit(text.substring(6), span, own);
    } else if (lower.startsWith("tally ")) {
      tally(text.substring(6).strip(), span, own);
    } else if (lower.startsWith("trivy:ignore:")) {
      trivy(text.substring(13), span, own);
    } else if (lower.startsWith("checkov:skip=")) {
      String rest = text.substring(13).strip();
      int colon = rest.indexOf(':');
      add(
          "checkov",
          colon < 0 ? rest : rest.substring(0, colon),
          colon < 0 ? "" : rest.substring(colon + 1),
          span,
          // Checkov's stand anywhere in the file and are for all of it.
          file());
    }
  }

  private Span file() {
    return new Span(0, build.file().source().length() + 1);
  }

  private Span stage(@Nullable Instruction from) {
    for (Stage stage : build.stages()) {
      if (from != null && stage.from().span().equals(from.span())) {
        int end =
            stage.index() + 1 < build.stages().size()
                ? build.stages().get(stage.index() + 1).from().span().start()
                : build.file().source().length() + 1;
        return new Span(stage.from().span().start(), end);
      }
    }
    return from == null ? new Span(0, 0) : from.span();
  }

  private void plinth(String text, Span comment, @Nullable Instruction below) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return;
    }
    String word = text.substring(0, equals).strip();
    Span scope =
        switch (word) {
          case "ignore" -> below == null ? new Span(0, 0) : below.span();
          case "ignore-stage" -> stage(below);
          case "ignore-file" -> file();
          default -> null;
        };
    if (scope == null) {
      return;
    }
    named(found, text.substring(equals + 1), comment, scope);
  }

  /** Adds what stands behind {@code ignore=}: names, and a reason behind a space. */
  static void named(List<Silencing> to, String text, Span comment, Span scope) {
    String rest = text.strip();
    int space = 0;
    while (space < rest.length() && !Character.isWhitespace(rest.charAt(space))) {
      space++;
    }
    add(to, "plinth", rest.substring(0, space), reason(rest.substring(space)), comment, scope);
  }

  /** The text behind {@code reason=}, without quotes around it. */
  private static String reason(String text) {
    String rest = text.strip();
    if (!rest.regionMatches(true, 0, "reason=", 0, 7)) {
      return "";
    }
    String value = rest.substring(7).strip();
    if (value.length() >= 2
        && (value.charAt(0) == '"' || value.charAt(0) == '\'')
        && value.charAt(value.length() - 1) == value.charAt(0)) {
      value = value.substring(1, value.length() - 1);
    }
    return value.strip();
  }

  private void hadolint(String text, Span comment, @Nullable Instruction below) {
    String rest = text;
    Span scope = below == null ? new Span(0, 0) : below.span();
    if (rest.startsWith("global ")) {
      rest = rest.substring(7).strip();
      scope = file();
    } else if (rest.startsWith("stage ")) {
      rest = rest.substring(6).strip();
      scope = stage(below);
    }
    if (!rest.startsWith("ignore")) {
      return;
    }
    rest = rest.substring(6).strip();
    if (!rest.startsWith("=")) {
      return;
    }
    rest = rest.substring(1).strip();
    // Names end at the first thing that is none: what follows is prose.
    StringBuilder names = new StringBuilder();
    String reason = "";
    String[] parts = rest.split("[,\\s]+");
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].matches("(?i)(DL|SC)[0-9]{3,5}|all")) {
        reason = String.join(" ", List.of(parts).subList(i, parts.length));
        break;
      }
      names.append(names.isEmpty() ? "" : ",").append(parts[i]);
    }
    add("hadolint", names.toString(), prose(reason), comment, scope);
  }

  private static String prose(String text) {
    String value = text.strip();
    while (!value.isEmpty() && "-#;:".indexOf(value.charAt(0)) >= 0) {
      value = value.substring(1).strip();
    }
    return value.regionMatches(true, 0, "reason=", 0, 7) ? reason(value) : value;
  }

  private void buildkit(String text, Span comment, Span scope) {
    String first = text.strip();
    int space = first.indexOf(' ');
    String reason = space < 0 ? "" : prose(first.substring(space));
    first = space < 0 ? first : first.substring(0, space);
    for (String part : first.split(";", -1)) {
      if (part.strip().regionMatches(true, 0, "skip=", 0, 5)) {
        add("buildkit", part.strip().substring(5), reason, comment, scope);
      }
    }
  }

  private void tally(String text, Span comment, Span below) {
    String rest = text;
    Span scope = below;
    if (rest.startsWith("global ")) {
      rest = rest.substring(7).strip();
      scope = file();
    }
    if (!rest.startsWith("ignore=")) {
      return;
    }
    int semicolon = rest.indexOf(';');
    String names = semicolon < 0 ? rest.substring(7) : rest.substring(7, semicolon);
    String reason = semicolon < 0 ? "" : reason(rest.substring(semicolon + 1));
    List<String> own = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      int slash = name.indexOf('/');
      own.add(slash < 0 ? name.strip() : name.strip().substring(name.strip().indexOf('/') + 1));
    }
    add("tally", String.join(",", own), reason, comment, scope);
  }

  private void trivy(String text, Span comment, Span scope) {
    String rest = text.strip();
    int end = 0;
    while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
      end++;
    }
    String name = rest.substring(0, end);
    int colon = name.indexOf(':');
    name = colon < 0 ? name : name.substring(0, colon);
    String upper = name.toUpperCase(Locale.ROOT);
    upper = upper.startsWith("AVD-") ? upper.substring(4) : upper;
    if (upper.matches("DS[0-9]{3}")) {
      // As Trivy wrote it at first.
      upper = "DS-0" + upper.substring(2);
    }
    add("trivy", upper, prose(rest.substring(end)), comment, scope);
  }

  private void add(String tool, String names, String reason, Span comment, Span scope) {
    add(found, tool, names, reason, comment, scope);
  }

  static void add(
      List<Silencing> to, String tool, String names, String reason, Span comment, Span scope) {
    List<String> list = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      if (!name.isBlank()) {
        list.add(name.strip());
      }
    }
    if (!list.isEmpty()) {
      to.add(new Silencing(tool, list, reason.strip(), comment, scope.start(), scope.end()));
    }
  }
}
