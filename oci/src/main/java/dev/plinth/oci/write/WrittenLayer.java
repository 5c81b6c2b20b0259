package dev.plinth.oci.write;

import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.HistoryEntry;

/**
 * A layer that was written to a layout.
 *
 * @param descriptor of its stored bytes
 * @param diffId of its uncompressed bytes
 * @param history the step that made it
 */
public record WrittenLayer(Descriptor descriptor, Digest diffId, HistoryEntry history) {}
