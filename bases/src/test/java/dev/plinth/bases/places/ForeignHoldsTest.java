package dev.plinth.bases.places;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignHoldsTest {
  @TempDir Path folder;

  /** Which of the images are held in a file of that path. */
  private List<String> held(String path, String... images) {
    ForeignHolds holds = ForeignHolds.of(folder);
    List<String> held = new ArrayList<>();
    PlaceFiles files = new PlaceFiles(PlaceSettings.NONE);
    for (String image : images) {
      Place place = files.of(path, path, SourceText.of("FROM " + image + "\n")).places().getFirst();
      if (holds.on(place, path).hold() != null) {
        held.add(image);
      }
    }
    return held;
  }

  @Test
  void renovate() throws IOException {
    Files.writeString(
        folder.resolve("renovate.json"),
        """
        {"ignoreDeps": ["redis", "docker.io/library/mongo"], "ignorePaths": ["old/**"],
         "packageRules": [
           {"matchPackageNames": ["ghcr.io/team/*"], "enabled": false, "description": "by hand"},
           {"matchPackagePatterns": ["^bitnami/"], "enabled": false},
           {"matchPackageNames": ["nginx"], "matchUpdateTypes": ["major"], "enabled": false},
           {"matchPackageNames": ["debian"], "enabled": true},
           {"matchFileNames": ["legacy/Dockerfile"], "enabled": false}]}
        """);
    assertThat(
            held(
                "Dockerfile",
                "redis:7",
                "mongo:7",
                "ghcr.io/team/a:1",
                "bitnami/redis:7",
                "nginx:1",
                "debian:12"))
        .containsExactly("redis:7", "mongo:7", "ghcr.io/team/a:1", "bitnami/redis:7");
    assertThat(held("old/Dockerfile", "debian:12")).containsExactly("debian:12");
    assertThat(held("legacy/Dockerfile", "debian:12")).containsExactly("debian:12");
  }

  @Test
  void dependabot() throws IOException {
    Files.createDirectories(folder.resolve(".github"));
    Files.writeString(
        folder.resolve(".github/dependabot.yml"),
        """
        version: 2
        updates:
          - package-ecosystem: docker
            directory: /web
            ignore:
              - dependency-name: "node*"
              - dependency-name: python
                versions: ["4.x"]
          - package-ecosystem: npm
            directory: /
            ignore: [{dependency-name: debian}]
        """);
    assertThat(held("web/Dockerfile", "node:22", "python:3", "debian:12"))
        .containsExactly("node:22");
    assertThat(held("api/Dockerfile", "node:22")).isEmpty();
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    Files.writeString(folder.resolve("renovate.json"), "{ // json5\n}");
    assertThat(ForeignHolds.of(folder).unread()).hasSize(1);
    assertThat(held("Dockerfile", "node:22")).isEmpty();
  }
}
