package dev.plinth.bases.known;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.BasesErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How long releases are looked after, by the newest that is known: the tables within the program,
 * and a file that goes before them where it is newer. That file is UTF-8:
 *
 * <pre>
 * file  = "# releases as of " YYYY-MM-DD LF { "#" text LF | row LF }
 * row   = product TAB cycle TAB codename TAB support TAB community TAB commercial
 * </pre>
 *
 * with columns as in {@link Lifecycle}, and the rows of a product together.
 */
public final class Releases {
  /** The tables within the program are of that day's data, or newer. */
  public static final LocalDate EMBEDDED_DATE = LocalDate.of(2026, 8, 1);

  /** The tables within the program alone. */
  public static final Releases EMBEDDED = new Releases(null);

  private static final String HEAD = "# releases as of ";
  private static final int COLUMNS = 6;

  /** All that endoflife.date knows is a third of it. */
  private static final int MOST_BYTES = 4 << 20;

  private final @Nullable Table newer;
  private final OfficialTags official;

  private Releases(@Nullable Table newer) {
    this(newer, OfficialTags.NONE);
  }

  private Releases(@Nullable Table newer, OfficialTags official) {
    this.newer = newer;
    this.official = official;
  }

  /** Together with what official images are built of which release. */
  public Releases with(OfficialTags tags) {
    return new Releases(newer, tags);
  }

  /** Under which tags official images are built. */
  public OfficialTags official() {
    return official;
  }

  /**
   * With that file, which need not exist.
   *
   * @throws dev.plinth.foundation.PlinthException when it is there and cannot be read, or is none
   */
  public static Releases of(Path file) {
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw BasesErrors.releases(file, "it has more than " + (MOST_BYTES >> 20) + " MiB");
      }
      text = new String(bytes, StandardCharsets.UTF_8);
    } catch (java.nio.file.NoSuchFileException e) {
      return EMBEDDED;
    } catch (IOException e) {
      throw BasesErrors.releases(file, "it cannot be read (" + e.getMessage() + ")");
    }
    LocalDate date = date(text);
    if (date == null) {
      throw BasesErrors.releases(file, "it does not begin with '" + HEAD + "YYYY-MM-DD'");
    }
    return date.isBefore(EMBEDDED_DATE) ? EMBEDDED : new Releases(checked(text, file));
  }

  private static @Nullable LocalDate date(String text) {
    int end = HEAD.length() + 10;
    if (!text.startsWith(HEAD) || text.length() < end) {
      return null;
    }
    try {
      return LocalDate.parse(text.substring(HEAD.length(), end));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Table checked(String text, Path file) {
    int line = 0;
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      line++;
      int columns = 1;
      for (int i = at; i < end; i++) {
        columns += text.charAt(i) == '\t' ? 1 : 0;
      }
      if (end > at && text.charAt(at) != '#' && columns != COLUMNS) {
        throw BasesErrors.releases(
            file, "its line " + line + " has " + columns + " columns instead of " + COLUMNS);
      }
      at = end + 1;
    }
    return new Table(text);
  }

  /** The file's text for these. */
  public static String text(LocalDate date, Collection<Lifecycle> releases) {
    StringBuilder text = new StringBuilder(HEAD).append(date).append('\n');
    for (Lifecycle each : releases) {
      String row =
          String.join(
              "\t",
              plain(each.product()),
              plain(each.cycle()),
              plain(each.codename()),
              plain(each.supportEnds()),
              plain(each.communityEnds()),
              plain(each.commercialEnds()));
      text.append(row).append('\n');
    }
    return text.toString();
  }

  private static String plain(String column) {
    return column.replaceAll("[\\p{Cntrl}]", " ");
  }

  /** All releases of a product that are known, newest first; none where it is not known. */
  public List<Lifecycle> of(String product) {
    List<Lifecycle> embedded = Lifecycles.of(product);
    List<List<String>> rows = newer == null ? List.of() : newer.rows(product);
    if (rows.isEmpty()) {
      return embedded;
    }
    List<Lifecycle> all = new ArrayList<>();
    for (List<String> row : rows) {
      all.add(
          new Lifecycle(
              product, row.get(1), row.get(2), row.get(3), row.get(4), row.get(5), "file"));
    }
    for (Lifecycle each : embedded) {
      if (all.stream().noneMatch(other -> other.cycle().equals(each.cycle()))) {
        all.add(each);
      }
    }
    return all;
  }

  /**
   * Of some releases of a product the one that is looked after longest, that day or later; null
   * where there is none. One without a known end counts as looked after for ever.
   */
  public @Nullable Lifecycle longest(
      String product, Predicate<Lifecycle> allowed, LocalDate today) {
    Lifecycle best = null;
    LocalDate longest = null;
    for (Lifecycle release : of(product)) {
      LocalDate last = Lifecycles.lastDay(release);
      LocalDate day = last == null ? LocalDate.MAX : last;
      if (allowed.test(release)
          && !day.isBefore(today)
          && (longest == null || day.isAfter(longest))) {
        best = release;
        longest = day;
      }
    }
    return best;
  }

  /**
   * The code name of the distribution that tags of an image are to name.
   *
   * @param product that its tags begin with the version of
   * @param cycle the release
   */
  public String distribution(String repository, String product, String cycle) {
    ImageName image = new ImageName(repository, cycle, "");
    Lifecycle built = official.distribution(image);
    if (built != null && !built.codename().isEmpty()) {
      return built.codename();
    }
    DistributionMove move = official.move(image);
    if (move == null) {
      throw new IllegalStateException("nothing is known of the distributions of " + repository);
    }
    Lifecycle release = ofVersion(product, cycle);
    LocalDate last = release == null ? null : Lifecycles.lastDay(release);
    boolean before = last != null && last.isBefore(YearMonth.parse(move.month()).atEndOfMonth());
    return before ? move.from() : move.to();
  }

  /** What is known newest of the same release. */
  public Lifecycle newest(Lifecycle release) {
    if (newer != null) {
      for (Lifecycle each : of(release.product())) {
        if (each.cycle().equals(release.cycle())) {
          return each;
        }
      }
    }
    return release;
  }

  /** As {@link Lifecycles#ofVersion}. */
  public @Nullable Lifecycle ofVersion(String product, String version) {
    return Lifecycles.ofVersion(of(product), version);
  }
}
