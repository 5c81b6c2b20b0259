package dev.plinth.cli;

import dev.plinth.bases.Base;
import dev.plinth.bases.Bases;
import dev.plinth.bases.GivenBase;
import dev.plinth.bases.Owners;
import dev.plinth.bases.index.BaseIndex;
import dev.plinth.bases.index.KnownImage;
import dev.plinth.findings.Finding;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Target;
import dev.plinth.report.ScanReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a target stands on, and what to know of that.
 *
 * @param base null where nothing tells
 * @param all every base beneath, the highest first
 * @param source whether it is a source tree, of which everything is ours
 * @param findings claims that the layers deny
 * @param lines of the Dockerfile that built it, null where none was given or none is known
 */
record Standing(
    @Nullable Base base,
    List<Base> all,
    boolean source,
    List<ScanReport.Notice> notices,
    List<Finding> findings,
    @Nullable DockerfileLines lines) {

  /** Of what was read, by what somebody says and by what the index of known bases has. */
  static Standing of(Contents contents, Ground ground, ImageOptions options) {
    Image image = contents.image();
    String given = ground.base();
    List<ScanReport.Notice> notices = new ArrayList<>();
    if (image == null) {
      if (ground.dockerfile() != null) {
        notices.add(
            DockerfileLines.unknown("what was scanned has no layers that a line could have made"));
      }
      if (!given.isEmpty()) {
        notices.add(
            notice(
                "what was scanned has no layers, so nobody can tell whether it stands on "
                    + given));
      }
      return new Standing(null, List.of(), contents.source(), notices, List.of(), null);
    }
    GivenBase read = given.isEmpty() ? null : GivenBase.read(Target.parse(given), options);
    Path file = Folders.bases(options.environment());
    Bases bases;
    try (BaseIndex index = file.toFile().exists() ? BaseIndex.open(file) : null) {
      bases =
          Bases.of(
              image,
              read,
              options.verifyDiffIds(),
              new Bases.Knowledge(
                  index, AttestedImage.of(image, contents.subject().target(), options)));
    }
    for (String note : bases.notes()) {
      notices.add(notice(note));
    }
    if (ground.learn()) {
      learn(image, read, file, ground.now(), notices);
    }
    Ground.Recipe recipe = ground.dockerfile();
    if (recipe == null) {
      return new Standing(bases.base(), bases.all(), false, notices, bases.findings(), null);
    }
    DockerfileLines lines = new DockerfileLines(recipe.file(), recipe.lines(image));
    if (!lines.lines().note().isEmpty()) {
      notices.add(
          DockerfileLines.unknown(
              "no line of " + recipe.file() + " is known: " + lines.lines().note()));
    }
    List<Base> all = lines.among(bases.all());
    Base chosen = read == null ? lines.choose(bases.base(), all) : bases.base();
    return new Standing(chosen, all, false, notices, bases.findings(), lines);
  }

  /** Under the name it was fetched by: what an archive calls itself is nobody's word. */
  private static void learn(
      Image image,
      @Nullable GivenBase given,
      Path file,
      long now,
      List<ScanReport.Notice> notices) {
    List<KnownImage> learnt = new ArrayList<>();
    add(learnt, image, now, false);
    if (given != null) {
      add(learnt, given.image(), now, true);
    }
    if (learnt.isEmpty()) {
      notices.add(
          new ScanReport.Notice(
              false,
              "nothing-learnt",
              "the image has no layers by which it could be found beneath others",
              ""));
      return;
    }
    BaseIndex.add(file, learnt);
  }

  private static void add(List<KnownImage> learnt, Image image, long now, boolean base) {
    boolean fetched =
        switch (image.form()) {
          case "registry", "docker", "podman" -> !image.name().isEmpty();
          default -> false;
        };
    KnownImage known = KnownImage.of(image, fetched ? image.name() : image.target(), now, base);
    if (known != null) {
      learnt.add(known);
    }
  }

  /** The finding with its owner. */
  Finding owned(Finding finding) {
    if (source) {
      return finding.ownedBy(Finding.Owner.OURS, true);
    }
    DockerfileLines known = lines;
    if (known == null) {
      return Owners.assign(finding, base);
    }
    return known.located(known.owned(finding, base));
  }

  private static ScanReport.Notice notice(String text) {
    return new ScanReport.Notice(true, "base-mismatch", text, "");
  }

  /** As reports say it. */
  ScanReport.@Nullable Base reported() {
    Base chosen = base;
    if (chosen == null) {
      return null;
    }
    List<ScanReport.Base> others = new ArrayList<>();
    for (Base other : others(chosen, all)) {
      others.add(reported(other, List.of()));
    }
    return reported(chosen, others);
  }

  /** All but the one that was chosen, the highest first. */
  static List<Base> others(@Nullable Base chosen, List<Base> all) {
    List<Base> others = new ArrayList<>();
    for (Base other : all) {
      if (chosen != null && !same(other, chosen)) {
        others.add(other);
      }
    }
    return others;
  }

  /** By hand: a record's own comparison is made at run time, which every scan would wait for. */
  private static boolean same(Base one, Base other) {
    return one.layers() == other.layers()
        && one.certainty() == other.certainty()
        && one.name().equals(other.name())
        && one.digest().equals(other.digest());
  }

  private static ScanReport.Base reported(Base base, List<ScanReport.Base> others) {
    return new ScanReport.Base(
        base.name(),
        base.digest(),
        base.layers(),
        base.certainty().word(),
        base.explanation(),
        others);
  }
}
