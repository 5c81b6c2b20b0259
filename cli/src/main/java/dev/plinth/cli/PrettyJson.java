package dev.plinth.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.plinth.foundation.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/** JSON indented, every character beyond ASCII escaped: safe for a terminal whatever it holds. */
final class PrettyJson {
  private PrettyJson() {}

  static void write(byte[] json, String name, PrintStream to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 * json.length);
    try (JsonParser parser = JsonReader.streaming().createParser(json);
        JsonGenerator generator = JsonReader.streaming().createGenerator(out, JsonEncoding.UTF8)) {
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
      printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
      generator.setPrettyPrinter(printer);
      generator.configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);
      while (parser.nextToken() != null) {
        generator.copyCurrentEventExact(parser);
      }
    } catch (IOException e) {
      throw CliErrors.notJson(name, e);
    }
    to.writeBytes(out.toByteArray());
    to.println();
  }
}
