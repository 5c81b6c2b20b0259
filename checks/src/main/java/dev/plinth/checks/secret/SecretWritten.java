package dev.plinth.checks.secret;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.ShellWalk;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.context.SecretFiles;
import dev.plinth.dockerfile.meaning.Mount;
import dev.plinth.dockerfile.shell.Redirection;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RUN that leaves a file with a credential in the layer it makes. */
@RuleInfo(
    id = "secret-written",
    level = Level.ERROR,
    title = "RUN leaves a credential in its layer",
    category = Category.SECRETS,
    aliases = {"trivy:DS-0031"})
public final class SecretWritten implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (RunText run : facts.runs()) {
      if (facts.shipped(run.place().stage()) && run.shell().readable()) {
        run(facts, report, run);
      }
    }
  }

  /**
   * What a command leaves.
   *
   * @param file it is kept in, by its name
   * @param undo the word of the command that takes it out again; empty where only rm does
   */
  private record Left(Span span, String file, String undo, String by) {}

  private static void run(DockerfileFacts facts, Reporter report, RunText run) {
    List<ShellWalk.Call> calls = SecretFacts.of(facts).calls(run);
    List<Left> left = new ArrayList<>();
    for (ShellWalk.Call call : calls) {
      Simple command = call.command();
      @Nullable Left one = command(run, command);
      if (one == null) {
        one = redirected(run, command);
      }
      if (one != null && left.stream().noneMatch(one::equals)) {
        left.add(one);
      }
    }
    for (Left one : left) {
      if (!undone(calls, one) && !mounted(run, one.file())) {
        report
            .at(one.span(), one.file(), one.by() + " leaves a credential in " + one.file())
            .because("the layer keeps it, whatever later instructions remove")
            .advise(
                "read it from a secret that RUN mounts, or remove "
                    + one.file()
                    + " in the same RUN");
      }
    }
  }

  private static @Nullable Left command(RunText run, Simple command) {
    String name = command.name();
    if (name == null || command.arguments().isEmpty()) {
      return null;
    }
    List<ShellWord> words = command.arguments();
    String all = outline(words);
    String file = "";
    String undo = "";
    switch (name) {
      case "docker", "podman", "buildah", "skopeo", "crane", "oras" -> {
        if (words.getFirst().is("login")) {
          file =
              name.equals("docker") || name.equals("crane") || name.equals("oras")
                  ? ".docker/config.json"
                  : "auth.json";
          undo = "logout";
        }
      }
      case "npm", "pnpm", "yarn" -> {
        if (all.contains(" set ") && (all.contains("_auth") || all.contains("npmAuth"))) {
          file = name.equals("yarn") && all.contains("npmAuth") ? ".yarnrc.yml" : ".npmrc";
          undo = "delete";
        }
      }
      case "aws" -> {
        if (all.contains(" configure set ") && all.contains("secret_access_key")) {
          file = ".aws/credentials";
        }
      }
      case "gcloud" -> {
        if (all.contains(" activate-service-account ")) {
          file = ".config/gcloud";
          undo = "revoke";
        }
      }
      case "gh" -> {
        if (all.contains(" auth login ")) {
          file = ".config/gh";
          undo = "logout";
        }
      }
      case "poetry" -> {
        if (all.contains(" http-basic.") || all.contains(" pypi-token.")) {
          file = "auth.toml";
          undo = "--unset";
        }
      }
      case "composer" -> {
        if (all.contains(" http-basic.") || all.contains("-oauth.") || all.contains("-token.")) {
          file = "auth.json";
          undo = "--unset";
        }
      }
      case "cargo" -> {
        if (words.getFirst().is("login")) {
          file = "credentials.toml";
          undo = "logout";
        }
      }
      case "git" -> {
        if (all.contains(" config ")
            && all.contains(".insteadof")
            && all.contains("://")
            && all.indexOf('@') > 0
            && all.indexOf('\0') > 0) {
          file = ".gitconfig";
          undo = "--unset";
        }
      }
      default -> {}
    }
    if (file.isEmpty()) {
      return null;
    }
    ShellWord last = words.getFirst();
    String by =
        last.plain() == null || last.plain().length() > 20 ? name : name + " " + last.plain();
    return new Left(run.span(command.words().getFirst().from(), last.to()), file, undo, by);
  }

  private static @Nullable Left redirected(RunText run, Simple command) {
    String name = command.name();
    if (name == null) {
      return null;
    }
    String content = null;
    for (Redirection redirection : command.redirections()) {
      if (!redirection.writes()) {
        continue;
      }
      String target = redirection.target().pattern();
      SecretFiles.Kind kind = SecretFiles.of(target);
      if (kind == null || !kind.likely() || target.endsWith(".pub")) {
        continue;
      }
      content = content == null ? written(command) : content;
      boolean secret =
          kind.sure()
              || content.contains("_auth")
              || content.contains("_password")
              || content.contains("/run/secrets/");
      boolean says = content.indexOf('\0') >= 0 || name.equals("cat") || name.equals("base64");
      if (secret && says) {
        String base = target.substring(target.lastIndexOf('/') + 1);
        Span span = run.span(redirection.target().from(), redirection.target().to());
        return new Left(span, base.replace("\0", ""), "", name);
      }
    }
    return null;
  }

  private static String written(Simple command) {
    StringBuilder content = new StringBuilder(outline(command.words()));
    for (Redirection redirection : command.redirections()) {
      if (redirection.document() != null) {
        content.append(redirection.document().parts().pattern());
      }
    }
    return content.toString();
  }

  private static boolean undone(List<ShellWalk.Call> calls, Left left) {
    String base = left.file().substring(left.file().lastIndexOf('/') + 1);
    String folder =
        left.file().contains("/") ? left.file().substring(0, left.file().indexOf('/')) : base;
    for (ShellWalk.Call call : calls) {
      String name = call.command().name();
      if (name == null) {
        continue;
      }
      boolean removes = name.equals("rm") || name.equals("shred") || name.equals("unlink");
      for (ShellWord word : call.command().arguments()) {
        String text = word.pattern();
        if ((removes && (text.contains(base) || text.contains(folder)))
            || (!left.undo().isEmpty() && text.startsWith(left.undo()))) {
          return true;
        }
      }
    }
    return false;
  }

  /** True where something is mounted over the place, so that the layer does not get it. */
  private static boolean mounted(RunText run, String file) {
    for (Flag flag : run.instruction().flags()) {
      if (flag.named("mount")) {
        Mount mount = Mount.of(flag);
        String target = mount.target();
        if ((mount.type().equals("tmpfs") && !target.startsWith("/tmp"))
            || target.endsWith("/" + file)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String outline(List<ShellWord> words) {
    StringBuilder out = new StringBuilder(" ");
    for (ShellWord word : words) {
      out.append(word.pattern()).append(' ');
    }
    return out.toString().replace(".insteadOf", ".insteadof");
  }
}
