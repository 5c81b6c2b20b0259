package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * pip's requirements files (pip.pypa.io, Requirements File Format): {@code requirements*.txt},
 * {@code *requirements.txt}, every {@code .txt} in a folder {@code requirements}, and what these
 * include.
 *
 * <pre>
 * line        = requirement | option, "#" comment; a "\" at its end joins the next
 * requirement = name [ "[" extras "]" ] [ specifiers | "@" address ] [ ";" marker ] { "--hash=" … }
 * option      = "-r" file | "-c" file | "-e" … | "--…"
 * </pre>
 *
 * Only {@code ==} and {@code ===} with a whole version say what is installed, here or in a
 * constraints file ({@code -c}). All else is told as not known: what pip would choose today is a
 * guess.
 */
final class RequirementsFile implements LockFileReader {
  private static final int MAX_CONSTRAINTS = 100;

  @Override
  public boolean reads(TreePath path) {
    String name = path.name().toLowerCase(Locale.ROOT);
    return name.endsWith(".txt")
        && (name.startsWith("requirements")
            || name.endsWith("requirements.txt")
            || path.folderName().equals("requirements"));
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    List<Line> lines = lines(file.text());
    Map<String, String> constraints = new HashMap<>();
    constraints(file, lines, constraints, new HashSet<>(), sink);
    List<String> open = new ArrayList<>();
    int addresses = 0;
    for (Line line : lines) {
      String text = line.text;
      String included = option(text, "-r", "--requirement");
      if (included != null) {
        include(file, line, included, sink);
      } else if (option(text, "-e", "--editable") != null || text.startsWith("-")) {
        // the project's own folder, or a setting
      } else {
        Requirement requirement = Requirement.of(text);
        if (requirement == null) {
          addresses++;
        } else if (!requirement.local) {
          String version = requirement.version;
          if (version.isEmpty() && !requirement.elsewhere) {
            version = constraints.getOrDefault(normal(requirement.name), "");
          }
          if (version.isEmpty()) {
            open.add(requirement.name);
          } else {
            sink.add(pinned(requirement.name, version, line, text));
          }
        }
      }
    }
    if (!open.isEmpty()) {
      sink.problem(
          Words.count(open.size(), "requirement has", "requirements have")
              + " no exact version (==), so what gets installed is not known: "
              + Words.some(open));
    }
    if (addresses > 0) {
      sink.problem(
          Words.count(addresses, "line names", "lines name")
              + " an address or a path instead of a package and its version");
    }
  }

  private static LockedPackage pinned(String name, String version, Line line, String text) {
    LockedPackage made = LockedPackage.of("pypi", name, version, line.number);
    int hash = text.indexOf("--hash=");
    // With several, it is not known which file is installed.
    if (hash < 0 || text.indexOf("--hash=", hash + 1) > 0) {
      return made;
    }
    String[] parts = text.substring(hash + 7).strip().split("[:\\s]", 3);
    return parts.length < 2 ? made : made.hash(parts[0], parts[1]);
  }

  private void include(LockFile file, Line line, String written, LockSink sink) {
    TreePath path = file.path().resolve(written);
    if (path == null || !file.tree().has(path)) {
      sink.problem(outside(line, path));
    } else {
      sink.alsoRead(path, this);
    }
  }

  private static String outside(Line line, @Nullable TreePath path) {
    return "line "
        + line.number
        + " includes a file "
        + (path == null ? "outside of the source tree" : "that is not there")
        + ", which is not read";
  }

  /** The versions that constraints files fix, by normalised name. */
  private void constraints(
      LockFile file,
      List<Line> lines,
      Map<String, String> versions,
      Set<TreePath> seen,
      LockSink sink)
      throws IOException {
    for (Line line : lines) {
      String written = option(line.text, "-c", "--constraint");
      if (written == null) {
        continue;
      }
      TreePath path = file.path().resolve(written);
      LockFile inner = path == null ? null : file.tree().file(path);
      if (path == null || inner == null) {
        sink.problem(outside(line, path));
      } else if (seen.add(path) && seen.size() <= MAX_CONSTRAINTS) {
        List<Line> theirs = lines(inner.text());
        for (Line each : theirs) {
          Requirement requirement = Requirement.of(each.text);
          if (requirement != null && !requirement.version.isEmpty()) {
            versions.putIfAbsent(normal(requirement.name), requirement.version);
          }
        }
        constraints(inner, theirs, versions, seen, sink);
      }
    }
  }

  private static String normal(String name) {
    return PyProject.normal(name);
  }

  /** A line with those it is continued on, without its comment. */
  private record Line(String text, int number) {}

  private static List<Line> lines(String text) {
    List<Line> lines = new ArrayList<>();
    StringBuilder joined = new StringBuilder();
    int number = 0;
    int first = 0;
    for (String raw : (Iterable<String>) text.lines()::iterator) {
      number++;
      first = joined.isEmpty() ? number : first;
      boolean comment = raw.stripLeading().startsWith("#");
      if (raw.endsWith("\\") && !comment) {
        joined.append(raw, 0, raw.length() - 1).append(' ');
        continue;
      }
      String whole = withoutComment(joined.append(raw).toString()).strip();
      joined.setLength(0);
      if (!whole.isEmpty()) {
        lines.add(new Line(whole, first));
      }
    }
    String rest = withoutComment(joined.toString()).strip();
    if (!rest.isEmpty()) {
      lines.add(new Line(rest, first));
    }
    return lines;
  }

  private static String withoutComment(String line) {
    for (int i = line.indexOf('#'); i >= 0; i = line.indexOf('#', i + 1)) {
      if (i == 0 || Character.isWhitespace(line.charAt(i - 1))) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  /** What follows that option; null when the line has another. */
  private static @Nullable String option(String line, String brief, String full) {
    String rest =
        line.startsWith(full)
            ? line.substring(full.length())
            : line.startsWith(brief) && !line.startsWith("--") ? line.substring(2) : null;
    if (rest == null) {
      return null;
    }
    String value = rest.strip();
    value = value.startsWith("=") ? value.substring(1).strip() : value;
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
