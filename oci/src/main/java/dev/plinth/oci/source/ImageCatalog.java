package dev.plinth.oci.source;

import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What images a folder or archive offers, whatever its form. Newer Docker archives are an OCI
 * layout and have a {@code manifest.json} as well: then the layout counts, because it names the
 * digests of what is stored, and {@code manifest.json} adds its names, and images that the layout
 * lacks.
 *
 * @param form as {@link Image#form}
 * @param candidates in the source's order
 */
record ImageCatalog(String form, List<Candidate> candidates) {

  /** With a form that the caller knows; null for an archive, whose content shows it. */
  static ImageCatalog of(EntryStore store, Limits limits, Target target, @Nullable String known) {
    VerifiedDocuments documents = new VerifiedDocuments(store, limits);
    String text = target.text();
    boolean layout = store.size(LayoutCatalog.INDEX) >= 0;
    boolean docker = store.size(DockerCatalog.MANIFEST) >= 0;
    String form = known != null ? known : layout && !docker ? "oci-archive" : "docker-archive";
    if (!layout && !docker) {
      LegacyCatalog legacy = new LegacyCatalog(store, limits, documents, text, form);
      List<Candidate> candidates = legacy.candidates();
      if (candidates.isEmpty() && store.size(LegacyCatalog.REPOSITORIES) < 0) {
        throw SourceErrors.notAnImage(store.label(), content(store));
      }
      return new ImageCatalog(form, candidates);
    }
    List<Candidate> candidates = new ArrayList<>();
    if (layout) {
      candidates.addAll(new LayoutCatalog(store, limits, documents, text, form).candidates());
    }
    if (docker) {
      int roots = candidates.isEmpty() ? 0 : candidates.getLast().root() + 1;
      join(candidates, new DockerCatalog(store, limits, documents, text, form).candidates(roots));
    }
    return new ImageCatalog(form, candidates);
  }

  /**
   * Gives the saved images' names to the layout's complete ones that are the same image, and adds
   * those that it lacks.
   */
  private static void join(List<Candidate> candidates, List<Candidate> saved) {
    Map<Digest, List<Integer>> complete = new HashMap<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      if (candidate.artifact().isEmpty() && candidate.missing().isEmpty()) {
        for (Digest digest : candidate.digests()) {
          complete.computeIfAbsent(digest, x -> new ArrayList<>(1)).add(i);
        }
      }
    }
    for (Candidate image : saved) {
      List<Integer> same =
          image.digests().isEmpty()
              ? List.of()
              : complete.getOrDefault(image.digests().getFirst(), List.of());
      for (int i : same) {
        candidates.set(i, candidates.get(i).named(image.names()));
      }
      if (same.isEmpty()) {
        candidates.add(image);
      }
    }
  }

  private static String content(EntryStore store) {
    int count = store.names().size();
    if (count == 0) {
      return "it has no files";
    }
    return count
        + (count == 1 ? " file, " : " files, such as ")
        + store.names().stream().min(String::compareTo).orElse("");
  }

  ImageListing listing() {
    List<ImageListing.Listed> images = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      images.add(
          new ImageListing.Listed(
              List.copyOf(candidate.names()),
              candidate.platform(),
              List.copyOf(candidate.digests()),
              candidate.artifact(),
              candidate.missing().isEmpty()));
    }
    return new ImageListing(form, images);
  }
}
