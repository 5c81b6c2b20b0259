/**
 * Tags as people write them, and which of those that are published is the newer one of the same
 * kind. Nothing here asks a registry; what is special of an image stands in {@code tags.tsv}.
 */
@NullMarked
package dev.plinth.bases.tags;

import org.jspecify.annotations.NullMarked;
