package dev.plinth.oci.source;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One image that a source offers.
 *
 * @param root which top entry of the source it comes from: those of one root are the platforms of
 *     one image
 * @param names by which it may be chosen, the most telling first
 * @param digests by which it may be chosen: of the indexes around it, its manifest, its
 *     configuration
 * @param identity of its manifest or configuration: two candidates with the same are the same image
 * @param platform what it runs on; null when not known because its blobs are absent
 * @param artifact what it is when it is no image; empty for an image
 * @param missing which of its pieces are absent; empty when it is complete
 * @param load reads it, given the name it goes by and the note on its platform
 */
record Candidate(
    int root,
    List<String> names,
    List<Digest> digests,
    Object identity,
    @Nullable Platform platform,
    String artifact,
    List<String> missing,
    Function<Choice, StoredImage> load) {

  /**
   * How a candidate came to be taken.
   *
   * @param platforms what those beside it run on, and itself
   */
  record Choice(String name, String platformNote, List<Platform> platforms) {}

  /** The same with more names. */
  Candidate named(List<String> more) {
    List<String> all = new ArrayList<>(names);
    for (String name : more) {
      if (!all.contains(name)) {
        all.add(name);
      }
    }
    return new Candidate(root, all, digests, identity, platform, artifact, missing, load);
  }

  /** What a person would call it to choose it. */
  String shown() {
    String which = platform == null ? "" : " (" + platform + ")";
    if (!names.isEmpty()) {
      return names.getFirst() + which;
    }
    return digests.isEmpty() ? "an unnamed image" + which : "@" + digests.getLast() + which;
  }
}
