package dev.plinth.advisories.feed;

import dev.plinth.advisories.OfficialImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One image of docker-library/official-images: the file {@code library/NAME}, as that repository's
 * README has it ("Library definition files"), after the header fields of RFC 2822:
 *
 * <pre>
 * file    = [ block ] { blank block }          the first without Tags holds for all that follow
 * block   = { field | comment }
 * field   = name ":" value LF { ( SP | TAB ) value LF }
 * comment = "#" text LF
 * Tags, SharedTags, Architectures = item { "," item }
 * </pre>
 *
 * <p>Names of fields are alike in any case. Other fields say how images are built, which nobody
 * asks here. A file with anything amiss is refused whole: half a list of tags would say that the
 * others are built no more. What it is called is the image's name.
 */
final class OfficialImagesReader implements FeedFormat.OfDocuments {
  /** The largest file in the field has some 60 KB. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int MOST_BUILDS = 5_000;
  private static final int MOST_TAGS = 20_000;
  private static final String FOLDER = "library/";

  @Override
  public String title() {
    return "official-images";
  }

  /** True for a file that by its path may be one of these. */
  static boolean named(String path) {
    int slash = path.lastIndexOf('/');
    String folder = path.substring(0, slash + 1);
    return (folder.equals(FOLDER) || folder.endsWith("/" + FOLDER))
        && OfficialImage.isName(path.substring(slash + 1));
  }

  @Override
  public boolean begins(DocumentStart start) {
    return start.outline() == null && named(start.name());
  }

  @Override
  public boolean read(DocumentStart start, InputStream in, FeedLimits limits, RecordSink sink)
      throws IOException, BadRecordException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new BadRecordException("it has more than " + (MOST_BYTES >> 10) + " KiB");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadRecordException("it is not UTF-8");
    }
    String path = start.name();
    sink.officialImage(
        new OfficialImage(
            path.substring(path.lastIndexOf('/') + 1), day(start.modified()), builds(text)));
    return true;
  }

  private static String day(long modified) {
    return modified <= 0 || modified > Instant.now().getEpochSecond()
        ? ""
        : Instant.ofEpochSecond(modified).atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static List<OfficialImage.Build> builds(String text)
      throws IOException, BadRecordException {
    List<OfficialImage.Build> builds = new ArrayList<>();
    List<String> everywhere = List.of();
    int tags = 0;
    int blocks = 0;
    BufferedReader lines = new BufferedReader(new StringReader(text));
    for (Map<String, String> block = block(lines); block != null; block = block(lines)) {
      blocks++;
      List<String> own = items(block, "tags", true);
      List<String> architectures =
          block.containsKey("architectures") ? items(block, "architectures", false) : everywhere;
      if (own.isEmpty()) {
        if (blocks > 1) {
          throw new BadRecordException("a block has no Tags");
        }
        everywhere = architectures;
        continue;
      }
      List<String> shared = items(block, "sharedtags", true);
      tags += own.size() + shared.size();
      if (builds.size() >= MOST_BUILDS || tags > MOST_TAGS) {
        throw new BadRecordException(
            "it has more than " + MOST_BUILDS + " images or " + MOST_TAGS + " tags");
      }
      builds.add(new OfficialImage.Build(own, shared, architectures));
    }
    if (builds.isEmpty()) {
      throw new BadRecordException("it has no Tags");
    }
    return builds;
  }

  /** The fields of the next block, by their names in lower case; null where there is none. */
  private static @Nullable Map<String, String> block(BufferedReader lines)
      throws IOException, BadRecordException {
    Map<String, StringBuilder> fields = new HashMap<>();
    StringBuilder last = null;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("#")) {
        continue;
      }
      if (line.isBlank()) {
        if (!fields.isEmpty()) {
          break;
        }
        last = null;
      } else if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        if (last == null) {
          throw new BadRecordException("a line continues no field");
        }
        last.append(' ').append(line.strip());
      } else {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
        last = new StringBuilder(line.substring(colon + 1).strip());
        if (name.isBlank() || fields.put(name, last) != null) {
          throw new BadRecordException("a line is no field, or one that is there already");
        }
      }
    }
    if (fields.isEmpty()) {
      return null;
    }
    Map<String, String> block = new HashMap<>();
    fields.forEach((name, value) -> block.put(name, value.toString()));
    return block;
  }

  /** The items of a field, each once; none where the block has no such field. */
  private static List<String> items(Map<String, String> block, String field, boolean tags)
      throws BadRecordException {
    String value = block.getOrDefault(field, "");
    Set<String> items = new LinkedHashSet<>();
    int from = 0;
    while (from <= value.length()) {
      int comma = value.indexOf(',', from);
      int to = comma < 0 ? value.length() : comma;
      String item = value.substring(from, to).strip();
      if (!item.isEmpty()) {
        if (!OfficialImage.isTag(item)) {
          throw new BadRecordException(
              tags ? "a tag is malformed: " + item : "an architecture is malformed: " + item);
        }
        items.add(item);
      }
      from = to + 1;
    }
    return List.copyOf(items);
  }
}
