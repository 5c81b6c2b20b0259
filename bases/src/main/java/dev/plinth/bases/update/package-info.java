/**
 * Newer images for the places that name some: newer digests of the same tag apart from newer tags,
 * by what the settings allow.
 */
@NullMarked
package dev.plinth.bases.update;

import org.jspecify.annotations.NullMarked;
