package dev.plinth.report;

import dev.plinth.foundation.ByteSize;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory.LayerSummary;
import dev.plinth.inventory.Package;
import dev.plinth.report.text.Style;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** What was scanned, in a few lines. */
final class TableHeader {
  private static final int LABEL = 2;
  private static final int VALUE = 14;
  private static final int SHORT_DIGEST = 12;

  private final Page page;
  private final ScanReport report;

  TableHeader(Page page, ScanReport report) {
    this.page = page;
    this.report = report;
  }

  void print() throws IOException {
    ScanReport.Subject subject = report.subject();
    String name = subject.name().isEmpty() ? subject.target() : subject.name();
    page.blank();
    page.line(0).add(name, Style.STRONG).end();
    StringJoiner form = new StringJoiner(" \u00b7 ");
    for (String part : new String[] {subject.platform(), subject.form(), created(subject)}) {
      if (!part.isEmpty()) {
        form.add(part);
      }
    }
    boolean source = subject.form().equals("src");
    row(source ? "source" : "image", source ? "the lock files of a source tree" : form.toString());
    if (page.context().details()) {
      row("digest", subject.manifestDigest());
      row("id", subject.configDigest());
      row("target", subject.target());
    } else {
      row("digest", shortened(subject.manifestDigest()));
    }
    row("system", source ? "" : system(report.inventory().distribution()));
    row("packages", packages(report.inventory().packages()));
    row("layers", layers(report.inventory().layers()));
    base();
    row("advisories", sources());
    if (!subject.platformNote().isEmpty()) {
      page.line(LABEL).hang(LABEL + 2).add("! ", Style.CAUTION).add(subject.platformNote()).end();
    }
    page.blank();
  }

  private void base() throws IOException {
    ScanReport.Base base = report.base();
    if (base == null) {
      return;
    }
    base("stands on", base);
    page.line(VALUE).hang(VALUE).add(base.explanation(), Style.QUIET).end();
    if (page.context().details() && !base.name().isEmpty() && !base.digest().isEmpty()) {
      page.line(VALUE).hang(VALUE).add(base.digest(), Style.QUIET).end();
    }
    for (ScanReport.Base other : base.others()) {
      base("and on", other);
      if (page.context().details()) {
        page.line(VALUE).hang(VALUE).add(other.explanation(), Style.QUIET).end();
      }
    }
  }

  private void base(String label, ScanReport.Base base) throws IOException {
    Line line = page.line(LABEL).hang(VALUE).add(label, Style.QUIET).at(VALUE);
    String digest = page.context().details() ? base.digest() : shortened(base.digest());
    String name = base.name().isEmpty() ? digest : base.name();
    String part =
        base.layers() < 0
            ? ""
            : "the lowest "
                + base.layers()
                + " of "
                + Numbers.of(report.inventory().layers().size(), "layer");
    if (name.isEmpty()) {
      // Where nobody says by which name, the layers alone are what it stands on.
      line.add(part.isEmpty() ? "a base without a name" : part, Style.STRONG);
    } else {
      line.add(name, Style.STRONG);
    }
    line.add(" (" + base.certainty() + ")", Style.QUIET);
    if (!name.isEmpty() && !part.isEmpty()) {
      line.add(", " + part);
    }
    line.end();
  }

  private void row(String label, String value) throws IOException {
    if (!value.isEmpty()) {
      page.line(LABEL).hang(VALUE).add(label, Style.QUIET).at(VALUE).add(value).end();
    }
  }

  /** The day alone: the rest is noise to a person. */
  private static String created(ScanReport.Subject subject) {
    return subject.created().isEmpty() ? "" : "created " + day(subject.created());
  }

  private static String day(String time) {
    int end = time.indexOf('T');
    return end > 0 ? time.substring(0, end) : time;
  }

  private static String shortened(String digest) {
    int hex = digest.indexOf(':') + 1;
    return digest.length() <= hex + SHORT_DIGEST ? digest : digest.substring(0, hex + SHORT_DIGEST);
  }

  private static String system(Distribution distribution) {
    if (!distribution.prettyName().isEmpty()) {
      return distribution.prettyName();
    }
    if (distribution.unknown()) {
      return "no distribution recognised";
    }
    return (distribution.id() + " " + distribution.versionId()).strip();
  }

  private static String packages(List<Package> packages) {
    if (packages.isEmpty()) {
      return "none found";
    }
    // Debian's npm alone brings over a thousand npm packages: those are Debian's, and counted
    // apart.
    List<Package> own = new ArrayList<>(packages.size());
    int development = 0;
    for (Package installed : packages) {
      if (installed.developmentOnly()) {
        development++;
      } else if (installed.ownedBy() == null) {
        own.add(installed);
      }
    }
    int within = packages.size() - own.size() - development;
    String rest =
        (within == 0 ? "" : "; " + Numbers.grouped(within) + " more within the distribution's")
            + (development == 0
                ? ""
                : "; " + Numbers.grouped(development) + " more for development only");
    if (own.isEmpty()) {
      return rest.isEmpty() ? "none" : "none that ships" + rest;
    }
    List<String> kinds = new ArrayList<>();
    List<Map.Entry<String, Integer>> counts = new ArrayList<>(countByType(own).entrySet());
    counts.sort((a, b) -> Integer.compare(b.getValue(), a.getValue()));
    for (Map.Entry<String, Integer> count : counts) {
      kinds.add(Numbers.grouped(count.getValue()) + " " + count.getKey());
    }
    return kinds.size() == 1
        ? kinds.getFirst() + rest
        : Numbers.grouped(own.size()) + ": " + String.join(", ", kinds) + rest;
  }

  /** How many packages there are of each purl type, by type. */
  static Map<String, Integer> countByType(List<Package> packages) {
    Map<String, Integer> counts = new TreeMap<>();
    String type = "";
    int run = 0;
    // Packages of a type stand together.
    for (Package installed : packages) {
      if (run > 0 && !installed.type().equals(type)) {
        counts.merge(type, run, Integer::sum);
        run = 0;
      }
      type = installed.type();
      run++;
    }
    if (run > 0) {
      counts.merge(type, run, Integer::sum);
    }
    return counts;
  }

  private static String layers(List<LayerSummary> layers) {
    if (layers.isEmpty()) {
      return "";
    }
    long stored = 0;
    long unpacked = 0;
    boolean known = true;
    for (LayerSummary layer : layers) {
      known &= layer.storedSize() >= 0;
      stored += Math.max(0, layer.storedSize());
      unpacked += layer.unpackedSize();
    }
    String sizes = ByteSize.of(unpacked) + (known ? " unpacked" : "");
    return layers.size() + (known ? ", " + ByteSize.of(stored) + " stored" : "") + ", " + sizes;
  }

  private String sources() {
    StringJoiner text = new StringJoiner(", ");
    for (ScanReport.Source source : report.sources()) {
      text.add(
          source.name()
              + " "
              + Numbers.grouped(source.records())
              + (source.asOf().isEmpty() ? "" : " (" + day(source.asOf()) + ")"));
    }
    return report.sources().isEmpty() ? "none" : text.toString();
  }
}
