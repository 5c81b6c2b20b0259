package dev.plinth.inventory.os;

import dev.plinth.foundation.SafeText;
import dev.plinth.inventory.catalog.Fact;
import dev.plinth.inventory.catalog.FactSink;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads dpkg's status file: paragraphs of deb822(5), paragraph by paragraph as the bytes pass.
 *
 * <pre>
 * file      := { paragraph | blank-line }
 * paragraph := field { field }
 * field     := name ":" value LF { (" " | TAB) value LF }      names in any case
 * Status    := want flag state                                 dpkg(1), PACKAGE STATES
 * Source    := name [ "(" version ")" ]                        name and version of the binary otherwise
 * </pre>
 *
 * <p>A package counts as present unless its state is {@code not-installed} or {@code config-files}:
 * in all the others files of it lie on the disk. A paragraph without Status (a distroless control
 * file) is present. A second {@code Package} field begins a new paragraph.
 */
final class DpkgStatusReader extends LineConsumer {
  private static final int MAX_LINE = 64 << 10;
  private static final int MAX_PACKAGES = 200_000;

  private enum Field {
    PACKAGE("package"),
    STATUS("status"),
    VERSION("version"),
    SOURCE("source"),
    ARCHITECTURE("architecture"),
    MAINTAINER("maintainer"),
    ORIGIN("origin"),
    LICENSE("license");

    private static final Field[] ALL = values();

    private final String lowerCase;

    Field(String lowerCase) {
      this.lowerCase = lowerCase;
    }
  }

  private final FactSink sink;
  private final ProblemLog problems;
  private final String manager;
  private final Map<Field, String> values = new EnumMap<>(Field.class);
  private @Nullable Field current;
  private boolean inParagraph;
  private long paragraphLine;
  private int packages;

  /**
   * @param manager the package manager where it is not dpkg, else empty
   */
  DpkgStatusReader(FactSink sink, String manager) {
    super(MAX_LINE);
    this.sink = sink;
    this.problems = new ProblemLog(sink);
    this.manager = manager;
  }

  @Override
  boolean line(byte[] bytes, int offset, int length, boolean cut) {
    if (length == 0) {
      return endParagraph();
    }
    byte first = bytes[offset];
    if (first == ' ' || first == '\t') {
      continueValue(bytes, offset, length, cut);
      return true;
    }
    if (first == '#') {
      return true;
    }
    int colon = offset;
    int end = offset + length;
    while (colon < end && bytes[colon] != ':') {
      colon++;
    }
    current = null;
    if (colon == end || colon == offset) {
      problems.add("line " + number() + " is no field of a package paragraph");
      return true;
    }
    int nameEnd = colon;
    while (nameEnd > offset && FieldText.blank(bytes[nameEnd - 1])) {
      nameEnd--;
    }
    Field field = field(bytes, offset, nameEnd - offset);
    if (field == Field.PACKAGE && values.containsKey(Field.PACKAGE)) {
      problems.add("line " + number() + " begins a package without a blank line before it");
      if (!endParagraph()) {
        return false;
      }
    }
    if (!inParagraph) {
      inParagraph = true;
      paragraphLine = number();
    }
    if (field == null) {
      return true;
    }
    if (values.containsKey(field)) {
      problems.add("line " + number() + " repeats the field " + field.lowerCase);
      return true;
    }
    if (cut) {
      problems.add("line " + number() + " is longer than " + MAX_LINE + " bytes");
    }
    values.put(field, FieldText.of(bytes, colon + 1, end - colon - 1));
    current = field;
    return true;
  }

  private static @Nullable Field field(byte[] bytes, int offset, int length) {
    for (Field field : Field.ALL) {
      if (FieldText.named(bytes, offset, length, field.lowerCase)) {
        return field;
      }
    }
    return null;
  }

  private void continueValue(byte[] bytes, int offset, int length, boolean cut) {
    Field field = current;
    if (field == null) {
      return;
    }
    String before = values.get(field);
    String more = FieldText.of(bytes, offset, length);
    if (before == null || more.isEmpty()) {
      return;
    }
    if (cut || before.length() + more.length() > MAX_LINE) {
      problems.add("line " + number() + " makes a value longer than " + MAX_LINE + " bytes");
      current = null;
      return;
    }
    values.put(field, before.isEmpty() ? more : before + " " + more);
  }

  private boolean endParagraph() {
    boolean more = true;
    if (inParagraph) {
      more = report();
      values.clear();
      inParagraph = false;
    }
    current = null;
    return more;
  }

  private boolean report() {
    String name = value(Field.PACKAGE);
    if (name.isEmpty()) {
      problems.add("the paragraph at line " + paragraphLine + " names no package");
      return true;
    }
    String state = state(value(Field.STATUS));
    if (state.equals("not-installed") || state.equals("config-files")) {
      return true;
    }
    String version = value(Field.VERSION);
    String architecture = value(Field.ARCHITECTURE);
    if (!FieldText.word(name)
        || !FieldText.word(version)
        || !(architecture.isEmpty() || FieldText.word(architecture))) {
      problems.add(
          "the package "
              + SafeText.of(shortened(name))
              + " at line "
              + paragraphLine
              + (version.isEmpty()
                  ? " has no version"
                  : " has an impossible name, version or architecture"));
      return true;
    }
    if (++packages > MAX_PACKAGES) {
      problems.add("there are more than " + MAX_PACKAGES + " packages; the rest is not read");
      return false;
    }
    String source = value(Field.SOURCE);
    String sourceName = sourceName(source);
    String sourceVersion = sourceVersion(source);
    if (!source.isEmpty() && !FieldText.word(sourceName)) {
      problems.add(
          "the package "
              + SafeText.of(name)
              + " at line "
              + paragraphLine
              + " names its source oddly; its own name is taken instead");
      sourceName = "";
      sourceVersion = "";
    }
    String license = value(Field.LICENSE);
    sink.add(
        new Fact.PackageFact(
            "deb",
            "",
            name,
            version,
            architecture,
            sourceName.isEmpty() ? name : sourceName,
            FieldText.word(sourceVersion) ? sourceVersion : version,
            license.isEmpty() ? List.of() : List.of(license),
            details(state)));
    return true;
  }

  private Map<String, String> details(String state) {
    Map<String, String> details = new LinkedHashMap<>();
    put(details, "maintainer", value(Field.MAINTAINER));
    put(details, "origin", value(Field.ORIGIN));
    put(details, "status", state.equals("installed") ? "" : state);
    put(details, "package-manager", manager);
    return details;
  }

  private static void put(Map<String, String> details, String key, String value) {
    if (!value.isEmpty()) {
      details.put(key, value);
    }
  }

  private String value(Field field) {
    return values.getOrDefault(field, "");
  }

  /** The third word of a Status field; empty when there is none. */
  private static String state(String status) {
    int word = 0;
    int i = 0;
    while (i < status.length()) {
      while (i < status.length() && status.charAt(i) <= ' ') {
        i++;
      }
      int start = i;
      while (i < status.length() && status.charAt(i) > ' ') {
        i++;
      }
      if (++word == 3) {
        return shortened(status.substring(start, i));
      }
    }
    return "";
  }

  private static String sourceName(String source) {
    int end = 0;
    while (end < source.length() && source.charAt(end) > ' ' && source.charAt(end) != '(') {
      end++;
    }
    return source.substring(0, end);
  }

  private static String sourceVersion(String source) {
    int open = source.indexOf('(');
    int close = open < 0 ? -1 : source.indexOf(')', open);
    return close < 0 ? "" : source.substring(open + 1, close).strip();
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  @Override
  void done() {
    endParagraph();
    problems.end();
  }
}
