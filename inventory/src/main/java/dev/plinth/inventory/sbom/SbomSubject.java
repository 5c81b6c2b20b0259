package dev.plinth.inventory.sbom;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an SBOM is about.
 *
 * @param name the image as people call it, such as {@code debian:12}; never empty when written
 * @param digests by what they name ({@code manifest}, {@code config}, {@code index}), each as
 *     {@code sha256:hex}
 * @param platform {@code linux/amd64}; empty when unknown
 * @param created when, as {@link #timestamp} gives it; empty when unknown
 */
public record SbomSubject(
    String name, Map<String, String> digests, String platform, String created) {
  /** Keeps its own copy, sorted. */
  public SbomSubject {
    digests = Collections.unmodifiableMap(new TreeMap<>(digests));
  }

  /**
   * The time an SBOM carries, so that the same image gives the same bytes: {@code
   * SOURCE_DATE_EPOCH} where it is set (reproducible-builds.org), else when the image was created.
   *
   * @param sourceDateEpoch the variable's value, seconds since 1970; null or empty when not set
   * @param imageCreated RFC 3339, as in the image's configuration; empty when unknown
   * @return UTC in whole seconds, {@code 2024-05-01T12:00:00Z}; empty when neither says
   * @throws dev.plinth.foundation.PlinthException when the variable is no number of seconds
   */
  public static String timestamp(@Nullable String sourceDateEpoch, String imageCreated) {
    if (sourceDateEpoch != null && !sourceDateEpoch.isBlank()) {
      try {
        return text(Instant.ofEpochSecond(Long.parseLong(sourceDateEpoch.strip())));
      } catch (NumberFormatException | DateTimeException e) {
        throw SbomErrors.sourceDateEpoch(sourceDateEpoch);
      }
    }
    try {
      return text(OffsetDateTime.parse(imageCreated).toInstant());
    } catch (DateTimeException e) {
      return "";
    }
  }

  private static String text(Instant instant) {
    Instant seconds = instant.truncatedTo(ChronoUnit.SECONDS);
    String text = DateTimeFormatter.ISO_INSTANT.format(seconds);
    if (text.length() != "2024-05-01T12:00:00Z".length()) {
      throw new DateTimeException("a year of more than four digits");
    }
    return text;
  }
}
