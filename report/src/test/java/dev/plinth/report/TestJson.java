package dev.plinth.report;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Our JSON values as the schema validator wants them. */
public final class TestJson implements JsonNodeFactory {
  @Override
  public JsonNode wrap(Object node) {
    return node instanceof JsonNode wrapped ? wrapped : new Node((Json) node, "");
  }

  @Override
  public JsonNode create(String text) {
    try {
      return new Node(JsonReader.read(text.getBytes(StandardCharsets.UTF_8)), "");
    } catch (JsonSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A value and where it stands; equal to any other of the same value. */
  private static final class Node implements JsonNode {
    private final Json json;
    private final String pointer;

    Node(Json json, String pointer) {
      this.json = json instanceof Json.Num n ? new Json.Num(n.value().stripTrailingZeros()) : json;
      this.pointer = pointer;
    }

    @Override
    public String getJsonPointer() {
      return pointer;
    }

    @Override
    public SimpleType getNodeType() {
      return switch (json) {
        case Json.Obj _ -> SimpleType.OBJECT;
        case Json.Arr _ -> SimpleType.ARRAY;
        case Json.Str _ -> SimpleType.STRING;
        case Json.Num number ->
            number.value().scale() <= 0 ? SimpleType.INTEGER : SimpleType.NUMBER;
        case Json.Bool _ -> SimpleType.BOOLEAN;
        case Json.Null _ -> SimpleType.NULL;
      };
    }

    @Override
    public boolean asBoolean() {
      return ((Json.Bool) json).value();
    }

    @Override
    public String asString() {
      return ((Json.Str) json).value();
    }

    @Override
    public BigInteger asInteger() {
      return asNumber().toBigIntegerExact();
    }

    @Override
    public BigDecimal asNumber() {
      return ((Json.Num) json).value();
    }

    @Override
    public List<JsonNode> asArray() {
      List<JsonNode> items = new ArrayList<>();
      for (Json item : ((Json.Arr) json).items()) {
        items.add(new Node(item, pointer + "/" + items.size()));
      }
      return items;
    }

    @Override
    public Map<String, JsonNode> asObject() {
      Map<String, JsonNode> members = new LinkedHashMap<>();
      ((Json.Obj) json)
          .members()
          .forEach((name, value) ->
              members.put(name, new Node(value, pointer + "/" + JsonNode.encodeJsonPointer(name))));
      return members;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Node node && node.json.equals(json);
    }

    @Override
    public int hashCode() {
      return json.hashCode();
    }

    @Override
    public String toString() {
      return json.toString();
    }
  }
}
