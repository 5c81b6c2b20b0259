package dev.plinth.checks.secret;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.ShellWalk;
import dev.plinth.dockerfile.context.SecretFiles;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** COPY or ADD that names a file of secrets. */
@RuleInfo(
    id = "secret-file",
    level = Level.ERROR,
    title = "A file of keys, tokens or passwords copied into a layer",
    category = Category.SECRETS,
    aliases = {"trivy:DS-0031"})
public final class SecretFile implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places()) {
      Arguments.Paths paths = place.instruction().paths();
      if (paths == null || !(place.is(Keyword.COPY) || place.is(Keyword.ADD))) {
        continue;
      }
      @Nullable Word destination = paths.destination();
      boolean reported = false;
      for (Word source : paths.sources()) {
        reported |= source(facts, report, place, source, source);
      }
      if (!reported && destination != null && paths.sources().size() == 1) {
        source(facts, report, place, destination, paths.sources().getFirst());
      }
    }
  }

  private static boolean source(
      DockerfileFacts facts, Reporter report, Place place, Word telling, Word shown) {
    String path = SecretValues.unquote(telling.text());
    SecretFiles.Kind kind = shown.value().contains("://") ? null : SecretFiles.of(path);
    if (kind == null || !kind.likely()) {
      return false;
    }
    boolean heredoc = shown.value().startsWith("<<");
    String name = path.substring(path.lastIndexOf('/', path.length() - 2) + 1);
    Reporter.Hit hit =
        report.at(
            (heredoc ? telling : shown).span(),
            name,
            name + " is " + kind.what() + ", and becomes part of a layer");
    boolean shipped = facts.shipped(place.stage());
    if (!kind.sure() || !shipped) {
      hit.level(Level.WARNING);
    }
    @Nullable RunText removal = removal(facts, place, name);
    if (removal != null) {
      hit.because(
          "the rm in line "
              + facts.source().line(removal.instruction().span().start())
              + " hides it in a later layer: the one below keeps it");
    } else if (!shipped) {
      hit.because("the image is not built upon this stage, but its layers are kept in caches");
    }
    if (heredoc || !SecretFileMount.edit(facts, place, shown, name, id(name), removal, hit)) {
      hit.advise(
          "mount it where it is needed: RUN --mount=type=secret,id=" + id(name) + ",target=…");
    }
    return true;
  }

  private static String id(String name) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isLetterOrDigit(c) || c == '_' || c == '-' || (c == '.' && !id.isEmpty())) {
        id.append(c);
      }
    }
    return id.toString();
  }

  /** A later RUN of the stage that removes a file of that name. */
  private static @Nullable RunText removal(DockerfileFacts facts, Place place, String name) {
    if (!SecretFacts.of(facts).search()) {
      return null;
    }
    for (RunText run : facts.runs()) {
      if (run.place().stage().index() != place.stage().index()
          || run.place().step().index() <= place.step().index()
          || !facts.source().raw(run.instruction().span()).contains(name)) {
        continue;
      }
      for (ShellWalk.Call call : SecretFacts.of(facts).calls(run)) {
        if ("rm".equals(call.command().name()) || "shred".equals(call.command().name())) {
          for (ShellWord word : call.command().arguments()) {
            if (word.pattern().endsWith(name)) {
              return run;
            }
          }
        }
      }
    }
    return null;
  }
}
