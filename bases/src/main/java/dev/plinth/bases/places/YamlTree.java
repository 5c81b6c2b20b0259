package dev.plinth.bases.places;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML stream as trees whose texts know their bytes, one for each document (YAML 1.2.2). Made
 * from the parser's events, without recursion. An alias is the very node that it repeats, so that
 * nothing grows; who walks a tree must mind that. Limits: 60 levels, 200,000 nodes.
 */
public final class YamlTree {
  private static final int MOST_NODES = 200_000;
  private static final int DEEPEST = 60;
  private static final int DEEPEST_MERGE = 20;

  /** So many names are looked through one by one. */
  private static final int FEW = 16;

  private final SourceText source;
  private final int[] offsets;
  private final int shift;
  private final Map<String, Node> anchors = new HashMap<>();
  private final Deque<Node> open = new ArrayDeque<>();
  private final List<Node> documents = new ArrayList<>();
  private int nodes;

  private YamlTree(SourceText source, int[] offsets, int shift) {
    this.source = source;
    this.offsets = offsets;
    this.shift = shift;
  }

  /** Why a text is no YAML that is read. */
  public static final class NoYaml extends Exception {
    private static final long serialVersionUID = 1;

    NoYaml(String message) {
      super(message);
    }
  }

  /** A value. */
  public sealed interface Node {}

  /**
   * A text.
   *
   * @param span its bytes, quotes not included
   * @param quote the quote it stands in; a space for none
   * @param verbatim whether its bytes are what it says: no escapes, no folded lines
   */
  public record Scalar(String text, Span span, char quote, boolean verbatim) implements Node {
    /** True for nothing, {@code ~} and {@code null}. */
    public boolean absent() {
      return quote == ' ' && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }
  }

  /** Of so many names the last place of each. */
  private record Places(int count, Map<String, Integer> last) {}

  /** Values by name. */
  public static final class Mapping implements Node {
    public final boolean flow;
    public final List<Scalar> keys = new ArrayList<>();
    public final List<Node> values = new ArrayList<>();
    private @Nullable Scalar key;
    private boolean keyless;

    /** Where each name stands last, of many; made when first asked, and anew when it has grown. */
    private @Nullable Places places;

    /** One without values. */
    public Mapping(boolean flow) {
      this.flow = flow;
    }

    /** The value of that name, of what is merged in as well; null where there is none. */
    public @Nullable Node get(String name) {
      int own = last(name);
      return own >= 0
          ? values.get(own)
          : last("<<") < 0
              ? null
              : get(name, 0, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /**
     * @param seen mappings that were looked through: merges may lead to one by many ways
     */
    private @Nullable Node get(String name, int depth, Set<Node> seen) {
      if (!seen.add(this)) {
        return null;
      }
      int own = last(name);
      if (own >= 0) {
        return values.get(own);
      }
      boolean merges = depth < DEEPEST_MERGE && last("<<") >= 0;
      for (int i = 0; i < keys.size() && merges; i++) {
        if (keys.get(i).text().equals("<<")) {
          Node merged = values.get(i);
          List<Node> all = merged instanceof Sequence sequence ? sequence.items : List.of(merged);
          for (Node each : all) {
            Node found =
                each instanceof Mapping mapping ? mapping.get(name, depth + 1, seen) : null;
            if (found != null) {
              return found;
            }
          }
        }
      }
      return null;
    }

    /** Where that name stands last; -1 where it does not. */
    private int last(String name) {
      if (keys.size() > FEW) {
        Places known = places;
        if (known == null || known.count != keys.size()) {
          Map<String, Integer> last = new HashMap<>();
          for (int i = 0; i < keys.size(); i++) {
            last.put(keys.get(i).text(), i);
          }
          known = new Places(keys.size(), last);
          places = known;
        }
        return known.last.getOrDefault(name, -1);
      }
      for (int i = keys.size() - 1; i >= 0; i--) {
        if (keys.get(i).text().equals(name)) {
          return i;
        }
      }
      return -1;
    }

    /** The mapping of that name; an empty one where there is none. */
    public Mapping mapping(String name) {
      return get(name) instanceof Mapping mapping ? mapping : new Mapping(false);
    }

    /** What the sequence of that name has; nothing where there is none. */
    public List<Node> items(String name) {
      return get(name) instanceof Sequence sequence ? sequence.items : List.of();
    }

    /** The text of that name; null where there is none. */
    public @Nullable Scalar scalar(String name) {
      return get(name) instanceof Scalar scalar ? scalar : null;
    }

    /** What the text of that name says; empty where there is none. */
    public String text(String name) {
      Scalar scalar = scalar(name);
      return scalar == null || scalar.absent() ? "" : scalar.text();
    }

    /** The name under which a value stands here itself; null where it does not. */
    @SuppressWarnings("ReferenceEquality") // the very node, not one that says the same
    public @Nullable Scalar keyOf(Node value) {
      for (int i = 0; i < keys.size(); i++) {
        if (values.get(i) == value) {
          return keys.get(i);
        }
      }
      return null;
    }
  }

  /** Values one after another. */
  public static final class Sequence implements Node {
    public final List<Node> items = new ArrayList<>();

    /** Such as {@code !reference}; empty where none is written. */
    public final String tag;

    /** One without values. */
    public Sequence(String tag) {
      this.tag = tag;
    }
  }

  /** The documents of a text, without empty ones. */
  public static List<Node> read(SourceText source) throws NoYaml {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(source.toBytes()))
              .toString();
    } catch (CharacterCodingException e) {
      throw new NoYaml("it is not UTF-8");
    }
    boolean marked = text.startsWith("\ufeff");
    text = marked ? text.substring(1) : text;
    YamlTree tree = new YamlTree(source, offsets(text), marked ? 3 : 0);
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Math.max(1, text.length() + 1)).build();
    try {
      for (Event event : new Parse(settings).parseString(text)) {
        tree.event(event);
      }
    } catch (MarkedYamlEngineException e) {
      String line =
          e.getProblemMark().map(mark -> "line " + (mark.getLine() + 1) + ": ").orElse("");
      throw new NoYaml(line + "it is no YAML (" + e.getProblem() + ")");
    } catch (YamlEngineException e) {
      throw new NoYaml("it is no YAML");
    }
    return tree.documents;
  }

  /** The byte of each code point, and of the end; none where each is a byte. */
  private static int[] offsets(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      plain = text.charAt(i) < 0x80;
    }
    if (plain) {
      return new int[0];
    }
    int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
    int bytes = 0;
    int at = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      offsets[at++] = bytes;
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      i += Character.charCount(c);
    }
    offsets[at] = bytes;
    return offsets;
  }

  private int offset(int point) {
    return shift + (offsets.length == 0 ? point : offsets[Math.min(point, offsets.length - 1)]);
  }

  private void event(Event event) throws NoYaml {
    switch (event.getEventId()) {
      case MappingStart, SequenceStart -> {
        if (open.size() >= DEEPEST) {
          throw new NoYaml("its values nest deeper than " + DEEPEST);
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        Node node =
            event.getEventId() == Event.ID.MappingStart
                ? new Mapping(start.isFlow())
                : new Sequence(start.getTag().orElse(""));
        remember(start, node);
        open.push(node);
      }
      case MappingEnd, SequenceEnd -> place(open.pop());
      case Scalar -> {
        Scalar scalar = scalar((ScalarEvent) event);
        remember((ScalarEvent) event, scalar);
        place(scalar);
      }
      case Alias -> {
        Node node = anchors.get(String.valueOf(((AliasEvent) event).getAlias()));
        if (node == null) {
          throw new NoYaml("an alias repeats nothing");
        }
        place(node);
      }
      default -> {
        // The edges of the stream and its documents; anchors end with a document.
        if (event.getEventId() == Event.ID.DocumentStart) {
          anchors.clear();
        }
      }
    }
  }

  private void remember(NodeEvent event, Node node) {
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor.toString(), node));
  }

  private Scalar scalar(ScalarEvent event) {
    int start = offset(event.getStartMark().orElseThrow().getIndex());
    int end = offset(event.getEndMark().orElseThrow().getIndex());
    // Anchors and tags stand before the text.
    while (start < end && (source.at(start) == '&' || source.at(start) == '!')) {
      while (start < end && source.at(start) > ' ') {
        start++;
      }
      while (start < end && source.at(start) <= ' ') {
        start++;
      }
    }
    ScalarStyle style = event.getScalarStyle();
    char quote =
        style == ScalarStyle.SINGLE_QUOTED ? '\'' : style == ScalarStyle.DOUBLE_QUOTED ? '"' : ' ';
    boolean quoted =
        quote != ' '
            && end - start >= 2
            && source.at(start) == quote
            && source.at(end - 1) == quote;
    Span span = quoted ? new Span(start + 1, end - 1) : new Span(start, end);
    boolean verbatim =
        (quoted || style == ScalarStyle.PLAIN) && source.text(span).equals(event.getValue());
    return new Scalar(event.getValue(), span, quote, verbatim);
  }

  private void place(Node value) throws NoYaml {
    if (++nodes > MOST_NODES) {
      throw new NoYaml("it has more than " + MOST_NODES + " values");
    }
    Node parent = open.peek();
    if (parent == null) {
      documents.add(value);
    } else if (parent instanceof Sequence sequence) {
      sequence.items.add(value);
    } else if (parent instanceof Mapping mapping) {
      Scalar key = mapping.key;
      if (key == null && !mapping.keyless) {
        mapping.key = value instanceof Scalar scalar ? scalar : null;
        mapping.keyless = !(value instanceof Scalar);
      } else {
        if (key != null) {
          mapping.keys.add(key);
          mapping.values.add(value);
        }
        mapping.key = null;
        mapping.keyless = false;
      }
    }
  }
}
