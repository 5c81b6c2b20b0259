package dev.plinth.bases.tags;

public record Choice(String tag, Level level, String reason) {}
