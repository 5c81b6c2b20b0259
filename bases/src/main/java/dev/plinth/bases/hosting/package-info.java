/**
 * Hosts of repositories, by their APIs: requests for branches, and what tags of actions stand for.
 */
@NullMarked
package dev.plinth.bases.hosting;

import org.jspecify.annotations.NullMarked;
