package dev.plinth.inventory.language;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.inventory.catalog.FactSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The members of a {@code package.json} (npm documentation: "package.json") that say which release
 * it is. Read as Node reads it: of a member given twice the last counts, and members of unexpected
 * kinds are as if absent.
 */
final class NpmPackageJson {
  private static final int MAX_LICENSES = 20;

  private String name = "";
  private String version = "";
  private String deprecated = "";
  private boolean isPrivate;
  private boolean hasDependencies;
  private List<String> licenses = new ArrayList<>(1);

  private NpmPackageJson() {}

  /** Tells the sink which package this is; a text that is not JSON is a problem. */
  static void read(byte[] content, NpmPackageCataloguer.Place place, FactSink sink) {
    NpmPackageJson json = new NpmPackageJson();
    int from = content.length >= 3 && content[0] == (byte) 0xEF ? 3 : 0;
    try (JsonParser parser =
        JsonReader.streaming().createParser(content, from, content.length - from)) {
      json.parse(parser);
    } catch (StreamReadException e) {
      broken(place, JsonReader.reason(e), sink);
      return;
    } catch (IOException e) {
      broken(place, String.valueOf(e.getMessage()), sink);
      return;
    }
    json.report(place, sink);
  }

  private static void broken(NpmPackageCataloguer.Place place, String why, FactSink sink) {
    if (place != NpmPackageCataloguer.Place.PROJECT) {
      sink.problem("the package.json is not valid JSON: " + SafeText.of(why));
    }
  }

  private void report(NpmPackageCataloguer.Place place, FactSink sink) {
    boolean project = place == NpmPackageCataloguer.Place.PROJECT;
    if (name.isEmpty() || version.isEmpty() || (project && !hasDependencies)) {
      return;
    }
    int slash = name.startsWith("@") ? name.indexOf('/') : -1;
    String scope = slash < 0 ? "" : name.substring(0, slash);
    String rest = slash < 0 ? name : name.substring(slash + 1);
    if (!PackageFacts.plausible(scope, rest, version)) {
      if (!project) {
        sink.problem("the package.json states no usable name and version");
      }
      return;
    }
    PackageFacts facts = new PackageFacts("npm", scope, rest, version);
    for (String license : licenses) {
      facts.license(license);
    }
    facts.detail("private", isPrivate ? "true" : "");
    facts.detail("deprecated", deprecated);
    facts.detail("main-module", project ? "true" : "");
    facts.detail("nested", place == NpmPackageCataloguer.Place.NESTED ? "true" : "");
    sink.add(facts.build());
  }

  private void parse(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("it is not an object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (member) {
        case "name" -> name = string(parser, value);
        case "version" -> version = string(parser, value);
        case "deprecated" -> deprecated = string(parser, value);
        case "private" -> isPrivate = value == JsonToken.VALUE_TRUE;
        case "license", "licence", "licenses" -> licenses = licenses(parser, value);
        case "dependencies", "optionalDependencies" -> dependencies(parser, value);
        default -> {}
      }
      if (parser.currentToken() != null && parser.currentToken().isStructStart()) {
        parser.skipChildren();
      }
    }
  }

  private static String string(JsonParser parser, JsonToken value) throws IOException {
    return value == JsonToken.VALUE_STRING ? parser.getText().strip() : "";
  }

  private void dependencies(JsonParser parser, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      hasDependencies = true;
      parser.nextToken();
      parser.skipChildren();
    }
  }

  /** A string, {@code {"type": …}} of older packages, or an array of either. */
  private static List<String> licenses(JsonParser parser, JsonToken value) throws IOException {
    List<String> found = new ArrayList<>(1);
    if (value == JsonToken.START_ARRAY) {
      for (JsonToken item = parser.nextToken();
          item != null && item != JsonToken.END_ARRAY;
          item = parser.nextToken()) {
        license(parser, item, found);
      }
    } else {
      license(parser, value, found);
    }
    return found;
  }

  private static void license(JsonParser parser, JsonToken value, List<String> found)
      throws IOException {
    if (value == JsonToken.VALUE_STRING && found.size() < MAX_LICENSES) {
      found.add(parser.getText());
    } else if (value == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String member = parser.currentName();
        JsonToken inner = parser.nextToken();
        if (member.equals("type")
            && inner == JsonToken.VALUE_STRING
            && found.size() < MAX_LICENSES) {
          found.add(parser.getText());
        }
        parser.skipChildren();
      }
    } else {
      parser.skipChildren();
    }
  }
}
