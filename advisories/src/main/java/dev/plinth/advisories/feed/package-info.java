/**
 * Feeds turned into the store's rows. Three layers, each ignorant of the next: where bytes come
 * from ({@link dev.plinth.advisories.feed.Importer} for files; transports over the network hand in
 * named streams the same way), what wraps them ({@code Unwrapping}: compression, archives, never
 * unpacked to disk), and what they say ({@code DocumentReader} and the readers it chooses from by
 * content).
 */
@NullMarked
package dev.plinth.advisories.feed;

import org.jspecify.annotations.NullMarked;
