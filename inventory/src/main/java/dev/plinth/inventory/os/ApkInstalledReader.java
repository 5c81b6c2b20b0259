package dev.plinth.inventory.os;

import dev.plinth.foundation.SafeText;
import dev.plinth.inventory.catalog.Fact;
import dev.plinth.inventory.catalog.FactSink;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads apk's database of installed packages, paragraph by paragraph as the bytes pass: apk(5),
 * apk-tools' {@code doc/apk-installed.5}.
 *
 * <pre>
 * file      := { paragraph | blank-line }
 * paragraph := line { line }
 * line      := letter ":" value LF
 * P name   V version   A architecture   o origin   L licence   m maintainer
 * F folder, without a leading slash     R file of the last F
 * </pre>
 */
final class ApkInstalledReader extends LineConsumer {
  private static final int MAX_LINE = 64 << 10;
  private static final int MAX_PACKAGES = 200_000;

  private final FactSink sink;
  private final ProblemLog problems;
  private final OwnedPaths paths;
  private String name = "";
  private String version = "";
  private String architecture = "";
  private String origin = "";
  private String license = "";
  private String maintainer = "";
  private @Nullable String folder = "";
  private boolean inParagraph;
  private long paragraphLine;
  private int packages;

  ApkInstalledReader(FactSink sink) {
    super(MAX_LINE);
    this.sink = sink;
    this.problems = new ProblemLog(sink);
    this.paths = new OwnedPaths(problems);
  }

  @Override
  boolean line(byte[] bytes, int offset, int length, boolean cut) {
    if (length == 0) {
      return endParagraph();
    }
    if (length < 2 || bytes[offset + 1] != ':') {
      problems.add("line " + number() + " is no field of a package");
      return true;
    }
    byte letter = bytes[offset];
    if (letter == 'P' && !name.isEmpty()) {
      problems.add("line " + number() + " begins a package without a blank line before it");
      if (!endParagraph()) {
        return false;
      }
    }
    if (!inParagraph) {
      inParagraph = true;
      paragraphLine = number();
    }
    int start = offset + 2;
    int size = length - 2;
    switch (letter) {
      case 'P' -> name = text(bytes, start, size, cut);
      case 'V' -> version = text(bytes, start, size, cut);
      case 'A' -> architecture = text(bytes, start, size, cut);
      case 'o' -> origin = text(bytes, start, size, cut);
      case 'L' -> license = text(bytes, start, size, cut);
      case 'm' -> maintainer = text(bytes, start, size, cut);
      case 'F' -> folder = PathText.of(bytes, start, size);
      case 'R' -> file(bytes, start, size);
      default -> {
        // Checksums, sizes, dependencies, scripts: nothing that is asked for.
      }
    }
    return true;
  }

  private String text(byte[] bytes, int offset, int length, boolean cut) {
    if (cut) {
      problems.add("line " + number() + " is longer than " + MAX_LINE + " bytes");
    }
    return FieldText.of(bytes, offset, length);
  }

  private void file(byte[] bytes, int offset, int length) {
    if (!paths.open()) {
      return;
    }
    String parent = folder;
    String file = PathText.of(bytes, offset, length);
    if (parent == null || file == null || parent.length() + file.length() >= PathText.MAX_LENGTH) {
      paths.add(null);
    } else {
      paths.add(parent.isEmpty() || file.isEmpty() ? file : parent + "/" + file);
    }
  }

  private boolean endParagraph() {
    boolean more = true;
    if (inParagraph) {
      more = report(paths.take());
      name = "";
      version = "";
      architecture = "";
      origin = "";
      license = "";
      maintainer = "";
      folder = "";
      inParagraph = false;
    }
    return more;
  }

  private boolean report(List<String> owned) {
    if (!FieldText.word(name)
        || !FieldText.word(version)
        || !(architecture.isEmpty() || FieldText.word(architecture))) {
      String shown = name.length() <= 100 ? name : name.substring(0, 100) + "…";
      problems.add(
          "the package "
              + SafeText.of(shown)
              + " at line "
              + paragraphLine
              + " lacks a name or version, or has an impossible one");
      return true;
    }
    if (++packages > MAX_PACKAGES) {
      problems.add("there are more than " + MAX_PACKAGES + " packages; the rest is not read");
      return false;
    }
    sink.add(
        new Fact.PackageFact(
            "apk",
            "",
            name,
            version,
            architecture,
            FieldText.word(origin) ? origin : name,
            version,
            license.isEmpty() ? List.of() : List.of(license),
            maintainer.isEmpty() ? Map.of() : Map.of("maintainer", maintainer)));
    if (!owned.isEmpty()) {
      sink.add(new Fact.OwnedFilesFact(name, architecture, owned));
    }
    return true;
  }

  @Override
  void done() {
    endParagraph();
    problems.end();
  }
}
