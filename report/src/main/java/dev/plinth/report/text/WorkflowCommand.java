package dev.plinth.report.text;

import dev.plinth.foundation.SafeText;

/**
 * A line that GitHub's runner obeys: {@code ::error file=…,line=…,title=…::message}. It ends at the
 * line's end, so that what an input says can neither end it nor begin another: texts are made safe
 * first, then escaped as the runner undoes it ({@code %25}, {@code %0D}, {@code %0A}; in properties
 * also {@code %3A} and {@code %2C}).
 */
public final class WorkflowCommand {
  private final StringBuilder line;
  private boolean properties;

  public WorkflowCommand(String command) {
    line = new StringBuilder("::").append(command);
  }

  /** A property, unless it is empty. */
  public WorkflowCommand with(String name, String value) {
    if (!value.isEmpty()) {
      line.append(properties ? "," : " ")
          .append(name)
          .append('=')
          .append(data(SafeText.of(value)).replace(":", "%3A").replace(",", "%2C"));
      properties = true;
    }
    return this;
  }

  /** The whole line. The message may have line feeds of ours; its parts were made safe before. */
  public String message(String text) {
    return line + "::" + data(text) + "\n";
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
