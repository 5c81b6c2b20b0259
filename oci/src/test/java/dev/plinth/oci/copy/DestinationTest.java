package dev.plinth.oci.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a copy goes, as it is written. */
class DestinationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "oci-dir:nowhere/x:app:1, nowhere/x, app:1",
    "oci:nowhere/x, nowhere/x, ''",
    "oci-archive:nowhere.tar:ghcr.io/a/b:1, nowhere.tar, ghcr.io/a/b:1",
    "oci-archive://nowhere.tar, nowhere.tar, ''",
  })
  void destinationsAreRead(String text, String path, String name) {
    Destination destination = Destination.parse(text);
    assertThat(destination.path()).isEqualTo(Path.of(path));
    assertThat(destination.name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "out, prefix",
    "dir:out, prefix",
    "docker:out, engines",
    "registry:, empty",
    "oci-dir:, no path",
    "oci-dir:x:, no tag",
    "oci-dir:x:a b, no tag",
    "'', prefix",
  })
  void otherDestinationsAreRefused(String text, String word) {
    assertThatThrownBy(() -> Destination.parse(text))
        .isInstanceOf(PlinthException.class)
        .hasMessageContaining(word);
  }

  @Test
  void aPathWithColonsIsFound() throws IOException {
    Files.createDirectories(folder.resolve("a:b"));
    Destination destination = Destination.parse("oci-dir:" + folder + "/a:b:1");
    assertThat(destination.path()).isEqualTo(folder.resolve("a:b"));
    assertThat(destination.name()).isEqualTo("1");
  }
}
