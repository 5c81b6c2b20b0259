package dev.plinth.bases.tags;

import dev.plinth.bases.known.Glob;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.tags.TagOrder.Step;
import dev.plinth.bases.tags.TagRules.ImageRules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the newer tag: of the same {@linkplain TagName#shape() shape}, so with the same prefix,
 * precision and suffix, newer, no prerelease, of the same long-term support, and not further away
 * than is allowed.
 *
 * <p>Versions in the suffix move with the image's own where both are published. The distribution's
 * release moves with {@link Level#SUITE} alone, unless it is no longer published for newer versions
 * that are allowed: then the nearest later release that has the newest version is taken, at once,
 * so that choosing again finds nothing more.
 *
 * <p>Each tag is read once; time is linear in their number, but for sorting the candidates.
 */
public final class TagChooser {
  /** A tag that is newer. */
  private record Newer(TagName tag, Step step) {}

  private final Question question;
  private final ImageRules rules;
  private final TagOrder order;
  private final TagName current;
  private final Ceiling ceiling;

  /** The newest one that was passed over, by why. */
  private @Nullable TagName prerelease;

  private @Nullable TagName shortTerm;
  private @Nullable TagName unreleased;

  private TagChooser(Question question) {
    this.question = question;
    this.rules = question.rules().of(question.image());
    this.order = new TagOrder(rules);
    this.current = TagName.of(question.current(), rules);
    this.ceiling = new Ceiling(question, rules, current);
  }

  /** The newest tag of the same kind; null where the current one is left alone. */
  public static @Nullable Choice newest(
      ImageName image, String current, List<String> all, Level most, LocalDate today) {
    return answer(Question.of(image, current, all, most, today)).choice();
  }

  /** All newer tags of the same kind, the newest first. */
  public static List<Choice> candidates(
      ImageName image, String current, List<String> all, Level most, LocalDate today) {
    return answer(Question.of(image, current, all, most, today)).candidates();
  }

  /** Why the current tag is left alone; null where it is not. */
  public static @Nullable String against(
      ImageName image, String current, List<String> all, Level most, LocalDate today) {
    Answer answer = answer(Question.of(image, current, all, most, today));
    return answer.choice() == null ? answer.reason() : null;
  }

  /** With all that can be said. */
  public static Answer answer(Question question) {
    return new TagChooser(question).answer();
  }

  private Answer answer() {
    String alone = alone();
    if (alone != null) {
      return Answer.alone(alone, null);
    }
    List<Newer> newer = newer();
    List<Newer> allowed = new ArrayList<>();
    for (Newer one : newer) {
      if (one.step().whole().compareTo(question.most()) <= 0) {
        allowed.add(one);
      }
    }
    List<Newer> moved = question.most() == Level.SUITE ? List.of() : moved(newer, allowed);
    List<Newer> taken = moved.isEmpty() ? allowed : moved;
    taken.sort(newestFirst());
    Choice beyond = beyond(newer, taken);
    if (taken.isEmpty()) {
      return Answer.alone(Reasons.nothing(this.current, question, beyond, passedOver()), beyond);
    }
    List<Choice> candidates = new ArrayList<>(taken.size());
    for (Newer one : taken) {
      candidates.add(choice(one, !moved.isEmpty()));
    }
    Choice first = candidates.getFirst();
    return new Answer(first, first.reason(), List.copyOf(candidates), beyond);
  }

  private Choice choice(Newer one, boolean forced) {
    return new Choice(
        one.tag().text(),
        one.step().whole(),
        Reasons.of(current, one.tag(), one.step(), forced, question.today()));
  }

  private @Nullable String alone() {
    if (!TagName.valid(question.current())) {
      return "it is not a tag";
    }
    if (!rules.alone.isEmpty() && Glob.any(rules.alone, question.current())) {
      return "a rule for the image says so";
    }
    if (current.commit()) {
      return "'" + current + "' is a commit, and commits have no order";
    }
    if (current.withoutOrder()) {
      return "'" + current + "' names no version: it is kept fresh by its digest";
    }
    if (current.date() == null && digitsAlone(current.text()) && commits()) {
      return "'" + current + "' may be a commit, as other tags are";
    }
    return null;
  }

  private static boolean digitsAlone(String tag) {
    boolean digits = tag.length() >= 7;
    for (int i = 0; i < tag.length() && digits; i++) {
      digits = TagWords.digit(tag.charAt(i));
    }
    return digits;
  }

  /** True where tags as long as the current one are commits. */
  private boolean commits() {
    for (String tag : question.all()) {
      if (tag.length() == current.text().length() && TagName.of(tag, rules).commit()) {
        return true;
      }
    }
    return false;
  }

  /** All that are of the same kind and newer, however far. */
  private List<Newer> newer() {
    List<Newer> newer = new ArrayList<>();
    for (String text : question.all()) {
      if (!TagName.valid(text) || never(text)) {
        continue;
      }
      TagName tag = TagName.of(text, rules);
      if (!tag.shape().equals(current.shape())) {
        continue;
      }
      Step step = order.step(current, tag);
      if (step != null && believed(tag) && lasting(tag)) {
        newer.add(new Newer(tag, step));
      }
    }
    return newer;
  }

  private boolean never(String tag) {
    return !rules.never.isEmpty() && Glob.any(rules.never, tag);
  }

  /** False, and remembered, for prereleases and what can not be released yet. */
  private boolean believed(TagName tag) {
    if ((tag.prerelease() != null && !samePrerelease(tag)) || development(tag)) {
      prerelease = newest(prerelease, tag);
      return false;
    }
    if (future(tag) || ceiling.above(tag, order)) {
      unreleased = newest(unreleased, tag);
      return false;
    }
    return true;
  }

  /** True where an odd second number says so, and the current one's does not. */
  private boolean development(TagName tag) {
    TagPart from = current.version();
    TagPart to = tag.version();
    return rules.oddUnstable
        && from != null
        && to != null
        && from.number(1) % 2 == 0
        && to.number(1) % 2 == 1;
  }

  /** Who is on a prerelease gets further ones of the same release. */
  private boolean samePrerelease(TagName tag) {
    TagPart from = current.version();
    TagPart to = tag.version();
    return current.prerelease() != null
        && from != null
        && to != null
        && from.compareNumbers(to) == 0;
  }

  private boolean future(TagName tag) {
    LocalDate date = tag.date();
    TagPart version = tag.version();
    return date != null
        ? date.isAfter(question.today().plusDays(1))
        : version != null
            && TagDate.year(version.number(0))
            && version.number(0) > question.today().getYear() + 1;
  }

  /** False, and remembered, for what leaves long-term support, or is no release yet. */
  private boolean lasting(TagName tag) {
    TagPart from = current.version();
    TagPart to = tag.version();
    boolean lasting = from == null || to == null || keeps(rules.lts, from, to);
    int index = 0;
    for (TagPart part : current.parts()) {
      TagPart other = index < tag.parts().size() ? tag.parts().get(index) : part;
      index++;
      if (part.kind() == TagPart.Kind.DISTRIBUTION
          && other.kind() == TagPart.Kind.DISTRIBUTION
          && part.compareLine(other) != 0) {
        if (!Channels.released(other)) {
          unreleased = newest(unreleased, tag);
          return false;
        }
        lasting &= keeps(part.name(), part, other);
      }
    }
    if (!lasting) {
      shortTerm = newest(shortTerm, tag);
    }
    return lasting;
  }

  private boolean keeps(String product, TagPart from, TagPart to) {
    LocalDate today = question.today();
    return !Channels.longTerm(product, from, today) || Channels.longTerm(product, to, today);
  }

  private TagName newest(@Nullable TagName known, TagName tag) {
    return known == null || total(known, tag) < 0 ? tag : known;
  }

  /**
   * Those of a later release of the distribution, where the current one's newest version within
   * what is allowed is behind that of another.
   */
  private List<Newer> moved(List<Newer> newer, List<Newer> allowed) {
    TagName best = current;
    for (Newer one : allowed) {
      best = order.compareVersions(best, one.tag()) < 0 ? one.tag() : best;
    }
    List<Newer> moved = new ArrayList<>();
    for (Newer one : newer) {
      if (one.step().suite() && one.step().level().compareTo(question.most()) <= 0) {
        int versions = order.compareVersions(best, one.tag());
        int suites = moved.isEmpty() ? 0 : nearer(one.tag(), moved.getFirst().tag());
        if (versions < 0 || (versions == 0 && !moved.isEmpty() && suites < 0)) {
          moved.clear();
          best = one.tag();
          moved.add(one);
        } else if (versions == 0 && !moved.isEmpty() && suites == 0) {
          moved.add(one);
        }
      }
    }
    return moved;
  }

  /** The lower release of the distribution, but any that is looked after before one that is not. */
  private int nearer(TagName left, TagName right) {
    int ended = Boolean.compare(ended(left), ended(right));
    return ended == 0 ? order.compareSuites(left, right) : ended;
  }

  private boolean ended(TagName tag) {
    for (TagPart part : tag.parts()) {
      if (part.kind() == TagPart.Kind.DISTRIBUTION && Channels.ended(part, question.today())) {
        return true;
      }
    }
    return false;
  }

  private Comparator<Newer> newestFirst() {
    return (left, right) -> total(right.tag(), left.tag());
  }

  /** Of tags that say the same the one that is written like the current one, then by their text. */
  private int total(TagName left, TagName right) {
    int by = order.compare(left, right);
    int length = current.text().length();
    if (by == 0) {
      by =
          Integer.compare(
              Math.abs(right.text().length() - length), Math.abs(left.text().length() - length));
    }
    return by == 0 ? left.text().compareTo(right.text()) : by;
  }

  /** The newest that would go further than is allowed, where it is newer than what is taken. */
  private @Nullable Choice beyond(List<Newer> newer, List<Newer> taken) {
    TagName best = taken.isEmpty() ? current : taken.getFirst().tag();
    Newer found = null;
    for (Newer one : newer) {
      if (one.step().whole().compareTo(question.most()) > 0 && total(best, one.tag()) < 0) {
        best = one.tag();
        found = one;
      }
    }
    return found == null ? null : choice(found, false);
  }

  private Reasons.PassedOver passedOver() {
    return new Reasons.PassedOver(prerelease, shortTerm, unreleased);
  }
}
