package dev.plinth.checks.catalog;

import dev.plinth.checks.base.BuildToolsShipped;
import dev.plinth.checks.base.MissingPackageManager;
import dev.plinth.checks.base.MuslExtensions;
import dev.plinth.checks.base.NoShell;
import dev.plinth.checks.context.CopiedDependencies;
import dev.plinth.checks.context.CopyBeforeInstall;
import dev.plinth.checks.context.MissingDockerignore;
import dev.plinth.checks.context.SecretInContext;
import dev.plinth.checks.context.WeakDockerignore;
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
import dev.plinth.checks.image.SinglePlatformDigest;
import dev.plinth.checks.image.TagDigestMismatch;
import dev.plinth.checks.instruction.AddInsteadOfCopy;
import dev.plinth.checks.instruction.AddWithoutChecksum;
import dev.plinth.checks.instruction.CopiedArchive;
import dev.plinth.checks.instruction.CopyIgnoredFile;
import dev.plinth.checks.instruction.CopySeveralToFile;
import dev.plinth.checks.instruction.DefinitionDescription;
import dev.plinth.checks.instruction.EnvSelfReference;
import dev.plinth.checks.instruction.HostNetworkRun;
import dev.plinth.checks.instruction.InsecureRun;
import dev.plinth.checks.instruction.InvalidPort;
import dev.plinth.checks.instruction.KeywordCase;
import dev.plinth.checks.instruction.LegacyKeyValue;
import dev.plinth.checks.instruction.Maintainer;
import dev.plinth.checks.instruction.MalformedArray;
import dev.plinth.checks.instruction.NoHealthcheck;
import dev.plinth.checks.instruction.PortMapping;
import dev.plinth.checks.instruction.PortProtocolCase;
import dev.plinth.checks.instruction.RelativeCopyDestination;
import dev.plinth.checks.instruction.RelativeWorkdir;
import dev.plinth.checks.instruction.RepeatedInstruction;
import dev.plinth.checks.instruction.RootOwnedCopy;
import dev.plinth.checks.instruction.ShellFormCommand;
import dev.plinth.checks.instruction.SpaceAroundEquals;
import dev.plinth.checks.instruction.SshPort;
import dev.plinth.checks.instruction.SystemDirectory;
import dev.plinth.checks.instruction.UndeclaredBuildArg;
import dev.plinth.checks.instruction.UndefinedVariable;
import dev.plinth.checks.instruction.UnusedCmd;
import dev.plinth.checks.instruction.WorldWritable;
import dev.plinth.checks.label.DeprecatedLabel;
import dev.plinth.checks.label.LabelEmpty;
import dev.plinth.checks.label.LabelFormat;
import dev.plinth.checks.label.LabelKey;
import dev.plinth.checks.label.RequiredLabels;
import dev.plinth.checks.label.StaleBaseLabel;
import dev.plinth.checks.label.SuperfluousLabel;
import dev.plinth.checks.packages.AddAptRepository;
import dev.plinth.checks.packages.ApkCacheKept;
import dev.plinth.checks.packages.AptInScript;
import dev.plinth.checks.packages.AptKey;
import dev.plinth.checks.packages.AptListsKept;
import dev.plinth.checks.packages.CondaCacheKept;
import dev.plinth.checks.packages.MissingYes;
import dev.plinth.checks.packages.NoCacheMount;
import dev.plinth.checks.packages.NodeCacheKept;
import dev.plinth.checks.packages.NpmInstallWithLock;
import dev.plinth.checks.packages.PackageSignaturesOff;
import dev.plinth.checks.packages.PipCacheKept;
import dev.plinth.checks.packages.RecommendedPackages;
import dev.plinth.checks.packages.RpmCacheKept;
import dev.plinth.checks.packages.UnpinnedDependencies;
import dev.plinth.checks.packages.UnpinnedSystemPackages;
import dev.plinth.checks.packages.UpdateAlone;
import dev.plinth.checks.packages.UpgradeEverything;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.run.ArchiveKept;
import dev.plinth.checks.run.CdForWorkdir;
import dev.plinth.checks.run.ConsecutiveRuns;
import dev.plinth.checks.run.DownloadToShell;
import dev.plinth.checks.run.MissingPipefail;
import dev.plinth.checks.run.PlainHttpDownload;
import dev.plinth.checks.run.PointlessCommand;
import dev.plinth.checks.run.RecursiveOwnership;
import dev.plinth.checks.run.RemovedInLaterLayer;
import dev.plinth.checks.run.ServiceStartInBuild;
import dev.plinth.checks.run.SetuidBit;
import dev.plinth.checks.run.ShReplaced;
import dev.plinth.checks.run.SystemRemoved;
import dev.plinth.checks.run.TlsVerificationOff;
import dev.plinth.checks.run.WgetAndCurl;
import dev.plinth.checks.run.WgetProgress;
import dev.plinth.checks.runtime.BareScratch;
import dev.plinth.checks.runtime.DebugImage;
import dev.plinth.checks.runtime.MissingTimeZones;
import dev.plinth.checks.runtime.MuslSearchDomains;
import dev.plinth.checks.runtime.NoDebugStory;
import dev.plinth.checks.secret.SecretFile;
import dev.plinth.checks.secret.SecretInCommand;
import dev.plinth.checks.secret.SecretInLabel;
import dev.plinth.checks.secret.SecretLiteral;
import dev.plinth.checks.secret.SecretVariable;
import dev.plinth.checks.secret.SecretWritten;
import dev.plinth.checks.stage.AsCase;
import dev.plinth.checks.stage.CircularStages;
import dev.plinth.checks.stage.ConstantPlatform;
import dev.plinth.checks.stage.CopyFromEmptyStage;
import dev.plinth.checks.stage.CopyFromItself;
import dev.plinth.checks.stage.CopyWholeFilesystem;
import dev.plinth.checks.stage.DuplicateStageName;
import dev.plinth.checks.stage.RedundantTargetPlatform;
import dev.plinth.checks.stage.ReservedStageName;
import dev.plinth.checks.stage.StageNameCase;
import dev.plinth.checks.stage.UndefinedArgInFrom;
import dev.plinth.checks.stage.UnknownStage;
import dev.plinth.checks.stage.UnusedStage;
import dev.plinth.checks.stage.VariableInFromFlag;
import dev.plinth.checks.syntax.BeforeFirstStage;
import dev.plinth.checks.syntax.EmptyContinuation;
import dev.plinth.checks.syntax.ForbiddenTrigger;
import dev.plinth.checks.syntax.InlineSilencing;
import dev.plinth.checks.syntax.InvalidExpansion;
import dev.plinth.checks.syntax.InvalidFlag;
import dev.plinth.checks.syntax.InvalidMount;
import dev.plinth.checks.syntax.InvalidStageName;
import dev.plinth.checks.syntax.ShellSyntaxError;
import dev.plinth.checks.syntax.SyntaxError;
import dev.plinth.checks.syntax.UnknownInstruction;
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
          new SinglePlatformDigest(),
          new TagDigestMismatch(),
          // stage
          new AsCase(),
          new CircularStages(),
          new ConstantPlatform(),
          new CopyFromEmptyStage(),
          new CopyFromItself(),
          new CopyWholeFilesystem(),
          new DuplicateStageName(),
          new RedundantTargetPlatform(),
          new ReservedStageName(),
          new StageNameCase(),
          new UndefinedArgInFrom(),
          new UnknownStage(),
          new UnusedStage(),
          new VariableInFromFlag(),
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
          // packages
          new AddAptRepository(),
          new ApkCacheKept(),
          new AptInScript(),
          new AptKey(),
          new AptListsKept(),
          new CondaCacheKept(),
          new MissingYes(),
          new NodeCacheKept(),
          new NpmInstallWithLock(),
          new PackageSignaturesOff(),
          new PipCacheKept(),
          new RecommendedPackages(),
          new RpmCacheKept(),
          new UnpinnedDependencies(),
          new UpdateAlone(),
          new UpgradeEverything(),
          // run
          new ArchiveKept(),
          new CdForWorkdir(),
          new ConsecutiveRuns(),
          new DownloadToShell(),
          new MissingPipefail(),
          new PlainHttpDownload(),
          new PointlessCommand(),
          new RecursiveOwnership(),
          new RemovedInLaterLayer(),
          new ServiceStartInBuild(),
          new SetuidBit(),
          new ShReplaced(),
          new SystemRemoved(),
          new TlsVerificationOff(),
          new WgetAndCurl(),
          new WgetProgress(),
          // syntax
          new BeforeFirstStage(),
          new EmptyContinuation(),
          new ForbiddenTrigger(),
          new InvalidExpansion(),
          new InvalidFlag(),
          new InvalidMount(),
          new InvalidStageName(),
          new ShellSyntaxError(),
          new SyntaxError(),
          new UnknownInstruction(),
          // instruction
          new AddInsteadOfCopy(),
          new AddWithoutChecksum(),
          new CopiedArchive(),
          new CopyIgnoredFile(),
          new CopySeveralToFile(),
          new EnvSelfReference(),
          new HostNetworkRun(),
          new InsecureRun(),
          new InvalidPort(),
          new KeywordCase(),
          new LegacyKeyValue(),
          new Maintainer(),
          new MalformedArray(),
          new NoHealthcheck(),
          new PortMapping(),
          new PortProtocolCase(),
          new RelativeCopyDestination(),
          new RelativeWorkdir(),
          new RepeatedInstruction(),
          new RootOwnedCopy(),
          new ShellFormCommand(),
          new SpaceAroundEquals(),
          new SshPort(),
          new SystemDirectory(),
          new UndeclaredBuildArg(),
          new UndefinedVariable(),
          new UnusedCmd(),
          new WorldWritable(),
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
          new WeakDockerignore());

  /** Those that settings must ask for: {@code standard = false} in their annotation. */
  private static final List<Rule> ON_REQUEST =
      List.of(
          // packages
          new NoCacheMount(),
          new UnpinnedSystemPackages(),
          // syntax
          new InlineSilencing(),
          // instruction
          new DefinitionDescription(),
          // label
          new RequiredLabels(),
          new SuperfluousLabel());

  private static final List<Rule> ALL = joined();

  private static List<Rule> joined() {
    List<Rule> all = new ArrayList<>(STANDARD);
    all.addAll(ON_REQUEST);
    return List.copyOf(all);
  }
}
