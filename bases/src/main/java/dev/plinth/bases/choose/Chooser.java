package dev.plinth.bases.choose;

import dev.plinth.bases.choose.Advice.Change;
import dev.plinth.bases.choose.Advice.RuledOut;
import dev.plinth.bases.known.Families;
import dev.plinth.bases.known.Families.Fit;
import dev.plinth.bases.known.Families.Instead;
import dev.plinth.bases.known.Family;
import dev.plinth.bases.known.OwnBase;
import dev.plinth.bases.known.Releases;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Orders the families that suit a language by what is asked for. What cannot do is ruled out, with
 * the reason; the others are ordered by the points of {@code fits.tsv}, what the policy approves
 * before what it does not.
 */
public final class Chooser {
  /** An own base of a family that nothing is said of in a language. */
  private static final int OWN_POINTS = 70;

  /** Other answers, with what they mean for people, in the order they are told. */
  private static final List<List<String>> OTHERS =
      List.of(
          List.of("native", "no", "nothing in it is machine code"),
          List.of("native", "musl", "its machine code is published for musl, too"),
          List.of("native", "glibc", "some machine code is published for glibc alone"),
          List.of("native", "yes", "C code is part of it"),
          List.of("shell", "no", "nobody needs a shell in it"),
          List.of("shell", "yes", "a shell is needed in it"),
          List.of("libc", "none", "the program is linked statically"),
          List.of("libc", "glibc", "the program needs glibc"),
          List.of("prefer", "size", "size counts most"),
          List.of("prefer", "security", "security counts most"),
          List.of("support", "rhel", "Red Hat's support is required"),
          List.of("compliance", "fips", "validated cryptography (FIPS 140) is required"));

  private final ImageNames names;
  private final List<OwnBase> own;
  private final Predicate<String> approved;
  private final boolean approves;

  /**
   * By what is known and settled.
   *
   * @param own the company's own bases
   * @param approved whether the policy approves an image, by its name; null where it says nothing
   */
  public Chooser(
      Releases releases, LocalDate today, List<OwnBase> own, @Nullable Predicate<String> approved) {
    this.names = new ImageNames(releases, today);
    this.own = List.copyOf(own);
    this.approved = approved == null ? _ -> false : approved;
    boolean any = approved != null;
    for (OwnBase each : own) {
      any |= each.approved();
    }
    this.approves = any;
  }

  /** True where the policy approves some bases, and so no others. */
  public boolean approves() {
    return approves;
  }

  /** The release of a language that is looked after longest; empty where nothing is known. */
  public String longest(String language) {
    return names.longest(language);
  }

  /** What would do, in order. */
  public Advice choose(Wishes wishes) {
    List<RuledOut> out = new ArrayList<>();
    List<Offer> offers = rank(wishes, out);
    return new Advice(wishes, offers, out, changes(wishes, offers));
  }

  private List<Change> changes(Wishes wishes, List<Offer> offers) {
    List<Change> changes = new ArrayList<>();
    Map<String, String> seen = new HashMap<>();
    String first = offers.isEmpty() ? "" : offers.getFirst().family().id();
    for (List<String> other : OTHERS) {
      String question = other.get(0);
      String now = wishes.answer(question);
      boolean open = now.isEmpty() || now.equals("unknown") || now.equals("yes");
      boolean decided = question.equals("native") ? !open : !now.isEmpty();
      if (decided || !asked(other, wishes.language())) {
        continue;
      }
      List<Offer> then = rank(wishes.with(question, other.get(1)), new ArrayList<>());
      String best = then.isEmpty() ? "" : then.getFirst().family().id();
      // Each base is told once, by the first answer that leads to it.
      if (!best.isEmpty() && !best.equals(first) && seen.putIfAbsent(best, question) == null) {
        changes.add(
            new Change(question, other.get(1), other.get(2), best, then.getFirst().image()));
      }
    }
    return changes;
  }

  /** Of Go and Rust counts whether C code is part of it, of others for what it is published. */
  private static boolean asked(List<String> other, String language) {
    if (!other.getFirst().equals("native")) {
      return true;
    }
    return switch (language) {
      case "any", "tooling" -> false;
      case "go", "rust" -> other.get(1).equals("yes") || other.get(1).equals("no");
      default -> !other.get(1).equals("yes");
    };
  }

  private List<Offer> rank(Wishes wishes, List<RuledOut> out) {
    List<Offer> offers = new ArrayList<>();
    Map<String, OwnBase> replaced = new HashMap<>();
    for (OwnBase base : own) {
      if (base.serves(wishes.language())) {
        base.replaces().forEach(family -> replaced.put(family, base));
        own(base, wishes, offers, out);
      }
    }
    for (Fit fit : Families.fits(wishes.language())) {
      Family family = Families.of(fit.family());
      if (family == null) {
        throw new IllegalStateException("there is no family " + fit.family());
      }
      OwnBase instead = replaced.get(family.id());
      String why =
          instead != null
              ? instead.image() + " replaces it"
              : RulesOut.why(wishes, family, fit.releases());
      if (!why.isEmpty()) {
        out.add(new RuledOut(family.id(), family.shown(), why));
      } else {
        offers.add(offer(fit, family, wishes));
      }
    }
    offers.sort(Chooser::compare);
    return offers;
  }

  private static int compare(Offer one, Offer other) {
    int order = Boolean.compare(other.approved(), one.approved());
    order = order == 0 ? Boolean.compare(other.own(), one.own()) : order;
    return order == 0 ? Integer.compare(other.points(), one.points()) : order;
  }

  private void own(OwnBase base, Wishes wishes, List<Offer> offers, List<RuledOut> out) {
    Family family = base.family();
    String why = RulesOut.why(wishes, family, List.of());
    if (!why.isEmpty()) {
      out.add(new RuledOut(family.id(), base.image(), why));
      return;
    }
    int points = OWN_POINTS;
    String build = "";
    for (Fit fit : Families.fits(wishes.language())) {
      if (fit.family().equals(family.id())) {
        points = points(fit, wishes);
        build = fit.build();
      }
    }
    String cycle = cycle(wishes, List.of());
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "your own base"
            + (base.approved() ? ", approved" : "")
            + ", of the kind of "
            + family.shown());
    offers.add(
        new Offer(
            family,
            names.expand(base.image(), wishes.language(), cycle),
            points,
            base.approved() || approved.test(base.image()),
            true,
            reasons,
            Drawbacks.of(family, wishes, ""),
            names.expand(build, wishes.language(), cycle),
            names.expand(family.debug(), wishes.language(), cycle),
            null,
            false));
  }

  private Offer offer(Fit fit, Family family, Wishes wishes) {
    String cycle = cycle(wishes, fit.releases());
    String image = names.expand(family.image(), wishes.language(), cycle);
    List<String> reasons = new ArrayList<>();
    reasons.add(fit.why());
    reasons.addAll(Reasons.of(family, wishes));
    String note = "";
    if (!wishes.release().isEmpty() && !cycle.isEmpty() && !cycle.equals(wishes.release())) {
      note = "it has " + cycle + ", not " + wishes.release();
    }
    String built = names.built(image);
    if (built.startsWith("built")) {
      reasons.add(built);
    } else if (note.isEmpty()) {
      note = built;
    }
    boolean rolling = family.distribution().equals("wolfi");
    return new Offer(
        family,
        image,
        points(fit, wishes),
        approves && approved.test(image),
        false,
        reasons,
        Drawbacks.of(family, wishes, note),
        names.expand(fit.build(), wishes.language(), cycle),
        names.expand(family.debug(), wishes.language(), cycle),
        rolling ? null : names.until(family, wishes.language(), cycle),
        rolling);
  }

  /** The release that an image has: the one asked for, or of a list the newest. */
  private String cycle(Wishes wishes, List<String> has) {
    String wanted =
        wishes.release().isEmpty() ? names.longest(wishes.language()) : wishes.release();
    if (has.isEmpty() || has.getFirst().equals("newest") || has.contains(wanted)) {
      return wanted;
    }
    return has.getLast();
  }

  private static int points(Fit fit, Wishes wishes) {
    int points = fit.points();
    for (Instead other : fit.others()) {
      boolean all = true;
      for (String condition : other.conditions()) {
        int equals = condition.indexOf('=');
        all &=
            wishes.answer(condition.substring(0, equals)).equals(condition.substring(equals + 1));
      }
      points = all ? other.points() : points;
    }
    return points;
  }
}
