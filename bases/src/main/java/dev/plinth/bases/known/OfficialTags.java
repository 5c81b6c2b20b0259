package dev.plinth.bases.known;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.advisories.OfficialImage;
import dev.plinth.bases.BasesErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Under which tags Docker's official images are built, by docker-library/official-images as {@code
 * plinth db update} fetched it, in a file of UTF-8:
 *
 * <pre>
 * file  = "# official images as of " YYYY-MM-DD LF { row LF }
 * row   = repository TAB tags TAB shared TAB architectures         one for each image that is built
 *       | repository TAB "=" TAB from TAB to TAB YYYY-MM           when its tags last moved
 * </pre>
 *
 * with a space between items, and the rows of a repository together. The file is read when it is
 * first asked for: a run that names no official image does not open it.
 */
public final class OfficialTags {
  /** Nothing is known but the tables within the program. */
  public static final OfficialTags NONE = new OfficialTags(null);

  private static final String HEAD = "# official images as of ";
  private static final int COLUMNS = 4;
  private static final String MOVED = "=";

  /** All of official-images is a thirtieth of it. */
  private static final int MOST_BYTES = 16 << 20;

  private final @Nullable Path file;
  private volatile @Nullable Content content;

  /** By repository: many files name the same few images. */
  private final Map<String, List<OfficialImage.Build>> builds = new ConcurrentHashMap<>();

  private final Map<String, Object> derived = new ConcurrentHashMap<>();

  private OfficialTags(@Nullable Path file) {
    this.file = file;
  }

  private record Content(@Nullable LocalDate date, Table table) {}

  /** By that file, which need not exist. */
  public static OfficialTags of(Path file) {
    return new OfficialTags(file);
  }

  private Content content() {
    Content read = content;
    if (read == null) {
      synchronized (this) {
        read = content == null ? read() : content;
        content = read;
      }
    }
    return read;
  }

  private Content read() {
    if (file == null) {
      return new Content(null, new Table(""));
    }
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw BasesErrors.officialTags(file, "has more than " + (MOST_BYTES >> 20) + " MiB");
      }
      text = new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return new Content(null, new Table(""));
    } catch (IOException e) {
      throw BasesErrors.officialTags(file, "cannot be read (" + e.getMessage() + ")");
    }
    int end = HEAD.length() + 10;
    LocalDate date =
        text.startsWith(HEAD) && text.length() > end && text.charAt(end) == '\n'
            ? day(text.substring(HEAD.length(), end))
            : null;
    if (date == null) {
      throw BasesErrors.officialTags(file, "does not begin with '" + HEAD + "YYYY-MM-DD'");
    }
    return new Content(date, new Table(text));
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The day of what was fetched; null where nothing was. */
  public @Nullable LocalDate date() {
    return content().date();
  }

  /** What is built of an image; none where it is no official one, or nothing is known of it. */
  public List<OfficialImage.Build> builds(ImageName image) {
    if (file == null || !image.official() || image.repository().startsWith("#")) {
      return List.of();
    }
    List<OfficialImage.Build> known = builds.get(image.repository());
    if (known == null) {
      known = read(image.repository());
      if (!known.isEmpty()) {
        builds.put(image.repository(), known);
      }
    }
    return known;
  }

  private List<OfficialImage.Build> read(String repository) {
    List<OfficialImage.Build> read = new ArrayList<>();
    for (List<String> row : content().table().rows(repository)) {
      if (row.size() == COLUMNS && !row.get(1).equals(MOVED)) {
        read.add(
            new OfficialImage.Build(
                Families.items(row.get(1)),
                Families.items(row.get(2)),
                Families.items(row.get(3))));
      }
    }
    return read;
  }

  /**
   * What others make of all tags of an image, made once for each repository; null where none are
   * known.
   *
   * @param type of what is made, one thing of each
   */
  public <T> @Nullable T derived(ImageName image, Class<T> type, Function<Set<String>, T> make) {
    String key = image.repository() + '\n' + type.getName();
    Object known = derived.get(key);
    if (known == null) {
      Set<String> tags = tags(image);
      if (tags.isEmpty()) {
        return null;
      }
      known = make.apply(tags);
      derived.put(key, known);
    }
    return type.cast(known);
  }

  /** All tags under which an image is built, in the order of the file; none where not known. */
  public Set<String> tags(ImageName image) {
    Set<String> tags = new LinkedHashSet<>();
    for (OfficialImage.Build build : builds(image)) {
      tags.addAll(build.tags());
      tags.addAll(build.shared());
    }
    return tags;
  }

  /**
   * The tags that mean the same image as this one's, itself among them: on Linux, where it is built
   * for that; none where it is not built, or not known.
   */
  public Set<String> aliases(ImageName image) {
    String tag = image.tagOrLatest();
    Set<String> linux = new LinkedHashSet<>();
    Set<String> windows = new LinkedHashSet<>();
    for (OfficialImage.Build build : builds(image)) {
      if (build.tags().contains(tag) || build.shared().contains(tag)) {
        Set<String> same = windows(build) ? windows : linux;
        if (same.isEmpty()) {
          same.addAll(build.tags());
          same.addAll(build.shared());
        } else {
          // built more than once for the same system: alike is what all of them are called
          Set<String> more = new LinkedHashSet<>(build.tags());
          more.addAll(build.shared());
          same.retainAll(more);
        }
      }
    }
    return linux.isEmpty() ? windows : linux;
  }

  private static boolean windows(OfficialImage.Build build) {
    return !build.architectures().isEmpty()
        && build.architectures().getFirst().startsWith("windows-");
  }

  /**
   * The release of a distribution that an image is built upon today, as one of the tags names it
   * that mean the same; null where none does, or they do not agree.
   */
  public @Nullable Lifecycle distribution(ImageName image) {
    return distribution(image.repository(), aliases(image));
  }

  private static @Nullable Lifecycle distribution(String repository, Collection<String> aliases) {
    Lifecycle found = null;
    for (String alias : aliases) {
      Lifecycle named = KnownBases.distribution(new ImageName(repository, alias, ""));
      if (named != null) {
        boolean other =
            found != null
                && !(found.product().equals(named.product())
                    && found.cycle().equals(named.cycle()));
        if (other) {
          return null;
        }
        found = named;
      }
    }
    return found;
  }

  /**
   * What stands behind the version in tags of an image's release: of {@code python:3.13} {@code
   * slim}, {@code alpine3.22} and the like, sorted; none where it is not known.
   */
  public List<String> variants(ImageName image) {
    String version = KnownBases.version(image.tag());
    Set<String> variants = new TreeSet<>();
    for (String tag : tags(image)) {
      if (!version.isEmpty()
          && tag.startsWith(version)
          && tag.length() > version.length() + 1
          && tag.charAt(version.length()) == '-') {
        variants.add(tag.substring(version.length() + 1));
      }
    }
    return List.copyOf(variants);
  }

  /**
   * The last move of an image's tags from one distribution to another: what was fetched before the
   * table within the program; null where none is known.
   */
  public @Nullable DistributionMove move(ImageName image) {
    DistributionMove embedded = DistributionMove.of(image);
    if (file == null || !image.official()) {
      return embedded;
    }
    for (List<String> row : content().table().rows(image.repository())) {
      if (row.size() > COLUMNS && row.get(1).equals(MOVED)) {
        DistributionMove fetched = new DistributionMove(row.get(2), row.get(3), row.get(4));
        boolean known =
            day(fetched.month() + "-01") != null
                && Lifecycles.named(fetched.from()) != null
                && Lifecycles.named(fetched.to()) != null;
        boolean later = embedded == null || fetched.month().compareTo(embedded.month()) > 0;
        return known && later ? fetched : embedded;
      }
    }
    return embedded;
  }

  /**
   * The file's text for these.
   *
   * @param before what was known until now: where the tags of an image that name no distribution
   *     meant another one, that is noted
   */
  public static String text(LocalDate date, Collection<OfficialImage> images, OfficialTags before) {
    StringBuilder text = new StringBuilder(HEAD).append(date).append('\n');
    for (OfficialImage image : images) {
      DistributionMove move = moved(image, date, before);
      if (move != null) {
        text.append(image.name()).append('\t').append(MOVED);
        text.append('\t').append(move.from()).append('\t').append(move.to());
        text.append('\t').append(move.month()).append('\n');
      }
      for (OfficialImage.Build build : image.builds()) {
        text.append(image.name()).append('\t').append(build.row()).append('\n');
      }
    }
    return text.toString();
  }

  /** The last move that is known of; null where that is none, or the program's own table has it. */
  private static @Nullable DistributionMove moved(
      OfficialImage image, LocalDate date, OfficialTags before) {
    ImageName latest = new ImageName(image.name(), "latest", "");
    DistributionMove known = before.move(latest);
    Set<String> same = new LinkedHashSet<>();
    for (OfficialImage.Build build : image.builds()) {
      if (!windows(build)
          && (build.tags().contains("latest") || build.shared().contains("latest"))) {
        same.addAll(build.tags());
      }
    }
    Lifecycle now = distribution(image.name(), same);
    Lifecycle then = before.distribution(latest);
    if (then == null && known != null) {
      then = Lifecycles.named(known.to());
    }
    if (now != null && then != null && newer(now, then)) {
      return new DistributionMove(then.codename(), now.codename(), date.toString().substring(0, 7));
    }
    DistributionMove embedded = DistributionMove.of(latest);
    return known == null || (embedded != null && known.month().equals(embedded.month()))
        ? null
        : known;
  }

  /** True for a later release of the same distribution, where releases have code names. */
  public static boolean newer(Lifecycle one, Lifecycle other) {
    if (!one.product().equals(other.product())
        || one.codename().isEmpty()
        || other.codename().isEmpty()) {
      return false;
    }
    int dot = one.cycle().indexOf('.');
    int otherDot = other.cycle().indexOf('.');
    int major = Integer.compare(number(one.cycle(), 0, dot), number(other.cycle(), 0, otherDot));
    return major > 0
        || (major == 0
            && dot > 0
            && otherDot > 0
            && number(one.cycle(), dot + 1, -1) > number(other.cycle(), otherDot + 1, -1));
  }

  private static int number(String text, int from, int to) {
    try {
      return Integer.parseInt(text, from, to < 0 ? text.length() : to, 10);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
