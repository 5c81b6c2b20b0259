package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bundler's {@code Gemfile.lock} and {@code gems.locked}.
 *
 * <pre>
 * GEM | GIT | PATH | PLUGIN SOURCE      sections, their members two blanks further in
 *   remote: …
 *   specs:
 *     name (version[-platform])         what is installed
 *       name (requirement)              what it needs
 * CHECKSUMS
 *   name (version[-platform]) sha256=…
 * </pre>
 *
 * What {@code PATH} has is the project's own. Groups are not told.
 */
final class GemfileLock implements LockFileReader {
  @Override
  public boolean reads(TreePath path) {
    return path.name().equals("Gemfile.lock") || path.name().equals("gems.locked");
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    Map<String, LockedPackage> gems = new LinkedHashMap<>();
    Map<String, String> checksums = new HashMap<>();
    String section = "";
    boolean known = false;
    int number = 0;
    for (String line : (Iterable<String>) file.text().lines()::iterator) {
      number++;
      if (line.startsWith("<<<<<<<") || line.startsWith(">>>>>>>")) {
        throw new LockFormatException("it has the marks of a merge conflict (line " + number + ")");
      }
      if (!line.isEmpty() && line.charAt(0) != ' ') {
        section = line.strip();
        known |= section.equals("GEM") || section.equals("DEPENDENCIES");
        continue;
      }
      boolean specs = line.startsWith("    ") && !line.startsWith("     ");
      if (specs && (section.equals("GEM") || section.equals("GIT"))) {
        gem(line.strip(), number, section, gems);
      } else if (section.equals("CHECKSUMS")) {
        checksum(line.strip(), checksums);
      }
    }
    if (!known) {
      throw new LockFormatException("it has neither GEM nor DEPENDENCIES");
    }
    for (Map.Entry<String, LockedPackage> each : gems.entrySet()) {
      sink.add(each.getValue().hash("sha256", checksums.getOrDefault(each.getKey(), "")));
    }
  }

  private static void gem(String text, int line, String section, Map<String, LockedPackage> gems)
      throws LockFormatException {
    int bracket = text.indexOf(" (");
    if (bracket <= 0 || !text.endsWith(")")) {
      throw new LockFormatException("a gem has no version (line " + line + ")");
    }
    String version = text.substring(bracket + 2, text.length() - 1);
    int platform = version.indexOf('-');
    gems.put(
        text,
        LockedPackage.of(
                "gem",
                text.substring(0, bracket),
                platform < 0 ? version : version.substring(0, platform),
                line)
            .detail("source", section.equals("GIT") ? "git" : ""));
  }

  private static void checksum(String text, Map<String, String> checksums) {
    int at = text.indexOf(") sha256=");
    if (at > 0) {
      checksums.put(text.substring(0, at + 1), text.substring(at + 9));
    }
  }
}
