package dev.plinth.checks.secret;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.ShellWalk;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a file of secrets that is copied, used and removed into one that is mounted where it is
 * used, at the place where it was copied to.
 */
final class SecretFileMount {
  private SecretFileMount() {}

  /**
   * Gives the hit that edit.
   *
   * @param source the word of the COPY that names the file
   * @param id of the secret
   * @param removal the RUN that removes it; null where none does
   * @return false where the file does not tell enough for one
   */
  static boolean edit(
      DockerfileFacts facts,
      Place copy,
      Word source,
      String name,
      String id,
      @Nullable RunText removal,
      Reporter.Hit hit) {
    Arguments.Paths paths = copy.instruction().paths();
    String user = copy.step().before().user();
    String target = paths == null ? null : target(copy, paths, name);
    if (removal == null
        || paths == null
        || paths.json()
        || target == null
        || id.isEmpty()
        || copy.onbuild()
        || !copy.instruction().heredocs().isEmpty()
        || !copy.instruction().comments().isEmpty()
        || copy.instruction().flag("from") != null
        || !(copy.step().before().userBy() == null || "root".equals(user) || "0".equals(user))
        || !removesAlone(facts, removal)) {
      return false;
    }
    List<TextEdit> edits = new ArrayList<>();
    edits.add(withoutSource(facts.source(), copy.instruction(), paths, source));
    int users = 0;
    for (Stage.Step step : copy.stage().steps()) {
      int index = step.index();
      int end = removal.place().step().index();
      if (index <= copy.step().index() || index == end) {
        continue;
      }
      Instruction instruction = step.instruction();
      if (index > end || instruction.keyword() != Keyword.RUN) {
        if (facts.source().raw(instruction.span()).contains(name)
            || (instruction.keyword() == Keyword.USER && index < end)) {
          return false;
        }
        continue;
      }
      if (uses(facts, instruction, name)) {
        users++;
        edits.add(
            Edits.insert(
                instruction.word().span().end(),
                " --mount=type=secret,id=" + id + ",target=" + target));
      } else if (facts.source().raw(instruction.span()).contains(name)) {
        return false;
      }
    }
    if (users == 0) {
      return false;
    }
    edits.add(Edits.deleteLines(facts.source(), removal.instruction()));
    hit.edit(
        "mount " + name + " where it is used, and build with --secret id=" + id + ",src=…",
        Safety.REVIEW,
        edits.toArray(new TextEdit[0]));
    return true;
  }

  /** Where the COPY puts it; null where the file does not say. */
  private static @Nullable String target(Place copy, Arguments.Paths paths, String name) {
    Word destination = paths.destination();
    if (destination == null) {
      return null;
    }
    String to = destination.value();
    boolean folder = paths.sources().size() > 1 || to.endsWith("/") || to.equals(".");
    if (!to.startsWith("/")) {
      String workdir = copy.step().before().workdir();
      if (workdir == null || copy.step().before().workdirBy() == null) {
        return null;
      }
      String rest = to.startsWith("./") ? to.substring(2) : to.equals(".") ? "" : to;
      to = (workdir.endsWith("/") ? workdir : workdir + "/") + rest;
    }
    String path = folder ? (to.endsWith("/") ? to : to + "/") + name : to;
    return path.matches("/[A-Za-z0-9._/@+-]+") ? path : null;
  }

  /** True where a RUN is nothing but one {@code rm} of one file. */
  private static boolean removesAlone(DockerfileFacts facts, RunText removal) {
    Instruction instruction = removal.instruction();
    List<ShellWalk.Call> calls = SecretFacts.of(facts).calls(removal);
    return instruction.keyword() == Keyword.RUN
        && instruction.heredocs().isEmpty()
        && instruction.comments().isEmpty()
        && instruction.flags().isEmpty()
        && calls.size() == 1
        && "rm".equals(calls.getFirst().command().name())
        && calls.getFirst().command().arguments().stream()
                .filter(word -> !word.startsWith("-"))
                .count()
            == 1;
  }

  /** The COPY without that source, or without anything where it is the only one. */
  private static TextEdit withoutSource(
      SourceText source, Instruction copy, Arguments.Paths paths, Word word) {
    List<Word> all = paths.words();
    if (all.size() == 2) {
      return Edits.deleteLines(source, copy);
    }
    int next = all.get(all.indexOf(word) + 1).span().start();
    return new TextEdit(word.span().start(), next, "");
  }

  /** True where a program runs that looks for such a file. */
  private static boolean uses(DockerfileFacts facts, Instruction instruction, String name) {
    for (RunText run : facts.runs()) {
      if (!run.instruction().span().equals(instruction.span()) || !run.shell().readable()) {
        continue;
      }
      for (ShellWalk.Call call : SecretFacts.of(facts).calls(run)) {
        String program = call.command().name();
        if (program != null && looks(program.substring(program.lastIndexOf('/') + 1), name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean looks(String program, String name) {
    return switch (name) {
      case ".npmrc", ".yarnrc", ".yarnrc.yml" ->
          switch (program) {
            case "npm", "npx", "yarn", "pnpm", "bun" -> true;
            default -> false;
          };
      case ".pypirc", "pip.conf" ->
          switch (program) {
            case "pip", "pip3", "python", "python3", "twine", "uv", "poetry" -> true;
            default -> false;
          };
      case ".netrc", ".git-credentials" ->
          switch (program) {
            case "git", "curl", "wget", "go", "pip", "pip3", "npm", "composer", "cargo" -> true;
            default -> false;
          };
      case "auth.json" -> program.equals("composer");
      case "settings.xml" -> program.equals("mvn") || program.equals("mvnw");
      case "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519" ->
          switch (program) {
            case "git", "ssh", "scp", "go", "npm", "yarn", "pip", "pip3", "bundle", "composer" ->
                true;
            default -> false;
          };
      default -> false;
    };
  }
}
