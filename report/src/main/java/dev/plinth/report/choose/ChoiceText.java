package dev.plinth.report.choose;

import dev.plinth.bases.choose.Advice;
import dev.plinth.bases.choose.NativeCode;
import dev.plinth.bases.choose.NativeCode.Kind;
import dev.plinth.bases.choose.Offer;
import dev.plinth.bases.choose.Project;
import dev.plinth.bases.choose.Wishes;
import dev.plinth.foundation.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The advice for people: what would do, in order, with what speaks for it and against it. */
public final class ChoiceText {
  /** So many are told with reasons, unless all are asked for. */
  private static final int DETAILED = 3;

  /** Of the others so many are named. */
  private static final int NAMED = 8;

  private static final int DRAWBACKS = 3;
  private static final int LEAST_IMAGE = 24;
  private static final int MOST_IMAGE = 52;

  private final ChoiceReport report;
  private final boolean all;
  private final int width;
  private final boolean colour;
  private final StringBuilder out = new StringBuilder();

  private ChoiceText(ChoiceReport report, boolean all, int columns, boolean colour) {
    this.report = report;
    this.all = all;
    this.width = Math.clamp(columns, 60, 110);
    this.colour = colour;
  }

  /**
   * The text.
   *
   * @param all true where every base is told with its reasons
   * @param columns of the terminal
   */
  public static String of(ChoiceReport report, boolean all, int columns, boolean colour) {
    return new ChoiceText(report, all, columns, colour).text();
  }

  private String text() {
    head();
    offers();
    ruledOut();
    changes();
    lines();
    return out.toString();
  }

  private void head() {
    Wishes wishes = report.advice().wishes();
    Project project = report.project();
    List<String> parts = new ArrayList<>();
    parts.add(language(wishes));
    for (String question : List.of("libc", "shell", "support", "compliance", "debug", "prefer")) {
      String answer = wishes.answer(question);
      if (!answer.isEmpty()) {
        parts.add(question + " " + answer);
      }
    }
    if (!wishes.platforms().equals(List.of("amd64"))) {
      parts.add(String.join(" ", wishes.platforms()));
    }
    parts.addAll(machineCode(wishes, project == null ? NativeCode.UNKNOWN : project.machineCode()));
    wrapped("", String.join(", ", parts), "");
    if (!report.current().isEmpty()) {
      wrapped("", current(), "");
    }
    if (project != null) {
      for (String note : project.notes()) {
        wrapped("note: ", SafeText.of(note), "      ");
      }
    }
    out.append('\n');
  }

  private static String language(Wishes wishes) {
    String shown =
        switch (wishes.language()) {
          case "any" -> "any program";
          case "go" -> "Go";
          case "dotnet" -> ".NET";
          case "php" -> "PHP";
          case "node" -> "Node.js";
          case "tooling" -> "tools";
          default ->
              wishes.language().substring(0, 1).toUpperCase(Locale.ROOT)
                  + wishes.language().substring(1);
        };
    return wishes.release().isEmpty() ? shown : shown + " " + SafeText.of(wishes.release());
  }

  private static List<String> machineCode(Wishes wishes, NativeCode code) {
    if (wishes.language().equals("any") || wishes.language().equals("tooling")) {
      return List.of();
    }
    String from = code.from().isEmpty() ? "" : " (" + code.from() + ")";
    boolean given = !code.state().word().equals(wishes.machineCode());
    if (given) {
      return List.of("machine code " + wishes.machineCode() + " as you say");
    }
    List<String> glibc = code.names(Kind.GLIBC);
    List<String> both = code.names(Kind.BOTH);
    List<String> unknown = code.names(Kind.UNKNOWN);
    return switch (code.state()) {
      case NONE -> List.of("no machine code among the dependencies" + from);
      case MUSL ->
          List.of(
              both.size()
                  + (both.size() == 1 ? " dependency" : " dependencies")
                  + " with machine code, published for musl, too"
                  + from);
      case GLIBC -> List.of("published for glibc alone: " + some(glibc) + from);
      case SOME -> List.of("C code: " + some(code.names(Kind.COMPILED)) + from);
      case UNKNOWN ->
          List.of(
              "machine code not known" + (unknown.isEmpty() ? "" : " of " + some(unknown)) + from);
    };
  }

  private static String some(List<String> names) {
    List<String> safe = new ArrayList<>();
    for (String name : names.subList(0, Math.min(4, names.size()))) {
      String text = SafeText.of(name);
      safe.add(text.length() > 60 ? text.substring(0, 60) + "..." : text);
    }
    return String.join(", ", safe)
        + (names.size() > 4 ? " and " + (names.size() - 4) + " more" : "");
  }

  private String current() {
    String now = "now: " + SafeText.of(report.current());
    int rank = 0;
    for (Offer offer : report.advice().offers()) {
      rank++;
      if (offer.family().id().equals(report.currentFamily())) {
        return now + ", of the kind that comes " + (rank == 1 ? "first" : "as number " + rank);
      }
    }
    for (Advice.RuledOut each : report.advice().ruledOut()) {
      if (each.family().equals(report.currentFamily())) {
        return now + ", which does not do: " + each.why();
      }
    }
    return now;
  }

  private void offers() {
    List<Offer> offers = report.advice().offers();
    if (offers.isEmpty()) {
      out.append("No base that is known does all of this.\n\n");
      return;
    }
    int image = LEAST_IMAGE;
    int shown = all ? offers.size() : Math.min(offers.size(), NAMED);
    for (Offer offer : offers.subList(0, shown)) {
      image = Math.max(image, offer.image().length());
    }
    image = Math.min(image, MOST_IMAGE);
    for (int i = 0; i < shown; i++) {
      Offer offer = offers.get(i);
      row(i + 1, offer, image);
      if (all || i < DETAILED) {
        details(offer);
      }
      if (!all && i + 1 == Math.min(DETAILED, shown)) {
        out.append(shown > DETAILED ? "\n" : "");
      }
    }
    if (shown < offers.size()) {
      out.append("    ").append(offers.size() - shown).append(" more with --all\n");
    }
    out.append('\n');
  }

  private void row(int rank, Offer offer, int image) {
    StringBuilder line = new StringBuilder();
    line.append(rank < 10 ? " " : "").append(rank).append("  ");
    String name = SafeText.of(offer.image());
    line.append(colour && rank == 1 ? "\u001b[1m" : "");
    line.append(name);
    line.append(colour && rank == 1 ? "\u001b[0m" : "");
    line.repeat(' ', Math.max(2, image - name.length() + 2));
    String size = offer.own() ? "" : offer.family().size().shown();
    line.append(size).repeat(' ', Math.max(1, 14 - size.length()));
    line.append(until(offer));
    if (report.policy()) {
      line.append(offer.approved() ? "approved" : "not approved");
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private String until(Offer offer) {
    String text =
        offer.rolling() ? "rolling" : offer.until() == null ? "" : "until " + offer.until();
    return report.policy() ? text + " ".repeat(Math.max(1, 18 - text.length())) : text;
  }

  private void details(Offer offer) {
    for (String reason : offer.reasons()) {
      wrapped("    + ", SafeText.of(reason), "      ");
    }
    int most = all ? Integer.MAX_VALUE : DRAWBACKS;
    int told = 0;
    for (String each : offer.givesUp()) {
      if (told++ == most) {
        wrapped("    - ", (offer.givesUp().size() - most) + " more with --all", "      ");
        break;
      }
      wrapped("    - ", SafeText.of(each), "      ");
    }
  }

  private void ruledOut() {
    List<Advice.RuledOut> ruled = report.advice().ruledOut();
    List<String> whys = new ArrayList<>();
    for (Advice.RuledOut each : ruled) {
      if (!each.why().startsWith("it is not built for") && !whys.contains(each.why())) {
        whys.add(each.why());
      }
    }
    if (whys.isEmpty()) {
      return;
    }
    out.append("Ruled out:\n");
    for (String why : whys) {
      List<String> names = new ArrayList<>();
      for (Advice.RuledOut each : ruled) {
        if (each.why().equals(why)) {
          names.add(SafeText.of(each.shown()));
        }
      }
      wrapped("  ", String.join("; ", names) + ": " + SafeText.of(why), "    ");
    }
    out.append('\n');
  }

  private void changes() {
    if (report.advice().changes().isEmpty()) {
      return;
    }
    out.append("What would change it:\n");
    int longest = 0;
    for (Advice.Change each : report.advice().changes()) {
      longest = Math.max(longest, each.question().length() + each.answer().length() + 3);
    }
    for (Advice.Change each : report.advice().changes()) {
      String flag = "--" + each.question() + "=" + each.answer();
      wrapped(
          "  " + flag + " ".repeat(longest - flag.length() + 2),
          each.when() + ": " + SafeText.of(each.image()),
          " ".repeat(longest + 4));
    }
    out.append('\n');
  }

  private void lines() {
    if (report.lines().isEmpty()) {
      return;
    }
    out.append(
        report.whole()
            ? "Dockerfile, as plinth init writes it:\n"
            : "To begin a Dockerfile with (names of files are examples):\n");
    for (String line : report.lines().lines().toList()) {
      out.append(line.isEmpty() ? "" : "  ").append(SafeText.of(line)).append('\n');
    }
    out.append('\n');
    wrapped("To look inside: ", report.look(), "  ");
  }

  /** Words in lines of the width, the first behind one beginning, the others behind another. */
  private void wrapped(String first, String text, String others) {
    StringBuilder line = new StringBuilder(first);
    boolean begun = false;
    int from = 0;
    while (from <= text.length()) {
      int blank = text.indexOf(' ', from);
      String word = text.substring(from, blank < 0 ? text.length() : blank);
      if (begun && line.length() + 1 + word.length() > width) {
        out.append(line).append('\n');
        line = new StringBuilder(others);
        begun = false;
      }
      line.append(begun ? " " : "").append(word);
      begun = true;
      if (blank < 0) {
        break;
      }
      from = blank + 1;
    }
    out.append(line).append('\n');
  }
}
