package dev.plinth.inventory.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers of the SPDX licence list 3.28 that CycloneDX 1.6 knows too, and of its
 * exceptions; compared without regard to case (SPDX 2.3 annex D).
 */
final class SpdxIds {
  private SpdxIds() {}

  private static final class Licenses {
    static final Map<String, String> IDS = read("spdx-license-ids.txt");
  }

  private static final class Exceptions {
    static final Map<String, String> IDS = read("spdx-exception-ids.txt");
  }

  /** The licence's identifier as the list writes it, null when it has none of that name. */
  static @Nullable String license(String id) {
    return Licenses.IDS.get(id.toLowerCase(Locale.ROOT));
  }

  /** The exception's identifier as the list writes it, null when it has none of that name. */
  static @Nullable String exception(String id) {
    return Exceptions.IDS.get(id.toLowerCase(Locale.ROOT));
  }

  private static Map<String, String> read(String resource) {
    Map<String, String> ids = new HashMap<>(2048);
    try (InputStream in = SpdxIds.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      int start = 0;
      for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        String id = text.substring(start, end);
        ids.put(id.toLowerCase(Locale.ROOT), id);
        start = end + 1;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ids;
  }
}
