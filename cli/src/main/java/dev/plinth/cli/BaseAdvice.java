package dev.plinth.cli;

import dev.plinth.bases.difference.Side;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.remote.RegistryImages;
import dev.plinth.bases.remote.RemoteImage;
import dev.plinth.bases.remote.RemoteImages;
import dev.plinth.bases.tags.Choice;
import dev.plinth.bases.tags.Level;
import dev.plinth.bases.tags.TagChooser;
import dev.plinth.findings.Finding;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.registry.RegistryClient;
import dev.plinth.report.ScanReport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of each finding of the base whether rebuilding removes it: on the newest digest of the same
 * tag, else on a newer tag. What was not looked at is said to be unknown, with the command that
 * tells.
 */
final class BaseAdvice {
  /** So many newer tags are read. */
  private static final int MOST_TAGS = 2;

  private final RemoteImages remote;
  private final ImageEffects effects;
  private final LocalDate today;

  /** What an image of a base has. */
  private record Option(String name, Set<String> findings) {}

  private BaseAdvice(RemoteImages remote, ImageEffects effects, LocalDate today) {
    this.remote = remote;
    this.effects = effects;
    this.today = today;
  }

  /** The report with what rebuilding would remove. */
  static ScanReport on(
      ScanReport report, ImageEffects effects, RegistryOnce registries, LocalDate today) {
    ScanReport.Base base = report.base();
    String why = base == null ? "nothing tells what the image stands on" : "";
    if (base != null && base.name().isEmpty()) {
      why = "nothing tells the name of what the image stands on";
    }
    Platform platform = platform(report.subject());
    if (why.isEmpty() && platform == null) {
      why = "nothing tells which platform the image is for";
    }
    List<Option> options = List.of();
    if (base != null && platform != null && why.isEmpty()) {
      try {
        RemoteImages remote =
            new RegistryImages(new RegistryClient(registries.get(), Limits.defaults()));
        options = new BaseAdvice(remote, effects, today).options(base.name(), platform);
        why = options.isEmpty() ? base.name() + " has nothing for this platform any more" : "";
      } catch (PlinthException e) {
        why = e.because();
      }
    }
    return advised(report, options, SafeText.of(why));
  }

  /** What the image is for; null where nothing tells, as of a root file system or many an SBOM. */
  static @Nullable Platform platform(ScanReport.Subject subject) {
    try {
      return Platform.parse(subject.platform());
    } catch (PlinthException e) {
      return null;
    }
  }

  private List<Option> options(String name, Platform platform) {
    Reference reference = Reference.parse(name).withDefaultTag();
    List<Option> options = new ArrayList<>();
    Set<Digest> seen = new HashSet<>();
    option(reference, reference.tag(), platform, seen, options);
    List<String> all = remote.tags(reference);
    for (Level level : new Level[] {Level.MINOR, Level.SUITE}) {
      ImageName image = ImageName.of(reference.familiarName());
      for (Choice choice : TagChooser.candidates(image, reference.tag(), all, level, today)) {
        if (options.size() > MOST_TAGS
            || option(reference, choice.tag(), platform, seen, options)) {
          break;
        }
      }
    }
    return options;
  }

  private boolean option(
      Reference reference, String tag, Platform platform, Set<Digest> seen, List<Option> options) {
    RemoteImage image = tag.isEmpty() ? null : remote.tag(reference, tag);
    RemoteImage.Member member = image == null ? null : image.on(platform);
    if (member == null || !seen.add(member.digest())) {
      return false;
    }
    Side side = effects.sides().of(ImageEffects.target(reference, member.digest()));
    Set<String> findings = new HashSet<>();
    for (Finding finding : side.findings()) {
      findings.add(key(finding));
    }
    return options.add(new Option(reference.familiarName() + ":" + tag, findings));
  }

  private static String key(Finding finding) {
    return finding.id() + ' ' + finding.subject().name();
  }

  private static ScanReport advised(ScanReport report, List<Option> options, String why) {
    List<Finding> findings = new ArrayList<>();
    int[] removed = new int[options.size()];
    int ofBase = 0;
    for (Finding finding : report.findings()) {
      boolean base =
          finding.owner() == Finding.Owner.BASE && finding.kind() == Finding.Kind.VULNERABILITY;
      if (!base) {
        findings.add(finding);
        continue;
      }
      ofBase++;
      List<String> evidence = new ArrayList<>(finding.evidence());
      evidence.add(advice(finding, options, why));
      findings.add(finding.with(finding.locations(), evidence));
      for (int i = 0; i < removed.length; i++) {
        removed[i] += options.get(i).findings.contains(key(finding)) ? 0 : 1;
      }
    }
    List<ScanReport.Notice> notices = new ArrayList<>(report.notices());
    if (ofBase > 0 && options.isEmpty()) {
      notices.add(
          new ScanReport.Notice(
              true, "base-advice-unknown", "whether a newer base helps is not known: " + why, ""));
    }
    for (int i = 0; i < removed.length && ofBase > 0; i++) {
      String text =
          (i == 0 ? "rebuilding on today's " : "rebuilding on ")
              + options.get(i).name
              + " removes "
              + removed[i]
              + " of the base's "
              + ofBase
              + (ofBase == 1 ? " vulnerability" : " vulnerabilities");
      notices.add(new ScanReport.Notice(false, "base-advice", text, ""));
    }
    return new ScanReport(
        report.tool(),
        report.subject(),
        report.inventory(),
        findings,
        report.setAside(),
        report.uncovered(),
        report.sources(),
        report.starterOnly(),
        report.base(),
        report.baseline(),
        notices,
        report.verdict());
  }

  private static String advice(Finding finding, List<Option> options, String why) {
    if (options.isEmpty()) {
      return "whether a newer base removes it is not known: "
          + why
          + "; plinth outdated tells more";
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      Option option = options.get(i);
      names.add(option.name);
      if (!option.findings.contains(key(finding))) {
        return i == 0
            ? "rebuilding on today's " + option.name + " removes it"
            : "today's " + options.getFirst().name + " still has it, " + option.name + " does not";
      }
    }
    return "it is still in " + String.join(", ", names);
  }
}
