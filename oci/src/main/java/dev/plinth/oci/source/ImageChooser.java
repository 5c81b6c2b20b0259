package dev.plinth.oci.source;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.PlatformOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses one image of those a source offers: by digest or name where one is given, then by
 * platform. Where different images remain, nobody guesses: the choices are listed instead.
 */
final class ImageChooser {
  private static final int OTHER_PLATFORM = 1_000;

  private final String label;
  private final Target target;
  private final @Nullable Platform asked;
  private final Platform wanted;
  private final PlatformOrder order;

  ImageChooser(String label, Target target, @Nullable Platform asked) {
    this.label = label;
    this.target = target;
    this.asked = asked;
    this.wanted = asked == null ? Platform.host() : asked.normalized();
    this.order = new PlatformOrder(wanted);
  }

  StoredImage choose(List<Candidate> all) {
    List<Candidate> hits = hits(all);
    List<Candidate> images = new ArrayList<>(hits);
    images.removeIf(candidate -> !candidate.artifact().isEmpty());
    if (images.isEmpty()) {
      throw hits.isEmpty()
          ? SourceErrors.noImages(label)
          : SourceErrors.artifact(label, hits.getFirst().artifact());
    }
    List<Candidate> fitting = fitting(images);
    if (fitting.isEmpty()) {
      throw SourceErrors.platform(label, wanted, shown(images));
    }
    images = fitting;
    Map<Object, Candidate> chosen = new LinkedHashMap<>();
    Map<Object, List<Candidate>> around = new LinkedHashMap<>();
    for (List<Candidate> group : groups(images)) {
      Candidate candidate = ofGroup(group);
      if (candidate != null && chosen.putIfAbsent(candidate.identity(), candidate) == null) {
        around.put(candidate.identity(), group);
      }
    }
    if (chosen.size() > 1) {
      throw SourceErrors.ambiguous(label, shown(chosen.values()));
    }
    if (chosen.isEmpty()) {
      throw SourceErrors.missing(label, best(images).missing());
    }
    Candidate candidate = chosen.values().iterator().next();
    List<Candidate> group = around.getOrDefault(candidate.identity(), List.of());
    return candidate
        .load()
        .apply(
            new Candidate.Choice(
                name(candidate), note(candidate, group), platforms(candidate, all)));
  }

  /** What the images run on that come from where this one does. */
  private static List<Platform> platforms(Candidate candidate, List<Candidate> all) {
    List<Platform> platforms = new ArrayList<>();
    for (Candidate each : all) {
      Platform platform = each.platform();
      if (each.root() == candidate.root()
          && each.artifact().isEmpty()
          && platform != null
          && !platforms.contains(platform)) {
        platforms.add(platform);
      }
    }
    return platforms;
  }

  /** Every complete image that is meant, once for each of its names. */
  List<Image> all(List<Candidate> candidates) {
    List<Image> images = new ArrayList<>();
    List<Candidate> hits = fitting(hits(candidates));
    for (Candidate candidate : hits) {
      if (!candidate.artifact().isEmpty() || !candidate.missing().isEmpty()) {
        continue;
      }
      List<String> names = candidate.names().isEmpty() ? List.of("") : candidate.names();
      for (String name : names) {
        images.add(
            candidate
                .load()
                .apply(new Candidate.Choice(NameMatch.familiar(name), "", List.of()))
                .image());
      }
    }
    if (images.isEmpty()) {
      for (Candidate candidate : hits) {
        if (!candidate.artifact().isEmpty()) {
          throw SourceErrors.artifact(label, candidate.artifact());
        }
        throw SourceErrors.missing(label, candidate.missing());
      }
      throw SourceErrors.noImages(label);
    }
    return images;
  }

  /**
   * Those that run on the platform that was asked for, or do not say what they run on. Who asked
   * for none but gets the host's by default is better served by another one and a note.
   */
  private List<Candidate> fitting(List<Candidate> images) {
    if (asked == null) {
      return images;
    }
    List<Candidate> fitting = new ArrayList<>(images.size());
    for (Candidate image : images) {
      Platform platform = image.platform();
      if (platform == null
          || platform.architecture().isEmpty()
          || order.rank(platform) != PlatformOrder.NONE) {
        fitting.add(image);
      }
    }
    return fitting;
  }

  /** Those that are meant, whatever their platform. */
  List<Candidate> hits(List<Candidate> all) {
    Digest digest = target.digest();
    List<Candidate> hits = new ArrayList<>();
    if (digest != null) {
      for (Candidate candidate : all) {
        if (candidate.digests().contains(digest)) {
          hits.add(candidate);
        }
      }
    } else if (!target.name().isEmpty()) {
      NameMatch match = new NameMatch(target.name());
      int best = NameMatch.NONE;
      for (Candidate candidate : all) {
        int rank = rank(match, candidate);
        if (rank < best) {
          best = rank;
          hits.clear();
        }
        if (rank == best && rank < NameMatch.NONE) {
          hits.add(candidate);
        }
      }
    } else {
      return all;
    }
    if (hits.isEmpty() && target.kind().isEngine()) {
      throw SourceErrors.exportedAnother(label, String.valueOf(digest), shown(all));
    }
    if (hits.isEmpty()) {
      throw SourceErrors.notChosen(
          label, digest != null ? digest.toString() : target.name(), shown(all));
    }
    return hits;
  }

  private static int rank(NameMatch match, Candidate candidate) {
    int best = NameMatch.NONE;
    for (String name : candidate.names()) {
      best = Math.min(best, match.rank(name));
    }
    return best;
  }

  /** Candidates that are one image for several platforms: those of one name, or of no name. */
  private Collection<List<Candidate>> groups(List<Candidate> images) {
    Map<String, List<Candidate>> groups = new LinkedHashMap<>();
    for (Candidate image : images) {
      String key = target.chooses() || image.names().isEmpty() ? "" : image.names().getFirst();
      groups.computeIfAbsent(key, x -> new ArrayList<>()).add(image);
    }
    return groups.values();
  }

  /** The group's best complete candidate; null when none is complete. */
  private @Nullable Candidate ofGroup(List<Candidate> group) {
    List<Candidate> complete = new ArrayList<>(group);
    complete.removeIf(candidate -> !candidate.missing().isEmpty());
    if (complete.isEmpty()) {
      return null;
    }
    Candidate best = best(complete);
    int score = score(best, complete);
    List<Candidate> equal = new ArrayList<>();
    for (Candidate candidate : complete) {
      if (candidate.root() != best.root()
          && !candidate.identity().equals(best.identity())
          && score(candidate, complete) == score) {
        equal.add(candidate);
      }
    }
    if (!equal.isEmpty()) {
      equal.addFirst(best);
      throw SourceErrors.ambiguous(label, shown(equal));
    }
    return best;
  }

  private Candidate best(List<Candidate> candidates) {
    Candidate best = candidates.getFirst();
    int least = Integer.MAX_VALUE;
    for (Candidate candidate : candidates) {
      int score = score(candidate, candidates);
      if (score < least) {
        least = score;
        best = candidate;
      }
    }
    return best;
  }

  /** Less is better; equal for candidates of the same platform. */
  private int score(Candidate candidate, List<Candidate> all) {
    Platform platform = candidate.platform();
    if (platform == null) {
      return Integer.MAX_VALUE - 1;
    }
    int rank = order.rank(platform);
    if (rank != PlatformOrder.NONE) {
      return rank;
    }
    Platform normal = platform.normalized();
    if (normal.os().equals("linux") && normal.architecture().equals("amd64")) {
      return OTHER_PLATFORM;
    }
    if (normal.os().equals("linux") && normal.architecture().equals("arm64")) {
      return OTHER_PLATFORM + 1;
    }
    for (int i = 0; i < all.size(); i++) {
      Platform other = all.get(i).platform();
      if (other != null && other.normalized().equals(normal)) {
        return OTHER_PLATFORM + 2 + i;
      }
    }
    return Integer.MAX_VALUE;
  }

  private String name(Candidate candidate) {
    if (target.digest() == null && !target.name().isEmpty()) {
      NameMatch match = new NameMatch(target.name());
      int best = rank(match, candidate);
      for (String name : candidate.names()) {
        if (match.rank(name) == best && name.indexOf(':') > 0) {
          return NameMatch.familiar(name);
        }
      }
    }
    return candidate.names().isEmpty() ? "" : NameMatch.familiar(candidate.names().getFirst());
  }

  private String note(Candidate candidate, List<Candidate> group) {
    Platform platform = candidate.platform();
    if (platform == null || platform.architecture().isEmpty() || order.rank(platform) == 0) {
      return "";
    }
    for (Candidate other : group) {
      Platform offered = other.platform();
      if (!other.missing().isEmpty() && offered != null && order.rank(offered) == 0) {
        return "took " + platform + ", because the blobs of " + wanted + " are not here";
      }
    }
    return "took "
        + platform
        + ", because the image has none for "
        + (asked == null ? "this machine (" + wanted + ")" : wanted.toString());
  }

  private static List<String> shown(Collection<Candidate> candidates) {
    Set<String> shown = new LinkedHashSet<>();
    for (Candidate candidate : candidates) {
      shown.add(candidate.shown());
    }
    return List.copyOf(shown);
  }
}
