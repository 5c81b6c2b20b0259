package dev.plinth.checks.catalog;

import dev.plinth.checks.ci.CiRule;
import dev.plinth.checks.pipeline.BuildWithoutPull;
import dev.plinth.checks.pipeline.IgnoreUnfixedEverywhere;
import dev.plinth.checks.pipeline.ScanOnMainOnly;
import dev.plinth.checks.pipeline.SecretScanOff;
import dev.plinth.checks.pipeline.UnpinnedAction;
import dev.plinth.checks.pipeline.UnpinnedScannerImage;
import java.util.List;

/** The rules about pipelines, all of which run without being asked for. */
public final class PipelineRules {
  private static final List<CiRule> RULES =
      List.of(
          new BuildWithoutPull(),
          new IgnoreUnfixedEverywhere(),
          new ScanOnMainOnly(),
          new SecretScanOff(),
          new UnpinnedAction(),
          new UnpinnedScannerImage());

  private PipelineRules() {}

  /** All of them. They keep no state, so one of each serves all files. */
  public static List<CiRule> all() {
    return RULES;
  }
}
