package dev.plinth.advisories.update;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every feed that {@code plinth db update} knows: the one place that lists them. */
public final class Feeds {
  private static final String OSV = "https://osv-vulnerabilities.storage.googleapis.com/";

  /** Alpine's branches begin here; later ones are looked for until there is none. */
  private static final int FIRST_ALPINE = 10;

  /** Asked for at most, so that a branch of next year is found without a new Plinth. */
  private static final int LAST_ALPINE = 30;

  /** The archive of official-images has some 2 MB. */
  private static final long MOST_OF_OFFICIAL_IMAGES = 32 << 20;

  private static final List<Feed> ALL = list();

  private Feeds() {}

  /** All of them, in the order of the help. */
  public static List<Feed> all() {
    return ALL;
  }

  private static List<Feed> list() {
    return List.of(
        feed(
            "debian",
            "Debian, all releases that its tracker follows",
            "https://security-tracker.debian.org/tracker/data/json",
            "not stated",
            List.of("debian-tracker"),
            Documents.one()),
        osv("ubuntu", "", "Ubuntu, with its extended maintenance", "Ubuntu", "CC-BY-SA-4.0", true)
            .asBig(),
        feed(
            "alpine",
            "Alpine, main and community of each branch",
            "https://secdb.alpinelinux.org/",
            "CC-BY-SA-4.0",
            List.of("alpine-secdb"),
            Documents.anyOf(alpine())),
        feed(
            "wolfi",
            "Wolfi",
            "https://packages.wolfi.dev/os/security.json",
            "not stated",
            List.of("wolfi-secdb"),
            Documents.one()),
        feed(
            "chainguard",
            "Chainguard's images",
            "https://packages.cgr.dev/chainguard/security.json",
            "not stated",
            List.of("chainguard-secdb"),
            Documents.one()),
        osv("osv-npm", "osv", "JavaScript (npm), with malicious packages", "npm", "", true).asBig(),
        osv("osv-pypi", "osv", "Python (PyPI)", "PyPI", "", true),
        osv("osv-maven", "osv", "Java (Maven)", "Maven", "", true),
        osv("osv-go", "osv", "Go, its standard library included", "Go", "", true),
        osv("osv-crates", "osv", "Rust (crates.io)", "crates.io", "", true),
        osv("osv-rubygems", "osv", "Ruby (RubyGems)", "RubyGems", "", true),
        osv("osv-packagist", "osv", "PHP (Packagist)", "Packagist", "", true),
        osv("osv-nuget", "osv", ".NET (NuGet)", "NuGet", "", true),
        osv("osv-hex", "osv", "Erlang and Elixir (Hex)", "Hex", "", true),
        osv("osv-pub", "osv", "Dart (Pub)", "Pub", "", true),
        osv("osv-bitnami", "osv", "Bitnami's applications", "Bitnami", "Apache-2.0", true),
        osv("osv-almalinux", "osv", "AlmaLinux", "AlmaLinux", "MIT", true),
        osv("osv-rocky", "osv", "Rocky Linux", "Rocky Linux", "BSD-3-Clause", true),
        new Feed(
            "redhat",
            "",
            "Red Hat's VEX: also what is not fixed, or not affected",
            "https://security.access.redhat.com/data/csaf/v2/vex/",
            "CC-BY-4.0",
            false,
            true,
            List.of("redhat-csaf"),
            new CsafArchive()),
        osv("osv-redhat", "osv", "Red Hat, errata", "Red Hat", "CC-BY-4.0", true).asBig(),
        osv("osv-suse", "osv", "SUSE Linux Enterprise", "SUSE", "CC-BY-4.0", false).asBig(),
        osv("osv-opensuse", "osv", "openSUSE", "openSUSE", "CC-BY-4.0", false).asBig(),
        osv("osv-mageia", "osv", "Mageia", "Mageia", "CC-BY-SA-4.0", false),
        osv("osv-debian", "osv", "Debian by OSV, beside its tracker", "Debian", "MIT", false)
            .asBig(),
        debianArchive("bullseye", "Debian 11"),
        debianArchive("bookworm", "Debian 12"),
        debianArchive("trixie", "Debian 13"),
        osv(
            "osv-alpine",
            "osv",
            "Alpine by OSV, beside its secdb",
            "Alpine",
            "CC-BY-SA-4.0",
            false),
        feed(
            "endoflife",
            "how long distributions, languages and databases are looked after, by endoflife.date",
            "https://endoflife.date/api/v1/products/",
            "MIT",
            List.of("endoflife"),
            Documents.anyOf(products())),
        feed(
            "official-images",
            "under which tags Docker's official images are built, and which of them are alike",
            "https://codeload.github.com/docker-library/official-images/tar.gz/refs/heads/master",
            "Apache-2.0",
            List.of("official-images"),
            Documents.repository("library/", MOST_OF_OFFICIAL_IMAGES)),
        feed(
            "kev",
            "what is known to be exploited, by CISA",
            "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json",
            "CC0-1.0",
            List.of("kev"),
            Documents.one()),
        feed(
            "epss",
            "how likely exploitation is, by FIRST",
            "https://epss.empiricalsecurity.com/epss_scores-current.csv.gz",
            "free with attribution to FIRST",
            List.of("epss"),
            Documents.one()));
  }

  /** The feed of that id, null when there is none. */
  public static @Nullable Feed find(String id) {
    for (Feed feed : all()) {
      if (feed.id().equals(id)) {
        return feed;
      }
    }
    return null;
  }

  /** The feeds that a word names: one, those of a group, or none. */
  public static List<Feed> named(String word) {
    List<Feed> found = new ArrayList<>();
    for (Feed feed : all()) {
      if (feed.id().equals(word)) {
        return List.of(feed);
      }
      if (feed.group().equals(word) && !word.isEmpty()) {
        found.add(feed);
      }
    }
    return found;
  }

  private static Feed feed(
      String id, String covers, String url, String licence, List<String> formats, FeedMethod how) {
    return new Feed(id, "", covers, url, licence, true, false, formats, how);
  }

  private static Feed debianArchive(String suite, String release) {
    return new Feed(
        "debian-archive-" + suite,
        "debian-archive",
        release + " by the changelogs in a mirror alone",
        "https://deb.debian.org/",
        "facts of Debian's changelogs",
        false,
        true,
        List.of("debian-archive"),
        new DebianArchiveMethod(suite));
  }

  private static Feed osv(
      String id, String group, String covers, String ecosystem, String licence, boolean usual) {
    return new Feed(
        id,
        group,
        covers,
        OSV + ecosystem.replace(" ", "%20") + "/",
        licence.isEmpty() ? "CC-BY-4.0, CC0-1.0" : licence,
        usual,
        false,
        List.of("osv"),
        new OsvArchive());
  }

  /**
   * The distributions of container images, and what these are for, as endoflife.date calls them.
   */
  private static List<String> products() {
    List<String> paths = new ArrayList<>();
    for (String product :
        List.of(
            "almalinux",
            "alpine-linux",
            "amazon-linux",
            "centos",
            "centos-stream",
            "debian",
            "dotnet",
            "eclipse-temurin",
            "fedora",
            "go",
            "mageia",
            "mariadb",
            "mongodb",
            "mysql",
            "nodejs",
            "opensuse",
            "oracle-linux",
            "php",
            "postgresql",
            "python",
            "rhel",
            "rocky-linux",
            "ruby",
            "sles",
            "ubuntu",
            "vmware-photon")) {
      paths.add(product + "/");
    }
    return paths;
  }

  private static List<String> alpine() {
    List<String> paths = new ArrayList<>();
    for (int minor = FIRST_ALPINE; minor <= LAST_ALPINE; minor++) {
      paths.add("v3." + minor + "/main.json");
      paths.add("v3." + minor + "/community.json");
    }
    paths.add("edge/main.json");
    paths.add("edge/community.json");
    return paths;
  }
}
