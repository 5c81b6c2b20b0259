package dev.plinth.checks.image;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.KnownBases;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.checks.rule.ImageEvidence;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a tag against what an image says of itself: its version, its distribution, its platforms.
 * That it is older than what the tag means today is no contradiction. Labels and variables are
 * inherited from the base, so that they count only where they can be told to be the image's own.
 */
final class TagEvidence {
  private static final String OCI = "org.opencontainers.image.";

  /** Processors that tags name as a word of their own; what Docker calls them. */
  private static final Map<String, String> PROCESSORS =
      Map.of(
          "amd64", "amd64",
          "x86_64", "amd64",
          "arm64", "arm64",
          "arm64v8", "arm64",
          "aarch64", "arm64",
          "arm32v7", "arm",
          "ppc64le", "ppc64le",
          "s390x", "s390x");

  /** Distributions whose own images label themselves, and what tags of theirs count. */
  private static final Set<String> LABELLED = Set.of("ubuntu", "fedora", "centos", "rocky");

  private TagEvidence() {}

  /** What contradicts the tag, as a clause; null where nothing does. */
  static @Nullable String contradiction(ImageName image, ImageEvidence.Image found) {
    String version = KnownBases.version(image.tag());
    String actual = version(image, found);
    if (comparable(version, actual) && !sameVersion(version, actual)) {
      return "it says that its version is " + actual;
    }
    Lifecycle named = distribution(image);
    Lifecycle beneath = named == null ? null : beneath(image, found);
    if (named != null && beneath != null && !same(named, beneath)) {
      return "it is built upon " + Lifecycles.shown(beneath.product()) + " " + beneath.cycle();
    }
    String processor = processor(image);
    if (!processor.isEmpty()
        && !found.platforms().isEmpty()
        && found.platforms().stream().noneMatch(each -> architecture(each).equals(processor))) {
      return "it is made for " + String.join(", ", found.platforms());
    }
    return null;
  }

  /** Of a date and a version neither can be older than the other. */
  private static boolean comparable(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && dated(one) == dated(other);
  }

  private static boolean dated(String version) {
    int dot = version.indexOf('.');
    return (dot < 0 ? version.length() : dot) >= 4;
  }

  /** True where one says the same as the other, or less. */
  static boolean sameVersion(String one, String other) {
    return (one + ".").startsWith(other + ".") || (other + ".").startsWith(one + ".");
  }

  /** Of a product's releases that one may be named with more numbers than the other. */
  private static boolean same(Lifecycle one, Lifecycle other) {
    return one.product().equals(other.product()) && sameVersion(one.cycle(), other.cycle());
  }

  private static String version(ImageName image, ImageEvidence.Image found) {
    String annotated = KnownBases.version(found.annotations().getOrDefault(OCI + "version", ""));
    if (!annotated.isEmpty()) {
      return annotated;
    }
    String label = found.labels().getOrDefault(OCI + "version", "");
    if (own(image, found.labels())) {
      return KnownBases.version(label);
    }
    if (!image.official()) {
      return "";
    }
    return KnownBases.version(found.environment().getOrDefault(variable(image), ""));
  }

  /** True where the labels name the repository: they are this image's, and not its base's. */
  private static boolean own(ImageName image, Map<String, String> labels) {
    String name = image.repository().substring(image.repository().lastIndexOf('/') + 1);
    return name.equals(labels.getOrDefault(OCI + "title", "").toLowerCase(Locale.ROOT))
        || name.equals(labels.getOrDefault(OCI + "ref.name", "").toLowerCase(Locale.ROOT));
  }

  /** The variable by which those official images tell their version whose tags begin with it. */
  private static String variable(ImageName image) {
    return switch (image.repository()) {
      case "golang" -> "GOLANG_VERSION";
      case "postgres" -> "PG_MAJOR";
      case "erlang" -> "OTP_VERSION";
      case "caddy",
          "composer",
          "docker",
          "elixir",
          "gradle",
          "haproxy",
          "httpd",
          "julia",
          "maven",
          "memcached",
          "mongo",
          "mysql",
          "nginx",
          "node",
          "php",
          "python",
          "rabbitmq",
          "redis",
          "ruby",
          "rust",
          "tomcat" ->
          image.repository().toUpperCase(Locale.ROOT) + "_VERSION";
      default -> "";
    };
  }

  private static @Nullable Lifecycle distribution(ImageName image) {
    Lifecycle named = KnownBases.distribution(image);
    if (named != null || !image.official()) {
      return named;
    }
    String product = Lifecycles.product(image);
    boolean own = image.repository().equals("alpine") || LABELLED.contains(image.repository());
    return own || image.repository().equals("debian")
        ? Lifecycles.ofVersion(product, KnownBases.version(image.tag()))
        : null;
  }

  /** The distribution that the image is made of, by its own word. */
  private static @Nullable Lifecycle beneath(ImageName image, ImageEvidence.Image found) {
    String base = found.annotations().get(OCI + "base.name");
    Lifecycle said = base == null ? null : KnownBases.distribution(ImageName.of(base));
    if (said == null) {
      said = annotated(image, found);
    }
    if (said == null) {
      said = labelled(found.labels());
    }
    return said == null ? made(found.history()) : said;
  }

  /** The version in an annotation is written as a tag is: {@code 3.12.7-slim-bookworm}. */
  private static @Nullable Lifecycle annotated(ImageName image, ImageEvidence.Image found) {
    String version = found.annotations().getOrDefault(OCI + "version", "");
    return version.isEmpty() || version.length() > 128
        ? null
        : distribution(new ImageName(image.repository(), version, ""));
  }

  /** Images inherit a distribution's labels, and with them its name and version. */
  private static @Nullable Lifecycle labelled(Map<String, String> labels) {
    String name = labels.getOrDefault(OCI + "ref.name", "").toLowerCase(Locale.ROOT);
    return LABELLED.contains(name)
        ? distribution(new ImageName(name, labels.getOrDefault(OCI + "version", ""), ""))
        : null;
  }

  /**
   * What made the first layer names the release: Debian's builder has {@code # debian.sh --arch
   * 'amd64' out/ 'bookworm' '@1717372800'}, Alpine's layer is {@code ADD
   * alpine-minirootfs-3.20.3-x86_64.tar.gz / # buildkit}.
   */
  private static @Nullable Lifecycle made(List<String> history) {
    String first = history.isEmpty() ? "" : history.getFirst();
    String alpine = "alpine-minirootfs-";
    int at = first.indexOf(alpine);
    if (at >= 0) {
      return Lifecycles.ofVersion(
          "alpine-linux", KnownBases.version(first.substring(at + alpine.length())));
    }
    if (!first.startsWith("# debian.sh ")) {
      return null;
    }
    for (String word : first.split(" ", 40)) {
      if (word.length() > 2 && word.startsWith("'") && word.endsWith("'")) {
        Lifecycle release = Lifecycles.named(word.substring(1, word.length() - 1));
        if (release != null) {
          return release;
        }
      }
    }
    return null;
  }

  private static String processor(ImageName image) {
    for (String word : image.tag().split("-", 20)) {
      String processor = PROCESSORS.get(word);
      if (processor != null) {
        return processor;
      }
    }
    int slash = image.repository().indexOf('/');
    String owner = slash < 0 ? "" : image.repository().substring(0, slash);
    return owner.startsWith("arm") || owner.equals("s390x") || owner.equals("ppc64le")
        ? PROCESSORS.getOrDefault(owner, "")
        : "";
  }

  private static String architecture(String platform) {
    String[] parts = platform.split("/", 3);
    return parts.length < 2 ? "" : parts[1];
  }
}
