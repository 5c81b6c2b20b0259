package dev.plinth.bases.tags;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A day within a tag: {@code 20240115}, also with builds of that day behind dots or the time in
 * four or six digits; {@code 2024-01-15}, {@code 2024-01}; both with {@code T16-07-38Z}. With dots
 * it is a version, since versions are written so, too.
 */
final class TagDate {
  private static final long FIRST_YEAR = 1990;
  private static final long LAST_YEAR = 2099;

  private final long[] numbers;
  private final String form;
  private final int end;

  private TagDate(long[] numbers, String form, int end) {
    this.numbers = numbers;
    this.form = form;
    this.end = end;
  }

  /** The day as one number, then what is behind it. */
  long[] numbers() {
    return numbers;
  }

  /** How it is written. */
  String form() {
    return form;
  }

  /** Where it ends. */
  int end() {
    return end;
  }

  /** The one that begins there; null where none does. */
  static @Nullable TagDate at(String tag, int from) {
    int run = from;
    while (run < tag.length() && TagWords.digit(tag.charAt(run))) {
      run++;
    }
    int length = run - from;
    TagDate day =
        switch (length) {
          case 4 -> dashed(tag, from);
          case 8 -> together(tag, from, TagWords.numbersEnd(tag, from));
          case 12, 14 -> together(tag, from, run);
          default -> null;
        };
    return day == null ? null : day.withTime(tag);
  }

  private static @Nullable TagDate together(String tag, int from, int end) {
    int run = from + 8;
    long day = Long.parseLong(tag, from, run, 10);
    if (!day(day / 10_000, day / 100 % 100, day % 100)) {
      return null;
    }
    boolean clock = end > run && TagWords.digit(tag.charAt(run));
    long[] numbers =
        clock
            ? new long[] {day, Long.parseLong(tag, run, end, 10)}
            : TagWords.numbers(tag.substring(from, end));
    return numbers.length == 0
        ? null
        : new TagDate(numbers, clock ? "date" + (end - from) : "date8", end);
  }

  private static @Nullable TagDate dashed(String tag, int from) {
    int month = two(tag, from + 4);
    if (month < 0) {
      return null;
    }
    long year = Long.parseLong(tag, from, from + 4, 10);
    int date = two(tag, from + 7);
    long day = year * 10_000 + month * 100L + Math.max(date, 0);
    if (!day(year, month, date < 0 ? 1 : date)) {
      return null;
    }
    return date < 0
        ? new TagDate(new long[] {day}, "month", from + 7)
        : new TagDate(new long[] {day}, "day", from + 10);
  }

  /** {@code T16-07-38Z} behind it. */
  private TagDate withTime(String tag) {
    if (end >= tag.length() || tag.charAt(end) != 'T') {
      return this;
    }
    int until = end + 1;
    long clock = 0;
    while (until < tag.length()
        && (TagWords.digit(tag.charAt(until)) || tag.charAt(until) == '-')) {
      char c = tag.charAt(until++);
      clock = TagWords.digit(c) && clock < 1_000_000_000L ? clock * 10 + (c - '0') : clock;
    }
    return until < tag.length() && tag.charAt(until) == 'Z'
        ? new TagDate(new long[] {numbers[0], clock}, form + "time", until + 1)
        : this;
  }

  /** Two digits behind a dash, and no further ones; -1 where it is anything else. */
  private static int two(String tag, int dash) {
    boolean two =
        dash + 2 < tag.length()
            && tag.charAt(dash) == '-'
            && TagWords.digit(tag.charAt(dash + 1))
            && TagWords.digit(tag.charAt(dash + 2))
            && (dash + 3 == tag.length()
                || (!TagWords.digit(tag.charAt(dash + 3)) && tag.charAt(dash + 3) != '.'));
    return two ? (tag.charAt(dash + 1) - '0') * 10 + tag.charAt(dash + 2) - '0' : -1;
  }

  /** True where a number is like a year. */
  static boolean year(long number) {
    return number >= FIRST_YEAR && number <= LAST_YEAR;
  }

  /** True where year, month and day are those of a day. */
  static boolean day(List<Long> numbers) {
    return day(numbers.get(0), numbers.get(1), numbers.get(2));
  }

  private static boolean day(long year, long month, long day) {
    return year(year)
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of((int) year, (int) month).lengthOfMonth();
  }
}
