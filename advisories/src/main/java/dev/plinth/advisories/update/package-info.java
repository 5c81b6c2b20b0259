/**
 * Bringing the store up to date from the network: {@code plinth db update}. {@link
 * dev.plinth.advisories.update.Feeds} lists the feeds; how one is fetched is its {@link
 * dev.plinth.advisories.update.FeedMethod}. Several are fetched at once into the cache, where what
 * broke off is continued; one after the other is taken into the store, each document in one
 * transaction; all of it is published together. A feed that fails leaves its old data.
 */
@NullMarked
package dev.plinth.advisories.update;

import org.jspecify.annotations.NullMarked;
