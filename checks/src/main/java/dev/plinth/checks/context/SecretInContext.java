package dev.plinth.checks.context;

import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.context.SecretFiles;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.List;

/** A folder is copied that has files of secrets in it. */
@RuleInfo(
    id = "secret-in-context",
    level = Level.ERROR,
    title = "A copied folder brings files of keys, tokens or passwords along",
    category = Category.SECRETS,
    aliases = {"trivy:DS-0031"})
public final class SecretInContext implements Rule {
  /** Sources of a file that are looked at, which keeps the time linear. */
  private static final int MOST_SOURCES = 50;

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    List<Copies.Taken> sources = Copies.of(facts);
    ContextFiles context = sources.isEmpty() ? null : facts.context();
    if (context == null) {
      return;
    }
    List<String> secrets = context.shared(Secrets.class, Secrets::new).paths;
    if (secrets.isEmpty()) {
      return;
    }
    for (Copies.Taken taken : sources.subList(0, Math.min(sources.size(), MOST_SOURCES))) {
      List<String> brought =
          secrets.stream().filter(path -> taken.takes(path) && !path.equals(taken.path())).toList();
      if (brought.isEmpty() || taken.excludes()) {
        continue;
      }
      String first = brought.getFirst();
      SecretFiles.Kind kind = SecretFiles.of(first);
      String what = kind == null ? "" : ", " + kind.what();
      Reporter.Hit hit =
          report
              .at(
                  taken.word().span(),
                  first,
                  brought.size() == 1
                      ? "this copies " + first + what
                      : "this copies " + first + what + ", and " + (brought.size() - 1) + " more")
              .advise("keep it out by .dockerignore: **/" + pattern(first));
      brought.stream().skip(1).limit(4).forEach(path -> hit.because("so it does " + path));
      boolean sure = brought.stream().anyMatch(SecretInContext::sure);
      if (!sure || !facts.shipped(taken.place().stage())) {
        hit.level(Level.WARNING);
      }
    }
  }

  /** What of a context holds secrets by its name. */
  private static final class Secrets {
    private final List<String> paths = new ArrayList<>();

    private Secrets(ContextFiles context) {
      for (ContextFiles.Entry entry : context.sent()) {
        SecretFiles.Kind kind = SecretFiles.of(entry.path());
        if (kind != null && kind.likely() && !SecretFiles.sample(entry.path())) {
          paths.add(entry.path());
        }
      }
    }
  }

  private static boolean sure(String path) {
    SecretFiles.Kind kind = SecretFiles.of(path);
    return kind != null && kind.sure();
  }

  private static String pattern(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.startsWith(".env") ? ".env*" : name;
  }
}
