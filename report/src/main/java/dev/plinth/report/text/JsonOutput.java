package dev.plinth.report.text;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
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

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
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
