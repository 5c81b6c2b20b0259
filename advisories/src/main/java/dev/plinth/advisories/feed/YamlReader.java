package dev.plinth.advisories.feed;

import dev.plinth.foundation.json.Json;
import java.io.IOException;
import java.io.InputStream;
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
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One YAML document as a tree, built from the parser's events without recursion. Scalars stay the
 * text they are ({@code 1.10} is no number here, as versions are none), only a plain {@code null},
 * {@code ~} or nothing is null; tags mean nothing; merge keys are members like any other. An alias
 * counts as many values as what it repeats, so that no document grows in the reading.
 */
final class YamlReader {
  private static final int MAX_DEPTH = 60;

  private final FeedLimits limits;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, Anchored> anchors = new HashMap<>();
  private long values;
  private @Nullable Json root;

  private YamlReader(FeedLimits limits) {
    this.limits = limits;
  }

  private record Anchored(Json value, long values) {}

  /** A collection being filled. */
  private static final class Open {
    final @Nullable String anchor;
    final long valuesBefore;
    final @Nullable Map<String, Json> members;
    final List<Json> items = new ArrayList<>();
    @Nullable String key;

    Open(@Nullable String anchor, long valuesBefore, boolean mapping) {
      this.anchor = anchor;
      this.valuesBefore = valuesBefore;
      this.members = mapping ? new LinkedHashMap<>() : null;
    }
  }

  /** The document in this stream. */
  static Json read(InputStream in, FeedLimits limits) throws IOException, BadRecordException {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(limits.recordBytes()).setUseMarks(false).build();
    YamlReader reader = new YamlReader(limits);
    try {
      for (Event event : new Parse(settings).parseInputStream(in)) {
        reader.event(event);
      }
    } catch (YamlEngineException e) {
      throw new BadRecordException(
          "it is no YAML: " + FeedErrors.shorten(String.valueOf(e.getMessage())));
    }
    Json root = reader.root;
    if (root == null) {
      throw new BadRecordException("the document is empty");
    }
    return root;
  }

  private void event(Event event) throws BadRecordException {
    switch (event.getEventId()) {
      case MappingStart, SequenceStart -> {
        if (open.size() >= MAX_DEPTH) {
          throw new BadRecordException("its values nest deeper than " + MAX_DEPTH);
        }
        count(1);
        CollectionStartEvent start = (CollectionStartEvent) event;
        open.push(new Open(anchor(start), values, start instanceof MappingStartEvent));
      }
      case MappingEnd, SequenceEnd -> {
        Open done = open.pop();
        Map<String, Json> members = done.members;
        Json value = members != null ? new Json.Obj(members) : new Json.Arr(done.items);
        remember(done.anchor, value, values - done.valuesBefore + 1);
        place(value);
      }
      case Scalar -> {
        count(1);
        ScalarEvent scalar = (ScalarEvent) event;
        Json value = scalar(scalar);
        remember(anchor(scalar), value, 1);
        place(value);
      }
      case Alias -> {
        String name = String.valueOf(anchor((AliasEvent) event));
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
          throw new BadRecordException("an alias repeats nothing: " + name);
        }
        count(anchored.values());
        place(anchored.value());
      }
      default -> {
        // The stream's and the document's edges.
      }
    }
  }

  private static @Nullable String anchor(NodeEvent event) {
    return event.getAnchor().map(Object::toString).orElse(null);
  }

  private void remember(@Nullable String anchor, Json value, long size) {
    if (anchor != null) {
      anchors.put(anchor, new Anchored(value, size));
    }
  }

  private void count(long more) throws BadRecordException {
    values += more;
    if (values > limits.recordValues()) {
      throw new BadRecordException("it has more than " + limits.recordValues() + " values");
    }
  }

  private static Json scalar(ScalarEvent event) {
    String text = event.getValue();
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
    return plain && (text.isEmpty() || text.equals("null") || text.equals("~"))
        ? new Json.Null()
        : new Json.Str(text);
  }

  private void place(Json value) throws BadRecordException {
    Open parent = open.peek();
    if (parent == null) {
      if (root != null) {
        throw new BadRecordException("there are several documents in one file");
      }
      root = value;
      return;
    }
    Map<String, Json> members = parent.members;
    String key = parent.key;
    if (members == null) {
      parent.items.add(value);
    } else if (key == null) {
      if (!(value instanceof Json.Str(String name))) {
        throw new BadRecordException("a key is no text");
      }
      parent.key = name;
    } else {
      if (members.put(key, value) != null) {
        throw new BadRecordException("the key " + key + " stands there twice");
      }
      parent.key = null;
    }
  }
}
