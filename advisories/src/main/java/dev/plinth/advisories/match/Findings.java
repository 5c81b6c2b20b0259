package dev.plinth.advisories.match;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.AdvisorySource.Enrichment;
import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.version.VersionOrder;
import dev.plinth.advisories.version.VersionOrders;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Location;
import dev.plinth.findings.Subject;
import dev.plinth.findings.Vulnerability;
import dev.plinth.findings.Vulnerability.KnownExploited;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Inventory.LayerSummary;
import dev.plinth.inventory.Package;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes findings of groups. */
final class Findings {
  private static final int LONGEST_TITLE = 200;
  private static final int MOST_REFERENCES = 20;

  private final Inventory inventory;
  private final Names names;
  private final Map<String, Enrichment> enrichments;

  Findings(Inventory inventory, Names names, Map<String, Enrichment> enrichments) {
    this.inventory = inventory;
    this.names = names;
    this.enrichments = enrichments;
  }

  /**
   * Worst first: severity, then what can be fixed, known exploitation, probability of exploitation;
   * then package, id and place, so that the order is always the same.
   */
  static final Comparator<Finding> WORST_FIRST = Findings::compare;

  private static int compare(Finding a, Finding b) {
    int order = b.severity().compareTo(a.severity());
    order = order != 0 ? order : Boolean.compare(b.fixable(), a.fixable());
    order = order != 0 ? order : Boolean.compare(exploited(b), exploited(a));
    order = order != 0 ? order : Double.compare(epss(b), epss(a));
    order = order != 0 ? order : a.subject().name().compareTo(b.subject().name());
    order = order != 0 ? order : a.id().compareTo(b.id());
    order = order != 0 ? order : a.subject().version().compareTo(b.subject().version());
    order = order != 0 ? order : text(a.subject().purl()).compareTo(text(b.subject().purl()));
    return order != 0 ? order : text(a.subject().path()).compareTo(text(b.subject().path()));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static boolean exploited(Finding finding) {
    Vulnerability known = finding.vulnerability();
    return known != null && known.knownExploited() != null;
  }

  private static double epss(Finding finding) {
    Vulnerability known = finding.vulnerability();
    return known == null ? -1 : known.epss();
  }

  Finding of(Group group) {
    List<Match> matches = new ArrayList<>(group.telling());
    matches.sort(Findings::chiefFirst);
    Match chief = matches.getFirst();
    String id = group.vulnerability;
    Set<String> aliases = names.namesOf(group.vulnerability);
    List<Enrichment> known = enrichments(aliases);
    aliases.remove(id);
    VersionOrder order = VersionOrders.of(chief.lookup().key().ecosystem());
    String fixed = Ranges.fix(matches, group.rows, chief.lookup().version(), order);
    Ratings.Rating rating = Ratings.rate(matches, known);
    Package installed = group.installed;
    return new Finding(
        id,
        Finding.Kind.VULNERABILITY,
        rating.severity(),
        rating.source(),
        title(id, matches),
        new Subject(
            Lookups.displayName(installed),
            installed.version(),
            installed.purl().isEmpty() ? null : installed.purl(),
            installed.evidence().isEmpty() ? null : installed.evidence().getFirst()),
        List.of(location(installed)),
        Finding.Owner.UNKNOWN,
        Evidence.of(matches, fixed),
        fixed == null ? null : new Fix.Upgrade(Lookups.displayName(installed), fixed),
        references(matches),
        new Vulnerability(
            List.copyOf(aliases),
            rating.score(),
            rating.vector(),
            knownExploited(known),
            epss(known),
            chief.affected().advisory().id(),
            chief.affected().advisory().source(),
            status(matches),
            fixed == null ? "" : FixDate.of(group.rows)));
  }

  /** Imported data before the starter set, advisories of one vulnerability first, then by id. */
  private static int chiefFirst(Match a, Match b) {
    Advisory left = a.affected().advisory();
    Advisory right = b.affected().advisory();
    int order = Boolean.compare(left.source().equals("starter"), right.source().equals("starter"));
    order =
        order != 0
            ? order
            : Boolean.compare(left.upstream().size() > 1, right.upstream().size() > 1);
    order = order != 0 ? order : left.id().compareTo(right.id());
    order = order != 0 ? order : a.affected().ecosystem().compareTo(b.affected().ecosystem());
    return order != 0 ? order : a.affected().name().compareTo(b.affected().name());
  }

  private List<Enrichment> enrichments(Collection<String> ids) {
    List<Enrichment> known = new ArrayList<>();
    for (String id : ids) {
      Enrichment enrichment = enrichments.get(id);
      if (enrichment != null) {
        known.add(enrichment);
      }
    }
    return known;
  }

  private static @Nullable KnownExploited knownExploited(List<Enrichment> known) {
    String added = null;
    boolean ransomware = false;
    for (Enrichment enrichment : known) {
      String day = enrichment.knownExploitedAdded();
      if (day != null) {
        added = added == null || day.compareTo(added) < 0 ? day : added;
        ransomware |= enrichment.ransomware();
      }
    }
    return added == null ? null : new KnownExploited(added, ransomware);
  }

  private static double epss(List<Enrichment> known) {
    double highest = -1;
    for (Enrichment enrichment : known) {
      highest = Math.max(highest, enrichment.epss());
    }
    return highest;
  }

  /** What the vendor says of a fix, where all rows agree that there is none to have. */
  private static String status(List<Match> matches) {
    Status status = Status.AFFECTED;
    for (Match match : matches) {
      Status said = match.affected().status();
      if (said == Status.AFFECTED) {
        return "";
      }
      status = said;
    }
    return status.word();
  }

  private static String title(String id, List<Match> matches) {
    for (Match match : matches) {
      String summary = firstLine(match.affected().advisory().summary());
      if (!summary.isEmpty()) {
        return summary;
      }
    }
    return "Vulnerability known as " + id;
  }

  private static String firstLine(String text) {
    String line = text.strip();
    int end = line.indexOf('\n');
    line = end < 0 ? line : line.substring(0, end).strip();
    return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE - 1) + "…";
  }

  private static List<String> references(List<Match> matches) {
    Set<String> references = new LinkedHashSet<>();
    for (Match match : matches) {
      for (String reference : match.affected().advisory().references()) {
        if (references.size() == MOST_REFERENCES) {
          return List.copyOf(references);
        }
        references.add(reference);
      }
    }
    return List.copyOf(references);
  }

  /** The file that proves the package and, after {@code !/}, the place within an archive. */
  private static String path(Package installed) {
    String file = installed.evidence().isEmpty() ? "" : installed.evidence().getFirst();
    String inner = installed.details().getOrDefault("inner-path", "");
    return file.isEmpty() || inner.isEmpty() ? file : file + "!/" + inner;
  }

  /** The line of a lock file; 0 for what has none. */
  private static int line(Package installed) {
    String line = installed.details().getOrDefault(Package.LINE, "");
    try {
      return line.isEmpty() || installed.evidence().isEmpty() ? 0 : Integer.parseInt(line);
    } catch (NumberFormatException e) {
      return 0; // an SBOM may say anything
    }
  }

  private Location location(Package installed) {
    String path = path(installed);
    int layer = installed.layer();
    int line = line(installed);
    if (line > 0) {
      return Location.InFile.line(path, line);
    }
    if (layer < 0 || layer >= inventory.layers().size()) {
      return new Location.InImage(path, -1, null, null);
    }
    LayerSummary summary = inventory.layers().get(layer);
    return new Location.InImage(
        path,
        layer,
        summary.digest().isEmpty() ? null : summary.digest(),
        summary.createdBy().isEmpty() ? null : summary.createdBy());
  }
}
