package dev.plinth.checks.catalog;

import dev.plinth.checks.context.CopiedDependencies;
import dev.plinth.checks.context.CopyBeforeInstall;
import dev.plinth.checks.context.MissingDockerignore;
import dev.plinth.checks.context.SecretInContext;
import dev.plinth.checks.context.WeakDockerignore;
import dev.plinth.checks.image.ApprovedImages;
import dev.plinth.checks.image.DiscontinuedImage;
import dev.plinth.checks.image.EndOfLifeImage;
import dev.plinth.checks.image.FloatingTag;
import dev.plinth.checks.image.HiddenDistribution;
import dev.plinth.checks.image.ImageWithoutDefault;
import dev.plinth.checks.image.InvalidBasePlatform;
import dev.plinth.checks.image.LookalikeImage;
import dev.plinth.checks.image.NoDigest;
import dev.plinth.checks.image.TagDigestMismatch;
import dev.plinth.checks.label.DeprecatedLabel;
import dev.plinth.checks.label.LabelEmpty;
import dev.plinth.checks.label.LabelFormat;
import dev.plinth.checks.label.LabelKey;
import dev.plinth.checks.label.RequiredLabels;
import dev.plinth.checks.label.StaleBaseLabel;
import dev.plinth.checks.label.SuperfluousLabel;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.secret.SecretFile;
import dev.plinth.checks.secret.SecretInCommand;
import dev.plinth.checks.secret.SecretInLabel;
import dev.plinth.checks.secret.SecretLiteral;
import dev.plinth.checks.secret.SecretVariable;
import dev.plinth.checks.secret.SecretWritten;
import java.util.ArrayList;
import java.util.List;

/** The one list of rules: a new one is a line here, in the section of its package. */
public final class Rules {
  private Rules() {}

  /** All of them. They keep no state, so one of each serves all files. */
  public static List<Rule> all() {
    return ALL;
  }

  /** Those that run without being asked for. */
  public static List<Rule> standard() {
    return STANDARD;
  }

  /** Those that run only where settings ask for them. */
  public static List<Rule> onRequest() {
    return ON_REQUEST;
  }

  private static final List<Rule> STANDARD =
      List.of(
          // image
          new FloatingTag(),
          new NoDigest(),
          new TagDigestMismatch(),
          new ApprovedImages(),
          new LookalikeImage(),
          new EndOfLifeImage(),
          new DiscontinuedImage(),
          new HiddenDistribution(),
          new ImageWithoutDefault(),
          new InvalidBasePlatform(),
          // stage
          // identity
          // base
          // runtime
          // packages
          // run
          // shell
          // syntax
          // instruction
          // label
          new DeprecatedLabel(),
          new LabelEmpty(),
          new LabelFormat(),
          new LabelKey(),
          new StaleBaseLabel(),
          // secret
          new SecretFile(),
          new SecretInCommand(),
          new SecretInLabel(),
          new SecretLiteral(),
          new SecretVariable(),
          new SecretWritten(),
          // context
          new CopiedDependencies(),
          new CopyBeforeInstall(),
          new MissingDockerignore(),
          new SecretInContext(),
          new WeakDockerignore()
          );

  /** Those that settings must ask for: {@code standard = false} in their annotation. */
  private static final List<Rule> ON_REQUEST =
      List.of(
          // label
          new RequiredLabels(), new SuperfluousLabel());

  private static final List<Rule> ALL = joined();

  private static List<Rule> joined() {
    List<Rule> all = new ArrayList<>(STANDARD);
    all.addAll(ON_REQUEST);
    return List.copyOf(all);
  }
}
