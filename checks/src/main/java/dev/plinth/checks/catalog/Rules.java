package dev.plinth.checks.catalog;

import dev.plinth.checks.base.BuildToolsShipped;
import dev.plinth.checks.base.MissingPackageManager;
import dev.plinth.checks.base.MuslExtensions;
import dev.plinth.checks.base.NoShell;
import dev.plinth.checks.identity.NamedUser;
import dev.plinth.checks.identity.NoUser;
import dev.plinth.checks.identity.PasswordInRun;
import dev.plinth.checks.identity.RootUser;
import dev.plinth.checks.identity.Sudo;
import dev.plinth.checks.identity.UnknownUser;
import dev.plinth.checks.identity.UseraddHighUid;
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
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.runtime.BareScratch;
import dev.plinth.checks.runtime.DebugImage;
import dev.plinth.checks.runtime.MissingTimeZones;
import dev.plinth.checks.runtime.MuslSearchDomains;
import dev.plinth.checks.runtime.NoDebugStory;
import dev.plinth.checks.shell.AndOr;
import dev.plinth.checks.shell.ArrayWords;
import dev.plinth.checks.shell.Backquotes;
import dev.plinth.checks.shell.BashBuiltin;
import dev.plinth.checks.shell.BashSyntax;
import dev.plinth.checks.shell.ConstantTest;
import dev.plinth.checks.shell.DashedPattern;
import dev.plinth.checks.shell.DeletesSystemFolder;
import dev.plinth.checks.shell.EchoEscapes;
import dev.plinth.checks.shell.EchoFlags;
import dev.plinth.checks.shell.ExitStatusTest;
import dev.plinth.checks.shell.FindLoop;
import dev.plinth.checks.shell.FindXargs;
import dev.plinth.checks.shell.MaskedReturn;
import dev.plinth.checks.shell.MkdirMode;
import dev.plinth.checks.shell.ObsoleteGrep;
import dev.plinth.checks.shell.PatternAsCommand;
import dev.plinth.checks.shell.PointlessEscape;
import dev.plinth.checks.shell.PrintfFormat;
import dev.plinth.checks.shell.ReadAndWritten;
import dev.plinth.checks.shell.ReadRaw;
import dev.plinth.checks.shell.RedirectionOrder;
import dev.plinth.checks.shell.ShellSyntax;
import dev.plinth.checks.shell.SingleQuotedExpansion;
import dev.plinth.checks.shell.SpacedAssignment;
import dev.plinth.checks.shell.StrayBrace;
import dev.plinth.checks.shell.TestAndOr;
import dev.plinth.checks.shell.UnassignedVariable;
import dev.plinth.checks.shell.UncheckedCd;
import dev.plinth.checks.shell.UnquotedArguments;
import dev.plinth.checks.shell.UnquotedPattern;
import dev.plinth.checks.shell.UnquotedSubstitution;
import dev.plinth.checks.shell.UnquotedTest;
import dev.plinth.checks.shell.UnquotedVariable;
import dev.plinth.checks.shell.UnusedVariable;
import dev.plinth.checks.shell.UselessCat;
import dev.plinth.checks.shell.WhichCommand;
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
          new ApprovedImages(),
          new DiscontinuedImage(),
          new EndOfLifeImage(),
          new FloatingTag(),
          new HiddenDistribution(),
          new ImageWithoutDefault(),
          new InvalidBasePlatform(),
          new LookalikeImage(),
          new NoDigest(),
          new TagDigestMismatch(),
          // identity
          new NamedUser(),
          new NoUser(),
          new PasswordInRun(),
          new RootUser(),
          new Sudo(),
          new UnknownUser(),
          new UseraddHighUid(),
          // base
          new BuildToolsShipped(),
          new MissingPackageManager(),
          new MuslExtensions(),
          new NoShell(),
          // runtime
          new BareScratch(),
          new DebugImage(),
          new MissingTimeZones(),
          new MuslSearchDomains(),
          new NoDebugStory(),
          // shell
          new AndOr(),
          new ArrayWords(),
          new Backquotes(),
          new BashBuiltin(),
          new BashSyntax(),
          new ConstantTest(),
          new DashedPattern(),
          new DeletesSystemFolder(),
          new EchoEscapes(),
          new EchoFlags(),
          new ExitStatusTest(),
          new FindLoop(),
          new FindXargs(),
          new MaskedReturn(),
          new MkdirMode(),
          new ObsoleteGrep(),
          new PatternAsCommand(),
          new PointlessEscape(),
          new PrintfFormat(),
          new ReadAndWritten(),
          new ReadRaw(),
          new RedirectionOrder(),
          new ShellSyntax(),
          new SingleQuotedExpansion(),
          new SpacedAssignment(),
          new StrayBrace(),
          new TestAndOr(),
          new UnassignedVariable(),
          new UncheckedCd(),
          new UnquotedArguments(),
          new UnquotedPattern(),
          new UnquotedSubstitution(),
          new UnquotedTest(),
          new UnquotedVariable(),
          new UnusedVariable(),
          new UselessCat(),
          new WhichCommand());

  /** Those that settings must ask for: {@code standard = false} in their annotation. */
  private static final List<Rule> ON_REQUEST = List.of();

  private static final List<Rule> ALL = joined();

  private static List<Rule> joined() {
    List<Rule> all = new ArrayList<>(STANDARD);
    all.addAll(ON_REQUEST);
    return List.copyOf(all);
  }
}
