package dev.plinth.advisories.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changelogs say, in the phrases that Debian's maintainers use. */
class ChangelogFixesTest {
  private static Set<String> fixed(String text) {
    return ChangelogFixes.of(text.lines().toList()).fixed().keySet();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  * Fix CVE-2024-0001",
        "  * Fix CVE-2024-0001: regression in the handling of signals",
        "  * CVE-2024-0001: do not expand scientific notation in helpers",
        "  * CVE-2024-0001: the fix for a bug caused by earlier code (Closes: #1)",
        "  * [SECURITY] CVE-2024-0001: Make XSLoader skip relative paths",
        "  * [edc0243] Fix CVE-2024-0001 in the parser",
        "  * New upstream version 1.2, fixing CVE-2024-0001. It is not affected by others.",
        "  * d/p/CVE-2024-0001.patch: reject sizes that overflow",
        "  * debian/patches/any/cvs-CVE-2024-0001.diff: New patch from upstream to remove support"
            + " for loadable modules (CVE-2024-0001).",
        "  * Remove pydoc getfile feature. (CVE-2024-0001)",
        "  * Disable renegotiation (CVE-2024-0001) (Closes: #555829)",
        "  * drop trusted annotation from bus_open(). This ensures access control (CVE-2024-0001)",
        "  * Revert addition of --set-hostname as a short-term fix for CVE-2024-0001",
        "  - media: Fix use-after-free bugs caused by orphan timer in probe (CVE-2024-0001)",
        "  * Client authentication bypass; the gcrypt backend is not affected"
            + " https://www.example.org/1.txt (CVE-2024-0001, Closes: #1035832)",
        "  * Fix overflow. This vulnerability has been assigned ID CVE-2024-0001.",
        "  * Correct incomplete backport of CVE-2024-0001 fix",
        "  * Fix for CVE-2024-0001 was incomplete, improve patch",
        "  * New upstream release (Closes: CVE-2024-0001)",
        "  * Do not follow symbolic links when mounting. This prevents an escape (CVE-2024-0001,\n"
            + "    GHSA-7hgv-f2j8-xw87)",
        "  * Fix a flaw, CVE 2024-0001",
        "  * The previous line is another's\n\n  * Fixes: cve-2024-0001",
        "  * Unpackaged upstream version 1.0 fixes these, most caused by the same issue:\n"
            + "    CVE-2024-0001",
      })
  void fixes(String text) {
    assertThat(fixed(text)).containsExactly("CVE-2024-0001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  * This version is not affected by CVE-2024-0001.",
        "  * CVE-2024-0001 does not affect this version of MediaWiki.",
        "  * CVE-2024-0001 is not fixed yet",
        "  * CVE-2024-0001: not affected, the code came later",
        "  * While 1.8 is not vulnerable to CVE-2024-0001, urgency is high",
        "  * This upload does not fix CVE-2024-0001, see the bug",
        "  * CVE-2024-0001 is ignored: too intrusive to backport",
        "  * Fix CVE-2024-0001 regression: Better question mark tracking",
        "  * Fix regression introduced in CVE-2024-0001 fix (Closes: #1075853)",
        "  * d/patches/CVE-2024-0001.patch: Fix a regression.",
        "  * d/p/CVE-2024-0001/allow-owners.patch: Relax checks to avoid a regression in ibus.",
        "  * fix-CVE-2024-0001-regression-{1,2}.patch: add new patches from upstream",
        "  * Add follow-up upstream change for CVE-2024-0001: Fix integer overflow",
        "  * Follow up to CVE-2024-0001: the patch contained a defect",
        "  * Fix backport of patch for CVE-2024-0001, which was passing a wrong argument",
        "  * The fix for CVE-2024-0001 was too aggressive and could raise an error",
        "  * can happen after the fix for CVE-2024-0001 in graphite2",
        "  * Drop CVE-2024-0001.patch, applied upstream",
        "  * Drop patches for CVE-2024-0001, merged upstream",
        "  * debian/patches/any/local-CVE-2024-0001.diff: drop, merged upstream.",
        "  * Removed the fix for CVE-2024-0001 due to regression.",
        "  * Drop CVE-2024-0001: upstream",
        "  * Refresh the existing CVE-2024-0001 patch",
        "  * Add Forwarded: not-needed to cve-2024-0001.patch, refreshed",
        "  * Rename CVE-2024-0001.patch to match reality",
        "  * Mention CVE-2024-0001 in previous changelog entry",
        "  * Reference CVE-2024-0001 in previous changelog entry",
        "  * Correct CVE number for CVE-2024-0001 in changelog and patches",
        "  * The CSRF fix previously backported in 4.4.6-4 is now tracked as CVE-2024-0001.",
        "  * CVE-2024-0001 was assigned to the crash fixed in 1.2-3.",
        "  * Security issues already fixed in 5.1.2: CVE-2024-0001.",
        "  * Reject very long dates, similar to CVE-2024-0001",
        "  * Add tests for CVE-2024-0001",
        "  * Backport --bind-fd support as prerequisite for fixing CVE-2024-0001 in flatpak.",
        "  * Lower policykit-1 build-dep since CVE-2024-0001 was fixed in unstable",
        "  * Fix missing-entities-after-CVE-2024-0001-fix.patch: bug triggered by CVE fix",
        "  * Adjust the code (Related: CVE-2024-0001)",
      })
  void onlyMentions(String text) {
    assertThat(fixed(text)).isEmpty();
  }

  @Test
  void listsAreReadWhole() {
    assertThat(
            fixed(
                """
                  * Fix CVE-2024-0001, CVE-2024-0002 and CVE-2024-0003/0004 (Closes: #1)
                  * Backport d/p/CVE-2024-{0005,0006}.patch
                  * New upstream version fixing CVE-2024-0007. This version is not affected by
                    CVE-2024-0008, CVE-2024-0009.
                  * Fix out-of-bounds read in foo(), CVE-2024-0010 (regression of CVE-2024-0011)
                """))
        .containsExactly(
            "CVE-2024-0001",
            "CVE-2024-0002",
            "CVE-2024-0003",
            "CVE-2024-0004",
            "CVE-2024-0005",
            "CVE-2024-0006",
            "CVE-2024-0007",
            "CVE-2024-0010");
  }

  @Test
  void whatIsSaidOfEachIsKept() {
    assertThat(
            ChangelogFixes.of(
                    List.of("  * CVE-2024-0001: Heap overflow in the", "    parser (Closes: #5)"))
                .fixed())
        .containsEntry("CVE-2024-0001", "Heap overflow in the parser");
    assertThat(
            ChangelogFixes.of(
                    List.of(
                        "  - CVE-2024-0001 (\"stale offset\")", "  * Fix a leak (CVE-2024-0002)."))
                .fixed())
        .containsEntry("CVE-2024-0001", "stale offset")
        .containsEntry("CVE-2024-0002", "Fix a leak (CVE-2024-0002).");
  }

  @Test
  void namesWithinADescriptionAreNotFixed() {
    assertThat(fixed("  * CVE-2024-0001: Apply CVE-2021-4189 PASV fix to ftplib.ftpcp()"))
        .containsExactly("CVE-2024-0001");
    assertThat(fixed("  * Fix CVE-2024-0001: leak, CVE-2024-0002: overflow"))
        .containsExactly("CVE-2024-0001", "CVE-2024-0002");
  }

  @Test
  void aFixTakenBackIsToldApart() {
    ChangelogFixes fixes =
        ChangelogFixes.of(
            List.of("  * Removed the fix for CVE-2024-0001 and CVE-2024-0002 due to regression."));
    assertThat(fixes.fixed()).isEmpty();
    assertThat(fixes.undone()).containsExactly("CVE-2024-0001", "CVE-2024-0002");
  }

  @Test
  void hostileTextEndsSoon() {
    StringBuilder text = new StringBuilder("  * not ");
    for (int i = 0; i < 50_000; i++) {
      text.append("a ( fix regress CVE-2024-").append(1000 + i % 9000).append(" and ");
    }
    assertThat(ChangelogFixes.of(List.of(text.toString(), "  * Fix CVE-2023-0001")).fixed())
        .containsKey("CVE-2023-0001");
  }

  /**
   * Facts read by others from changelogs of Debian 12, against the changelogs installed on this
   * machine: those that differ were looked at, and are regressions, dropped patches and the like.
   */
  @Test
  void agreesWithTheReferenceFacts() throws Exception {
    Path reference =
        Path.of(System.getProperty("plinth.root", "."))
            .resolve("../shared/data/debian12/debian12-changelog-fixes.json");
    assumeTrue(Files.exists(reference), "optional reference data is absent");
    Path documentation = Path.of("/usr/share/doc");
    assumeTrue(Files.isDirectory(documentation), "no installed changelogs");
    Set<String> sources = new HashSet<>();
    Json facts = JsonReader.read(Files.readAllBytes(reference));
    if (facts instanceof Json.Arr(List<Json> all)) {
      all.forEach(fact -> sources.add(String.valueOf(fact.text("source"))));
    }
    Set<String> claimed = new HashSet<>();
    Set<String> entries = new HashSet<>();
    try (Stream<Path> folders = Files.list(documentation)) {
      for (Path folder : folders.toList()) {
        for (String file : new String[] {"changelog.Debian.gz", "changelog.gz"}) {
          if (Files.isRegularFile(folder.resolve(file))) {
            read(folder.resolve(file), sources, claimed, entries);
          }
        }
      }
    }
    int known = 0;
    int found = 0;
    if (facts instanceof Json.Arr(List<Json> all)) {
      for (Json fact : all) {
        String entry = fact.text("source") + " " + fact.text("fixed");
        if (fact.text("cve") != null && entries.contains(entry)) {
          known++;
          found += claimed.contains(entry + " " + fact.text("cve")) ? 1 : 0;
        }
      }
    }
    assumeTrue(known >= 500, "too few of the reference's changelogs are installed: " + known);
    assertThat(found / (double) known).as(found + " of " + known).isGreaterThan(0.98);
  }

  private static void read(Path file, Set<String> sources, Set<String> claimed, Set<String> entries)
      throws IOException {
    byte[] text;
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      text = in.readAllBytes();
    }
    String start = new String(text, 0, Math.min(200, text.length), StandardCharsets.UTF_8);
    if (start.indexOf(' ') < 0 || !sources.remove(start.substring(0, start.indexOf(' ')))) {
      return;
    }
    for (Changelog.Entry entry : Changelog.parse(new String(text, StandardCharsets.UTF_8))) {
      String name = entry.source() + " " + entry.version();
      entries.add(name);
      for (String cve : ChangelogFixes.of(entry.lines()).fixed().keySet()) {
        claimed.add(name + " " + cve);
      }
    }
  }
}
