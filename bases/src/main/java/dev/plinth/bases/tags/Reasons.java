package dev.plinth.bases.tags;

import dev.plinth.bases.tags.TagOrder.Step;
import dev.plinth.bases.tags.TagPart.Kind;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people are told about a choice. */
final class Reasons {
  /** The newest tags that are newer and not taken, by why. */
  record PassedOver(
      @Nullable TagName prerelease, @Nullable TagName shortTerm, @Nullable TagName unreleased) {}

  private Reasons() {}

  /** Why that tag is taken. */
  static String of(TagName from, TagName to, Step step, boolean forced, LocalDate today) {
    if (step.suite()) {
      return suite(from, to, forced, today);
    }
    return switch (step.level()) {
      case REFRESH -> "the same version, built later";
      case PATCH -> "a newer patch release";
      case MINOR -> "a newer minor release";
      default -> "a newer major release";
    };
  }

  private static String suite(TagName from, TagName to, boolean forced, LocalDate today) {
    TagPart before = moved(from, to);
    TagPart after = moved(to, from);
    if (before == null || after == null) {
      return "another release of the distribution";
    }
    StringBuilder reason = new StringBuilder();
    if (forced) {
      reason
          .append("newer versions are no longer published for ")
          .append(shown(before))
          .append(ended(before, today))
          .append(": ")
          .append(shown(after))
          .append(ended(after, today))
          .append(" is the next release that has them");
    } else {
      reason.append("another release of the distribution: ").append(shown(after));
      reason
          .append(ended(after, today))
          .append(" after ")
          .append(shown(before))
          .append(ended(before, today));
    }
    if (before.name().startsWith("windows")) {
      reason.append("; containers of Windows need hosts of that release");
    }
    return reason.toString();
  }

  private static String ended(TagPart distribution, LocalDate today) {
    return Channels.ended(distribution, today) ? " (past its end of life)" : "";
  }

  /** The distribution whose release is another one. */
  private static @Nullable TagPart moved(TagName tag, TagName other) {
    TagPart last = null;
    for (int i = 0; i < Math.min(tag.parts().size(), other.parts().size()); i++) {
      TagPart part = tag.parts().get(i);
      if (part.kind() == Kind.DISTRIBUTION
          && other.parts().get(i).kind() == Kind.DISTRIBUTION
          && part.compareLine(other.parts().get(i)) != 0) {
        last = part;
      }
    }
    return last == null ? tag.distribution() : last;
  }

  private static String shown(TagPart distribution) {
    return "'" + distribution.text() + "'";
  }

  /** Why no tag is taken. */
  static String nothing(
      TagName current, Question question, @Nullable Choice beyond, PassedOver passedOver) {
    StringBuilder reason = new StringBuilder();
    if (beyond != null) {
      reason
          .append("newer is ")
          .append(beyond.tag())
          .append(", which takes the level ")
          .append(beyond.level().name().toLowerCase(Locale.ROOT));
    } else {
      reason.append("nothing newer of this kind is published");
    }
    note(reason, passedOver.prerelease(), "a prerelease");
    note(reason, passedOver.shortTerm(), "without the same long-term support");
    note(reason, passedOver.unreleased(), "newer than what is released");
    if (beyond == null && !question.all().contains(current.text())) {
      reason.append("; the tag itself is not among those that are published");
    }
    return reason.toString();
  }

  private static void note(StringBuilder reason, @Nullable TagName tag, String what) {
    if (tag != null) {
      reason.append("; ").append(tag).append(" is ").append(what);
    }
  }
}
