package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Expansion;
import dev.plinth.dockerfile.tree.Heredoc;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is known of the paths of ADD, COPY, WORKDIR and VOLUME. */
final class Paths {
  private Paths() {}

  /** A word with variables put in, read as UTF-8; null where only the build tells. */
  static @Nullable String expanded(DockerfileFacts facts, Place place, Word word) {
    @Nullable String value =
        Expansion.of(
                word.value(), facts.file().escape(), place.stage().before(place.step().index()))
            .value();
    return value == null ? null : SourceText.utf8(value);
  }

  /** True for a path from the root, of Linux or of Windows. */
  static boolean absolute(String path) {
    return path.startsWith("/")
        || path.startsWith("\\")
        || (path.length() > 1 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0)));
  }

  /** True for what ADD fetches from elsewhere. */
  static boolean remote(String source) {
    return source.indexOf("://") > 0 || source.startsWith("git@");
  }

  /** True for names of archives, packed or not. */
  static boolean archive(String source) {
    String name = source.toLowerCase(Locale.ROOT);
    for (String end :
        List.of(
            ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tlz", ".tzst", ".tz", ".gz", ".bz2", ".xz",
            ".zst", ".lzma", ".lz", ".z")) {
      if (name.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  /** What follows the last slash. */
  static String last(String path) {
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  /** A path without dots and doubled slashes. */
  static String normal(String path) {
    List<String> kept = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        if (!kept.isEmpty()) {
          kept.removeLast();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        kept.add(part);
      }
    }
    return "/" + String.join("/", kept);
  }

  /** That word is the mark of a heredoc. */
  static boolean heredoc(Instruction instruction, Word word) {
    for (Heredoc heredoc : instruction.heredocs()) {
      if (heredoc.mark().from() == word.from()) {
        return true;
      }
    }
    return false;
  }
}
