package dev.plinth.advisories.store;

import java.time.Instant;

/**
 * Up to when a store is known to be current: as old as the oldest of its feeds.
 *
 * @param feed the oldest one
 * @param time what {@code db update} had from a server: when that server last said so. What it had
 *     from a copy on disk, and what was imported by hand: the newest date in the data; without any,
 *     when it was taken in.
 */
public record Freshness(String feed, Instant time) {}
