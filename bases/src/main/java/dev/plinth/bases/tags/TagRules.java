package dev.plinth.bases.tags;

import dev.plinth.bases.known.Glob;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.Lifecycles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is special in the tags of an image, from {@code tags.tsv} and from outside. A rule is a
 * pattern of repositories (bars between several, a star for any run of characters), a key and a
 * value; of the rules of a key the first that fits counts, those from outside first. Keys and what
 * they mean: {@link Key}.
 */
public final class TagRules {
  /** What a rule can say. */
  public enum Key {
    /** The tag's own version is a release of that product, a distribution. */
    DISTRIBUTION,
    /** Words, bars between, before the version: a number behind them is the image's own version. */
    PREFIX,
    /** Words behind which alone the image's own version stands. */
    MAIN,
    /** Words, digits following, that count the builds of a version. */
    REVISION,
    /**
     * {@code optional}: a tag without a revision is the one before its first; {@code line}: a
     * number without a name behind the version is another release to stay on.
     */
    REVISIONS,
    /** {@code loose}: revisions of any number of parts are alike. */
    BUILDS,
    /** A number: versions of that many parts or more are of the same precision. */
    PRECISION,
    /** {@code odd}: versions with an odd second number are for development. */
    UNSTABLE,
    /** Words that look like prereleases and are variants. */
    VARIANT,
    /** Patterns of tags that are never taken. */
    NEVER,
    /** Patterns of tags that are left alone. */
    ALONE,
    /** Product whose long-term support is kept to; {@code none} for none. */
    LTS,
    /** {@code 0}: versions have no majors; the first number counts as the second. */
    MAJOR,
    /** {@code minor}: the second number of a version before 1 is a minor one. */
    ZERO,
    /** {@code refresh}, {@code minor}: how far another day goes in tags that have nothing else. */
    DATE,
    /** {@code releases}: a year is a number like others. */
    YEARS;

    /** As it is written. */
    public String shown() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The one written so.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Key of(String text) {
      for (Key key : values()) {
        if (key.shown().equals(text)) {
          return key;
        }
      }
      throw new IllegalArgumentException("no rule about tags is called " + text);
    }
  }

  /**
   * One rule.
   *
   * @param images patterns of repositories, as {@link ImageName} has them
   * @param key what it is about
   * @param value by the key
   */
  public record Rule(String images, Key key, String value) {}

  /** Those within the program alone. */
  public static final TagRules EMBEDDED = new TagRules(embedded());

  /** Answers that are kept: thousands of files name the same few images. */
  private static final int MOST_ASKED = 2_000;

  /** What no repository's name is longer than, by the grammar of references. */
  private static final int LONGEST = 512;

  private final List<Rule> rules;
  private final Map<String, ImageRules> asked = new ConcurrentHashMap<>();

  private TagRules(List<Rule> rules) {
    this.rules = rules;
  }

  /** With those of somebody, which go before. */
  public TagRules with(List<Rule> own) {
    if (own.isEmpty()) {
      return this;
    }
    List<Rule> all = new ArrayList<>(own);
    all.addAll(rules);
    return new TagRules(List.copyOf(all));
  }

  /** All, in the order in which they count. */
  public List<Rule> rules() {
    return rules;
  }

  private static List<Rule> embedded() {
    List<Rule> rules = new ArrayList<>();
    for (List<String> row : TagWords.TABLE.all()) {
      if (!row.get(0).startsWith("=")) {
        rules.add(new Rule(row.get(0), Key.of(row.get(1)), row.get(2)));
      }
    }
    return List.copyOf(rules);
  }

  /** Those of that image. */
  ImageRules of(ImageName image) {
    ImageRules known = asked.get(image.repository());
    if (known == null) {
      known = new ImageRules(image);
      if (asked.size() < MOST_ASKED) {
        asked.put(image.repository(), known);
      }
    }
    return known;
  }

  private String value(ImageName image, Key key) {
    if (image.repository().length() <= LONGEST) {
      for (Rule rule : rules) {
        if (rule.key() == key && Glob.any(rule.images(), image.repository())) {
          return rule.value();
        }
      }
    }
    return "";
  }

  /** What holds for one image. */
  final class ImageRules {
    final String distribution;
    final Set<String> prefixes;
    final Set<String> main;
    final List<String> revisions;
    final boolean revisionOptional;
    final boolean revisionIsLine;
    final boolean looseBuilds;
    final int precision;
    final boolean oddUnstable;
    final Set<String> variants;
    final String never;
    final String alone;
    final String lts;
    final boolean noMajor;
    final boolean zeroMinor;
    final String date;
    final boolean plainYears;

    private ImageRules(ImageName image) {
      distribution = value(image, Key.DISTRIBUTION);
      prefixes = words(value(image, Key.PREFIX));
      main = words(value(image, Key.MAIN));
      revisions = List.copyOf(words(value(image, Key.REVISION)));
      String optional = value(image, Key.REVISIONS);
      revisionOptional = optional.equals("optional");
      revisionIsLine = optional.equals("line");
      looseBuilds = value(image, Key.BUILDS).equals("loose");
      precision = number(value(image, Key.PRECISION));
      oddUnstable = value(image, Key.UNSTABLE).equals("odd");
      variants = words(value(image, Key.VARIANT));
      never = value(image, Key.NEVER);
      alone = value(image, Key.ALONE);
      String product = value(image, Key.LTS);
      lts = product.isEmpty() ? Lifecycles.product(image) : product;
      noMajor = value(image, Key.MAJOR).equals("0");
      zeroMinor = value(image, Key.ZERO).equals("minor");
      date = value(image, Key.DATE);
      plainYears = value(image, Key.YEARS).equals("releases");
    }

    private static Set<String> words(String bars) {
      return bars.isEmpty() ? Set.of() : Set.copyOf(List.of(bars.split("\\|")));
    }

    private static int number(String text) {
      return text.length() == 1 && TagWords.digit(text.charAt(0))
          ? text.charAt(0) - '0'
          : Integer.MAX_VALUE;
    }
  }
}
