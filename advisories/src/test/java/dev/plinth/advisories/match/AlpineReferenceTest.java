package dev.plinth.advisories.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.match.Given.Source;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.inventory.Package;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A real package database of Alpine edge against Alpine's own list of fixes. */
class AlpineReferenceTest {
  @Test
  void edge() throws IOException {
    Path data = Path.of(System.getProperty("plinth.root", ".."), "../shared/data");
    Path installed = data.resolve("alpine/edge/installed");
    Assumptions.assumeTrue(Files.exists(installed), "optional reference data is absent");
    Source source = secfixes(data.resolve("advisories/alpine-edge-secfixes.json"));
    MatchResult result =
        Matcher.match(
            Given.inventory(
                Given.distribution("alpine", "edge"), packages(installed).toArray(new Package[0])),
            source);

    // Counted by hand from the list: busybox 1.36.1-r32 lacks the fixes of 1.37.0-r24 and -r27;
    // openssl 3.3.2-r1 those of eight later versions, 41 in all; zlib 1.3.1-r2 the two of 1.3.2-r0,
    // of which the list also calls one "never affected"; musl 1.2.5-r3 those of 1.2.5-r10, 1.2.6-r1
    // and -r2.
    Map<String, Integer> counts = new TreeMap<>();
    result.findings().forEach(f -> counts.merge(f.subject().name(), 1, Integer::sum));
    assertThat(counts)
        .containsOnly(
            Map.entry("busybox", 2),
            Map.entry("busybox-binsh", 2),
            Map.entry("ssl_client", 2),
            Map.entry("libcrypto3", 41),
            Map.entry("libssl3", 41),
            Map.entry("zlib", 1),
            Map.entry("musl", 3),
            Map.entry("musl-utils", 3));
    assertThat(result.setAside())
        .extracting(aside -> aside.finding().id() + " " + aside.reason())
        .containsExactly("CVE-2026-22184 not-affected");
    assertThat(result.uncovered()).isEmpty();
  }

  private static List<Package> packages(Path installed) throws IOException {
    List<Package> packages = new ArrayList<>();
    Map<Character, String> fields = new TreeMap<>();
    for (String line : Files.readAllLines(installed)) {
      if (line.isEmpty()) {
        packages.add(Given.apk(fields.get('P'), fields.get('V'), fields.get('o')));
        fields.clear();
      } else if ("PVo".indexOf(line.charAt(0)) >= 0 && line.charAt(1) == ':') {
        fields.putIfAbsent(line.charAt(0), line.substring(2));
      }
    }
    return packages;
  }

  private static Source secfixes(Path file) throws IOException {
    Source source = new Source();
    if (!(JsonReader.read(Files.readAllBytes(file))
        instanceof Json.Obj(Map<String, Json> origins))) {
      throw new IllegalStateException("not an object");
    }
    origins.forEach((path, fixes) ->
        ((Json.Obj) fixes)
            .members()
            .forEach((version, ids) -> {
              for (Json id : ((Json.Arr) ids).items()) {
                source.add(
                    Given.row(
                        Given.advisory(((Json.Str) id).value()),
                        "Alpine:edge",
                        path.substring(path.indexOf('/') + 1),
                        Given.fixed("0", version)));
              }
            }));
    return source;
  }
}
