package dev.plinth.bases.tags;
public enum Level { REFRESH, PATCH, MINOR, MAJOR, SUITE }
