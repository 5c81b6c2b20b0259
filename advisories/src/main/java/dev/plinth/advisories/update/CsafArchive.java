package dev.plinth.advisories.update;

import dev.plinth.advisories.store.DocumentState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's folder of CSAF documents, as Red Hat lays it out: {@code archive_latest.txt} has
 * the name of an archive of all documents, made now and then; {@code changes.csv} names every
 * document with the time of its last change, {@code deletions.csv} those that are no more, the
 * newest first:
 *
 * <pre>
 * line := '"' year "/" name ".json" '","' RFC 3339 time '"'
 * </pre>
 *
 * The archive is fetched once, with what changed since its day; then only what changed, document by
 * document. Where that is much and a newer archive is there, that archive is fetched instead.
 */
final class CsafArchive implements FeedMethod {
  /** Changes above which a newer archive costs less. */
  private static final int MANY = 2_000;

  /** Changes after which a list is not believed: more than all that there are. */
  private static final int MOST = 2_000_000;

  private static final long LARGEST_DOCUMENT = 64 << 20;
  private static final long LARGEST_LIST = 128 << 20;
  private static final Pattern ARCHIVE =
      Pattern.compile("[a-z_]{1,40}_([0-9]{4}-[0-9]{2}-[0-9]{2})\\.tar\\.(zst|gz|xz)");
  private static final Pattern LINE =
      Pattern.compile("\"?([0-9]{4}/[a-z0-9][a-z0-9._-]{0,100}\\.json)\"?,\"?([^\",]{10,40})\"?");

  @Override
  public List<Staged> fetch(FeedAccess access) throws IOException {
    DocumentState state = access.state("");
    Fetched listed = access.fetch(access.below("changes.csv"), "", "changes.csv", LARGEST_LIST);
    if (listed.unchanged()) {
      return List.of(Staged.unchanged("", listed.source()));
    }
    Path list = present(access, listed, "changes.csv");
    if (state.cursor().isEmpty()) {
      return List.of(whole(access, latest(access), listed, list));
    }
    Map<String, Instant> changed = since(access, list, state.cursor());
    if (changed.size() > MANY) {
      Latest latest = latest(access);
      if (Instant.parse(latest.day()).isAfter(Instant.parse(state.cursor()))) {
        return List.of(whole(access, latest, listed, list));
      }
    }
    return List.of(
        staged(access, Staged.Kind.INCREMENT, listed, state.cursor(), changed, new ArrayList<>()));
  }

  private static Staged whole(FeedAccess access, Latest latest, Fetched listed, Path list)
      throws IOException {
    // The list first: where it is spoilt, nothing large is fetched.
    Map<String, Instant> changed = since(access, list, latest.day());
    Fetched fetched =
        access.fetchAnew(access.below(latest.name()), latest.name(), FeedAccess.MOST_BYTES);
    List<Path> files = new ArrayList<>();
    files.add(present(access, fetched, latest.name()));
    return staged(access, Staged.Kind.WHOLE, listed, latest.day(), changed, files);
  }

  /**
   * @param files what is read before the documents that changed
   */
  private static Staged staged(
      FeedAccess access,
      Staged.Kind kind,
      Fetched listed,
      String from,
      Map<String, Instant> changed,
      List<Path> files)
      throws IOException {
    Fetched deletions =
        access.fetchAnew(access.below("deletions.csv"), "deletions.csv", LARGEST_LIST);
    List<String> removed = new ArrayList<>();
    if (deletions.file() != null) {
      since(access, deletions.file(), from)
          .forEach((path, time) -> {
            Instant again = changed.get(path);
            if (again == null || again.isBefore(time)) {
              String name = path.substring(path.indexOf('/') + 1, path.length() - ".json".length());
              removed.add(name.toUpperCase(Locale.ROOT));
            }
          });
    }
    Map<String, String> documents = new LinkedHashMap<>();
    for (String path : changed.keySet()) {
      documents.put(path, path.replace('/', '_'));
    }
    files.addAll(SingleDocuments.fetch(access, documents, LARGEST_DOCUMENT));
    String cursor = changed.isEmpty() ? from : changed.values().iterator().next().toString();
    return new Staged("", kind, listed.source(), cursor, files, removed, null);
  }

  /**
   * The newest archive.
   *
   * @param day from when on what it has may have changed
   */
  private record Latest(String name, String day) {}

  private static Latest latest(FeedAccess access) throws IOException {
    Fetched latest =
        access.fetchAnew(access.below("archive_latest.txt"), "archive_latest.txt", 1_024);
    String name = Files.readString(present(access, latest, "archive_latest.txt")).strip();
    Matcher archive = ARCHIVE.matcher(name);
    String day = archive.matches() ? archive.group(1) + "T00:00:00Z" : "";
    if (time(day) == null) {
      throw UpdateErrors.malformed(
          "archive_latest.txt of the feed " + access.feed().id(), "it names no archive");
    }
    return new Latest(name, day);
  }

  private static Path present(FeedAccess access, Fetched fetched, String name) {
    Path file = fetched.file();
    if (file == null) {
      throw UpdateErrors.absent("the feed " + access.feed().id(), access.below(name).toString());
    }
    return file;
  }

  /**
   * The paths that changed since the cursor, the newest first; those of its very second too, of
   * which the list may not have had all.
   */
  private static Map<String, Instant> since(FeedAccess access, Path list, String cursor)
      throws IOException {
    Map<String, Instant> changed = new LinkedHashMap<>();
    try (BufferedReader in = Files.newBufferedReader(list)) {
      Instant from = Instant.parse(cursor);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isBlank()) {
          continue;
        }
        Matcher matcher = LINE.matcher(line);
        Instant time = matcher.matches() ? time(matcher.group(2)) : null;
        if (time == null) {
          throw UpdateErrors.malformed(
              list.getFileName() + " of the feed " + access.feed().id(),
              "it has a line that is not a path and a time");
        }
        if (time.isBefore(from) || changed.size() > MOST) {
          break;
        }
        changed.putIfAbsent(matcher.group(1), time);
      }
    }
    return changed;
  }

  private static @Nullable Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
