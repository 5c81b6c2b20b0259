package dev.plinth.inventory.facts;

import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.inventory.Package;
import dev.plinth.inventory.catalog.Account;
import dev.plinth.inventory.catalog.Fact;
import dev.plinth.inventory.profile.ImageProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes an image's packages of its layers' facts.
 *
 * <p>A distribution package is one package however many database files hold it. A package that a
 * file is evidence of is one package for each such file: two copies are two installs; the names of
 * one file (hard links) are one.
 */
final class ImageFolding {
  /** How many names of one file are told. */
  private static final int MAX_EVIDENCE = 8;

  /** A visible file that says something, under all its names. */
  private record Visible(FileFacts facts, List<String> paths, List<FileVersion> versions) {}

  /** A distribution package with the database files that hold it. */
  private record Installed(Fact.PackageFact fact, int since, String purl, Set<String> files) {}

  private final Fold fold = new Fold();
  private final List<LayerFacts.Sizes> sizes = new ArrayList<>();
  private final Map<DatabaseRuns.Key, Installed> installed = new LinkedHashMap<>();
  private final Map<String, List<Installed>> byName = new HashMap<>();
  private final Map<String, Set<String>> licenses = new HashMap<>();
  private final List<Package> packages = new ArrayList<>();

  private List<Account> users = List.of();
  private List<Account> groups = List.of();

  private ImageFolding() {}

  /** Folds the layers, from the base upwards; the same layer may come twice. */
  static FoldedImage of(List<LayerFacts> layers) {
    ImageFolding folding = new ImageFolding();
    for (LayerFacts layer : layers) {
      folding.fold.add(layer);
      folding.sizes.add(layer.sizes());
    }
    return folding.result(layers);
  }

  private FoldedImage result(List<LayerFacts> layers) {
    List<Visible> files = visibleFiles();
    Distribution distribution = distribution(files);
    installed(files, distribution);
    for (Installed each : installed.values()) {
      packages.add(distributionPackage(each));
    }
    filePackages(files, distribution);
    packages.sort(Package::order);
    List<Problem> problems = new ArrayList<>(fold.problems());
    for (Visible file : files) {
      for (String problem : file.facts().problems()) {
        problems.add(
            new Problem(
                file.paths().getFirst(), file.versions().getFirst().contentLayer(), problem));
      }
    }
    LongSet owned = owned(files);
    ImageProfile profile = FileFold.profile(layers, packages, owned, users, groups);
    return new FoldedImage(distribution, packages, problems, sizes, profile);
  }

  private List<Visible> visibleFiles() {
    IdentityHashMap<FileFacts, Visible> files = new IdentityHashMap<>();
    List<Visible> sorted = new ArrayList<>();
    for (FileVersion version : fold.visible()) {
      Visible file = files.get(version.facts());
      if (file == null) {
        file = new Visible(version.facts(), new ArrayList<>(1), new ArrayList<>(1));
        files.put(version.facts(), file);
        sorted.add(file);
      }
      file.paths().add(fold.tree().path(version.node()));
      file.versions().add(version);
    }
    for (Visible file : sorted) {
      file.paths().sort(Comparator.naturalOrder());
    }
    sorted.sort(Comparator.comparing(file -> file.paths().getFirst()));
    return sorted;
  }

  private Distribution distribution(List<Visible> files) {
    List<Distributions.Release> releases = new ArrayList<>();
    List<String> repositories = new ArrayList<>();
    String alpineRelease = "";
    for (Visible file : files) {
      for (Fact fact : file.facts().facts()) {
        switch (fact) {
          case Fact.ReleaseFact release ->
              releases.add(new Distributions.Release(file.paths().getFirst(), release.values()));
          case Fact.RepositoriesFact lines -> repositories.addAll(lines.lines());
          case Fact.PackageFact p -> {
            if (p.type().equals("apk") && p.name().equals("alpine-release")) {
              alpineRelease = p.version();
            }
          }
          case Fact.OwnedFilesFact o -> {}
          case Fact.AccountsFact a -> accounts(file, a);
          case Fact.LicenseFact l ->
              licenses
                  .computeIfAbsent(l.packageName(), key -> new LinkedHashSet<>())
                  .addAll(l.licenses());
        }
      }
    }
    String chief = chiefRelease();
    releases.sort(
        Comparator.comparingInt(release ->
            release.path().equals(chief) ? 0 : release.path().endsWith("os-release") ? 1 : 2));
    return Distributions.of(releases, repositories, alpineRelease);
  }

  /** Those of the files at their own places, whatever else links to them. */
  private void accounts(Visible file, Fact.AccountsFact accounts) {
    if (accounts.groups() && file.paths().contains("etc/group")) {
      groups = accounts.accounts();
    } else if (!accounts.groups() && file.paths().contains("etc/passwd")) {
      users = accounts.accounts();
    }
  }

  /** The hashes of all paths that a package of the distribution says are its own. */
  private static LongSet owned(List<Visible> files) {
    LongSet owned = new LongSet(Integer.MAX_VALUE);
    for (Visible file : files) {
      for (OwnedFiles each : file.facts().owned()) {
        for (long hash : each.hashes()) {
          owned.add(hash);
        }
      }
    }
    return owned;
  }

  /** What {@code etc/os-release} is, be it a file or a link to one. */
  private String chiefRelease() {
    VisibleTree tree = fold.tree();
    byte[] path = "etc/os-release".getBytes(StandardCharsets.US_ASCII);
    int node = fold.walk().folder(path, path.length, PathWalk.Mode.LOOK);
    return node > VisibleTree.ROOT && tree.liveFile(node) ? tree.path(node) : "";
  }

  private void installed(List<Visible> files, Distribution distribution) {
    for (Visible file : files) {
      for (Fact fact : file.facts().facts()) {
        if (fact instanceof Fact.PackageFact p && DatabaseRuns.isDistributionType(p.type())) {
          DatabaseRuns.Key key = DatabaseRuns.Key.of(p);
          Installed one = installed.get(key);
          if (one == null) {
            one =
                new Installed(
                    p,
                    fold.databases().since(key),
                    PackageUrls.of(p, distribution),
                    new TreeSet<>());
            installed.put(key, one);
            byName.computeIfAbsent(p.name(), name -> new ArrayList<>(1)).add(one);
          }
          one.files().addAll(evidence(file));
        }
      }
    }
  }

  private static List<String> evidence(Visible file) {
    List<String> paths = file.paths();
    return paths.size() <= MAX_EVIDENCE ? paths : paths.subList(0, MAX_EVIDENCE);
  }

  private Package distributionPackage(Installed one) {
    Fact.PackageFact fact = one.fact();
    List<String> declared = fact.licenses();
    if (declared.isEmpty()) {
      declared = List.copyOf(licenses.getOrDefault(fact.name(), Set.of()));
    }
    return Packages.of(fact, one.purl(), declared, List.copyOf(one.files()), one.since());
  }

  private void filePackages(List<Visible> files, Distribution distribution) {
    List<Visible> withPackages = new ArrayList<>();
    for (Visible file : files) {
      if (givesFilePackages(file.facts())) {
        withPackages.add(file);
      }
    }
    List<List<Installed>> owners = owners(files, withPackages);
    FileRuns runs = new FileRuns();
    for (int i = 0; i < withPackages.size(); i++) {
      Visible file = withPackages.get(i);
      List<Installed> claims = owners.get(i);
      Map<FileRuns.Key, Fact.PackageFact> facts = new LinkedHashMap<>();
      for (Fact fact : file.facts().facts()) {
        if (fact instanceof Fact.PackageFact p && !DatabaseRuns.isDistributionType(p.type())) {
          facts.putIfAbsent(FileRuns.Key.of(p), p);
        }
      }
      Map<FileRuns.Key, FileRuns.Run> earliest = new HashMap<>();
      for (FileVersion version : file.versions()) {
        runs.runs(version)
            .forEach(
                (key, run) -> earliest.merge(key, run, (a, b) -> a.since() <= b.since() ? a : b));
      }
      List<String> evidence = List.copyOf(evidence(file));
      facts.forEach((key, fact) -> {
        FileRuns.Run run = earliest.getOrDefault(key, new FileRuns.Run(-1, false));
        Package made =
            Packages.of(
                fact, PackageUrls.of(fact, distribution), fact.licenses(), evidence, run.since());
        packages.add(owned(made, run, claims));
      });
    }
  }

  private static boolean givesFilePackages(FileFacts facts) {
    for (Fact fact : facts.facts()) {
      if (fact instanceof Fact.PackageFact p && !DatabaseRuns.isDistributionType(p.type())) {
        return true;
      }
    }
    return false;
  }

  /**
   * With the distribution package that lists its file. Where the file took the place of another and
   * came with a later layer than the package that lists it, something else has overwritten it, and
   * what it says now is not the distribution's.
   */
  private static Package owned(Package made, FileRuns.Run run, List<Installed> owners) {
    for (Installed owner : owners) {
      if (!run.replaced() || run.since() <= owner.since()) {
        return Packages.placed(made, made.layer(), owner.purl());
      }
    }
    return made;
  }

  /** Which installed packages say that they own each of these files. */
  private List<List<Installed>> owners(List<Visible> files, List<Visible> questions) {
    List<List<Installed>> owners = new ArrayList<>(questions.size());
    if (questions.isEmpty()) {
      return owners;
    }
    Ownership ownership = new Ownership(fold.tree(), fold.walk());
    for (int i = 0; i < questions.size(); i++) {
      owners.add(new ArrayList<>(1));
      List<FileVersion> versions = questions.get(i).versions();
      for (FileVersion version : versions.subList(0, Math.min(MAX_EVIDENCE, versions.size()))) {
        ownership.ask(i, version.node());
      }
    }
    for (Visible file : files) {
      for (OwnedFiles owned : file.facts().owned()) {
        ownership.answer(owned, (question, by) -> claim(owners.get(question), by));
      }
    }
    return owners;
  }

  private void claim(List<Installed> owners, OwnedFiles by) {
    for (Installed one : byName.getOrDefault(by.packageName(), List.of())) {
      if ((by.architecture().isEmpty() || by.architecture().equals(one.fact().architecture()))
          && owners.size() < MAX_EVIDENCE
          && !owners.contains(one)) {
        owners.add(one);
      }
    }
  }
}
