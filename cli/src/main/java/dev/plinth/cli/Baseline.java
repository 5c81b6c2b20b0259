package dev.plinth.cli;

import dev.plinth.advisories.AdvisorySource;
import dev.plinth.advisories.match.Matcher;
import dev.plinth.findings.Finding;
import dev.plinth.inventory.Inventory;
import dev.plinth.policy.baseline.BaselineReport;
import dev.plinth.policy.judge.Before;
import dev.plinth.report.ScanReport;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What findings are compared with: a report that an earlier scan wrote, or another target, which is
 * matched with the same advisories.
 *
 * @param before null where nothing was asked for
 */
record Baseline(@Nullable Before before, List<ScanReport.Notice> notices) {
  private static final int HEAD = 4_096;

  static Baseline of(String text, Reading reading, AdvisorySource source) {
    if (text.isEmpty()) {
      return new Baseline(null, List.of());
    }
    Path file = report(text);
    if (file == null) {
      Set<String> fingerprints = new HashSet<>();
      Inventory inventory = Contents.read(text, reading).inventory();
      for (Finding finding :
          Matcher.match(inventory, source, reading.includeDevelopment()).findings()) {
        fingerprints.addAll(finding.fingerprints());
      }
      return new Baseline(new Before(text, fingerprints), List.of());
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      BaselineReport report = BaselineReport.read(text, in);
      return new Baseline(
          new Before(text, report.fingerprints()),
          report.complete()
              ? List.of()
              : List.of(
                  new ScanReport.Notice(
                      true,
                      "baseline-incomplete",
                      "that scan could not read everything, so what is new may have been there",
                      text)));
    } catch (IOException e) {
      throw CliErrors.input(file, e);
    }
  }

  /** The file, when it looks like JSON but like no SBOM; else null. */
  static @Nullable Path report(String text) {
    Path file = Path.of(text);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
      boolean json = head.stripLeading().startsWith("{");
      boolean sbom = head.contains("\"bomFormat\"") || head.contains("\"spdxVersion\"");
      return json && !sbom ? file : null;
    } catch (IOException e) {
      throw CliErrors.input(file, e);
    }
  }
}
