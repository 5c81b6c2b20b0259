package dev.plinth.bases.places;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The places of one file, in their order.
 *
 * @param file its name as people would type it
 * @param source its bytes
 * @param places each once, however often something refers to it
 * @param unread why it could not be read whole; null where it was
 */
public record Places(String file, SourceText source, List<Place> places, @Nullable String unread) {
  /** Keeps its own copy. */
  public Places {
    places = List.copyOf(places);
  }

  /** The line of a place, from 1. */
  public int line(Place place) {
    return source.line(place.start());
  }

  /** The column of a place, from 1, in code points. */
  public int column(Place place) {
    return source.column(place.start());
  }

  /** Most places of one file. */
  static final int MOST = 20_000;

  /** What reads one kind of file. */
  interface Reader {
    /**
     * Adds the places of a text.
     *
     * @return why it could not be read whole, a sentence without a final stop; null where it was
     */
    @Nullable String read(SourceText source, Collector places);
  }

  /** Gathers places, each stretch of the file once. */
  static final class Collector {
    private final SourceText source;
    private final List<Place> places = new ArrayList<>();

    Collector(SourceText source) {
      this.source = source;
    }

    /** Adds one, with the hold that a comment puts on it. */
    void add(Place place) {
      if (places.size() >= MOST) {
        return;
      }
      places.add(place.held(Holds.at(source, source.line(place.span().start()))));
    }

    /** Adds an image in a text of YAML, unless it cannot be one. */
    void add(Place.Kind kind, String where, YamlTree.@Nullable Scalar text) {
      add(kind, where, text, "");
    }

    /** The same, for a platform. */
    void add(Place.Kind kind, String where, YamlTree.@Nullable Scalar text, String platform) {
      if (text != null && !text.absent() && !text.text().isBlank()) {
        place(kind, where, text.text(), text.span(), text.verbatim(), platform);
      }
    }

    /**
     * Adds an image in a text that may have variables in it, as shells write them.
     *
     * @param verbatim whether the file's bytes are what the text says
     */
    void place(
        Place.Kind kind, String where, String text, Span span, boolean verbatim, String platform) {
      if (!verbatim) {
        ImageText image = ImageText.joined(SourceText.raw(text.strip()), span.start());
        add(new Place(kind, where, image, platform, "it is written with escapes", null));
        return;
      }
      String raw = source.raw(span);
      int start = 0;
      while (start < raw.length() && raw.charAt(start) <= ' ') {
        start++;
      }
      int end = raw.length();
      while (end > start && raw.charAt(end - 1) <= ' ') {
        end--;
      }
      add(
          VariableText.place(
              kind, where, raw.substring(start, end), span.start() + start, platform));
    }

    /** In the order of the file; of two at the same stretch the first. */
    List<Place> places() {
      List<Place> sorted = new ArrayList<>(places);
      sorted.sort((a, b) -> a.span().compareTo(b.span()));
      List<Place> once = new ArrayList<>(sorted.size());
      Span last = null;
      for (Place each : sorted) {
        if (last == null || !last.equals(each.span())) {
          once.add(each);
        }
        last = each.span();
      }
      return once;
    }
  }

  /** What a reader finds in a file. */
  static Places of(String file, SourceText source, Reader reader) {
    Collector collector = new Collector(source);
    String unread = reader.read(source, collector);
    return new Places(file, source, collector.places(), unread);
  }
}
