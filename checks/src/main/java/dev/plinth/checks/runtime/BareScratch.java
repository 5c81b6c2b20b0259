package dev.plinth.checks.runtime;

import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.base.LentFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.Locale;

/** The empty image with a program alone. */
@RuleInfo(
    id = "bare-scratch",
    level = Level.INFO,
    title = "scratch without what programs commonly need",
    category = Category.RUNTIME)
public final class BareScratch implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    BaseFacts bases = BaseFacts.of(facts);
    Stage last = bases.last();
    if (last == null || !bases.runs()) {
      return;
    }
    ImageUse bottom = bases.bottom(last);
    if (!bottom.scratch()) {
      return;
    }
    boolean certificates = false;
    boolean temporary = false;
    for (Stage stage : bases.shipped()) {
      for (Stage.Step step : stage.steps()) {
        Keyword keyword = step.instruction().keyword();
        if (keyword == Keyword.WORKDIR || keyword == Keyword.VOLUME) {
          temporary |= step.instruction().text().raw().contains("/tmp");
        }
        Arguments.Paths paths = step.instruction().paths();
        if (paths == null || (keyword != Keyword.COPY && keyword != Keyword.ADD)) {
          continue;
        }
        Word to = paths.destination();
        if (to != null && wholeTree(paths, to.text())) {
          return;
        }
        for (Word word : paths.words()) {
          String path = word.text().toLowerCase(Locale.ROOT);
          certificates |=
              path.contains("cert")
                  || path.contains("/ssl")
                  || path.contains("/pki")
                  || path.endsWith(".pem")
                  || path.endsWith(".crt");
          temporary |= path.equals("/tmp") || path.startsWith("/tmp/");
        }
      }
    }
    if (!certificates) {
      Reporter.Hit hit =
          report
              .at(
                  bottom.span(),
                  "certificates",
                  "scratch has no root certificates, and nothing copies any")
              .because("a program that makes TLS connections to others cannot check who answers");
      Stage lender = LentFiles.lender(facts, last, true);
      if (lender == null) {
        hit.advise(
            "if it does, copy /etc/ssl/certs/ca-certificates.crt from a stage that has it, or build"
                + " upon gcr.io/distroless/static, which has them");
      } else {
        hit.edit(
            "copy the root certificates of the build stage",
            Safety.REVIEW,
            LentFiles.copy(facts, last, lender, "", "/etc/ssl/certs/ca-certificates.crt"));
      }
    }
    if (!temporary) {
      Reporter.Hit hit =
          report
              .at(bottom.span(), "/tmp", "scratch has no /tmp, and nothing makes one")
              .because("a program that writes temporary files fails when it first does");
      Stage lender = LentFiles.lender(facts, last, false);
      String user = last.end().userBy() == null ? "" : last.end().user();
      if (lender == null
          || uses(facts, lender)
          || user == null
          || !user.matches("|[0-9]+(:[0-9]+)?")) {
        hit.advise(
            "if it does, mount one when it runs, or build upon gcr.io/distroless/static, which has"
                + " it");
      } else {
        String owner = user.isEmpty() || user.indexOf(':') > 0 ? user : user + ":" + user;
        hit.edit(
            "copy /tmp of the build stage, for the user who runs it",
            Safety.REVIEW,
            LentFiles.copy(facts, last, lender, owner.isEmpty() ? "" : "--chown=" + owner, "/tmp"));
      }
    }
  }

  /** True where a stage's own instructions leave something in its /tmp, or may. */
  private static boolean uses(DockerfileFacts facts, Stage lender) {
    for (Stage stage : facts.build().lineage(lender)) {
      for (Stage.Step step : stage.steps()) {
        if (facts.source().raw(step.instruction().span()).contains("/tmp")) {
          return true;
        }
      }
    }
    return false;
  }

  /** True where a whole tree may be copied to the root, whose content is not known. */
  private static boolean wholeTree(Arguments.Paths paths, String to) {
    if (to.indexOf('$') >= 0) {
      return true;
    }
    if (!to.equals("/") && !to.equals(".") && !to.equals("./")) {
      return false;
    }
    for (Word source : paths.sources()) {
      String path = source.text();
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (name.isEmpty()
          || name.startsWith(".")
          || name.contains("root")
          || name.contains("tar")
          || name.contains("*")
          || name.equals("out")
          || name.equals("dist")
          || name.equals("install")) {
        return true;
      }
    }
    return false;
  }
}
