/** Stub. */
@org.jspecify.annotations.NullMarked
package dev.plinth.bases.tags;
