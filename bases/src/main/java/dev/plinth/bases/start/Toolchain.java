package dev.plinth.bases.start;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.DistributionMove;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.Lifecycles;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which release of a language a project is built with, and upon which distribution.
 *
 * @param cycle such as {@code 3.14}
 * @param reason why that one, for people
 * @param note what people should know of it; empty where nothing
 * @param exact true where the project names it, false where it was chosen for it
 */
record Toolchain(String cycle, String reason, String note, boolean exact) {
  private static final Pattern VERSION = Pattern.compile("\\d{1,4}(\\.\\d{1,4}){0,3}");

  /** Asks for the releases of one product. */
  record Finder(Request request, String product) {

    /** The release that the project names, whatever is said of it. */
    Toolchain exactly(String version, String file) {
      if (!VERSION.matcher(version).matches()) {
        throw StartErrors.file(file, "\"" + version + "\" is no version");
      }
      Lifecycle release = request.releases().ofVersion(product, version);
      String cycle = release == null ? version : release.cycle();
      String shown = Lifecycles.shown(product);
      LocalDate last = release == null ? null : Lifecycles.lastDay(release);
      String note = "";
      if (last != null && last.isBefore(request.today())) {
        note =
            shown
                + " "
                + cycle
                + ", which "
                + file
                + " asks for, gets no more security updates; move to a newer release";
      }
      return new Toolchain(cycle, shown + " " + cycle + ": " + file + " says so.", note, true);
    }

    /** Of the releases that a range allows the one that is looked after longest. */
    Toolchain within(String range, String file) {
      VersionRange allowed = new VersionRange(range);
      Lifecycle best =
          request
              .releases()
              .longest(product, release -> allowed.allows(release.cycle()), request.today());
      String shown = Lifecycles.shown(product);
      if (best != null) {
        String why =
            range.isEmpty()
                ? "the release that is looked after longest; the project names none."
                : "of the releases that " + file + " allows, the one looked after longest.";
        return new Toolchain(best.cycle(), shown + " " + best.cycle() + ": " + why, "", false);
      }
      Lifecycle old =
          request
              .releases()
              .longest(product, release -> allowed.allows(release.cycle()), LocalDate.MIN);
      if (old == null) {
        throw StartErrors.file(file, "no known release of " + shown + " is what it asks for");
      }
      return exactly(old.cycle(), file);
    }

    /** The code name of the distribution that tags of an image are to name. */
    String distribution(String repository, String cycle) {
      return request.releases().distribution(repository, product, cycle);
    }
  }

  static Finder of(Request request, String product) {
    return new Finder(request, product);
  }

  /** The release of Debian that images without a distribution of their own are made from. */
  static String debian() {
    DistributionMove move = DistributionMove.of(new ImageName("golang", "", ""));
    Lifecycle release = move == null ? null : Lifecycles.named(move.to());
    if (release == null) {
      throw new IllegalStateException("nothing is known of Debian");
    }
    return release.cycle();
  }

  /** The note, as a list. */
  List<String> notes() {
    return note.isEmpty() ? List.of() : List.of(note);
  }
}
