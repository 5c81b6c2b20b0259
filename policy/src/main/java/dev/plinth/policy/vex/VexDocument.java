package dev.plinth.policy.vex;

import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VEX document.
 *
 * @param label as messages name it
 * @param statements in the order of the document
 * @param refused statements that cannot be honoured, and why: sentences without a final stop
 */
public record VexDocument(String label, List<VexStatement> statements, List<String> refused) {
  /** The largest document that is read. */
  public static final int MAX_BYTES = 64 << 20;

  private static final int LONGEST = 400;

  /** Keeps its own copies. */
  public VexDocument {
    statements = List.copyOf(statements);
    refused = List.copyOf(refused);
  }

  /**
   * Reads a document; what it is, its content shows.
   *
   * @throws dev.plinth.foundation.PlinthException {@code PLINTH-VEX-…}
   */
  public static VexDocument read(String label, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw VexErrors.tooLarge(label, MAX_BYTES);
    }
    Json root;
    try {
      root = JsonReader.read(bytes);
    } catch (JsonSyntaxException e) {
      throw VexErrors.syntax(
          label, "it is no JSON (" + SafeText.of(String.valueOf(e.getMessage())) + ")");
    }
    String context = root.text("@context");
    if (context != null && context.startsWith("https://openvex.dev/ns")) {
      return new OpenVexReader(label, root).read();
    }
    if ("CycloneDX".equals(root.text("bomFormat"))) {
      return new CycloneDxVexReader(label, root).read();
    }
    String csaf = CsafVexReader.version(root);
    if (csaf != null && csaf.startsWith("2.")) {
      return new CsafVexReader(label, root).read();
    }
    throw VexErrors.kind(
        label,
        csaf != null
            ? "of CSAF's version " + shown(csaf)
            : "neither OpenVEX nor CycloneDX nor CSAF");
  }

  /** The first of these that is a time; the beginning of time when none is. */
  static Instant time(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null) {
        try {
          return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
          // The next one may be a time.
        }
      }
    }
    return Instant.MIN;
  }

  /** A text of the document for people: one line, not too long. */
  static String shown(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String safe = SafeText.of(text.strip().replaceAll("\\s+", " "));
    while (safe.endsWith(".")) {
      safe = safe.substring(0, safe.length() - 1);
    }
    return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST - 1) + "…";
  }
}
