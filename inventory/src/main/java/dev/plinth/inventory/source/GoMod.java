package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code go.mod} (go.dev/ref/mod).
 *
 * <pre>
 * line      = verb words | verb "(" newline { words newline } ")"        "//" comment
 * require   path version        replace  path [version] "=>" path [version]
 * exclude   path version        go       version         toolchain  "go" version
 * </pre>
 *
 * From {@code go 1.17} on it names everything that the build needs; before, only what the module
 * itself asks for. A replacement with a folder is the tree's own. The standard library is that of
 * {@code toolchain}, else of a {@code go} line that names a whole release ({@code 1.22.3}): the
 * least that the build takes; {@code go 1.22} names a language, not a release.
 */
final class GoMod implements LockFileReader {
  @Override
  public boolean reads(TreePath path) {
    return path.name().equals("go.mod");
  }

  private record Required(String path, String version, int line) {}

  /** One file being read. */
  private static final class Module {
    final List<Required> required = new ArrayList<>();
    final Map<String, String> replaced = new HashMap<>();
    final Set<String> excluded = new HashSet<>();
    boolean named;
    String go = "";
    int goLine;
    String toolchain = "";
    int toolchainLine;
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    Module module = parse(file.text());
    if (!module.named) {
      throw new LockFormatException("it has no module line");
    }
    for (Required each : module.required) {
      if (module.excluded.contains(each.path + "@" + each.version)) {
        sink.problem(
            LockSink.shorten(each.path)
                + " "
                + LockSink.shorten(each.version)
                + " is required and excluded, so another version is built");
        continue;
      }
      String other =
          module.replaced.getOrDefault(
              each.path + "@" + each.version, module.replaced.getOrDefault(each.path, ""));
      int at = other.lastIndexOf('@');
      if (other.isEmpty()) {
        sink.add(LockedPackage.slashed("golang", each.path, each.version, each.line));
      } else if (at > 0) {
        sink.add(
            LockedPackage.slashed(
                    "golang", other.substring(0, at), other.substring(at + 1), each.line)
                .detail("replaces", each.path));
      }
    }
    standardLibrary(module, sink);
    if (!module.required.isEmpty() && before117(module.go)) {
      sink.problem(
          "it is written for Go before 1.17, so it names only what the module itself asks for;"
              + " 'go mod tidy -go=1.17' names all that the build needs");
    }
  }

  private static void standardLibrary(Module module, LockSink sink) throws LockFormatException {
    String toolchain = module.toolchain.startsWith("go") ? module.toolchain.substring(2) : "";
    boolean given = wholeRelease(toolchain);
    String version = given ? toolchain : wholeRelease(module.go) ? module.go : "";
    if (!version.isEmpty()) {
      sink.add(
          LockedPackage.of(
              "golang", "stdlib", version, given ? module.toolchainLine : module.goLine));
    }
  }

  /** {@code 1.22.3}, with or without a builder's own words after it; or a release candidate. */
  private static boolean wholeRelease(String version) {
    String[] parts = version.split("\\.", -1);
    return parts.length >= 2
        && parts[0].equals("1")
        && (parts.length >= 3 || parts[1].contains("rc") || parts[1].contains("beta"));
  }

  private static boolean before117(String version) {
    String[] parts = version.split("\\.", -1);
    if (parts.length < 2 || !parts[0].equals("1")) {
      return version.isEmpty();
    }
    int end = 0;
    while (end < parts[1].length() && Character.isDigit(parts[1].charAt(end))) {
      end++;
    }
    return end > 0 && end < 3 && Integer.parseInt(parts[1].substring(0, end)) < 17;
  }

  private static Module parse(String text) throws LockFormatException {
    Module module = new Module();
    @Nullable String block = null;
    int number = 0;
    for (String raw : (Iterable<String>) text.lines()::iterator) {
      number++;
      List<String> words = words(raw, number);
      if (words.isEmpty()) {
        continue;
      }
      if (words.getFirst().equals(")")) {
        if (block == null || words.size() > 1) {
          throw wrong(number);
        }
        block = null;
      } else if (block != null) {
        statement(module, block, words, number);
      } else if (words.size() == 2 && words.getLast().equals("(")) {
        block = words.getFirst();
      } else {
        statement(module, words.getFirst(), words.subList(1, words.size()), number);
      }
    }
    if (block != null) {
      throw new LockFormatException("its last block does not end");
    }
    return module;
  }

  private static void statement(Module module, String verb, List<String> words, int line)
      throws LockFormatException {
    switch (verb) {
      case "module" -> module.named = true;
      case "go" -> {
        module.go = words.isEmpty() ? "" : words.getFirst();
        module.goLine = line;
      }
      case "toolchain" -> {
        module.toolchain = words.isEmpty() ? "" : words.getFirst();
        module.toolchainLine = line;
      }
      case "require" -> {
        if (words.size() != 2) {
          throw wrong(line);
        }
        module.required.add(new Required(words.get(0), words.get(1), line));
      }
      case "exclude" -> {
        if (words.size() != 2) {
          throw wrong(line);
        }
        module.excluded.add(words.get(0) + "@" + words.get(1));
      }
      case "replace" -> replace(module, words, line);
      default -> {
        // retract, tool, ignore, godebug and what is to come say nothing of packages.
      }
    }
  }

  private static void replace(Module module, List<String> words, int line)
      throws LockFormatException {
    int arrow = words.indexOf("=>");
    int after = words.size() - arrow - 1;
    if (arrow < 1 || arrow > 2 || after < 1 || after > 2) {
      throw wrong(line);
    }
    String old = arrow == 1 ? words.getFirst() : words.get(0) + "@" + words.get(1);
    String with = words.get(arrow + 1);
    module.replaced.put(old, after == 2 ? with + "@" + words.get(arrow + 2) : with);
  }

  /** Without the comment; quoted ones without their quotes. */
  private static List<String> words(String line, int number) throws LockFormatException {
    List<String> words = new ArrayList<>(4);
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (line.startsWith("//", at)) {
        break;
      } else if (c == '"' || c == '`') {
        int end = line.indexOf(c, at + 1);
        if (end < 0) {
          throw wrong(number);
        }
        words.add(line.substring(at + 1, end));
        at = end + 1;
      } else if (c == '(' || c == ')') {
        words.add(String.valueOf(c));
        at++;
      } else {
        int from = at;
        while (at < line.length()
            && !Character.isWhitespace(line.charAt(at))
            && "()\"`".indexOf(line.charAt(at)) < 0
            && !line.startsWith("//", at)) {
          at++;
        }
        words.add(line.substring(from, at));
      }
    }
    return words;
  }

  private static LockFormatException wrong(int line) {
    return new LockFormatException("line " + line + " is no statement of go.mod");
  }
}
