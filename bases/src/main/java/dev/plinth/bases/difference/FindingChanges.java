package dev.plinth.bases.difference;

import dev.plinth.bases.difference.FindingChange.Cause;
import dev.plinth.bases.difference.FindingChange.Status;
import dev.plinth.bases.difference.Side.Aside;
import dev.plinth.bases.difference.Side.Installed;
import dev.plinth.findings.Finding;
import dev.plinth.inventory.Distribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which findings came, went and stayed, each with its cause. A finding is the same by any of its
 * names. The cause of one that came or went is looked for in this order:
 *
 * <ol>
 *   <li>the other side has it set aside by an exception, a VEX statement or a flag: that;
 *   <li>the other side lacks its package, or has it in other versions alone: the package. Where the
 *       advisories differ too, they may have a part in it, and nobody can tell without the old
 *       ones;
 *   <li>the same version is on both sides and the advisories differ: the data;
 *   <li>else nothing that is to be seen.
 * </ol>
 */
final class FindingChanges {
  private final Side before;
  private final Side after;
  private final boolean otherData;
  private final Map<String, Set<String>> versionsBefore;
  private final Map<String, Set<String>> versionsAfter;

  private FindingChanges(Side before, Side after) {
    this.before = before;
    this.after = after;
    this.otherData = !Set.copyOf(before.data()).equals(Set.copyOf(after.data()));
    this.versionsBefore = versions(before);
    this.versionsAfter = versions(after);
  }

  /** In the order of the findings given, those that came first. */
  static List<FindingChange> of(Side before, Side after) {
    return new FindingChanges(before, after).changes();
  }

  private List<FindingChange> changes() {
    Map<String, Finding> old = index(before.findings());
    List<FindingChange> changes = new ArrayList<>();
    List<FindingChange> remaining = new ArrayList<>();
    Map<String, Finding> now = index(after.findings());
    Map<String, Aside> asideBefore = asides(before);
    Map<String, Aside> asideAfter = asides(after);
    for (Finding finding : after.findings()) {
      Finding known = find(old, finding);
      if (known != null) {
        remaining.add(
            new FindingChange(Status.REMAINING, null, true, moved(known, finding), finding, known));
      } else {
        changes.add(caused(Status.NEW, finding, find(asideBefore, finding)));
      }
    }
    for (Finding finding : before.findings()) {
      if (find(now, finding) == null) {
        changes.add(caused(Status.FIXED, finding, find(asideAfter, finding)));
      }
    }
    changes.addAll(remaining);
    return changes;
  }

  private FindingChange caused(Status status, Finding finding, @Nullable Aside aside) {
    boolean fresh = status == Status.NEW;
    Finding old = fresh ? null : finding;
    if (aside != null && aside.byPolicy()) {
      String place = aside.place().isEmpty() ? "" : ", by " + aside.place();
      return new FindingChange(
          status,
          Cause.EXCEPTION,
          true,
          (fresh ? "it was set aside before (" : "it is set aside now (")
              + aside.reason()
              + place
              + ")",
          finding,
          old);
    }
    if (finding.kind() == Finding.Kind.END_OF_LIFE) {
      return endOfLife(status, finding, old);
    }
    String key = key(finding);
    Map<String, Set<String>> other = fresh ? versionsBefore : versionsAfter;
    if (key.isEmpty() || (fresh ? before : after).installed() == null) {
      return new FindingChange(
          status,
          otherData ? Cause.DATA : Cause.UNKNOWN,
          false,
          key.isEmpty()
              ? "it is about no package"
              : "the saved report does not list packages, so nobody can tell whether they changed",
          finding,
          old);
    }
    Set<String> versions = other.getOrDefault(key, Set.of());
    String name = finding.subject().name();
    String version = finding.subject().version();
    if (versions.isEmpty()) {
      return byPackage(
          status, finding, name + " " + version + (fresh ? " was added" : " was removed"));
    }
    if (!versions.contains(version)) {
      String others = String.join(", ", versions);
      return byPackage(
          status,
          finding,
          name + " " + (fresh ? others + " \u2192 " + version : version + " \u2192 " + others));
    }
    if (aside != null) {
      return new FindingChange(
          status,
          otherData ? Cause.DATA : Cause.UNKNOWN,
          otherData,
          (fresh ? "before: " : "now: ") + aside.explanation(),
          finding,
          old);
    }
    return otherData
        ? new FindingChange(
            status,
            Cause.DATA,
            true,
            (fresh
                    ? "the advisories of then did not report it of the same version of "
                    : "the advisories of now do not report it of the same version of ")
                + name,
            finding,
            old)
        : new FindingChange(
            status,
            Cause.UNKNOWN,
            false,
            "package, advisories and exceptions are the same; it may lie at another place",
            finding,
            old);
  }

  private FindingChange byPackage(Status status, Finding finding, String what) {
    return new FindingChange(
        status,
        Cause.PACKAGE,
        !otherData,
        otherData ? what + "; the advisories differ too and may have a part in it" : what,
        finding,
        status == Status.NEW ? null : finding);
  }

  private FindingChange endOfLife(Status status, Finding finding, @Nullable Finding old) {
    Distribution one = before.distribution();
    Distribution other = after.distribution();
    boolean same = one.id().equals(other.id()) && one.versionId().equals(other.versionId());
    return new FindingChange(
        status,
        same ? Cause.DATA : Cause.PACKAGE,
        same,
        same
            ? "the same release; what is known of it, or the day, has changed"
            : "the release changed: " + release(one) + " \u2192 " + release(other),
        finding,
        old);
  }

  private static String release(Distribution distribution) {
    return distribution.unknown()
        ? "unknown"
        : (distribution.id() + " " + distribution.versionId()).strip();
  }

  /** What changed about a finding that stayed; empty when nothing did. */
  private static String moved(Finding old, Finding now) {
    List<String> changes = new ArrayList<>();
    if (!old.subject().version().equals(now.subject().version())) {
      changes.add(
          now.subject().name()
              + " "
              + old.subject().version()
              + " \u2192 "
              + now.subject().version()
              + " does not remove it");
    }
    if (old.severity() != now.severity()) {
      changes.add("severity " + old.severity().word() + " \u2192 " + now.severity().word());
    }
    if (!old.fixable() && now.fixable()) {
      changes.add("a fix is known now");
    }
    return String.join("; ", changes);
  }

  private static Map<String, Set<String>> versions(Side side) {
    Map<String, Set<String>> versions = new HashMap<>();
    List<Installed> installed = side.installed();
    if (installed != null) {
      for (Installed each : installed) {
        versions.computeIfAbsent(bare(each.purl()), _ -> new TreeSet<>()).add(each.version());
      }
    }
    return versions;
  }

  private static String key(Finding finding) {
    String purl = finding.subject().purl();
    return purl == null ? "" : bare(purl);
  }

  /**
   * The package URL without version, qualifiers and, for packages of a distribution, its name,
   * which changes with a vendor while the package stays.
   */
  static String bare(String purl) {
    int end = purl.length();
    for (int i = 0; i < purl.length(); i++) {
      char c = purl.charAt(i);
      if (c == '?' || c == '#') {
        end = i;
        break;
      }
    }
    int slash = purl.lastIndexOf('/', end - 1);
    int version = purl.lastIndexOf('@', end - 1);
    String bare = purl.substring(0, version > slash ? version : end);
    boolean distribution =
        bare.startsWith("pkg:deb/") || bare.startsWith("pkg:apk/") || bare.startsWith("pkg:rpm/");
    return distribution ? bare.substring(0, 8) + bare.substring(bare.lastIndexOf('/') + 1) : bare;
  }

  private static Map<String, Finding> index(List<Finding> findings) {
    Map<String, Finding> index = new HashMap<>();
    for (Finding finding : findings) {
      for (String fingerprint : finding.fingerprints()) {
        index.putIfAbsent(fingerprint, finding);
      }
    }
    return index;
  }

  private static Map<String, Aside> asides(Side side) {
    Map<String, Aside> index = new HashMap<>();
    for (Aside aside : side.setAside()) {
      for (String fingerprint : aside.finding().fingerprints()) {
        index.putIfAbsent(fingerprint, aside);
      }
    }
    return index;
  }

  private static <T> @Nullable T find(Map<String, T> index, Finding finding) {
    for (String fingerprint : finding.fingerprints()) {
      T found = index.get(fingerprint);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
