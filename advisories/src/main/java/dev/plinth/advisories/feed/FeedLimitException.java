package dev.plinth.advisories.feed;

import java.io.IOException;

/** An input exceeded one of {@link FeedLimits}; the message names it. */
final class FeedLimitException extends IOException {
  FeedLimitException(String message) {
    super(message);
  }
}
