package dev.plinth.bases.tags;

import dev.plinth.bases.tags.TagPart.Kind;
import dev.plinth.bases.tags.TagRules.ImageRules;
import dev.plinth.bases.tags.TagWords.CodeName;
import dev.plinth.bases.tags.TagWords.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one tag, from left to right and once, by the grammar of {@link TagName}. A mark in the
 * shape has what kind of number it stands for and of how many parts.
 */
final class TagReader {
  /** From how many digits on a number alone is that of a build. */
  private static final long FIRST_BUILD = 10_000;

  private final String tag;
  private final ImageRules rules;
  private final StringBuilder shape = new StringBuilder();
  private final List<TagPart> parts = new ArrayList<>(4);
  private final List<String> words = new ArrayList<>(4);
  private @Nullable Prerelease prerelease;
  private boolean main;
  private int versionStart = -1;
  private int versionEnd = -1;
  private int at;

  /** The word that stands right before, with at most a separator between; else empty. */
  private String before = "";

  TagReader(String tag, ImageRules rules) {
    this.tag = tag;
    this.rules = rules;
  }

  TagName read() {
    while (at < tag.length()) {
      char c = tag.charAt(at);
      boolean start = at == 0 || TagWords.separator(tag.charAt(at - 1));
      if (TagWords.separator(c)) {
        shape.append(c);
        at++;
      } else if (start && (literal() || commit() || named())) {
        before = "";
      } else if (TagWords.digit(c)) {
        number(start);
        before = "";
      } else {
        word(start);
      }
    }
    promote();
    String written = shape.toString();
    return new TagName(
        tag, written, List.copyOf(parts), List.copyOf(words), prerelease, versionStart, versionEnd);
  }

  private boolean literal() {
    int length = TagWords.literal(tag, at);
    if (length > 0) {
      words.add(tag.substring(at, at + length));
      shape.append(tag, at, at + length);
      at += length;
    }
    return length > 0;
  }

  /** A commit's first characters: digits alone may be anything, letters alone a word. */
  private boolean commit() {
    int from = tag.charAt(at) == 'g' ? at + 1 : at;
    boolean digits = false;
    boolean letters = false;
    int end = from;
    while (end < tag.length() && !TagWords.separator(tag.charAt(end))) {
      char c = tag.charAt(end++);
      boolean digit = TagWords.digit(c);
      if (!digit && (c < 'a' || c > 'f')) {
        return false;
      }
      digits |= digit;
      letters |= !digit;
    }
    int length = end - from;
    boolean fraction = at > 0 && tag.charAt(at - 1) == '.';
    if (!digits || !letters || length < 7 || length > 64 || fraction) {
      return false;
    }
    add(Kind.HASH, "", tag.substring(at, end), new long[0], 0);
    shape.append("<hash>");
    at = end;
    return true;
  }

  /** A revision by a name that the image's rules have. */
  private boolean named() {
    for (String name : rules.revisions) {
      int digits = at + name.length();
      if (tag.startsWith(name, at) && digits < tag.length() && TagWords.digit(tag.charAt(digits))) {
        shape.append(name);
        at = digits;
        revision(name, at - name.length());
        return true;
      }
    }
    return false;
  }

  private void word(boolean start) {
    int end = at;
    while (end < tag.length() && TagWords.letter(tag.charAt(end))) {
      end++;
    }
    String word = tag.substring(at, end);
    String lower = word.toLowerCase(Locale.ROOT);
    boolean digits = end < tag.length() && TagWords.digit(tag.charAt(end));
    if (digits) {
      attached(word, lower, start, end);
      before = "";
      return;
    }
    CodeName name = start ? TagWords.codeName(lower) : null;
    if (name != null) {
      long[] release = TagWords.numbers(name.cycle());
      add(Kind.DISTRIBUTION, name.product(), word, release, name.line());
      shape.append('<').append(name.product()).append('>');
      at = end;
      lower = "";
    } else if (main && prerelease == null && isPrerelease(lower)) {
      prerelease(lower, end);
    } else if (start && TagWords.distribution(lower) != null && !rules.prefixes.contains(lower)) {
      distribution(word, lower, end);
      lower = "";
    } else {
      shape.append(word);
      words.add(word);
      at = end;
    }
    before = lower;
  }

  private boolean isPrerelease(String word) {
    return TagWords.prerelease(word) && !rules.variants.contains(word);
  }

  /** The word's place in the shape is taken, too: a release is of its prerelease's shape. */
  private void prerelease(String word, int end) {
    int length = shape.length();
    if (length > 0 && TagWords.separator(shape.charAt(length - 1))) {
      shape.setLength(length - 1);
    }
    int from = end;
    if (from + 1 < tag.length()
        && TagWords.separator(tag.charAt(from))
        && TagWords.digit(tag.charAt(from + 1))) {
      from++;
    }
    int digits = TagWords.numbersEnd(tag, from);
    long[] numbers = TagWords.numbers(tag.substring(from, digits));
    int until = numbers.length == 0 ? end : digits;
    TagPart counted =
        new TagPart(Kind.REVISION, word, tag.substring(from, Math.max(from, until)), numbers, 0);
    prerelease = new Prerelease(word, counted);
    if (versionEnd >= 0 && shape.length() > 0 && shape.charAt(shape.length() - 1) == '>') {
      versionEnd = until;
    }
    at = until;
  }

  /** Its name, and the release where one follows a dash. */
  private void distribution(String word, String lower, int end) {
    Distribution distribution = TagWords.distribution(lower);
    int from = end + 1;
    int digits =
        end < tag.length() && tag.charAt(end) == '-' ? TagWords.numbersEnd(tag, from) : from;
    long[] numbers = digits > from ? TagWords.numbers(tag.substring(from, digits)) : new long[0];
    String product = distribution == null ? lower : distribution.product();
    boolean whole = digits >= tag.length() || TagWords.separator(tag.charAt(digits));
    // Behind its name at the very start, three numbers are the image's own version.
    boolean own = at == 0 && !main && numbers.length > 2;
    int line = distribution == null ? 1 : distribution.line();
    if (numbers.length > 0 && whole && !own && TagWords.plausible(product, numbers)) {
      add(Kind.DISTRIBUTION, product, tag.substring(at, digits), numbers, line);
      shape.append(word).append("-<d").append(numbers.length).append('>');
      at = digits;
    } else {
      add(Kind.DISTRIBUTION, product, word, new long[0], 0);
      shape.append(word);
      at = end;
    }
  }

  /** A word with digits right behind it. */
  private void attached(String word, String lower, boolean start, int end) {
    int begin = at;
    at = end;
    Distribution distribution = TagWords.distribution(lower);
    boolean prefix = lower.equals("v") || rules.prefixes.contains(lower);
    if (main && prerelease == null && isPrerelease(lower)) {
      prerelease(lower, end);
      return;
    }
    shape.append(word);
    if (!main && start && prefix && rules.main.isEmpty()) {
      number(true);
    } else if (start && distribution != null) {
      int digits = TagWords.numbersEnd(tag, at);
      long[] numbers = TagWords.numbers(tag.substring(at, digits));
      add(
          Kind.DISTRIBUTION,
          distribution.product(),
          tag.substring(begin, digits),
          numbers,
          distribution.line());
      shape.append("<d").append(numbers.length).append('>');
      at = digits;
    } else if (start && TagWords.revision(lower) && revisionBelongs(lower)) {
      revision(lower, begin);
    } else {
      component(lower, begin);
    }
  }

  /** Builds are counted within something that is named before them. */
  private boolean revisionBelongs(String word) {
    return !parts.isEmpty() || word.equals("kb");
  }

  private void revision(String name, int begin) {
    int digits = TagWords.numbersEnd(tag, at);
    long[] numbers = TagWords.numbers(tag.substring(at, digits));
    add(Kind.REVISION, name, tag.substring(begin, digits), numbers, 0);
    if (rules.revisionOptional) {
      int from = shape.length() - (at - begin);
      shape.setLength(from > 0 && separatorAt(from - 1) ? from - 1 : from);
    } else {
      shape.append("<r").append(rules.looseBuilds ? "" : numbers.length).append('>');
    }
    at = digits;
  }

  private boolean separatorAt(int index) {
    return TagWords.separator(shape.charAt(index));
  }

  private void component(String name, int begin) {
    int digits = TagWords.numbersEnd(tag, at);
    long[] numbers = TagWords.numbers(tag.substring(at, digits));
    // Of a whole version, the first two numbers are the line; of less, all of it.
    int line = numbers.length >= 3 ? 2 : numbers.length;
    add(Kind.COMPONENT, name, tag.substring(begin, digits), numbers, line);
    shape.append("<c").append(numbers.length).append('>');
    at = digits;
  }

  private void number(boolean start) {
    TagDate day = start ? TagDate.at(tag, at) : null;
    if (day != null) {
      add(Kind.DATE, "", tag.substring(at, day.end()), day.numbers(), 0);
      shape.append('<').append(day.form()).append('>');
      at = day.end();
      return;
    }
    int digits = TagWords.numbersEnd(tag, at);
    long[] numbers = TagWords.numbers(tag.substring(at, digits));
    if (numbers.length == 0) {
      // Too long to be a number.
      while (digits < tag.length() && TagWords.digit(tag.charAt(digits))) {
        digits++;
      }
      digits = Math.max(digits, at + 1);
      words.add(tag.substring(at, digits));
      shape.append(tag, at, digits);
      at = digits;
      return;
    }
    if (!main && ownVersion()) {
      version(numbers, digits);
    } else if (!before.isEmpty() && TagWords.revision(before) && main) {
      revision(before, at);
    } else if (!before.isEmpty() && !TagWords.prerelease(before)) {
      component(before, at);
    } else if (rules.looseBuilds || (numbers.length == 1 && !rules.revisionIsLine)) {
      revision("", at);
    } else if (numbers.length == 1 || !main) {
      component("", at);
    } else {
      add(Kind.SECOND, "", tag.substring(at, digits), numbers, 0);
      shape.append("<s").append(numbers.length).append('>');
      at = digits;
    }
  }

  /** True where a number behind what stands before is the image's own version. */
  private boolean ownVersion() {
    return rules.main.contains(before)
        || rules.prefixes.contains(before)
        || (rules.main.isEmpty() && !TagWords.component(before));
  }

  private void version(long[] read, int digits) {
    long[] numbers = read;
    int end = digits;
    main = true;
    versionStart = at;
    String form = "v";
    boolean update =
        numbers.length == 1
            && end + 1 < tag.length()
            && tag.charAt(end) == 'u'
            && TagWords.digit(tag.charAt(end + 1));
    if (update) {
      int until = TagWords.numbersEnd(tag, end + 1);
      long[] rest = TagWords.numbers(tag.substring(end + 1, until));
      if (rest.length == 1) {
        numbers = new long[] {read[0], 0, rest[0]};
        end = until;
        form = "u";
      }
    }
    boolean year = TagDate.year(numbers[0]);
    if (!rules.distribution.isEmpty()) {
      int line = TagWords.line(rules.distribution);
      add(Kind.DISTRIBUTION, rules.distribution, tag.substring(at, end), numbers, line);
      form = year && !rules.plainYears ? "y" : "d";
    } else {
      add(Kind.VERSION, "", tag.substring(at, end), numbers, 0);
      if (year && !rules.plainYears) {
        form = "y";
      } else if (numbers.length == 1 && numbers[0] >= FIRST_BUILD) {
        form = "b";
      }
    }
    boolean buildForm =
        end + 1 < tag.length() && tag.charAt(end) == '_' && TagWords.digit(tag.charAt(end + 1));
    shape.append('<').append(form);
    if (!buildForm) {
      int precision = Math.min(numbers.length, rules.precision);
      shape.append(precision);
    }
    shape.append('>');
    versionEnd = end;
    at = end;
    if (!form.equals("u")) {
      shortPrerelease();
    }
  }

  /** {@code 3.13.0a1}, {@code 3.13.0b2}: letters that are words elsewhere. */
  private void shortPrerelease() {
    boolean letter =
        at + 1 < tag.length()
            && (tag.charAt(at) == 'a' || tag.charAt(at) == 'b')
            && TagWords.digit(tag.charAt(at + 1));
    if (letter && parts.getLast().precision() > 1) {
      prerelease(String.valueOf(tag.charAt(at)), at + 1);
    }
  }

  /** Whole versions behind a word at the start are the image's own where nothing else is. */
  private void promote() {
    if (main || parts.isEmpty() || !rules.main.isEmpty()) {
      return;
    }
    TagPart first = parts.getFirst();
    if (first.kind() == Kind.COMPONENT && first.precision() >= 3) {
      long[] numbers = TagWords.numbers(first.dotted());
      int letters = 0;
      while (TagWords.letter(first.text().charAt(letters))) {
        letters++;
      }
      String digits = first.text().substring(letters);
      versionStart = tag.indexOf(first.text()) + letters;
      versionEnd = versionStart + digits.length();
      parts.set(0, new TagPart(Kind.VERSION, "", digits, numbers, 0));
    }
  }

  private void add(Kind kind, String name, String text, long[] numbers, int line) {
    parts.add(new TagPart(kind, name, text, numbers, line));
  }
}
