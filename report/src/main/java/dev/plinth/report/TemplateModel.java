package dev.plinth.report;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The JSON report as a template sees it: maps, lists, texts, numbers, truth values. */
final class TemplateModel {
  private TemplateModel() {}

  /** Made from the JSON itself, so that the two can never differ. */
  static Map<String, Object> of(ScanReport report, ReportContext context) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    new JsonReport().write(report, context, out);
    try {
      return object(((Json.Obj) JsonReader.read(out.toByteArray())).members());
    } catch (JsonSyntaxException e) {
      throw new IllegalStateException("the JSON report is JSON", e);
    }
  }

  private static Map<String, Object> object(Map<String, Json> members) {
    Map<String, Object> object = HashMap.newHashMap(members.size());
    members.forEach((name, value) -> {
      // An empty text is as good as none: it prints nothing, and a section of it is false.
      if (!(value instanceof Json.Str text && text.value().isEmpty())) {
        object.put(name, value(value));
      }
    });
    return object;
  }

  private static Object value(Json json) {
    if (json instanceof Json.Obj object) {
      return object(object.members());
    }
    if (json instanceof Json.Arr array) {
      List<Object> items = new ArrayList<>(array.items().size());
      for (Json item : array.items()) {
        items.add(value(item));
      }
      return items;
    }
    if (json instanceof Json.Str text) {
      return text.value();
    }
    if (json instanceof Json.Num number) {
      return number.value();
    }
    return json instanceof Json.Bool truth && truth.value();
  }
}
