package dev.plinth.advisories.update;

import dev.plinth.http.HttpHeaders;
import dev.plinth.http.Validators;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the cache, whole or in part, and beside it ({@code .meta}) what its server said of it:
 * address, entity tag, date, length (-1 where unknown) and whether it is whole, a line each. What
 * does not fit together is thrown away.
 */
final class PartFile {
  private static final Pattern RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

  private final Path file;
  private final Path meta;
  private final String url;
  private Validators validators = Validators.NONE;
  private long total = -1;
  private boolean whole;

  PartFile(Path file, URI uri) throws IOException {
    this.file = file;
    this.meta = file.resolveSibling(file.getFileName() + ".meta");
    this.url = uri.toString();
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (!load()) {
      drop();
    }
  }

  private boolean load() throws IOException {
    if (!Files.isRegularFile(file) || !Files.isRegularFile(meta) || Files.size(meta) > 8192) {
      return false;
    }
    List<String> lines =
        new String(Files.readAllBytes(meta), StandardCharsets.UTF_8).lines().toList();
    if (lines.size() != 5 || !lines.get(0).equals(url)) {
      return false;
    }
    validators = new Validators(lines.get(1), lines.get(2));
    try {
      total = Long.parseLong(lines.get(3));
    } catch (NumberFormatException e) {
      return false;
    }
    whole = lines.get(4).equals("whole");
    boolean fits = whole ? total == size() : total < 0 || size() < total;
    return fits && (whole ? !validators.isEmpty() : !strong().isEmpty());
  }

  private void save() throws IOException {
    String text =
        String.join(
            "\n",
            url,
            validators.etag(),
            validators.lastModified(),
            Long.toString(total),
            whole ? "whole" : "part");
    Files.writeString(meta, text);
  }

  Path file() {
    return file;
  }

  long size() throws IOException {
    return Files.isRegularFile(file) ? Files.size(file) : 0;
  }

  /** The stated length, -1 where none. */
  long total() {
    return total;
  }

  boolean whole() {
    return whole;
  }

  Validators validators() {
    return validators;
  }

  /** By what it can be continued: a strong tag, else a date; empty where there is neither. */
  String strong() {
    String etag = validators.etag();
    return etag.isEmpty() ? validators.lastModified() : etag.startsWith("W/") ? "" : etag;
  }

  /** A new content begins. */
  void begin(Validators given, long length) throws IOException {
    drop();
    Files.createFile(file);
    validators = given;
    total = length;
    save();
  }

  /** Whether an answer with status 206 goes on exactly where the file ends. */
  boolean continuedBy(HttpHeaders headers, long have) {
    Matcher range = RANGE.matcher(headers.first("Content-Range"));
    if (!range.matches() || Long.parseLong(range.group(1)) != have) {
      return false;
    }
    if (!range.group(2).equals("*")) {
      long stated = Long.parseLong(range.group(2));
      if (total >= 0 && stated != total) {
        return false;
      }
      total = stated;
    }
    String tag = headers.first("ETag").strip();
    return tag.isEmpty() || validators.etag().isEmpty() || tag.equals(validators.etag());
  }

  void finish() throws IOException {
    whole = true;
    total = size();
    save();
  }

  void drop() throws IOException {
    Files.deleteIfExists(meta);
    Files.deleteIfExists(file);
    validators = Validators.NONE;
    total = -1;
    whole = false;
  }
}
