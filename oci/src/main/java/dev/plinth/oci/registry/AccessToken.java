package dev.plinth.oci.registry;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token service answers: {@code {"token" | "access_token", "expires_in"?, "issued_at"?}}.
 *
 * @param value sent as it is
 * @param until when it may be used, a little before it ends
 */
record AccessToken(String value, Instant until) {
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final long USUAL_SECONDS = 60;
  private static final long MOST_SECONDS = 86_400;

  /** Null when there is no token in it that could be sent. */
  static @Nullable AccessToken read(byte[] bytes, Instant now) {
    Json json;
    try {
      json = JsonReader.read(bytes);
    } catch (JsonSyntaxException e) {
      return null;
    }
    String value = json.text("token");
    if (value == null || value.isEmpty()) {
      value = json.text("access_token");
    }
    if (value == null || value.isEmpty() || !isSendable(value)) {
      return null;
    }
    long seconds = json.integer("expires_in", USUAL_SECONDS);
    seconds = Math.clamp(seconds, USUAL_SECONDS, MOST_SECONDS);
    Instant issued = issued(json.text("issued_at"), now);
    return new AccessToken(value, issued.plusSeconds(seconds).minus(MARGIN));
  }

  /** Not later than now, and not so long ago that the token had ended: clocks differ. */
  private static Instant issued(@Nullable String text, Instant now) {
    if (text == null) {
      return now;
    }
    try {
      Instant issued = Instant.parse(text);
      boolean plausible = !issued.isAfter(now) && issued.plusSeconds(60).isAfter(now);
      return plausible ? issued : now;
    } catch (DateTimeException e) {
      return now;
    }
  }

  private static boolean isSendable(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ' || value.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Never the token itself. */
  @Override
  public String toString() {
    return "a token until " + until;
  }
}
