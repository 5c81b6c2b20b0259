package dev.plinth.http;

import java.time.Duration;

/**
 * How long and how often something is tried.
 *
 * @param connect to make a connection
 * @param silence without a single byte
 * @param answer for one request with its redirects, repetitions and waits, until the headers of the
 *     answer are there
 * @param slowest bytes per second on average over {@link #window}, below which a body is given up
 * @param window over which that is judged
 * @param attempts of one request, the first included
 * @param pause before the first repetition; doubles with each, up to {@link #longestPause}
 * @param longestPause between two attempts when the server does not name one
 * @param longestRequestedPause that a server may ask for ({@code Retry-After}); when it asks for
 *     more, its answer stands
 */
public record Patience(
    Duration connect,
    Duration silence,
    Duration answer,
    long slowest,
    Duration window,
    int attempts,
    Duration pause,
    Duration longestPause,
    Duration longestRequestedPause) {

  /** For servers anywhere. */
  public static Patience defaults() {
    return new Patience(
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        Duration.ofMinutes(3),
        1_024,
        Duration.ofSeconds(60),
        5,
        Duration.ofMillis(500),
        Duration.ofSeconds(15),
        Duration.ofSeconds(60));
  }

  /** The same, each request tried so often at most. */
  public Patience withAttempts(int number) {
    return new Patience(
        connect,
        silence,
        answer,
        slowest,
        window,
        number,
        pause,
        longestPause,
        longestRequestedPause);
  }

  /** The same, giving up after so long without a byte. */
  public Patience withSilence(Duration duration) {
    return new Patience(
        connect,
        duration,
        answer,
        slowest,
        window,
        attempts,
        pause,
        longestPause,
        longestRequestedPause);
  }
}
