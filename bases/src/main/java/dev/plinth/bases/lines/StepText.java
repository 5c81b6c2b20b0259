package dev.plinth.bases.lines;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Expansion;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Heredoc;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.oci.image.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a step of a history may be an instruction's. What builders write as {@code created_by}:
 *
 * <pre>
 * BuildKit   RUN [ "|" n { NAME=value } ] shell text "# buildkit"  |  COPY sources destination "# buildkit"  | …
 * classic    [ "|" n { NAME=value } ] /bin/sh -c text              |  /bin/sh -c #(nop) COPY kind:hash in destination
 * Buildah    as the classic one, the exec form and flags of RUN as they stand
 * </pre>
 *
 * Variables of RUN are left to the shell by all of them, those of other instructions put in, but
 * for Buildah, which leaves them as they stand, quotes included. White space counts as one space. A
 * variable whose value only the build knew fits anything.
 */
final class StepText {
  private static final String NOP = "/bin/sh -c #(nop)";
  private static final String BUILDKIT = "# buildkit";
  private static final int LONGEST = 1 << 20;

  private final char escape;
  private final SourceText source;

  StepText(SourceText source, char escape) {
    this.source = source;
    this.escape = escape;
  }

  /** A step as it is compared: without marks. */
  record Written(String text, boolean run, boolean nop) {
    static Written of(HistoryEntry step) {
      String command = step.createdBy();
      String text = collapse(command.length() > LONGEST ? "" : command);
      if (text.endsWith(BUILDKIT)) {
        text = text.substring(0, text.length() - BUILDKIT.length()).strip();
      }
      boolean nop = text.startsWith(NOP);
      if (nop) {
        text = text.substring(NOP.length()).strip();
      }
      boolean run = !nop && text.startsWith("RUN ");
      return new Written(run ? text.substring("RUN ".length()) : text, run, nop);
    }
  }

  /** An instruction as steps are compared with it. */
  interface Expected {
    boolean fits(Written written);
  }

  /** What steps of that instruction look like. */
  Expected expected(BuildStep step) {
    return switch (step.keyword()) {
      case RUN -> run(step);
      case COPY, ADD -> copy(step);
      case WORKDIR -> workdir(step);
      case UNKNOWN, FROM -> written -> false;
      default -> other(step);
    };
  }

  private Expected run(BuildStep step) {
    List<String> texts = runTexts(step.acting());
    List<String> pipes = new ArrayList<>();
    for (Heredoc heredoc : step.acting().heredocs()) {
      pipes.add("/dev/pipes/" + heredoc.name());
    }
    Stage.Step at =
        step.index() < step.stage().steps().size() ? step.stage().steps().get(step.index()) : null;
    String shell = at == null ? "/bin/sh -c" : collapse(String.join(" ", at.before().shell()));
    return written -> {
      if (written.nop()) {
        return false;
      }
      String text = written.text();
      for (String expected : texts) {
        if (text.endsWith(expected)
            && shell(text.substring(0, text.length() - expected.length()).strip(), shell)) {
          return true;
        }
      }
      for (String pipe : pipes) {
        if (text.endsWith(pipe)) {
          return true;
        }
      }
      return false;
    };
  }

  /** Whether what stands before a command is what builders put there. */
  private static boolean shell(String before, String shell) {
    if (before.isEmpty() || before.equals(shell) || before.equals("/bin/sh -c")) {
      return true;
    }
    boolean arguments = before.startsWith("|");
    return arguments
        && (before.endsWith(" " + shell)
            || before.endsWith(" /bin/sh -c")
            || onlyArguments(before));
  }

  /** {@code |2 A=1 B=2} before an exec form. */
  private static boolean onlyArguments(String before) {
    for (String word : before.substring(1).split(" ", -1)) {
      if (word.indexOf('=') < 0 && !word.chars().allMatch(Character::isDigit)) {
        return false;
      }
    }
    return true;
  }

  private List<String> runTexts(Instruction run) {
    List<String> texts = new ArrayList<>();
    String whole = run.text().raw().substring(run.word().value().length());
    add(texts, whole);
    Arguments.Command command = run.command();
    if (command == null) {
      return texts;
    }
    add(texts, command.shell().raw());
    if (command.json()) {
      List<String> words = new ArrayList<>();
      for (Word word : command.words()) {
        words.add(word.value());
      }
      add(texts, String.join(" ", words));
    }
    if (!run.heredocs().isEmpty()) {
      StringBuilder with = new StringBuilder(command.shell().raw());
      StringBuilder alone = new StringBuilder();
      for (Heredoc heredoc : run.heredocs()) {
        String content = source.raw(heredoc.content());
        with.append('\n').append(content).append('\n').append(heredoc.name());
        alone.append(content);
      }
      add(texts, with.toString());
      add(texts, alone.toString());
    }
    return texts;
  }

  private static void add(List<String> texts, String raw) {
    String text = collapse(SourceText.utf8(raw));
    if (!text.isEmpty() && !texts.contains(text)) {
      texts.add(text);
    }
  }

  private Expected copy(BuildStep step) {
    Arguments.Paths paths = step.acting().paths();
    Word last = paths == null ? null : paths.destination();
    if (paths == null || last == null) {
      return written -> false;
    }
    String keyword = step.keyword() == Keyword.COPY ? "COPY " : "ADD ";
    String destination = expand(last, step);
    String standing = collapse(SourceText.utf8(last.value()));
    List<@Nullable String> sources = new ArrayList<>();
    for (Word word : paths.sources()) {
      sources.add(word.value().startsWith("<<") ? null : expand(word, step));
    }
    return written -> {
      if (written.run() || !written.text().startsWith(keyword)) {
        return false;
      }
      String text = written.text().substring(keyword.length());
      int in = text.indexOf(" in ");
      if (in > 0 && hashed(text.substring(0, in))) {
        String place = text.substring(in + " in ".length());
        return place.equals(standing) || destination(destination, place, step);
      }
      return listed(sources, destination, withoutFlags(text), step);
    };
  }

  /** {@code file:}, {@code dir:} or {@code multi:} and a hash: what the classic builder writes. */
  private static boolean hashed(String text) {
    int colon = text.indexOf(':');
    return switch (colon < 0 ? "" : text.substring(0, colon)) {
      case "file", "dir", "multi" -> text.length() - colon > 8 && text.indexOf(' ') < 0;
      default -> false;
    };
  }

  private static boolean listed(
      List<@Nullable String> sources, @Nullable String destination, String text, BuildStep step) {
    String[] words = text.split(" ", -1);
    if (words.length != sources.size() + 1) {
      List<String> known = new ArrayList<>();
      for (String source : sources) {
        if (source == null) {
          return false;
        }
        known.add(source);
      }
      return destination != null
          && text.equals(collapse(String.join(" ", known) + " " + destination));
    }
    for (int i = 0; i < sources.size(); i++) {
      String source = sources.get(i);
      if (source != null && !source.equals(words[i])) {
        return false;
      }
    }
    return destination(destination, words[words.length - 1], step);
  }

  private static String withoutFlags(String text) {
    String rest = text;
    while (rest.startsWith("--")) {
      int space = rest.indexOf(' ');
      if (space < 0) {
        return rest;
      }
      rest = rest.substring(space + 1);
    }
    return rest;
  }

  /** As it stands, or made absolute by the working folder. */
  private static boolean destination(@Nullable String expected, String actual, BuildStep step) {
    if (expected == null) {
      return true;
    }
    String wanted = trimmed(expected);
    String found = trimmed(actual);
    if (found.equals(wanted)) {
      return true;
    }
    if (wanted.startsWith("/")) {
      return false;
    }
    String relative =
        wanted.equals(".") ? "" : wanted.startsWith("./") ? wanted.substring(2) : wanted;
    List<Stage.Step> steps = step.stage().steps();
    String folder = step.index() < steps.size() ? steps.get(step.index()).before().workdir() : null;
    if (folder == null) {
      return found.startsWith("/") && (relative.isEmpty() || found.endsWith("/" + relative));
    }
    return found.equals(trimmed(folder + "/" + relative));
  }

  private static String trimmed(String path) {
    String text = path.strip().replace("//", "/");
    return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private Expected workdir(BuildStep step) {
    Word rest = step.acting().rest();
    String path = rest == null ? null : expand(rest, step);
    String standing = rest == null ? "" : collapse(SourceText.utf8(rest.value()));
    return written -> {
      if (written.run() || !written.text().startsWith("WORKDIR ")) {
        return false;
      }
      String place = written.text().substring("WORKDIR ".length());
      return place.equals(standing) || destination(path, place, step);
    };
  }

  /** Only letters and digits count: builders quote and split what these say each in its way. */
  private Expected other(BuildStep step) {
    String word = step.keyword().name() + " ";
    Instruction acting = step.acting();
    String text = acting.text().raw().substring(acting.word().value().length());
    Expansion.Result known = Expansion.of(text, escape, step.stage().before(step.index()));
    String value = text.indexOf('$') < 0 ? text : known.value();
    String wanted = value == null ? "" : letters(SourceText.utf8(value));
    String standing = letters(SourceText.utf8(text));
    return written -> {
      if (written.run() || !written.text().startsWith(word)) {
        return false;
      }
      String letters = letters(written.text());
      return letters.contains(wanted) || letters.contains(standing);
    };
  }

  private static String letters(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (Character.isLetterOrDigit(text.charAt(i))) {
        letters.append(text.charAt(i));
      }
    }
    return letters.toString().toLowerCase(Locale.ROOT);
  }

  private @Nullable String expand(Word word, BuildStep step) {
    String raw = word.value();
    String value =
        word.decoded() != null && raw.indexOf('$') < 0
            ? raw
            : Expansion.of(raw, escape, step.stage().before(step.index())).value();
    return value == null ? null : collapse(SourceText.utf8(value));
  }

  static String collapse(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        space = true;
      } else {
        if (space && !out.isEmpty()) {
          out.append(' ');
        }
        space = false;
        out.append(c);
      }
    }
    return out.toString();
  }
}
