package dev.plinth.bases.choose;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.DistributionMove;
import dev.plinth.bases.known.Family;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.bases.known.OfficialTags;
import dev.plinth.bases.known.Releases;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts releases into a family's image names: those that are looked after longest. */
final class ImageNames {
  private final Releases releases;
  private final LocalDate today;

  ImageNames(Releases releases, LocalDate today) {
    this.releases = releases;
    this.today = today;
  }

  /** The release of a language that is looked after longest; empty where nothing is known. */
  String longest(String language) {
    String product = product(language);
    if (language.equals("rust")) {
      return "1"; // only the newest gets fixes
    }
    Lifecycle best = product.isEmpty() ? null : releases.longest(product, _ -> true, today);
    return best == null ? "" : best.cycle();
  }

  /** As the tables of releases call it. */
  static String product(String language) {
    return switch (language) {
      case "python", "go", "java", "ruby", "php", "dotnet" -> language;
      case "node" -> "nodejs";
      default -> "";
    };
  }

  /**
   * An image's name with its releases.
   *
   * @param template with parts in braces
   * @param cycle the language's release; empty where there is none
   */
  String expand(String template, String language, String cycle) {
    StringBuilder image = new StringBuilder();
    int from = 0;
    for (int at = template.indexOf('{'); at >= 0; at = template.indexOf('{', from)) {
      image.append(template, from, at);
      from = template.indexOf('}', at) + 1;
      image.append(release(template.substring(at + 1, from - 1), template, language, cycle));
    }
    return tidy(image.append(template, from, template.length()).toString());
  }

  /** What official-images says of an image, a clause; empty where that is nothing. */
  String built(String image) {
    OfficialTags official = releases.official();
    ImageName name = ImageName.of(image);
    Set<String> tags = official.tags(name);
    if (tags.isEmpty()) {
      return "";
    }
    return tags.contains(name.tagOrLatest())
        ? "built today, by official-images of " + official.date()
        : "official-images of " + official.date() + " has no such tag";
  }

  /** Without hyphens that nothing stands behind. */
  private static String tidy(String image) {
    return image.endsWith("-") ? image.substring(0, image.length() - 1) : image;
  }

  private String release(String brace, String template, String language, String cycle) {
    return switch (brace) {
      case "v" -> cycle;
      case "on" -> releases.distribution("node", "nodejs", cycle);
      case "debian" ->
          template.startsWith("debian:")
              ? debian().codename()
              : codename(template, language, cycle);
      case "debian#" -> debian().cycle();
      case "ubuntu" -> ubuntu(template).codename();
      case "alpine" -> ended(language, cycle) ? "" : alpine(template, cycle).cycle();
      case "rhel" -> newest("rhel").cycle();
      default -> throw new IllegalStateException("there is no {" + brace + "}");
    };
  }

  /** Images of releases that have ended are made no more: not upon newer distributions. */
  private boolean ended(String language, String cycle) {
    Lifecycle release = release(language, cycle);
    LocalDate last = release == null ? null : Lifecycles.lastDay(release);
    return last != null && last.isBefore(today);
  }

  private @Nullable Lifecycle release(String language, String cycle) {
    String product = product(language);
    return product.isEmpty() || cycle.isEmpty() ? null : releases.ofVersion(product, cycle);
  }

  private String codename(String template, String language, String cycle) {
    int colon = template.indexOf(':');
    String repository = template.substring(0, Math.max(0, colon));
    boolean own = DistributionMove.of(new ImageName(repository, "", "")) != null;
    String product = product(language);
    return own && !product.isEmpty()
        ? releases.distribution(repository, product, cycle)
        : debian().codename();
  }

  private Lifecycle debian() {
    // What images without a distribution of their own are made from: not on the day of a release.
    DistributionMove move = releases.official().move(new ImageName("golang", "", ""));
    Lifecycle release = move == null ? null : Lifecycles.named(move.to());
    if (release == null) {
      throw new IllegalStateException("nothing is known of Debian");
    }
    return releases.newest(release);
  }

  /** Ubuntu's own newest, or what images made from Ubuntu moved to. */
  private Lifecycle ubuntu(String template) {
    DistributionMove move = releases.official().move(new ImageName("eclipse-temurin", "", ""));
    Lifecycle moved = move == null ? null : Lifecycles.named(move.to());
    return template.startsWith("ubuntu:") || moved == null ? newest("ubuntu") : moved;
  }

  /** The newest, or of an official image the newest that it is built upon. */
  private Lifecycle alpine(String template, String cycle) {
    Lifecycle newest = newest("alpine-linux");
    ImageName image = ImageName.of(template);
    Set<String> built = releases.official().tags(image);
    if (built.isEmpty() || built.contains(with(image.tag(), cycle, newest))) {
      return newest;
    }
    Lifecycle best =
        releases.longest(
            "alpine-linux", release -> built.contains(with(image.tag(), cycle, release)), today);
    return best == null ? newest : best;
  }

  private static String with(String tag, String cycle, Lifecycle alpine) {
    return tag.replace("{v}", cycle).replace("{alpine}", alpine.cycle());
  }

  private Lifecycle newest(String product) {
    Lifecycle best = releases.longest(product, _ -> true, today);
    return best == null ? releases.of(product).getFirst() : best;
  }

  /** The last day of security updates of what a family's image stands on; null where not known. */
  @Nullable LocalDate until(Family family, String language, String cycle) {
    String product = family.distribution();
    Lifecycle release =
        switch (product) {
          case "debian" ->
              family.image().contains("{debian") || family.image().contains("{on}")
                  ? named(family, language, cycle)
                  : null;
          case "ubuntu" -> ubuntu(family.image());
          case "alpine-linux" -> alpine(family.image(), cycle);
          case "rhel" -> newest(product);
          default -> null;
        };
    return release == null ? null : Lifecycles.lastDay(releases.newest(release));
  }

  private @Nullable Lifecycle named(Family family, String language, String cycle) {
    if (family.image().contains("{debian#}") || family.image().startsWith("debian:")) {
      return debian();
    }
    String name =
        family.image().contains("{on}")
            ? release("on", family.image(), language, cycle)
            : codename(family.image(), language, cycle);
    return Lifecycles.named(name);
  }
}
