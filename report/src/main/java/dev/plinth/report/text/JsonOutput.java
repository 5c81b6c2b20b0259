package dev.plinth.report.text;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;

/**
 * How every JSON format is laid out: indented by two, ASCII alone, so that no byte can be mistaken
 * or act on a terminal.
 */
public final class JsonOutput {
  private JsonOutput() {}

  /** What writes one document. */
  public interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** Writes one document and a line feed, and flushes; the stream stays open. */
  public static void write(OutputStream out, Content content) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setHighestNonEscapedChar(0x7e);
      json.setPrettyPrinter(printer());
      content.write(json);
      json.writeRaw('\n');
      json.flush();
    }
  }

  /**
   * A line feed and two blanks for each level. jackson's own indenter writes them a character at a
   * time, and two fifths of a large report are blanks; these are copied as bytes.
   */
  private static final class Indentation implements DefaultPrettyPrinter.Indenter {
    /** As deep as our documents go; deeper ones are made when they are met. */
    private static final SerializableString[] LEVELS = new SerializableString[24];

    static {
      for (int i = 0; i < LEVELS.length; i++) {
        LEVELS[i] = new SerializedString("\n" + "  ".repeat(i));
      }
    }

    @Override
    public void writeIndentation(JsonGenerator json, int level) throws IOException {
      if (level < LEVELS.length) {
        json.writeRaw(LEVELS[level]);
      } else {
        json.writeRaw("\n" + "  ".repeat(level));
      }
    }

    @Override
    public boolean isInline() {
      return false;
    }
  }

  private static DefaultPrettyPrinter printer() {
    DefaultPrettyPrinter.Indenter indenter = new Indentation();
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    return printer;
  }
}
