package dev.plinth.advisories.match;

import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Affected.Interval;
import org.jspecify.annotations.Nullable;

/**
 * An advisory's row that speaks of an installed package.
 *
 * @param interval the range that holds the installed version, null where another reason than a
 *     range makes it one
 */
record Match(Lookup lookup, Affected affected, @Nullable Interval interval) {}
