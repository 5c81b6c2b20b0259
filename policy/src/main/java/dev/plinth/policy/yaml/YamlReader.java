package dev.plinth.policy.yaml;

import dev.plinth.foundation.SafeText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML document (UTF-8, a byte order mark allowed) from the parser's events, without
 * recursion. Limits: a mebibyte, 40 levels, 50,000 values; an alias counts as many values as what
 * it repeats. Tags mean nothing, a name that stands twice in a mapping is an error.
 */
public final class YamlReader {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 40;
  private static final int MAX_VALUES = 50_000;

  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, Anchored> anchors = new HashMap<>();
  private long values;
  private @Nullable YamlNode root;

  private YamlReader() {}

  private record Anchored(YamlNode node, long values) {}

  /** A collection being filled. */
  private static final class Open {
    final @Nullable String anchor;
    final long valuesBefore;
    final int line;
    final @Nullable Map<String, YamlNode.Member> members;
    final List<YamlNode> items = new ArrayList<>();
    YamlNode.@Nullable Scalar key;

    Open(@Nullable String anchor, long valuesBefore, int line, boolean mapping) {
      this.anchor = anchor;
      this.valuesBefore = valuesBefore;
      this.line = line;
      this.members = mapping ? new LinkedHashMap<>() : null;
    }
  }

  /**
   * The document; an empty mapping where there is nothing but comments.
   *
   * @throws YamlProblem where it is none, or beyond the limits
   */
  public static YamlNode read(byte[] bytes) throws YamlProblem {
    if (bytes.length > MAX_BYTES) {
      throw new YamlProblem(
          0, "it is larger than " + MAX_BYTES + " bytes", "name a policy file, not a report");
    }
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(MAX_BYTES + 1).build();
    YamlReader reader = new YamlReader();
    try {
      for (Event event : new Parse(settings).parseString(text(bytes))) {
        reader.event(event);
      }
    } catch (MarkedYamlEngineException e) {
      throw new YamlProblem(
          e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0),
          "it is no YAML (" + shown(String.valueOf(e.getProblem())) + ")",
          "mend the line; indent with spaces and put texts with `: ` or `#` in quotes");
    } catch (YamlEngineException e) {
      throw new YamlProblem(
          0, "it is no YAML (" + shown(String.valueOf(e.getMessage())) + ")", "mend the file");
    }
    YamlNode root = reader.root;
    boolean empty = root == null || (root instanceof YamlNode.Scalar scalar && scalar.absent());
    return root == null || empty ? new YamlNode.Mapping(Map.of(), 1) : root;
  }

  private static String text(byte[] bytes) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new YamlProblem(0, "it is not UTF-8", "save it as UTF-8");
    }
  }

  private void event(Event event) {
    int line = event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    switch (event.getEventId()) {
      case MappingStart, SequenceStart -> {
        if (open.size() >= MAX_DEPTH) {
          throw tooMuch(line, "its values nest deeper than " + MAX_DEPTH);
        }
        count(1, line);
        CollectionStartEvent start = (CollectionStartEvent) event;
        open.push(new Open(anchor(start), values, line, start instanceof MappingStartEvent));
      }
      case MappingEnd, SequenceEnd -> {
        Open done = open.pop();
        Map<String, YamlNode.Member> members = done.members;
        YamlNode value =
            members != null
                ? new YamlNode.Mapping(members, done.line)
                : new YamlNode.Sequence(done.items, done.line);
        remember(done.anchor, value, values - done.valuesBefore + 1);
        place(value);
      }
      case Scalar -> {
        count(1, line);
        ScalarEvent scalar = (ScalarEvent) event;
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        YamlNode value = new YamlNode.Scalar(scalar.getValue(), plain, line);
        remember(anchor(scalar), value, 1);
        place(value);
      }
      case Alias -> {
        String name = String.valueOf(anchor((AliasEvent) event));
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
          throw new YamlProblem(
              line, "the alias *" + shown(name) + " repeats nothing", "set its anchor before it");
        }
        count(anchored.values(), line);
        place(anchored.node());
      }
      default -> {
        // The stream's and the document's edges.
      }
    }
  }

  private static @Nullable String anchor(NodeEvent event) {
    return event.getAnchor().map(Object::toString).orElse(null);
  }

  private void remember(@Nullable String anchor, YamlNode value, long size) {
    if (anchor != null) {
      anchors.put(anchor, new Anchored(value, size));
    }
  }

  private void count(long more, int line) {
    values += more;
    if (values > MAX_VALUES) {
      throw tooMuch(line, "it has more than " + MAX_VALUES + " values");
    }
  }

  private static YamlProblem tooMuch(int line, String what) {
    return new YamlProblem(line, what, "write it simpler");
  }

  private void place(YamlNode value) {
    Open parent = open.peek();
    if (parent == null) {
      if (root != null) {
        throw new YamlProblem(
            value.line(), "a second document begins there", "keep one document in a file");
      }
      root = value;
      return;
    }
    Map<String, YamlNode.Member> members = parent.members;
    YamlNode.Scalar key = parent.key;
    if (members == null) {
      parent.items.add(value);
    } else if (key == null) {
      if (!(value instanceof YamlNode.Scalar name)) {
        throw new YamlProblem(value.line(), "a name is no text", "write `name: value`");
      }
      parent.key = name;
    } else {
      if (members.put(key.text(), new YamlNode.Member(value, key.line())) != null) {
        throw new YamlProblem(
            key.line(), "`" + shown(key.text()) + "` stands there twice", "keep one of them");
      }
      parent.key = null;
    }
  }

  private static String shown(String text) {
    String safe = SafeText.of(text.strip());
    return safe.length() <= 80 ? safe : safe.substring(0, 80) + "...";
  }
}
