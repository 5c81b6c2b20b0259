package dev.plinth.cli;

import dev.plinth.bases.start.ProjectFiles;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.parse.DockerfileParser;
import java.util.List;

/** The image that a project's Dockerfile stands on. */
final class CurrentBase {
  private CurrentBase() {}

  /** As it is written, arguments put in; empty where there is none, or only the build tells. */
  static String of(ProjectFiles files) {
    for (String name : List.of("Dockerfile", "Containerfile")) {
      byte[] bytes = files.bytes(name);
      if (bytes == null || bytes.length > 1 << 20) {
        continue;
      }
      Build build = Build.of(DockerfileParser.parse(SourceText.of(bytes)));
      Stage last = build.last();
      if (last == null) {
        return "";
      }
      Stage bottom = build.lineage(last).getLast();
      String image = bottom.base().name();
      return image == null ? "" : image;
    }
    return "";
  }
}
