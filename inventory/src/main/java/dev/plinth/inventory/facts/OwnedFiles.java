package dev.plinth.inventory.facts;

/**
 * The files that a distribution package owns, kept only as far as the question "who owns this path"
 * needs it: as {@link PathHash}es.
 *
 * @param packageName the binary package
 * @param architecture empty when not said
 * @param hashes of the paths, in no order; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // large, and never compared
record OwnedFiles(String packageName, String architecture, long[] hashes) {}
