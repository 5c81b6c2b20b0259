package dev.plinth.oci.source;

import dev.plinth.oci.image.Digest;
import org.jspecify.annotations.Nullable;

/**
 * One layer of an image.
 *
 * @param index 0-based, from the base upwards
 * @param digest what names its bytes as stored and authenticates them: the blob's digest, or the
 *     DiffID where an archive stores the layer without a digest of its own; in an archive from
 *     before Docker 1.10, which names none, the one that was computed; null for a folder
 * @param diffId of the uncompressed bytes, as the configuration says; null for a folder and in an
 *     archive from before Docker 1.10
 * @param storedSize in bytes, -1 when not known beforehand
 * @param historyIndex the step of the configuration's history that made it, -1 when unknown
 * @param createdBy that step's command, as the builder wrote it; empty when unknown
 */
public record ImageLayer(
    int index,
    @Nullable Digest digest,
    @Nullable Digest diffId,
    long storedSize,
    int historyIndex,
    String createdBy) {}
