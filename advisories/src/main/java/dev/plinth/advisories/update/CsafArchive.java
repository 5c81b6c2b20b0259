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
 * The archive is fetched once; then what changed since its day, document by document, unless that
 * is more than is worth the requests.
 */
final class CsafArchive implements FeedMethod {
  private static final int FEW = 2_000;
  private static final long LARGEST_DOCUMENT = 64 << 20;
  private static final long LARGEST_LIST = 64 << 20;
  private static final Pattern ARCHIVE =
      Pattern.compile("[a-z_]{1,40}_([0-9]{4}-[0-9]{2}-[0-9]{2})\\.tar\\.(zst|gz|xz)");
  private static final Pattern LINE =
      Pattern.compile("\"?([0-9]{4}/[a-z0-9][a-z0-9._-]{0,100}\\.json)\"?,\"?([^\",]{10,40})\"?");

  @Override
  public List<Staged> fetch(FeedAccess access) throws IOException {
    DocumentState state = access.state("");
    if (state.cursor().isEmpty()) {
      return List.of(whole(access));
    }
    Fetched listed = access.fetch(access.below("changes.csv"), "", "changes.csv", LARGEST_LIST);
    if (listed.unchanged()) {
      return List.of(Staged.unchanged("", listed.source()));
    }
    Path list = present(access, listed, "changes.csv");
    Map<String, Instant> changed = since(access, list, state.cursor());
    if (changed.size() > FEW) {
      return List.of(whole(access));
    }
    Fetched deletions =
        access.fetchAnew(access.below("deletions.csv"), "deletions.csv", LARGEST_LIST);
    List<String> removed = new ArrayList<>();
    if (deletions.file() != null) {
      for (String path : since(access, deletions.file(), state.cursor()).keySet()) {
        String name = path.substring(path.indexOf('/') + 1, path.length() - ".json".length());
        removed.add(name.toUpperCase(Locale.ROOT));
      }
    }
    Map<String, String> documents = new LinkedHashMap<>();
    for (String path : changed.keySet()) {
      documents.put(path, path.replace('/', '_'));
    }
    return List.of(
        new Staged(
            "",
            Staged.Kind.INCREMENT,
            listed.source(),
            changed.isEmpty() ? state.cursor() : changed.values().iterator().next().toString(),
            SingleDocuments.fetch(access, documents, LARGEST_DOCUMENT),
            removed,
            null));
  }

  private static Staged whole(FeedAccess access) throws IOException {
    Fetched latest =
        access.fetchAnew(access.below("archive_latest.txt"), "archive_latest.txt", 1_024);
    String name = Files.readString(present(access, latest, "archive_latest.txt")).strip();
    Matcher archive = ARCHIVE.matcher(name);
    if (!archive.matches()) {
      throw UpdateErrors.malformed(
          "archive_latest.txt of the feed " + access.feed().id(), "it names no archive");
    }
    Fetched fetched = access.fetchAnew(access.below(name), name, FeedAccess.MOST_BYTES);
    return new Staged(
        "",
        Staged.Kind.WHOLE,
        new Staged.Source(access.below("changes.csv").toString(), "", ""),
        archive.group(1) + "T00:00:00Z",
        List.of(present(access, fetched, name)),
        List.of(),
        null);
  }

  private static Path present(FeedAccess access, Fetched fetched, String name) {
    Path file = fetched.file();
    if (file == null) {
      throw UpdateErrors.absent("the feed " + access.feed().id(), access.below(name).toString());
    }
    return file;
  }

  /** The paths that changed after the cursor, the newest first. */
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
        if (!time.isAfter(from) || changed.size() > FEW) {
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
