package dev.plinth.advisories.feed;

import com.fasterxml.jackson.core.JsonToken;
import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.store.AdvisoryRecord;
import dev.plinth.advisories.store.AdvisoryRecord.Statement;
import dev.plinth.foundation.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The security database of Alpine and the distributions that use apk, one document for each
 * repository of a branch, which replaces the one before: Alpine's {@code
 * secdb.alpinelinux.org/v3.20/main.json}, Wolfi's {@code packages.wolfi.dev/os/security.json},
 * Chainguard's {@code packages.cgr.dev/chainguard/security.json}, MinimOS's.
 *
 * <pre>
 * document := { "apkurl", "archs", "reponame", "urlprefix", "distroversion"?,
 *               "packages": [ { "pkg": { "name", "secfixes": { version: [ fix ] | null } } } ] }
 * fix      := name (" " other name)* [" (" remark ")"]
 * </pre>
 *
 * <p>A package is an origin. Version {@code 0} says that it was never affected. A distribution
 * without a {@code distroversion} is told by the host of {@code urlprefix}. Nothing is said of
 * vulnerabilities that are not fixed, nor of severities.
 */
final class SecurityDatabaseReader implements FeedFormat.OfDocuments {
  /** Packages held where the document says only after them whose they are. */
  private static final int MAX_HELD = 50_000;

  private static final int MAX_NAME = 200;
  private static final int MAX_VERSION = 1_000;

  @Override
  public String title() {
    return "Alpine's, Wolfi's and Chainguard's secdb";
  }

  @Override
  public boolean begins(DocumentStart start) {
    if (start.member("packages") instanceof Json.Arr(List<Json> packages) && !packages.isEmpty()) {
      Json first = packages.getFirst().get("pkg");
      return first != null && (first.get("secfixes") != null || packages.size() == 1);
    }
    return start.member("apkurl") != null
        && (start.member("reponame") != null || start.member("urlprefix") != null);
  }

  @Override
  public boolean read(DocumentStart start, InputStream in, FeedLimits limits, RecordSink sink)
      throws IOException, BadRecordException {
    JsonStream.read(in, limits, (json, first) -> new Walk(json, sink).document());
    return true;
  }

  /** One document. */
  private static final class Walk {
    private final JsonStream json;
    private final RecordSink sink;
    private final Map<String, String> head = new LinkedHashMap<>();
    private final List<Json> held = new ArrayList<>();
    private @Nullable Target target;
    private boolean listed;

    Walk(JsonStream json, RecordSink sink) {
      this.json = json;
      this.sink = sink;
    }

    /** Whose packages they are. */
    private record Target(String feed, String ecosystem) {}

    void document() throws IOException, BadRecordException {
      json.members((member, value) -> {
        switch (member) {
          case "packages" -> {
            if (value != JsonToken.START_ARRAY || listed) {
              throw new BadRecordException("its packages are no list, or stand there twice");
            }
            listed = true;
            target = target();
            if (target != null) {
              sink.replace(target.feed());
            }
            json.items(this::item);
          }
          case "reponame", "urlprefix", "distroversion" -> head.put(member, json.text(value));
          default -> json.skip();
        }
      });
      if (!listed) {
        throw new BadRecordException("it has no packages");
      }
      if (target == null) {
        target = target();
        if (target == null) {
          throw new BadRecordException("it does not say of which distribution it is");
        }
        sink.replace(target.feed());
        for (Json each : held) {
          take(each, target);
        }
      }
    }

    private @Nullable Target target() throws BadRecordException {
      String version = head.getOrDefault("distroversion", "");
      String repository = head.getOrDefault("reponame", "");
      String prefix = head.getOrDefault("urlprefix", "");
      if (repository.isEmpty() || (prefix.isEmpty() && version.isEmpty())) {
        return null;
      }
      if (!word(repository) || (!version.isEmpty() && !word(version))) {
        throw new BadRecordException("its reponame or distroversion is none");
      }
      if (!version.isEmpty()) {
        return new Target("alpine-secdb/" + version + "/" + repository, "Alpine:" + version);
      }
      if (prefix.contains("wolfi.dev")) {
        return new Target("wolfi-secdb/" + repository, "Wolfi");
      }
      if (prefix.contains("cgr.dev")) {
        return new Target("chainguard-secdb/" + repository, "Chainguard");
      }
      return prefix.contains("mini.dev")
          ? new Target("minimos-secdb/" + repository, "MinimOS")
          : null;
    }

    private void item(JsonToken value) throws IOException, BadRecordException {
      Json element;
      try {
        element = json.record(value);
      } catch (BadRecordException e) {
        sink.skipped("a package", String.valueOf(e.getMessage()));
        return;
      }
      if (target != null) {
        take(element, target);
      } else if (held.size() < MAX_HELD) {
        held.add(element);
      } else {
        throw new BadRecordException("it says too late of which distribution it is");
      }
    }

    private void take(Json element, Target of) {
      Json described = element.get("pkg");
      String name = described == null ? null : described.text("name");
      if (described == null || name == null || name.isEmpty() || name.length() > MAX_NAME) {
        sink.skipped("a package", "it has no name");
        return;
      }
      Map<List<String>, List<Statement>> byVulnerability = new LinkedHashMap<>();
      for (Map.Entry<String, Json> fixes : described.members("secfixes").entrySet()) {
        String version = fixes.getKey().strip();
        if (version.isEmpty() || version.length() > MAX_VERSION) {
          sink.skipped(name, "one of its versions is none");
        } else if (fixes.getValue() instanceof Json.Arr(List<Json> items)) {
          Statement statement = statement(of.ecosystem(), name, version);
          for (Json item : items) {
            List<String> names = item instanceof Json.Str(String text) ? names(text) : List.of();
            if (names.isEmpty()) {
              sink.skipped(name + " " + version, "one of its fixes names no vulnerability");
            } else {
              byVulnerability.computeIfAbsent(names, any -> new ArrayList<>()).add(statement);
            }
          }
        }
      }
      byVulnerability.forEach(
          (names, statements) -> sink.advisory(record(of.feed(), names, statements)));
    }
  }

  private static Statement statement(String ecosystem, String name, String version) {
    boolean never = version.equals("0");
    return new Statement(
        ecosystem,
        name,
        never ? List.of() : List.of(new Interval(Interval.Kind.ECOSYSTEM, "0", version, "")),
        List.of(),
        never ? Status.NOT_AFFECTED : Status.AFFECTED,
        false,
        "",
        List.of());
  }

  private static AdvisoryRecord record(
      String feed, List<String> names, List<Statement> statements) {
    return new AdvisoryRecord(
        new Advisory(
            names.getFirst(),
            names.subList(1, names.size()),
            List.of(),
            feed,
            "",
            "",
            null,
            "",
            List.of(),
            "",
            List.of()),
        "",
        statements);
  }

  /** The names in a fix, the first one its own; remarks in parentheses left out. */
  static List<String> names(String fix) {
    List<String> names = new ArrayList<>();
    boolean remark = false;
    for (String word : fix.strip().split("\\s+", 50)) {
      String part = word.endsWith(",") ? word.substring(0, word.length() - 1) : word;
      remark |= part.startsWith("(");
      if (!remark && name(part) && !names.contains(part)) {
        names.add(part);
      }
      remark &= !part.endsWith(")");
    }
    return names;
  }

  /** A word with letters and digits: {@code CVE-2020-1}, {@code XSA-212}, {@code VSV00001}. */
  private static boolean name(String text) {
    boolean digit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digit |= c >= '0' && c <= '9';
      if (!Character.isLetterOrDigit(c) && (i == 0 || "-_.:".indexOf(c) < 0)) {
        return false;
      }
    }
    return digit && text.length() <= MAX_NAME && Character.isLetter(text.charAt(0));
  }

  private static boolean word(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 40;
  }
}
