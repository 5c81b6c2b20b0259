package dev.plinth.advisories.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedSettingsTest {
  @TempDir Path folder;

  private FeedSettings settings(String text) throws IOException {
    return FeedSettings.read(Files.writeString(folder.resolve("feeds.yaml"), text));
  }

  @Test
  void nothingIsSettledWithoutAFile() {
    FeedSettings none = FeedSettings.read(folder.resolve("absent.yaml"));
    assertThat(none).isEqualTo(FeedSettings.none());
    assertThat(Feeds.all()).allMatch(feed -> none.updates(feed) == feed.usual());
  }

  @Test
  void readsWhatThePageShows() throws IOException {
    FeedSettings settings =
        settings(
            """
            feeds:
              debian: https://mirror.example/debian.json
              osv-npm: {update: false}
              osv: {url: "file:///srv/osv/", update: true}
            timeout: 30m
            at-once: 2
            """);
    assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(30));
    assertThat(settings.atOnce()).isEqualTo(2);
    assertThat(settings.updates(Feeds.named("osv-npm").getFirst())).isFalse();
    assertThat(settings.updates(Feeds.named("osv-mageia").getFirst())).isTrue();
    UpdateOptions options =
        new UpdateOptions(
            folder,
            settings.addresses(),
            false,
            false,
            1,
            Duration.ofMinutes(1),
            java.time.InstantSource.system());
    assertThat(options.address(Feeds.named("osv-rocky").getFirst()))
        .isEqualTo(URI.create("file:///srv/osv/Rocky%20Linux/"));
    assertThat(options.address(Feeds.named("debian").getFirst()))
        .isEqualTo(URI.create("https://mirror.example/debian.json"));
    assertThat(options.address(Feeds.named("kev").getFirst()).getHost()).isEqualTo("www.cisa.gov");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feeds: {debain: https://x.example/}",
        "feeds: {debian: ftp://x.example/}",
        "feeds: {debian: {link: https://x.example/}}",
        "feeds: [debian]",
        "feeds: {debian: 7}",
        "timeout: soon",
        "timeout: 0s",
        "at-once: 99",
        "feed: {}",
        "- debian",
        "a: &a [*a]",
        "feeds: {debian: https://x.example/, debian: https://y.example/}",
        "feeds: {debian: 'https://x.example/",
      })
  void refusesWhatItDoesNotKnow(String text) {
    assertThatThrownBy(() -> settings(text))
        .hasMessageStartingWith("Tried to ")
        .extracting(e -> ((dev.plinth.foundation.PlinthException) e).code())
        .isIn("PLINTH-UPDATE-SETTINGS", "PLINTH-UPDATE-ADDRESS");
  }
}
