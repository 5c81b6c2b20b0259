package dev.plinth.report.inspect;

import dev.plinth.bases.inspect.Inspection;
import dev.plinth.bases.inspect.Parts;
import dev.plinth.bases.inspect.Settings;
import dev.plinth.bases.inspect.Step;
import dev.plinth.foundation.ByteSize;
import dev.plinth.inventory.Inventory.LayerSummary;
import dev.plinth.report.Line;
import dev.plinth.report.Page;
import dev.plinth.report.text.Style;
import dev.plinth.report.text.TextWidth;
import java.io.IOException;
import java.util.List;

/** Where an image's size comes from, and how it was made. */
final class SizeText {
  private static final int LABEL = 2;
  private static final int VALUE = 16;
  private static final int NUMBER = 10;
  private static final int MOST_STEPS = 1_000;

  private final Page page;
  private final Inspection image;

  SizeText(Page page, Inspection image) {
    this.page = page;
    this.image = image;
  }

  void print() throws IOException {
    Parts parts = image.parts();
    if (parts != null) {
      long all = parts.visible();
      if (parts.base() >= 0) {
        part("base", parts.base(), all, "what its layers hold");
      }
      part("runtime", parts.runtime(), all, "packages and languages" + above(parts));
      part("application", parts.application(), all, "all else" + above(parts));
      if (parts.hidden() > 0) {
        part("hidden", parts.hidden(), -1, "stored, but gone or replaced later");
      }
    }
    if (!image.identity().folder()) {
      layers(image.inventory().layers());
      steps();
    }
  }

  private static String above(Parts parts) {
    return parts.base() < 0 ? "" : " above the base";
  }

  private void part(String name, long bytes, long all, String what) throws IOException {
    Line line = page.line(LABEL).hang(VALUE + NUMBER + 2).add(name, Style.QUIET);
    right(line, VALUE, bytes);
    String share = all <= 0 ? "" : Math.round(100.0 * bytes / all) + " %";
    line.at(VALUE + NUMBER + 2 + 5 - share.length()).add(share);
    line.at(VALUE + NUMBER + 9).add(what, Style.QUIET).end();
  }

  private static void right(Line line, int column, long bytes) {
    String text = bytes < 0 ? "" : ByteSize.of(bytes);
    int at = column + NUMBER - TextWidth.of(text);
    if (!text.isEmpty()) {
      line.at(at).whole(text, Style.PLAIN);
    }
  }

  private void layers(List<LayerSummary> layers) throws IOException {
    long stored = 0;
    long unpacked = 0;
    boolean known = true;
    for (LayerSummary each : layers) {
      known &= each.storedSize() >= 0;
      stored += Math.max(0, each.storedSize());
      unpacked += each.unpackedSize();
    }
    String text =
        layers.size()
            + (layers.size() == 1 ? " layer, " : " layers, ")
            + (known ? ByteSize.of(stored) + " stored, " : "")
            + ByteSize.of(unpacked)
            + " unpacked";
    page.line(LABEL).hang(VALUE).add("layers", Style.QUIET).at(VALUE).add(text).end();
  }

  private void steps() throws IOException {
    List<Step> steps = image.steps();
    if (steps.isEmpty()) {
      return;
    }
    page.blank();
    page.line(0)
        .add("history", Style.STRONG)
        .space(2)
        .add("the first step first; sizes of its layer as stored and unpacked", Style.QUIET)
        .end();
    int shown = Math.min(steps.size(), MOST_STEPS);
    boolean base = false;
    for (int i = 0; i < shown; i++) {
      Step step = steps.get(i);
      if (base && !step.base()) {
        page.line(LABEL).add("- above the base -", Style.QUIET).end();
      }
      base = step.base();
      step(step);
    }
    if (shown < steps.size()) {
      page.line(LABEL).add("and " + (steps.size() - shown) + " steps more", Style.QUIET).end();
    }
  }

  private void step(Step step) throws IOException {
    int text = LABEL + 4 + 2 * NUMBER + 2;
    Line line = page.line(LABEL).hang(text);
    String number = step.layer() < 0 ? "-" : "" + (step.layer() + 1);
    line.at(LABEL + 3 - number.length()).add(number, Style.QUIET);
    right(line, LABEL + 3, step.stored());
    right(line, LABEL + 3 + NUMBER, step.unpacked());
    String instruction =
        step.instruction().isEmpty()
            ? step.comment().isEmpty() ? "(nobody says what)" : step.comment()
            : step.instruction();
    boolean details = page.context().details();
    line.at(text)
        .add(
            details ? instruction : page.shortened(instruction, page.width() - text),
            step.layer() < 0 ? Style.QUIET : Style.PLAIN);
    line.end();
  }

  static String health(Settings.HealthCheck check) {
    StringBuilder text = new StringBuilder(check.command());
    if (check.interval() > 0) {
      text.append("; every ").append(seconds(check.interval()));
    }
    if (check.timeout() > 0) {
      text.append(", at most ").append(seconds(check.timeout()));
    }
    if (check.retries() > 0) {
      text.append(", ").append(check.retries()).append(" tries");
    }
    return text.toString();
  }

  private static String seconds(double seconds) {
    long whole = Math.round(seconds);
    return whole == seconds ? whole + " s" : seconds + " s";
  }
}
