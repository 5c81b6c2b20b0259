package dev.plinth.inventory.profile;

import dev.plinth.inventory.Package;
import dev.plinth.inventory.catalog.Account;
import dev.plinth.inventory.profile.ImageProfile.Kind;
import dev.plinth.inventory.profile.ImageProfile.Program;
import dev.plinth.inventory.profile.ImageProfile.Share;
import dev.plinth.inventory.profile.ImageProfile.SpecialFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Makes a profile of the files that are visible in an image, told one by one in any order. */
public final class ProfileBuilder {
  private static final int MAX_PATHS = 20;
  private static final int MAX_SEEN = 2_000;
  private static final String ZONES = "usr/share/zoneinfo/";

  private record Seen(Kind kind, String name, String path, int file) {}

  private final List<Share> shares = new ArrayList<>();
  private final long[][] bytes;
  private final Set<Integer> counted = new HashSet<>();
  private final List<Seen> seen = new ArrayList<>();

  /** Files that are BusyBox or Toybox itself, under whatever name. */
  private final Map<Integer, String> providers = new HashMap<>();

  private final List<SpecialFile> special = new ArrayList<>();
  private final TreeSet<String> loaders = new TreeSet<>();
  private final TreeSet<String> certificates = new TreeSet<>();
  private final TreeSet<String> glibc = new TreeSet<>();
  private final TreeSet<String> musl = new TreeSet<>();
  private int specials;
  private int zones;

  /**
   * A file under one of its names.
   *
   * @param number the same for all names of one file
   * @param size in bytes
   * @param mode the twelve lowest bits
   * @param layer whose bytes they are
   * @param packaged whether a package of the distribution owns it
   */
  public record VisibleFile(
      String path,
      int number,
      long size,
      int mode,
      long user,
      long group,
      boolean capabilities,
      int layer,
      boolean packaged) {}

  /**
   * @param contents by layer, from the base upwards: bytes of all its files
   */
  public ProfileBuilder(List<Long> contents) {
    bytes = new long[contents.size()][4];
    for (long content : contents) {
      shares.add(new Share(content, 0, 0, 0, 0));
    }
  }

  /** A visible file. */
  public void file(VisibleFile file) {
    String path = file.path();
    if (counted.add(file.number())) {
      count(file);
    }
    if ((file.mode() & 06000) != 0 || file.capabilities()) {
      specials++;
      if (special.size() < MAX_SEEN) {
        special.add(
            new SpecialFile(
                path, file.mode() & 07777, file.user(), file.group(), file.capabilities()));
      }
    }
    int slash = path.lastIndexOf('/');
    libraries(path, slash + 1);
    if (path.startsWith(ZONES)) {
      zones++;
    }
    if (file.size() > 0 && certificates(path)) {
      keep(certificates, path);
    }
    if ((file.mode() & 0111) != 0 || path.endsWith(".exe")) {
      program(path, file.number());
    }
  }

  private void count(VisibleFile file) {
    if (file.layer() < 0 || file.layer() >= bytes.length) {
      return;
    }
    long[] sums = bytes[file.layer()];
    boolean packaged = file.packaged() || RuntimePlaces.book(file.path());
    int part = packaged ? 0 : RuntimePlaces.runtime(file.path()) ? 1 : 2;
    sums[part] += file.size();
    sums[3]++;
  }

  /**
   * A visible symbolic link that leads to a file.
   *
   * @param target the file's path, all links followed
   * @param number the file's
   * @param mode the file's
   */
  public void link(String path, String target, int number, int mode) {
    if ((mode & 0111) != 0) {
      program(path, number);
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.startsWith("ld-musl-")) {
      keep(musl, path);
      keep(loaders, path);
    } else if (name.startsWith("ld-linux") && !target.contains("musl")) {
      keep(loaders, path);
    }
    if (certificates(path)) {
      keep(certificates, path);
    }
  }

  private void program(String path, int number) {
    Programs.Known known = Programs.at(path);
    if (known == null) {
      return;
    }
    if (known.name().equals("busybox") || known.name().equals("toybox")) {
      providers.put(number, known.name());
    }
    if (seen.size() < MAX_SEEN) {
      seen.add(new Seen(known.kind(), known.name(), path, number));
    }
  }

  private void libraries(String path, int from) {
    if (path.startsWith("ld-musl-", from) || path.startsWith("libc.musl-", from)) {
      keep(musl, path);
      if (path.startsWith("ld-", from)) {
        keep(loaders, path);
      }
    } else if (path.startsWith("libc.so.6", from) && path.length() == from + 9) {
      keep(glibc, path);
    } else if (path.startsWith("libc-2.", from) && path.endsWith(".so")) {
      keep(glibc, path);
    } else if (path.startsWith("ld-linux", from)
        || (path.startsWith("ld-2.", from) && path.endsWith(".so"))
        || path.startsWith("ld64.so.", from)) {
      keep(loaders, path);
    }
  }

  private static boolean certificates(String path) {
    return switch (path) {
      case "etc/ssl/certs/ca-certificates.crt",
          "etc/ssl/cert.pem",
          "etc/ssl/ca-bundle.pem",
          "etc/pki/tls/certs/ca-bundle.crt",
          "etc/pki/tls/cert.pem",
          "etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
          "usr/share/pki/ca-trust-legacy/ca-bundle.legacy.default.crt",
          "var/lib/ca-certificates/ca-bundle.pem" ->
          true;
      default -> false;
    };
  }

  private static void keep(NavigableSet<String> paths, String path) {
    paths.add(path);
    if (paths.size() > MAX_PATHS) {
      paths.pollLast();
    }
  }

  /** The profile, once all files were told. */
  public ImageProfile build(List<Package> packages, List<Account> users, List<Account> groups) {
    for (int i = 0; i < bytes.length; i++) {
      long[] sums = bytes[i];
      shares.set(i, new Share(shares.get(i).content(), sums[0], sums[1], sums[2], sums[3]));
    }
    special.sort(Comparator.comparing(SpecialFile::path));
    List<SpecialFile> shown =
        special.subList(0, Math.min(special.size(), ImageProfile.MAX_SPECIAL));
    return new ImageProfile(
        true,
        CLibraries.of(packages, glibc, musl),
        programs(),
        List.copyOf(loaders),
        shown,
        specials,
        List.copyOf(certificates),
        zones,
        users,
        groups,
        shares);
  }

  /** One for each name: the one that lies nearest to where it is looked for first. */
  private List<Program> programs() {
    Map<String, Seen> best = new HashMap<>();
    for (Seen each : seen) {
      best.merge(each.kind() + each.name(), each, (a, b) -> nearer(a.path(), b.path()) ? a : b);
    }
    List<Program> programs = new ArrayList<>(best.size());
    for (Seen each : best.values()) {
      String provider = providers.getOrDefault(each.file(), "");
      programs.add(
          new Program(
              each.kind(), each.name(), each.path(), provider.equals(each.name()) ? "" : provider));
    }
    programs.sort(
        Comparator.comparing(Program::kind)
            .thenComparing(Program::name)
            .thenComparing(Program::path));
    return programs;
  }

  private static boolean nearer(String a, String b) {
    int order = Integer.compare(a.length(), b.length());
    return order < 0 || (order == 0 && a.compareTo(b) < 0);
  }
}
