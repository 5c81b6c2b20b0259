package dev.plinth.bases.pin;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.oci.image.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code plinth.lock}: which digests the project's images have been seen with, and since when.
 *
 * <pre>
 * file  = { "version": 1, "images": [ entry, … ] }        one entry a line, sorted
 * entry = { "image": name with its registry, "tag": text, "digest": digest,
 *           "platforms": [ os/architecture, … ], "distribution": text, "firstSeen": YYYY-MM-DD }
 * </pre>
 *
 * An entry does not change while its digest does not: what was seen first stays.
 */
public final class LockFile {
  /** Its name. */
  public static final String NAME = "plinth.lock";

  private static final int LONGEST = 8 << 20;
  private static final int MOST = 20_000;

  /** How many days what is not used is kept. */
  private static final int KEPT = 90;

  private final TreeMap<String, Entry> entries = new TreeMap<>();

  /**
   * An image.
   *
   * @param image with its registry, as {@code docker.io/library/python}
   * @param tag empty where it is named by its digest alone
   * @param digest of the index, or the manifest where there is none
   * @param platforms sorted; none where not known
   * @param distribution empty where not known
   * @param firstSeen the day
   */
  public record Entry(
      String image,
      String tag,
      Digest digest,
      List<String> platforms,
      String distribution,
      LocalDate firstSeen) {
    /** Keeps its own copy. */
    public Entry {
      platforms = List.copyOf(platforms);
    }

    private String key() {
      return image + '\n' + tag + '\n' + digest;
    }
  }

  /** The one in that file; an empty one where there is none. */
  public static LockFile read(Path file) {
    byte[] bytes;
    try {
      if (Files.size(file) > LONGEST) {
        throw PinErrors.lock(file, "it is longer than " + LONGEST + " bytes");
      }
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new LockFile();
    } catch (IOException e) {
      throw PinErrors.lock(file, "it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    LockFile lock = new LockFile();
    try {
      Json root = JsonReader.read(bytes);
      if (!(root.get("version") instanceof Json.Num(String version)) || !version.equals("1")) {
        throw PinErrors.lock(file, "it has no version 1");
      }
      for (Json item : root.items("images")) {
        lock.add(entry(item));
        if (lock.entries.size() > MOST) {
          throw PinErrors.lock(file, "it has more than " + MOST + " images");
        }
      }
    } catch (JsonSyntaxException | IllegalArgumentException | DateTimeParseException e) {
      throw PinErrors.lock(file, "it is none: " + e.getMessage());
    }
    return lock;
  }

  private static Entry entry(Json item) {
    List<String> platforms = new ArrayList<>();
    for (Json each : item.items("platforms")) {
      if (each instanceof Json.Str(String text)) {
        platforms.add(text);
      }
    }
    return new Entry(
        required(item, "image"),
        text(item, "tag"),
        Digest.parse(required(item, "digest")),
        platforms,
        text(item, "distribution"),
        LocalDate.parse(required(item, "firstSeen")));
  }

  private static String required(Json item, String name) {
    String text = text(item, name);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an image has no " + name);
    }
    return text;
  }

  private static String text(Json item, String name) {
    String text = item.text(name);
    return text == null ? "" : text;
  }

  /** Adds what was seen, unless it is there. */
  public void add(Entry entry) {
    entries.putIfAbsent(entry.key(), entry);
  }

  /** Adds it in the place of what is there of that digest. */
  public void put(Entry entry) {
    entries.put(entry.key(), entry);
  }

  /** The entry of that digest; null where there is none. */
  public @Nullable Entry of(String image, String tag, Digest digest) {
    return entries.get(image + '\n' + tag + '\n' + digest);
  }

  /** Of the digests of a tag the one that was seen last; null where none was. */
  public @Nullable Entry newest(String image, String tag) {
    return entries.values().stream()
        .filter(each -> each.image.equals(image) && each.tag.equals(tag))
        .max(Comparator.comparing(Entry::firstSeen).thenComparing(each -> each.digest.toString()))
        .orElse(null);
  }

  /** Those that were seen first on that day or later, the latest so many of them. */
  public LockFile since(LocalDate day, int most) {
    LockFile some = new LockFile();
    entries.values().stream()
        .filter(each -> !each.firstSeen.isBefore(day))
        .sorted(Comparator.comparing(Entry::firstSeen).reversed().thenComparing(Entry::key))
        .limit(most)
        .forEach(some::add);
    return some;
  }

  /** All of them, sorted. */
  public List<Entry> all() {
    return List.copyOf(entries.values());
  }

  /** Drops what is not used, unless it was seen first not long ago: a cool-down may count on it. */
  public void keepOnly(List<Entry> used, LocalDate today) {
    Set<String> keys = new HashSet<>();
    for (Entry each : used) {
      keys.add(each.key());
    }
    LocalDate old = today.minusDays(KEPT);
    entries.values().removeIf(each -> !keys.contains(each.key()) && each.firstSeen.isBefore(old));
  }

  /** The file's text. */
  public byte[] write() {
    StringBuilder out = new StringBuilder("{\n  \"version\": 1,\n  \"images\": [");
    String before = "\n    ";
    for (Entry each : entries.values()) {
      out.append(before).append("{\"image\": ").append(quoted(each.image));
      out.append(", \"tag\": ").append(quoted(each.tag));
      out.append(", \"digest\": ").append(quoted(each.digest.toString()));
      out.append(", \"platforms\": [");
      for (int i = 0; i < each.platforms.size(); i++) {
        out.append(i == 0 ? "" : ", ").append(quoted(each.platforms.get(i)));
      }
      out.append("], \"distribution\": ").append(quoted(each.distribution));
      out.append(", \"firstSeen\": ").append(quoted(each.firstSeen.toString())).append('}');
      before = ",\n    ";
    }
    out.append(entries.isEmpty() ? "]\n}\n" : "\n  ]\n}\n");
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
