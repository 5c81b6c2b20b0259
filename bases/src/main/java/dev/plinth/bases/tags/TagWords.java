package dev.plinth.bases.tags;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.bases.known.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words that tags are made of, and the distributions' releases by number and code name. */
final class TagWords {
  /** Of more digits is no number that anybody counts. */
  private static final int MOST_DIGITS = 17;

  private static final int MOST_NUMBERS = 12;

  /**
   * A distribution's word.
   *
   * @param product as endoflife.date names it
   * @param line how many numbers name a release
   */
  record Distribution(String product, int line) {}

  /** A release by its code name. */
  record CodeName(String product, String cycle, int line) {}

  /** The table, read once. */
  static final Table TABLE = Table.of(TagWords.class, "tags.tsv");

  private static final Map<String, Distribution> DISTRIBUTIONS = new HashMap<>();
  private static final Map<String, Integer> LINES = new HashMap<>();
  private static final Map<String, CodeName> CODE_NAMES = new HashMap<>();
  private static final Set<String> PRERELEASES = words("=prerelease");
  private static final Set<String> CHANNELS = words("=channel");
  private static final Set<String> COMPONENTS = words("=component");
  private static final Set<String> REVISIONS = words("=revision");

  /** By their first character. */
  private static final Map<Character, List<String>> LITERALS = new HashMap<>();

  static {
    for (String literal : words("=literal")) {
      LITERALS.computeIfAbsent(literal.charAt(0), _ -> new ArrayList<>()).add(literal);
    }
    for (List<String> row : TABLE.rows("=distribution")) {
      int line = Integer.parseInt(row.get(3));
      DISTRIBUTIONS.put(row.get(1), new Distribution(row.get(2), line));
      LINES.putIfAbsent(row.get(2), line);
    }
    for (String product : new String[] {"debian", "ubuntu"}) {
      for (Lifecycle release : Lifecycles.of(product)) {
        long[] numbers = numbers(release.cycle());
        if (!release.codename().isEmpty() && numbers.length > 0) {
          CODE_NAMES.putIfAbsent(
              release.codename(), new CodeName(product, release.cycle(), line(product)));
        }
      }
    }
  }

  private TagWords() {}

  private static Set<String> words(String key) {
    Set<String> words = new HashSet<>();
    for (List<String> row : TABLE.rows(key)) {
      words.addAll(List.of(row.get(1).split("\\|")));
    }
    return words;
  }

  static @Nullable Distribution distribution(String word) {
    return DISTRIBUTIONS.get(word);
  }

  /** How many numbers name a release of that product. */
  static int line(String product) {
    return LINES.getOrDefault(product, 1);
  }

  static @Nullable CodeName codeName(String word) {
    return CODE_NAMES.get(word);
  }

  static boolean prerelease(String word) {
    return PRERELEASES.contains(word);
  }

  static boolean channel(String word) {
    return CHANNELS.contains(word);
  }

  static boolean component(String word) {
    return COMPONENTS.contains(word);
  }

  static boolean revision(String word) {
    return REVISIONS.contains(word);
  }

  /** How long the word with digits is that stands there and ends there; 0 where none does. */
  static int literal(String tag, int at) {
    int longest = 0;
    for (String literal : LITERALS.getOrDefault(tag.charAt(at), List.of())) {
      int end = at + literal.length();
      if (literal.length() > longest
          && tag.startsWith(literal, at)
          && (end == tag.length() || separator(tag.charAt(end)))) {
        longest = literal.length();
      }
    }
    return longest;
  }

  static boolean separator(char c) {
    return c == '-' || c == '_' || c == '.';
  }

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Numbers with dots between; none where it is anything else. */
  static long[] numbers(String dotted) {
    List<Long> numbers = new ArrayList<>(4);
    long number = -1;
    for (int i = 0; i <= dotted.length(); i++) {
      char c = i < dotted.length() ? dotted.charAt(i) : '.';
      if (c == '.') {
        if (number < 0) {
          return new long[0];
        }
        numbers.add(number);
        number = -1;
      } else if (digit(c) && number < 100_000_000_000_000_000L) {
        number = Math.max(number, 0) * 10 + (c - '0');
      } else {
        return new long[0];
      }
    }
    long[] all = new long[numbers.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = numbers.get(i);
    }
    return all;
  }

  /** Where the numbers with dots between that begin there end. */
  static int numbersEnd(String tag, int from) {
    int end = from;
    int count = 0;
    while (count < MOST_NUMBERS) {
      int digits = end;
      while (digits < tag.length() && digit(tag.charAt(digits))) {
        digits++;
      }
      if (digits == end || digits - end > MOST_DIGITS) {
        return count == 0 ? from : end - 1;
      }
      count++;
      end = digits;
      if (end + 1 >= tag.length()
          || tag.charAt(end) != '.'
          || !digit(tag.charAt(end + 1))
          || count == MOST_NUMBERS) {
        return end;
      }
      end++;
    }
    return end;
  }

  /**
   * Whether a product has, or may soon have, that release: told from what is known of its releases,
   * since a number behind a distribution's word may be something else ({@code alpine-6.4.10} of
   * Zabbix).
   */
  static boolean plausible(String product, long[] numbers) {
    if (numbers.length < line(product)) {
      return false;
    }
    List<Lifecycle> releases = Lifecycles.of(product);
    if (releases.isEmpty()) {
      return true;
    }
    long newest = 0;
    for (Lifecycle release : releases) {
      long[] known = numbers(release.cycle());
      if (known.length > 0) {
        boolean same = known[0] == numbers[0];
        for (int i = 1; i < known.length && same; i++) {
          same = i < numbers.length && known[i] == numbers[i];
        }
        if (same) {
          return true;
        }
        newest = Math.max(newest, known[0]);
      }
    }
    return numbers[0] == newest || (line(product) == 1 && numbers[0] == newest + 1);
  }
}
