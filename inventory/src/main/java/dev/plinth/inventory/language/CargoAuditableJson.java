package dev.plinth.inventory.language;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.inventory.catalog.Fact.PackageFact;
import dev.plinth.inventory.catalog.FactSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of crates that cargo-auditable writes (its {@code cargo-auditable.schema.json}): {@code
 * {"packages":[{"name","version","source","kind","dependencies","root"}…],"format"}}.
 *
 * <p>Crates of the kind {@code build} (build scripts, procedural macros and what they need) ran
 * when the program was built; nothing of them is in it, so they are no part of the inventory. The
 * root crate has the detail {@code main-module}. The detail {@code source} is {@code crates.io},
 * {@code git}, {@code local} or {@code registry}: a crate that is not from crates.io may share no
 * more than its name with the one there.
 */
final class CargoAuditableJson {
  private static final int MAX_PACKAGES = 50_000;

  private CargoAuditableJson() {}

  /** Tells the sink the crates, all or, where the text is not as it should be, none. */
  static void read(byte[] text, FactSink sink) {
    List<PackageFact> facts = new ArrayList<>();
    try (JsonParser parser = JsonReader.streaming().createParser(text)) {
      boolean listed = false;
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean packages = parser.currentName().equals("packages");
          if (parser.nextToken() == JsonToken.START_ARRAY && packages) {
            packages(parser, facts);
            listed = true;
          } else {
            parser.skipChildren();
          }
        }
      }
      if (!listed) {
        sink.problem("the list of crates in the section .dep-v0 has no packages");
        return;
      }
    } catch (IOException e) {
      sink.problem("the list of crates in the section .dep-v0 is not valid JSON");
      return;
    }
    if (facts.size() > MAX_PACKAGES) {
      sink.problem("the list of crates in the section .dep-v0 has more than " + MAX_PACKAGES);
      return;
    }
    for (PackageFact fact : facts) {
      sink.add(fact);
    }
  }

  private static void packages(JsonParser parser, List<PackageFact> facts) throws IOException {
    for (JsonToken item = parser.nextToken();
        item != null && item != JsonToken.END_ARRAY;
        item = parser.nextToken()) {
      if (item == JsonToken.START_OBJECT && facts.size() <= MAX_PACKAGES) {
        crate(parser, facts);
      } else {
        parser.skipChildren();
      }
    }
  }

  private static void crate(JsonParser parser, List<PackageFact> facts) throws IOException {
    String name = "";
    String version = "";
    String source = "";
    boolean build = false;
    boolean root = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        switch (member) {
          case "name" -> name = parser.getText();
          case "version" -> version = parser.getText();
          case "source" -> source = parser.getText();
          case "kind" -> build = parser.getText().equals("build");
          default -> {}
        }
      } else if (member.equals("root")) {
        root = value == JsonToken.VALUE_TRUE;
      }
      parser.skipChildren();
    }
    if (!build && !version.isEmpty() && PackageFacts.plausible("", name, version)) {
      facts.add(
          new PackageFacts("cargo", "", name, version)
              .detail("source", source)
              .detail("main-module", root ? "true" : "")
              .build());
    }
  }
}
