package dev.plinth.bases.tags;

/** Stub. */
public enum Level {
  REFRESH,
  PATCH,
  MINOR,
  MAJOR,
  SUITE
}
