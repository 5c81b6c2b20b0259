package dev.plinth.advisories.store;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.Advisory.Score;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An advisory without its packages and prose, packed and squeezed:
 *
 * <pre>
 * head   := id:text published:time severityWord:text summary:text aliases:texts upstream:texts
 *           scores references:texts
 * scores := count:number (type:octet [name:text where type is 0] vector:text)*
 * time   := number, 0 where unknown, else 1 + seconds since 1970
 * </pre>
 */
final class HeadCodec {
  private HeadCodec() {}

  static byte[] pack(Advisory advisory) {
    Packer out = new Packer();
    out.text(advisory.id());
    time(out, Timestamps.parse(advisory.published()));
    out.text(advisory.severityWord());
    out.text(advisory.summary());
    out.texts(advisory.aliases());
    out.texts(advisory.upstream());
    scores(out, advisory.scores());
    out.texts(advisory.references());
    return out.toBytes();
  }

  static Advisory unpack(byte[] head, String feed, long modified, @Nullable String withdrawn) {
    Unpacker in = new Unpacker(head, 0);
    String id = in.text();
    String published = Timestamps.format(time(in));
    String word = in.text();
    String summary = in.text();
    List<String> aliases = in.texts();
    List<String> upstream = in.texts();
    List<Score> scores = scores(in);
    return new Advisory(
        id,
        aliases,
        upstream,
        feed,
        published,
        Timestamps.format(modified),
        withdrawn,
        summary,
        scores,
        word,
        in.texts());
  }

  private static void time(Packer out, long seconds) {
    out.number(seconds == Timestamps.UNKNOWN || seconds < 0 ? 0 : seconds + 1);
  }

  private static long time(Unpacker in) {
    long value = in.number();
    if (value > 300_000_000_000L) {
      throw new Unpacker.Damaged("a time lies outside the calendar");
    }
    return value == 0 ? Timestamps.UNKNOWN : value - 1;
  }

  static void scores(Packer out, List<Score> scores) {
    out.number(scores.size());
    for (Score score : scores) {
      int type =
          switch (score.type()) {
            case "CVSS_V2" -> 2;
            case "CVSS_V3" -> 3;
            case "CVSS_V4" -> 4;
            default -> 0;
          };
      out.octet(type);
      if (type == 0) {
        out.text(score.type());
      }
      out.text(score.vector());
    }
  }

  static List<Score> scores(Unpacker in) {
    int count = in.count();
    List<Score> scores = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int type = in.octet();
      String name = type == 0 ? in.text() : "CVSS_V" + type;
      scores.add(new Score(name, in.text()));
    }
    return scores;
  }
}
