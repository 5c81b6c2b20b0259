package dev.plinth.inventory.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 documents as trees with lines, built from the parser's events without recursion. There
 * may be several in one file, as pnpm writes them. Aliases are refused: no lock file has them, and
 * they make bombs.
 */
final class YamlTree {
  private static final int MAX_DEPTH = 60;

  private final Deque<Open> open = new ArrayDeque<>();
  private final List<Node> documents = new ArrayList<>();
  private int values;

  private YamlTree() {}

  /** A collection being filled. */
  private static final class Open {
    final int line;
    final @Nullable Map<String, Node> members;
    final List<Node> items = new ArrayList<>();
    @Nullable String key;
    int keyLine;

    Open(int line, boolean mapping) {
      this.line = line;
      this.members = mapping ? Node.newMembers() : null;
    }
  }

  /** The documents of the text, at least one. */
  static List<Node> read(String text) throws LockFormatException {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(TreeFiles.MAX_FILE).setUseMarks(true).build();
    YamlTree tree = new YamlTree();
    try {
      for (Event event : new Parse(settings).parseString(text)) {
        tree.event(event);
      }
    } catch (YamlEngineException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new LockFormatException("it is no YAML: " + LockSink.shorten(reason));
    }
    if (tree.documents.isEmpty()) {
      throw new LockFormatException("it is empty");
    }
    return tree.documents;
  }

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }

  private void event(Event event) throws LockFormatException {
    switch (event.getEventId()) {
      case MappingStart, SequenceStart -> {
        if (open.size() >= MAX_DEPTH) {
          throw new LockFormatException("its values nest deeper than " + MAX_DEPTH);
        }
        count();
        open.push(new Open(line(event), event instanceof MappingStartEvent));
      }
      case MappingEnd, SequenceEnd -> {
        Open done = open.pop();
        Map<String, Node> members = done.members;
        place(
            members != null ? Node.object(members, done.line) : Node.array(done.items, done.line));
      }
      case Scalar -> {
        count();
        place(scalar((ScalarEvent) event));
      }
      case Alias -> throw new LockFormatException("it has aliases, which no lock file needs");
      default -> {
        // The stream's and the documents' edges.
      }
    }
  }

  private void count() throws LockFormatException {
    if (++values > Documents.MAX_VALUES) {
      throw new LockFormatException("it has more than " + Documents.MAX_VALUES + " values");
    }
  }

  private static Node scalar(ScalarEvent event) {
    String text = event.getValue();
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
    return plain && (text.isEmpty() || text.equals("null") || text.equals("~"))
        ? Node.nothing(line(event))
        : Node.scalar(text, line(event));
  }

  private void place(Node value) throws LockFormatException {
    Open parent = open.peek();
    if (parent == null) {
      documents.add(value);
      return;
    }
    Map<String, Node> members = parent.members;
    String key = parent.key;
    if (members == null) {
      parent.items.add(value);
    } else if (key == null) {
      if (!value.isScalar()) {
        throw new LockFormatException("a key is no text (line " + value.line() + ")");
      }
      parent.key = value.text();
      parent.keyLine = value.line();
    } else {
      members.put(key, value.at(parent.keyLine));
      parent.key = null;
    }
  }
}
