package dev.plinth.inventory.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.toml.Toml;
import dev.plinth.foundation.toml.TomlReader;
import dev.plinth.foundation.toml.TomlSyntaxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON and TOML documents as trees with lines; YAML is {@link YamlTree}'s. */
final class Documents {
  /** How many values one document may have. */
  static final int MAX_VALUES = 1_000_000;

  private Documents() {}

  /** A JSON object (RFC 8259), depth at most 100. */
  static Node json(byte[] bytes) throws IOException {
    return json(bytes, false);
  }

  /**
   * A JSON object.
   *
   * @param lax with comments and commas before the end of objects and arrays
   */
  static Node json(byte[] bytes, boolean lax) throws IOException {
    String text = LockFile.text(bytes);
    JsonFactory factory = JsonReader.streaming();
    try (JsonParser json = factory.createParser(text)) {
      if (lax) {
        json.configure(JsonReadFeature.ALLOW_TRAILING_COMMA.mappedFeature(), true);
        json.configure(JsonReadFeature.ALLOW_JAVA_COMMENTS.mappedFeature(), true);
      }
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new LockFormatException("it is no JSON object");
      }
      Node root = new JsonTree(json).value(JsonToken.START_OBJECT);
      if (json.nextToken() != null) {
        throw new LockFormatException("there is something after its JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new LockFormatException(
          "it is no JSON: "
              + LockSink.shorten(JsonReader.reason(e))
              + (line > 0 ? " (line " + line + ")" : ""));
    }
  }

  /** Builds a tree of a parser's tokens; the parser's own limit bounds the recursion. */
  private static final class JsonTree {
    private final JsonParser json;
    private int values;

    JsonTree(JsonParser json) {
      this.json = json;
    }

    Node value(JsonToken token) throws IOException {
      int line = json.currentTokenLocation().getLineNr();
      if (++values > MAX_VALUES) {
        throw new LockFormatException("it has more than " + MAX_VALUES + " values");
      }
      return switch (token) {
        case START_OBJECT -> {
          Map<String, Node> members = Node.newMembers();
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            int keyLine = json.currentTokenLocation().getLineNr();
            members.put(name, value(json.nextToken()).at(keyLine));
          }
          yield Node.object(members, line);
        }
        case START_ARRAY -> {
          List<Node> items = new ArrayList<>();
          for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
            items.add(value(t));
          }
          yield Node.array(items, line);
        }
        case VALUE_NULL -> Node.nothing(line);
        default -> Node.scalar(json.getText(), line);
      };
    }
  }

  /** A TOML document. */
  static Node toml(byte[] bytes) throws IOException {
    try {
      return tree(TomlReader.read(bytes, MAX_VALUES));
    } catch (TomlSyntaxException e) {
      throw new LockFormatException("it is no TOML: " + e.getMessage());
    }
  }

  private static Node tree(Toml value) {
    return switch (value) {
      case Toml.Table table -> {
        Map<String, Node> members = Node.newMembers();
        table.members().forEach((name, member) -> members.put(name, tree(member)));
        yield Node.object(members, table.line());
      }
      case Toml.Array array -> {
        List<Node> items = new ArrayList<>(array.items().size());
        for (Toml item : array.items()) {
          items.add(tree(item));
        }
        yield Node.array(items, array.line());
      }
      case Toml.Text text -> Node.scalar(text.value(), text.line());
      case Toml.Whole whole -> Node.scalar(Long.toString(whole.value()), whole.line());
      case Toml.Real real -> Node.scalar(Double.toString(real.value()), real.line());
      case Toml.Truth truth -> Node.scalar(Boolean.toString(truth.value()), truth.line());
      case Toml.Moment moment -> Node.scalar(moment.text(), moment.line());
    };
  }
}
