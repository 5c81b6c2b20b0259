package dev.plinth.oci.image;

/**
 * One step of an image's history: OCI image-spec config.md.
 *
 * @param createdBy the command, as the builder wrote it
 * @param emptyLayer true when the step made no layer
 * @param created as written, empty where absent
 * @param author as written, empty where absent
 * @param comment as written, empty where absent
 */
public record HistoryEntry(
    String createdBy, boolean emptyLayer, String created, String author, String comment) {}
