package dev.plinth.bases.known;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.KnownBase.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells what images hold by their names.
 *
 * <p>{@code images.tsv} has rows of {@code repository, tags, class, kind, user, users}: the first
 * row whose tag patterns fit counts, those of the repository itself before those of the folders
 * above it. {@code classes.tsv} has rows of {@code class, distribution, libc, shell, managers,
 * certificates, zones, passwd}; a question mark stands for what is not known.
 */
public final class KnownBases {
  /** How many names are kept with what is known of them: many files name the same few. */
  private static final int REMEMBERED = 1000;

  private KnownBases() {}

  /** Made when it is first asked for. */
  private static final class Tables {
    static final Table IMAGES = Table.of("images.tsv");
    static final Table CLASSES = Table.of("classes.tsv");
    static final Map<ImageName, Optional<KnownBase>> MET = new ConcurrentHashMap<>();
    static final KnownBase SCRATCH =
        new KnownBase(
            new ImageName("scratch", "", ""),
            "none",
            "",
            "none",
            false,
            Set.of(),
            false,
            false,
            false,
            "root",
            List.of(),
            Kind.DISTRIBUTION);
  }

  /** The empty image. */
  public static KnownBase scratch() {
    return Tables.SCRATCH;
  }

  /** What an image holds; null where nothing is known of it. */
  public static @Nullable KnownBase of(ImageName image) {
    if (image.repository().equals("scratch")) {
      return scratch();
    }
    Optional<KnownBase> met = Tables.MET.get(image);
    if (met == null) {
      met = Optional.ofNullable(find(image));
      if (Tables.MET.size() < REMEMBERED) {
        Tables.MET.put(image, met);
      }
    }
    return met.orElse(null);
  }

  private static @Nullable KnownBase find(ImageName image) {
    String tag = image.tagOrLatest();
    for (List<String> row : Tables.IMAGES.rowsOfRepository(image.repository())) {
      if (Glob.any(row.get(1), tag)) {
        return known(image, row);
      }
    }
    return null;
  }

  private static KnownBase known(ImageName image, List<String> row) {
    String name = row.get(2);
    List<String> holds = Tables.CLASSES.row(name);
    if (holds == null) {
      throw new IllegalStateException("there is no class " + name);
    }
    Kind kind = kind(row.get(3));
    String distribution = text(holds.get(1));
    String managers = holds.get(4);
    String users = row.get(5);
    return new KnownBase(
        image,
        distribution,
        release(image, distribution, kind == Kind.DISTRIBUTION),
        text(holds.get(2)),
        answer(holds.get(3)),
        switch (managers) {
          case "?" -> null;
          case "none" -> Set.of();
          default -> Set.of(managers.split(",", -1));
        },
        answer(holds.get(5)),
        answer(holds.get(6)),
        answer(holds.get(7)),
        text(row.get(4)),
        users.isEmpty() ? List.of() : List.of(users.split(",", -1)),
        kind);
  }

  private static Kind kind(String word) {
    return switch (word) {
      case "distribution" -> Kind.DISTRIBUTION;
      case "runtime" -> Kind.RUNTIME;
      case "compilers" -> Kind.RUNTIME_WITH_COMPILERS;
      case "toolchain" -> Kind.TOOLCHAIN;
      case "application" -> Kind.APPLICATION;
      case "?" -> Kind.UNKNOWN;
      default -> throw new IllegalStateException("there is no kind " + word);
    };
  }

  private static String text(String column) {
    return column.equals("?") ? "" : column;
  }

  static @Nullable Boolean answer(String column) {
    return switch (column) {
      case "yes" -> Boolean.TRUE;
      case "no" -> Boolean.FALSE;
      default -> null;
    };
  }

  /**
   * The release of a distribution that a name tells.
   *
   * @param own true where the tag's version is the distribution's own
   */
  private static String release(ImageName image, String distribution, boolean own) {
    String tag = image.tag();
    Lifecycle named = distribution(image);
    if (named != null && named.product().equals(distribution)) {
      return named.cycle();
    }
    if (own && !distribution.isEmpty()) {
      Lifecycle numbered = Lifecycles.ofVersion(distribution, version(tag));
      if (numbered != null) {
        return numbered.cycle();
      }
    }
    return "";
  }

  /** The release of a distribution that is named in tag or repository; null where none is. */
  public static @Nullable Lifecycle distribution(ImageName image) {
    String tag = image.tag();
    int start = 0;
    for (int i = 0; i <= tag.length(); i++) {
      if (i == tag.length() || tag.charAt(i) == '-' || tag.charAt(i) == '_') {
        Lifecycle release = ofWord(tag.substring(start, i));
        if (release != null) {
          return release;
        }
        start = i + 1;
      }
    }
    String repository = image.repository();
    start = 0;
    for (int i = 0; i <= repository.length(); i++) {
      if (i == repository.length() || repository.charAt(i) == '-' || repository.charAt(i) == '/') {
        // Names of repositories are no code names: only what ends in a number counts.
        Lifecycle release =
            i > start && digit(repository.charAt(i - 1))
                ? ofWord(repository.substring(start, i))
                : null;
        if (release != null) {
          return release;
        }
        start = i + 1;
      }
    }
    return null;
  }

  private static @Nullable Lifecycle ofWord(String word) {
    int digits = 0;
    while (digits < word.length() && !digit(word.charAt(digits))) {
      digits++;
    }
    String letters = word.substring(0, digits);
    String number = word.substring(digits);
    if (number.isEmpty()) {
      return letters.length() < 4 ? null : Lifecycles.named(letters);
    }
    return switch (letters) {
      case "alpine" -> Lifecycles.ofVersion("alpine-linux", number);
      case "debian" -> Lifecycles.ofVersion("debian", number);
      case "ubuntu" -> Lifecycles.ofVersion("ubuntu", number);
      case "ubi", "rhel" -> Lifecycles.ofVersion("rhel", number);
      case "centos" -> Lifecycles.ofVersion("centos", number);
      case "fc", "fedora" -> Lifecycles.ofVersion("fedora", number);
      default -> null;
    };
  }

  /** The version that a tag begins with: of {@code v3.12.1-slim} it is {@code 3.12.1}. */
  public static String version(String tag) {
    int start = tag.startsWith("v") ? 1 : 0;
    int end = start;
    while (end < tag.length() && (digit(tag.charAt(end)) || tag.charAt(end) == '.')) {
      end++;
    }
    return tag.substring(start, end);
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
