package dev.plinth.advisories.store;

import dev.plinth.advisories.Advisory.Score;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.Affected.Interval.Kind;
import dev.plinth.advisories.Affected.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * What an advisory says of one package, packed as small as the usual case allows:
 *
 * <pre>
 * statement := flags:octet [word:text] [scores] count:number range* count:number version*
 * flags     := status (bits 0-2) | 8 informational | 16 has a word | 32 has scores | 64 squeezed:
 *              everything after the flags is one {@link Squeezer} value
 * range     := shape:octet [introduced:text] [end:text]
 * shape     := 1 SemVer | 2 introduced is given, else "0" | 4 end is "fixed" | 8 end is "last
 *              affected"
 * version   := shared:number rest:text, shared counting the leading characters it has in common
 *              with the version before it
 * </pre>
 */
final class StatementCodec {
  private static final int INFORMATIONAL = 8;
  private static final int WORD = 16;
  private static final int SCORES = 32;
  private static final int SQUEEZED = 64;

  /** Longer ones are worth the squeezing. */
  private static final int SQUEEZE_FROM = 200;

  private static final Status[] STATUSES = {
    Status.AFFECTED,
    Status.NOT_AFFECTED,
    Status.WONT_FIX,
    Status.DEFERRED,
    Status.END_OF_LIFE,
    Status.UNDER_INVESTIGATION
  };

  private StatementCodec() {}

  static byte[] pack(AdvisoryRecord.Statement statement, Squeezer squeezer) {
    int flags = code(statement.status());
    flags |= statement.informational() ? INFORMATIONAL : 0;
    flags |= statement.severityWord().isEmpty() ? 0 : WORD;
    flags |= statement.scores().isEmpty() ? 0 : SCORES;
    Packer body = new Packer();
    if ((flags & WORD) != 0) {
      body.text(statement.severityWord());
    }
    if ((flags & SCORES) != 0) {
      HeadCodec.scores(body, statement.scores());
    }
    body.number(statement.ranges().size());
    for (Interval range : statement.ranges()) {
      range(body, range);
    }
    body.number(statement.versions().size());
    String before = "";
    for (String version : statement.versions()) {
      int shared = shared(before, version);
      body.number(shared);
      body.text(version.substring(shared));
      before = version;
    }
    byte[] plain = body.toBytes();
    Packer out = new Packer();
    byte[] rest = plain.length >= SQUEEZE_FROM ? squeezer.squeeze(plain) : plain;
    boolean smaller = rest.length < plain.length;
    out.octet(smaller ? flags | SQUEEZED : flags);
    byte[] chosen = smaller ? rest : plain;
    out.raw(chosen, 0, chosen.length);
    return out.toBytes();
  }

  static boolean informational(byte[] statement) {
    return statement.length > 0 && (statement[0] & INFORMATIONAL) != 0;
  }

  static AdvisoryRecord.Statement unpack(
      byte[] statement, String ecosystem, String name, Squeezer squeezer) {
    Unpacker in = new Unpacker(statement, 0);
    int flags = in.octet();
    if ((flags & SQUEEZED) != 0) {
      byte[] rest = new byte[statement.length - 1];
      System.arraycopy(statement, 1, rest, 0, rest.length);
      in = new Unpacker(squeezer.expand(rest), 0);
    }
    String word = (flags & WORD) != 0 ? in.text() : "";
    List<Score> scores = (flags & SCORES) != 0 ? HeadCodec.scores(in) : List.of();
    int count = in.count();
    List<Interval> ranges = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ranges.add(range(in));
    }
    count = in.count();
    List<String> versions = new ArrayList<>(count);
    String before = "";
    for (int i = 0; i < count; i++) {
      long shared = in.number();
      if (shared < 0 || shared > before.length()) {
        throw new Unpacker.Damaged("a packed version shares more than there is");
      }
      before = before.substring(0, (int) shared) + in.text();
      versions.add(before);
    }
    int status = flags & 7;
    if (status >= STATUSES.length || !in.atEnd()) {
      throw new Unpacker.Damaged("a packed statement has no such form");
    }
    return new AdvisoryRecord.Statement(
        ecosystem,
        name,
        ranges,
        versions,
        STATUSES[status],
        (flags & INFORMATIONAL) != 0,
        word,
        scores);
  }

  private static int code(Status status) {
    for (int i = 0; i < STATUSES.length; i++) {
      if (STATUSES[i] == status) {
        return i;
      }
    }
    throw new IllegalStateException("no code for " + status);
  }

  private static void range(Packer out, Interval range) {
    boolean given = !range.introduced().equals("0");
    boolean fixed = !range.fixed().isEmpty();
    boolean last = !fixed && !range.lastAffected().isEmpty();
    out.octet(
        (range.kind() == Kind.SEMVER ? 1 : 0) | (given ? 2 : 0) | (fixed ? 4 : 0) | (last ? 8 : 0));
    if (given) {
      out.text(range.introduced());
    }
    if (fixed || last) {
      out.text(fixed ? range.fixed() : range.lastAffected());
    }
  }

  private static Interval range(Unpacker in) {
    int shape = in.octet();
    String introduced = (shape & 2) != 0 ? in.text() : "0";
    String end = (shape & 12) != 0 ? in.text() : "";
    return new Interval(
        (shape & 1) != 0 ? Kind.SEMVER : Kind.ECOSYSTEM,
        introduced,
        (shape & 4) != 0 ? end : "",
        (shape & 8) != 0 ? end : "");
  }

  private static int shared(String a, String b) {
    int most = Math.min(Math.min(a.length(), b.length()), 100);
    int i = 0;
    while (i < most && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i > 0 && Character.isHighSurrogate(b.charAt(i - 1)) ? i - 1 : i;
  }
}
