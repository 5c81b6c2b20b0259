package dev.plinth.report.inspect;

import dev.plinth.bases.inspect.Inspection;
import dev.plinth.bases.inspect.RunUser;
import dev.plinth.bases.inspect.Start;
import dev.plinth.bases.inspect.Start.Form;
import dev.plinth.report.Line;
import dev.plinth.report.Page;
import dev.plinth.report.text.Style;
import java.io.IOException;
import java.util.List;

/** Whom an image runs as, and what it starts. */
final class StartText {
  private static final int LONGEST = 300;

  private final Page page;
  private final Inspection image;
  private final int label;
  private final int value;

  StartText(Page page, Inspection image, int label, int value) {
    this.page = page;
    this.image = image;
    this.label = label;
    this.value = value;
  }

  void print() throws IOException {
    user(image.user());
    Start start = image.start();
    words("entry point", start.entrypoint());
    words("command", start.command());
    if (start.entrypoint().form() == Form.NONE && start.command().form() == Form.NONE) {
      line("starts").add("nothing by itself").end();
    }
    if (start.ignored()) {
      caution("the command has no effect: the entry point's shell takes no more words");
    }
    if (!image.identity().windows()) {
      init(start);
    }
  }

  private Line line(String name) {
    return page.line(label).hang(value).add(name, Style.QUIET).at(value);
  }

  private void caution(String text) throws IOException {
    page.line(value).hang(value + 2).add("! ", Style.CAUTION).add(text).end();
  }

  private void user(RunUser user) throws IOException {
    if (image.identity().windows()) {
      line("user")
          .add(user.written().isEmpty() ? "not set: the base image's own" : user.written())
          .end();
      return;
    }
    Line line = line("user").add(shown(user), user.root() ? Style.CAUTION : Style.PLAIN);
    if (user.written().isEmpty()) {
      line.add(", since no other is set");
    }
    line.end();
    Line under = page.line(value).hang(value).add("Kubernetes' runAsNonRoot ", Style.QUIET);
    switch (user.nonRoot()) {
      case ACCEPTED -> under.add("accepts it", Style.GOOD);
      case ROOT -> under.add("refuses it", Style.HIGH);
      case NAME ->
          under
              .add("refuses it", Style.HIGH)
              .add(": a name proves nothing; write ")
              .add(
                  user.number() < 0
                      ? "a number (the image has no such user)"
                      : "USER " + user.number() + (user.group() < 0 ? "" : ":" + user.group()));
    }
    under.end();
  }

  static String shown(RunUser user) {
    String group = user.group() < 0 ? "" : ":" + user.group();
    if (user.number() < 0) {
      return user.name();
    }
    return user.name().isEmpty()
        ? user.number() + group + ", which has no name in the image"
        : user.name() + " (" + user.number() + group + ")";
  }

  private void words(String name, Start.Words words) throws IOException {
    if (words.form() == Form.NONE) {
      return;
    }
    String text = words.form() == Form.SHELL ? words.words().getLast() : exec(words.words());
    line(name)
        .add(page.shortened(text, page.context().details() ? Integer.MAX_VALUE : LONGEST))
        .space(2)
        .add("(" + words.form().word() + " form)", Style.QUIET)
        .end();
  }

  /** As JSON, the way that it stands in a Dockerfile. */
  static String exec(List<String> words) {
    StringBuilder text = new StringBuilder("[");
    for (String each : words) {
      text.append(text.length() == 1 ? "" : ", ")
          .append('"')
          .append(each.replace("\\", "\\\\").replace("\"", "\\\""))
          .append('"');
    }
    return text.append(']').toString();
  }

  private void init(Start start) throws IOException {
    if (!start.init().isEmpty()) {
      line("init").add(start.init()).end();
    } else {
      String there = String.join(", ", image.inits());
      line("init")
          .add(
              there.isEmpty() ? "none" : "none: " + there + " lies in it, but does not start first")
          .end();
    }
  }
}
