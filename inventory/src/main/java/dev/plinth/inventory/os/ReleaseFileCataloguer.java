package dev.plinth.inventory.os;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.Fact;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The distribution by the files older than os-release, for images that lack it: {@code
 * debian_version}, {@code alpine-release}, {@code redhat-release} and its kin, {@code lsb-release},
 * all in {@code etc}. Their facts carry the path under {@link Fact.ReleaseFact#RELEASE_FILE}, and
 * the values under os-release's names: ID, VERSION_ID, VERSION_CODENAME, PRETTY_NAME; and {@code
 * DEBIAN_VERSION_FULL} (12.5), which helps beside an os-release too.
 */
public final class ReleaseFileCataloguer implements Cataloguer {
  private static final int MAX_SIZE = 4 << 10;

  @Override
  public String id() {
    return "release-file";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
    String path = entry.path();
    if (!path.startsWith("etc/") || entry.type() != EntryType.FILE) {
      return null;
    }
    return switch (path) {
      case "etc/debian_version",
          "etc/alpine-release",
          "etc/redhat-release",
          "etc/centos-release",
          "etc/system-release",
          "etc/lsb-release" ->
          new WholeFile(MAX_SIZE) {
            @Override
            void content(byte[] content, boolean cut) {
              if (cut) {
                sink.problem(
                    "the file is longer than " + MAX_SIZE + " bytes; the rest is not read");
              }
              read(path, new String(content, StandardCharsets.UTF_8), sink);
            }
          };
      default -> null;
    };
  }

  private static void read(String path, String content, FactSink sink) {
    int newline = content.indexOf('\n');
    String first = (newline < 0 ? content : content.substring(0, newline)).strip();
    Map<String, String> values = new LinkedHashMap<>();
    switch (path) {
      case "etc/debian_version" -> debian(first, values);
      case "etc/alpine-release" -> alpine(first, values);
      case "etc/lsb-release" -> lsb(content, values, sink);
      default -> redHat(first, values);
    }
    if (values.isEmpty()) {
      if (!first.isEmpty()) {
        sink.problem("the file names no release in a way that is known");
      }
      return;
    }
    values.put(Fact.ReleaseFact.RELEASE_FILE, path);
    sink.add(new Fact.ReleaseFact(values));
  }

  /** {@code 12.5}; {@code trixie/sid} for testing and unstable. */
  private static void debian(String line, Map<String, String> values) {
    int slash = line.indexOf('/');
    if (startsWithDigit(line)) {
      int dot = line.indexOf('.');
      values.put("VERSION_ID", dot < 0 ? line : line.substring(0, dot));
      values.put("DEBIAN_VERSION_FULL", line);
    } else if (slash > 0) {
      values.put("VERSION_CODENAME", line.substring(0, slash));
    } else {
      return;
    }
    values.put("ID", "debian");
    values.put("PRETTY_NAME", "Debian GNU/Linux " + line);
  }

  /** {@code 3.20.3}, {@code 3.21.0_alpha20240807} for edge. */
  private static void alpine(String line, Map<String, String> values) {
    if (startsWithDigit(line)) {
      values.put("ID", "alpine");
      values.put("VERSION_ID", line);
      values.put("PRETTY_NAME", "Alpine Linux " + line);
    }
  }

  private static void lsb(String content, Map<String, String> values, FactSink sink) {
    ProblemLog problems = new ProblemLog(sink);
    Map<String, String> read = ShellVariables.read(content, problems);
    problems.end();
    String id = read.getOrDefault("DISTRIB_ID", "");
    if (id.isEmpty()) {
      return;
    }
    values.put("ID", id.toLowerCase(Locale.ROOT));
    copy(read, "DISTRIB_RELEASE", values, "VERSION_ID");
    copy(read, "DISTRIB_CODENAME", values, "VERSION_CODENAME");
    copy(read, "DISTRIB_DESCRIPTION", values, "PRETTY_NAME");
  }

  private static void copy(
      Map<String, String> from, String name, Map<String, String> to, String key) {
    String value = from.getOrDefault(name, "");
    if (!value.isEmpty()) {
      to.put(key, value);
    }
  }

  /** {@code CentOS Linux release 7.9.2009 (Core)}: a name, "release", a version, a codename. */
  private static void redHat(String line, Map<String, String> values) {
    int word = line.indexOf(" release ");
    if (word <= 0) {
      return;
    }
    String id = redHatId(line.substring(0, word).toLowerCase(Locale.ROOT));
    String rest = line.substring(word + " release ".length()).strip();
    int end = rest.indexOf(' ');
    String version = end < 0 ? rest : rest.substring(0, end);
    if (id.isEmpty() || !startsWithDigit(version)) {
      return;
    }
    values.put("ID", id);
    values.put("VERSION_ID", version);
    int open = rest.indexOf('(');
    int close = rest.indexOf(')');
    if (open >= 0 && close > open + 1) {
      values.put("VERSION_CODENAME", rest.substring(open + 1, close));
    }
    values.put("PRETTY_NAME", line);
  }

  /** os-release's ID of the family member that calls itself so. */
  private static String redHatId(String name) {
    if (name.startsWith("red hat enterprise linux")) {
      return "rhel";
    }
    if (name.startsWith("centos")) {
      return "centos";
    }
    if (name.startsWith("fedora")) {
      return "fedora";
    }
    if (name.startsWith("rocky")) {
      return "rocky";
    }
    if (name.startsWith("almalinux")) {
      return "almalinux";
    }
    if (name.startsWith("oracle") || name.startsWith("enterprise linux")) {
      return "ol";
    }
    if (name.startsWith("amazon")) {
      return "amzn";
    }
    if (name.startsWith("scientific")) {
      return "scientific";
    }
    return "";
  }

  private static boolean startsWithDigit(String text) {
    return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
  }
}
