package dev.plinth.advisories.update;

import dev.plinth.advisories.store.DocumentState;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An ecosystem's folder of OSV's bucket. It has {@code all.zip}, every record by itself ({@code
 * ID.json}), and {@code modified_id.csv}, which names every record with the time of its last
 * change, the newest first:
 *
 * <pre>
 * line := RFC 3339 time "," [ecosystem "/"] id
 * </pre>
 *
 * Few changes are fetched one by one, many as the whole archive. Without the list, as in a copy of
 * the archive alone, the archive is fetched whenever it changes.
 */
final class OsvArchive implements FeedMethod {
  /** Changes that are worth as many requests. */
  private static final int FEW = 400;

  private static final long LARGEST_RECORD = 8 << 20;
  private static final long LARGEST_LIST = 512L << 20;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_-]{0,199}");

  @Override
  public List<Staged> fetch(FeedAccess access) throws IOException {
    DocumentState state = access.state("");
    URI list = access.below("modified_id.csv");
    if (state.cursor().isEmpty()) {
      return List.of(whole(access, list));
    }
    Fetched listed = access.fetch(list, "", "modified_id.csv", LARGEST_LIST);
    if (listed.unchanged()) {
      return List.of(Staged.unchanged("", listed.source()));
    }
    if (listed.file() == null) {
      return List.of(whole(access, list));
    }
    Changes changes = changes(access, listed.file(), state.cursor());
    if (changes.ids() == null) {
      return List.of(whole(access, list));
    }
    Map<String, String> records = new LinkedHashMap<>();
    for (String id : changes.ids()) {
      records.put(id + ".json", id.replace(':', '_') + ".json");
    }
    List<Path> files = SingleDocuments.fetch(access, records, LARGEST_RECORD);
    return List.of(
        new Staged(
            "",
            Staged.Kind.INCREMENT,
            listed.source(),
            changes.newest(),
            files,
            List.of(),
            new Staged.Listing(listed.file(), changes.lines(), changes.ids())));
  }

  private static Staged whole(FeedAccess access, URI list) {
    URI address = access.below("all.zip");
    Fetched fetched = access.fetch(address, "", "all.zip", FeedAccess.MOST_BYTES);
    if (fetched.absent()) {
      throw UpdateErrors.absent("the feed " + access.feed().id(), address.toString());
    }
    if (fetched.file() == null) {
      return Staged.unchanged("", fetched.source());
    }
    // A place that has no list cannot be read in increments: then the cursor stays empty.
    boolean listed = !"file".equals(list.getScheme()) || Files.isRegularFile(Path.of(list));
    return new Staged(
        "",
        Staged.Kind.WHOLE,
        fetched.source(),
        listed ? null : "",
        List.of(fetched.file()),
        List.of(),
        null);
  }

  /** What changed: no ids where they are too many. */
  private record Changes(@Nullable List<String> ids, String newest, long lines) {}

  private static Changes changes(FeedAccess access, Path list, String cursor) throws IOException {
    List<String> ids = new ArrayList<>();
    String newest = cursor;
    long lines = 0;
    boolean few = true;
    try (BufferedReader in = Files.newBufferedReader(list)) {
      Instant since = Instant.parse(cursor);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isBlank()) {
          continue;
        }
        String id = id(line);
        if (id == null) {
          throw UpdateErrors.malformed(
              "modified_id.csv of the feed " + access.feed().id(),
              "line " + (lines + 1) + " is not a time and a name");
        }
        Instant time = Instant.parse(line.substring(0, line.indexOf(',')));
        if (lines == 0) {
          newest = time.toString();
        }
        lines++;
        if (few && time.isAfter(since)) {
          few = ids.size() < FEW;
          ids.add(id);
        }
      }
    } catch (DateTimeException e) {
      throw UpdateErrors.malformed(
          "modified_id.csv of the feed " + access.feed().id(), "it has a time that is none");
    }
    if (lines == 0) {
      throw UpdateErrors.malformed(
          "modified_id.csv of the feed " + access.feed().id(), "it is empty");
    }
    return new Changes(few ? ids : null, newest, lines);
  }

  /** The name in a line of the list, null where the line is none. */
  static @Nullable String id(String line) {
    int comma = line.indexOf(',');
    int from = Math.max(comma, line.lastIndexOf('/')) + 1;
    if (comma <= 0 || line.length() > 500) {
      return null;
    }
    String id = line.substring(from).strip();
    return ID.matcher(id).matches() ? id : null;
  }
}
