package dev.plinth.checks.pipeline;

import dev.plinth.checks.ci.CiFacts;
import dev.plinth.checks.ci.CiRule;
import dev.plinth.checks.ci.RunImage;
import dev.plinth.checks.ci.ScannerImages;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;

/** A scanner's image by a tag, or by no tag at all. */
@RuleInfo(
    id = "unpinned-scanner-image",
    level = Level.WARNING,
    title = "Scanner's image without a digest",
    category = Category.PIPELINES,
    aliases = {"zizmor:unpinned-images"})
public final class UnpinnedScannerImage implements CiRule {
  @Override
  public void check(CiFacts facts, Reporter report) {
    for (RunImage image : facts.images()) {
      String name = image.name();
      if (ScannerImages.tool(name) == null || name.indexOf('@') >= 0 || unknown(name)) {
        continue;
      }
      String plain = ScannerImages.name(name);
      boolean tagged = plain.length() < name.length();
      report
          .at(
              image.span(),
              plain,
              name
                  + (tagged
                      ? " is whatever its tag points at when the job runs"
                      : " is whatever was pushed last"))
          .advise("add the digest behind the tag: " + plain + ":…@sha256:… (plinth pin)");
    }
  }

  /** True where only the service knows the name. */
  private static boolean unknown(String name) {
    return name.indexOf('$') >= 0 || name.indexOf('\0') >= 0;
  }
}
