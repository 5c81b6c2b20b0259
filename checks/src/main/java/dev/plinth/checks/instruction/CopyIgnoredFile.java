package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** COPY or ADD of what .dockerignore keeps out of the build context. */
@RuleInfo(
    id = "copy-ignored-file",
    level = Level.ERROR,
    title = "Copied file that the ignore file keeps out",
    category = Category.CONTEXT,
    aliases = {"buildkit:CopyIgnoredFile"})
public final class CopyIgnoredFile implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    @Nullable ContextFiles context = facts.context();
    if (context == null || context.ignoreFile() == null || context.incomplete()) {
      return;
    }
    Sets sets = context.shared(Sets.class, Sets::new);
    if (sets.ignored.isEmpty()) {
      return;
    }
    for (Place place : facts.places()) {
      Instruction instruction = place.instruction();
      Arguments.@Nullable Paths paths = instruction.paths();
      if (paths == null
          || place.is(Keyword.VOLUME)
          || place.onbuild()
          || instruction.flag("from") != null) {
        continue;
      }
      for (Word source : paths.sources()) {
        @Nullable String path =
            Paths.heredoc(instruction, source) ? null : Paths.expanded(facts, place, source);
        if (path == null || Paths.remote(path) || pattern(path)) {
          continue;
        }
        String plain = Paths.normal(path).substring(1);
        if (!plain.isEmpty() && sets.ignored.contains(plain) && !sets.sent.contains(plain)) {
          report
              .at(
                  source.span(),
                  plain,
                  context.ignoreFile() + " keeps " + path + " out of the build context")
              .because("the builder then says that the file is not there")
              .advise("take it out of " + context.ignoreFile() + ", or add !" + plain);
        }
      }
    }
  }

  /** What is in a context, and what is kept out of it. */
  private static final class Sets {
    private final Set<String> sent;
    private final Set<String> ignored;

    private Sets(ContextFiles context) {
      this.ignored = paths(context.ignored());
      this.sent = ignored.isEmpty() ? Set.of() : paths(context.sent());
    }
  }

  private static boolean pattern(String path) {
    return path.indexOf('*') >= 0 || path.indexOf('?') >= 0 || path.indexOf('[') >= 0;
  }

  /** The files and the folders that hold them. */
  private static Set<String> paths(List<ContextFiles.Entry> entries) {
    Set<String> all = new HashSet<>();
    for (ContextFiles.Entry entry : entries) {
      String path =
          entry.path().endsWith("/")
              ? entry.path().substring(0, entry.path().length() - 1)
              : entry.path();
      while (all.add(path) && path.indexOf('/') > 0) {
        path = path.substring(0, path.lastIndexOf('/'));
      }
    }
    return all;
  }
}
