package dev.plinth.oci.layer;

import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What reading one layer to its end showed.
 *
 * @param storedDigest of the bytes as stored, of the expected digest's algorithm, else SHA-256
 * @param diffId of the unpacked bytes; null unless it was asked for
 * @param storedSize in bytes
 * @param unpackedSize of the tar in bytes, what follows its end included
 * @param entries of the tar
 * @param compression as the content showed it
 */
public record LayerResult(
    Digest storedDigest,
    @Nullable Digest diffId,
    long storedSize,
    long unpackedSize,
    long entries,
    Compression compression) {}
