package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** ADD of files that are neither fetched nor unpacked. */
@RuleInfo(
    id = "add-instead-of-copy",
    level = Level.INFO,
    title = "ADD where COPY does",
    category = Category.INSTRUCTIONS,
    aliases = {"hadolint:DL3020", "trivy:DS-0005", "checkov:CKV_DOCKER_4", "dockle:CIS-DI-0009"})
public final class AddInsteadOfCopy implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places(Keyword.ADD)) {
      Instruction add = place.instruction();
      Arguments.@Nullable Paths paths = add.paths();
      if (paths == null || paths.sources().isEmpty() || ownFlags(add)) {
        continue;
      }
      boolean local = true;
      boolean sure = true;
      for (Word source : paths.sources()) {
        if (Paths.heredoc(add, source)) {
          continue;
        }
        @Nullable String path = Paths.expanded(facts, place, source);
        local = local && path != null && !Paths.remote(path) && !Paths.archive(path);
        sure = sure && path != null && source.value().indexOf('$') < 0 && noArchive(path);
      }
      if (local) {
        boolean lower = add.word().value().equals("add");
        report
            .at(add, "ADD does here what COPY does")
            .because("ADD unpacks archives and fetches addresses, and none of it is wanted here")
            .replace("write COPY", sure ? Safety.SAFE : Safety.REVIEW, lower ? "copy" : "COPY");
      }
    }
  }

  private static boolean ownFlags(Instruction add) {
    for (Flag flag : add.flags()) {
      if (flag.named("checksum") || flag.named("keep-git-dir") || flag.named("unpack")) {
        return true;
      }
    }
    return false;
  }

  /**
   * True for a folder, and for a name that says the file is something else. ADD goes by what is in
   * a file, so that a name that does not say is no proof.
   */
  private static boolean noArchive(String path) {
    if (path.endsWith("/") || path.equals(".") || path.endsWith("/.")) {
      return true;
    }
    String name = Paths.last(path);
    int dot = name.lastIndexOf('.');
    String end = dot < 0 ? "" : name.substring(dot + 1);
    return switch (end.toLowerCase(Locale.ROOT)) {
      case "sh", "bash", "py", "rb", "pl", "php", "js", "mjs", "cjs", "ts", "tsx", "go", "rs" ->
          true;
      case "c", "h", "cc", "cpp", "java", "kt", "kts", "scala", "clj", "cs", "r", "lua", "sql" ->
          true;
      case "json", "yaml", "yml", "toml", "ini", "cfg", "cnf", "conf", "config", "xml" -> true;
      case "properties", "env", "lock", "mod", "sum", "gradle", "csproj", "sln", "tf" -> true;
      case "txt", "md", "rst", "html", "htm", "css", "csv", "list", "repo", "service" -> true;
      case "pem", "crt", "cer", "key", "asc", "pub", "jar", "war", "ear", "zip", "deb" -> true;
      case "png", "jpg", "jpeg", "gif", "svg", "ico", "pdf", "j2", "tmpl", "tpl" -> true;
      default -> false;
    };
  }
}
