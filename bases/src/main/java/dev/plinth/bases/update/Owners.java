package dev.plinth.bases.update;

import dev.plinth.dockerfile.files.GitIgnore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who owns which files, by the CODEOWNERS of a repository (GitHub's and GitLab's documentation,
 * "About code owners"): of its lines the last whose pattern fits counts. GitLab's sections only
 * divide it.
 */
public final class Owners {
  /** Nobody. */
  public static final Owners NONE = new Owners(List.of());

  private static final String[] PLACES = {
    ".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"
  };
  private static final int LONGEST = 1 << 20;

  /** A person, a team or a group, or a mail address; nothing else gets into messages. */
  private static final Pattern OWNER =
      Pattern.compile("@[A-Za-z0-9_][A-Za-z0-9_./-]{0,200}|[^\\s@<>()]{1,64}@[A-Za-z0-9.-]{1,255}");

  private static final int MOST = 10_000;

  private record Line(GitIgnore pattern, List<String> owners) {}

  private final List<Line> lines;

  private Owners(List<Line> lines) {
    this.lines = lines;
  }

  /** Whether a file of that path in a repository is read. */
  public static boolean reads(String path) {
    return List.of(PLACES).contains(path);
  }

  /** Of that folder; nobody where it has no such file, or none that can be read. */
  public static Owners of(Path folder) {
    for (String place : PLACES) {
      Path file = folder.resolve(place);
      try {
        // A link would have what it leads to told as owners.
        if (Files.isRegularFile(file)
            && Files.size(file) <= LONGEST
            && file.toRealPath().equals(folder.toRealPath().resolve(place))) {
          return of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        return NONE;
      }
    }
    return NONE;
  }

  static Owners of(String text) {
    List<Line> lines = new ArrayList<>();
    for (String each : text.lines().limit(MOST).toList()) {
      String line = each.strip();
      int comment = line.indexOf(" #");
      line = comment < 0 ? line : line.substring(0, comment);
      if (line.isEmpty() || line.startsWith("#") || line.startsWith("[") || line.startsWith("^[")) {
        continue;
      }
      String[] words = line.split("[ \t]+");
      List<String> owners = new ArrayList<>();
      for (String word : List.of(words).subList(1, words.length)) {
        if (OWNER.matcher(word).matches()) {
          owners.add(word);
        }
      }
      lines.add(new Line(GitIgnore.of(List.of(words[0])), List.copyOf(owners)));
    }
    return new Owners(lines);
  }

  /** Who owns a file, by its path from the folder, with slashes; nobody where no line fits. */
  public List<String> ownersOf(String path) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (matches(lines.get(i).pattern, path)) {
        return lines.get(i).owners;
      }
    }
    return List.of();
  }

  /** A pattern of a folder takes in what lies below it. */
  private static boolean matches(GitIgnore pattern, String path) {
    if (pattern.of(path, false) == GitIgnore.Answer.IGNORED) {
      return true;
    }
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (pattern.of(path.substring(0, slash), true) == GitIgnore.Answer.IGNORED) {
        return true;
      }
    }
    return false;
  }
}
