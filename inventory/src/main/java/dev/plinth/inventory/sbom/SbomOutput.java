package dev.plinth.inventory.sbom;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.plinth.inventory.Package;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What the writers of JSON documents share. */
final class SbomOutput {
  /** Where a document has its own name, before the name is known. */
  static final String NO_ID = "00000000-0000-0000-0000-000000000000";

  /** Plinth's own namespace of name-based UUIDs (RFC 9562 § 5.5). */
  private static final byte[] NAMESPACE =
      HexFormat.of().parseHex("5d0c1f6e3b7a4c52a0e79b1d64f8c2a3");

  private SbomOutput() {}

  /** Writes a document that carries that ID, once. */
  interface Document {
    void write(JsonGenerator json, String id) throws IOException;
  }

  /**
   * Writes the document with an ID derived from its content, a UUID of version 5: a draft to find
   * the ID, which is put into it where it was kept; of a large document anew. The stream stays
   * open.
   */
  static void write(Document document, OutputStream out) throws IOException {
    MessageDigest sha1 = digest("SHA-1");
    sha1.update(NAMESPACE);
    SbomDraft draft = new SbomDraft(sha1);
    try (JsonGenerator json = generator(draft)) {
      document.write(json, NO_ID);
    }
    String id = uuid(sha1.digest());
    if (!draft.writeTo(out, NO_ID, id)) {
      try (JsonGenerator json = generator(out)) {
        json.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
        document.write(json, id);
      }
    }
    out.write('\n');
    out.flush();
  }

  private static JsonGenerator generator(OutputStream out) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8);
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    json.setPrettyPrinter(printer);
    return json;
  }

  private static String uuid(byte[] hash) {
    hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
    hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
    String hex = HexFormat.of().formatHex(hash, 0, 16);
    return hex.substring(0, 8)
        + '-'
        + hex.substring(8, 12)
        + '-'
        + hex.substring(12, 16)
        + '-'
        + hex.substring(16, 20)
        + '-'
        + hex.substring(20);
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  /** The packages in the order documents list them, whatever order they came in. */
  static List<Package> sorted(List<Package> packages) {
    List<Package> sorted = new ArrayList<>(packages);
    sorted.sort(Package::order);
    return sorted;
  }

  /** A name for each package within the document: its purl, numbered where it comes again. */
  static List<String> references(List<Package> packages) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> references = new ArrayList<>(packages.size());
    for (Package each : packages) {
      // Only type and name are sure to be there; a purl has no blank, so the two cannot meet.
      String base = each.purl().isEmpty() ? each.type() + " " + each.name() : each.purl();
      int number = seen.merge(base, 1, Integer::sum);
      references.add(text(number == 1 ? base : base + " " + number));
    }
    return references;
  }

  /** The text with unpaired surrogates, which no UTF-8 can carry, replaced by U+FFFD. */
  static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        return wellFormed(text);
      }
    }
    return text;
  }

  private static String wellFormed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> out.appendCodePoint(point >= 0xD800 && point < 0xE000 ? 0xFFFD : point));
    return out.toString();
  }

  /** Writes a string member, its text made well-formed. */
  static void string(JsonGenerator json, String name, String value) throws IOException {
    json.writeStringField(name, text(value));
  }
}
