package dev.plinth.dockerfile.tree;

import java.util.Locale;

/** The instructions there are, by the Dockerfile reference 1.x. */
public enum Keyword {
  ADD,
  ARG,
  CMD,
  COPY,
  ENTRYPOINT,
  ENV,
  EXPOSE,
  FROM,
  HEALTHCHECK,
  LABEL,
  MAINTAINER,
  ONBUILD,
  RUN,
  SHELL,
  STOPSIGNAL,
  USER,
  VOLUME,
  WORKDIR,
  /** A word that is no instruction. */
  UNKNOWN;

  /** The instruction of that word in any case. */
  public static Keyword of(String word) {
    for (Keyword keyword : values()) {
      if (keyword != UNKNOWN && keyword.name().equalsIgnoreCase(word)) {
        return keyword;
      }
    }
    return UNKNOWN;
  }

  /** True for those whose text may be followed by heredocs. */
  public boolean takesHeredocs() {
    return this == ADD || this == COPY || this == RUN;
  }

  /** The word in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
