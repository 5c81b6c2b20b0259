package dev.plinth.inventory.sbom;

import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Inventory.LayerSummary;
import dev.plinth.inventory.Package;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an inventory says and neither CycloneDX nor SPDX has a field for, as names and values. In
 * CycloneDX they are properties, {@code plinth:} before each name; in SPDX a JSON object in an
 * annotation's comment, {@code plinth: } before it.
 *
 * <table>
 * <caption>of a package</caption>
 * <tr><td>type</td><td>always given</td></tr>
 * <tr><td>source-name, source-version</td><td>where known</td></tr>
 * <tr><td>architecture</td><td>where it has one</td></tr>
 * <tr><td>layer, layer-digest</td><td>0-based index from the base; where known</td></tr>
 * <tr><td>owned-by</td><td>the package URL of the owner, where there is one</td></tr>
 * <tr><td>detail:KEY</td><td>a further fact</td></tr>
 * </table>
 *
 * <table>
 * <caption>of the subject</caption>
 * <tr><td>platform, digest:NAME</td><td>where known</td></tr>
 * <tr><td>layer:N:digest, :diff-id, :created-by, :stored-size, :unpacked-size, :entries</td><td>of
 * each layer</td></tr>
 * <tr><td>problem:N:path, :layer, :text</td><td>what could not be read</td></tr>
 * </table>
 */
final class PlinthProperties {
  static final String PREFIX = "plinth:";
  static final String ANNOTATION = "plinth: ";
  static final String TYPE = "type";
  private static final int MAX_NUMBERED = 100_000;

  private PlinthProperties() {}

  /** Of a package, in a fixed order. */
  static Map<String, String> of(Package of, List<LayerSummary> layers) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(TYPE, of.type());
    put(values, "source-name", of.sourceName());
    put(values, "source-version", of.sourceVersion());
    put(values, "architecture", of.architecture());
    if (of.layer() >= 0) {
      values.put("layer", Integer.toString(of.layer()));
      if (of.layer() < layers.size()) {
        put(values, "layer-digest", layers.get(of.layer()).digest());
      }
    }
    String owner = of.ownedBy();
    if (owner != null) {
      values.put("owned-by", owner);
    }
    for (Map.Entry<String, String> detail : new TreeMap<>(of.details()).entrySet()) {
      values.put("detail:" + detail.getKey(), detail.getValue());
    }
    return values;
  }

  /** Of the subject, in a fixed order. */
  static Map<String, String> of(SbomSubject subject, Inventory inventory) {
    Map<String, String> values = new LinkedHashMap<>();
    put(values, "platform", subject.platform());
    subject.digests().forEach((name, digest) -> put(values, "digest:" + name, digest));
    int number = 0;
    for (LayerSummary layer : inventory.layers()) {
      String name = "layer:" + number++ + ":";
      values.put(name + "digest", layer.digest());
      put(values, name + "diff-id", layer.diffId());
      put(values, name + "created-by", layer.createdBy());
      values.put(name + "stored-size", Long.toString(layer.storedSize()));
      values.put(name + "unpacked-size", Long.toString(layer.unpackedSize()));
      values.put(name + "entries", Long.toString(layer.entries()));
    }
    number = 0;
    for (Inventory.Problem problem : inventory.problems()) {
      String name = "problem:" + number++ + ":";
      put(values, name + "path", problem.path());
      values.put(name + "layer", Integer.toString(problem.layer()));
      values.put(name + "text", problem.text());
    }
    return values;
  }

  private static void put(Map<String, String> values, String name, String value) {
    if (!value.isEmpty()) {
      values.put(name, value);
    }
  }

  /** The value of that name among those read, empty when there is none. */
  static String get(Map<String, String> read, String name) {
    return read.getOrDefault(PREFIX + name, "");
  }

  /** The digests of the subject among those read. */
  static Map<String, String> digests(Map<String, String> read) {
    return withPrefix(read, PREFIX + "digest:");
  }

  /** The details of a package among those read. */
  static Map<String, String> details(Map<String, String> read) {
    return withPrefix(read, PREFIX + "detail:");
  }

  private static Map<String, String> withPrefix(Map<String, String> read, String prefix) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : read.entrySet()) {
      if (entry.getKey().startsWith(prefix)) {
        values.put(entry.getKey().substring(prefix.length()), entry.getValue());
      }
    }
    return values;
  }

  /** The numbered values {@code NAME:0}, {@code NAME:1} … among those read. */
  static List<String> numbered(Map<String, String> read, String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < MAX_NUMBERED; i++) {
      String value = read.get(PREFIX + name + ":" + i);
      if (value == null) {
        break;
      }
      values.add(value);
    }
    return values;
  }

  /** The layers among what was read of the subject. */
  static List<LayerSummary> layers(Map<String, String> read) {
    List<LayerSummary> layers = new ArrayList<>();
    for (int i = 0; i < MAX_NUMBERED; i++) {
      String name = "layer:" + i + ":";
      if (!read.containsKey(PREFIX + name + "digest")) {
        break;
      }
      layers.add(
          new LayerSummary(
              get(read, name + "digest"),
              get(read, name + "diff-id"),
              get(read, name + "created-by"),
              number(read.get(PREFIX + name + "stored-size"), -1),
              number(read.get(PREFIX + name + "unpacked-size"), 0),
              number(read.get(PREFIX + name + "entries"), 0)));
    }
    return layers;
  }

  /** The problems among what was read of the subject. */
  static List<Inventory.Problem> problems(Map<String, String> read) {
    List<Inventory.Problem> problems = new ArrayList<>();
    for (int i = 0; i < MAX_NUMBERED; i++) {
      String name = "problem:" + i + ":";
      if (!read.containsKey(PREFIX + name + "text")) {
        break;
      }
      problems.add(
          new Inventory.Problem(
              get(read, name + "path"),
              layer(read.get(PREFIX + name + "layer")),
              get(read, name + "text")));
    }
    return problems;
  }

  /** A layer's index, -1 where there is none. */
  static int layer(@Nullable String text) {
    long number = number(text, -1);
    return number >= 0 && number < MAX_NUMBERED ? (int) number : -1;
  }

  private static long number(@Nullable String text, long fallback) {
    if (text == null || text.isEmpty() || text.length() > 19) {
      return fallback;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return fallback;
    }
  }
}
