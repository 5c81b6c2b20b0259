package dev.plinth.oci.image;

import java.util.List;
import java.util.Map;

/**
 * An image's configuration: OCI image-spec config.md, and Docker's of the same shape. Absent
 * strings are empty, absent lists and maps are empty.
 */
public record ImageConfig(
    Platform platform,
    String created,
    String author,
    String user,
    List<String> exposedPorts,
    List<String> env,
    List<String> entrypoint,
    List<String> cmd,
    List<String> volumes,
    String workingDir,
    Map<String, String> labels,
    String stopSignal,
    List<Digest> diffIds,
    List<HistoryEntry> history) {}
