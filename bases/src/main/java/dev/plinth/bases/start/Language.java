package dev.plinth.bases.start;

import java.util.List;

/** One language: how its projects are known, and how they become images. */
interface Language {
  /** As {@code --language} takes it. */
  String word();

  /** As people write it. */
  String shown();

  /** The files that tell it, for people. */
  List<String> signs();

  /** True where the project's own folder has such a file. */
  default boolean found(ProjectFiles files) {
    return signs().stream().anyMatch(files::has);
  }

  /**
   * Which release of the language it is for.
   *
   * @throws dev.plinth.foundation.PlinthException where its files do not tell, or are broken
   */
  Toolchain toolchain(Request request, ProjectFiles files);

  /**
   * How it becomes an image.
   *
   * @throws dev.plinth.foundation.PlinthException where its files do not say enough, or are broken
   */
  Plan plan(Request request);
}
