package dev.plinth.cli;

import dev.plinth.bases.Base;
import dev.plinth.bases.difference.Difference;
import dev.plinth.bases.difference.DifferenceErrors;
import dev.plinth.bases.difference.FileSizes;
import dev.plinth.bases.difference.SavedReport;
import dev.plinth.bases.difference.Side;
import dev.plinth.checks.secret.ConfigSecrets;
import dev.plinth.inventory.Cataloguers;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Inventory.LayerSummary;
import dev.plinth.inventory.facts.Dissection;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.Target;
import dev.plinth.policy.judge.Judge;
import dev.plinth.report.ScanReport;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the two sides of a comparison, both judged by the same advisories and exceptions. */
record Sides(Reading reading, Scan.Advisories advisories, Judge judge, Ground ground) {
  private static final int NO_LAYERS = -1;

  /** A saved report, or a target. */
  Side of(String text) {
    Path file = Baseline.report(text);
    if (file != null) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
        return SavedReport.read(text, in);
      } catch (IOException e) {
        throw CliErrors.input(file, e);
      }
    }
    Target target = Target.parse(text);
    if (target.kind() == Target.Kind.SOURCE || target.kind() == Target.Kind.SBOM) {
      return side(Contents.read(text, reading), null);
    }
    Dissection dissection = dissect(target, NO_LAYERS);
    return side(
        Contents.of(text, dissection.whole()),
        files(dissection.files(), dissection.whole().inventory()));
  }

  /** An image beside its own lowest layers, which are its base's. */
  Difference againstBase(String text) {
    if (Baseline.report(text) != null) {
      throw DifferenceErrors.noBase(text, "a saved report has no layers that could be read");
    }
    Contents contents = Contents.read(text, reading);
    Base base = base(contents);
    if (base == null || base.layers() < 0) {
      throw DifferenceErrors.noBase(
          text,
          base == null
              ? "nothing tells what it stands on"
              : "nothing tells which of its layers are the base's");
    }
    Dissection dissection = dissect(Target.parse(text), base.layers());
    return Difference.of(
            lowest(contents, base, dissection),
            side(
                Contents.of(text, dissection.whole()),
                files(dissection.files(), dissection.whole().inventory())))
        .noting(
            "the base is the lowest "
                + base.layers()
                + " of "
                + dissection.whole().inventory().layers().size()
                + " layers ("
                + base.certainty().word()
                + "): "
                + base.explanation());
  }

  /** What an image stands on; null where nothing tells. */
  @Nullable Base base(Contents contents) {
    return Standing.of(contents, ground, reading.options()).base();
  }

  /** What an image was read as. */
  Contents contents(String text) {
    return Contents.read(text, reading);
  }

  /** The lowest layers of an image, which are its base's, by themselves. */
  Side lowest(String text, Contents contents, Base base) {
    return lowest(contents, base, dissect(Target.parse(text), base.layers()));
  }

  private Side lowest(Contents contents, Base base, Dissection dissection) {
    ScanReport.Subject subject = contents.subject();
    Inventory below = dissection.below();
    if (below == null) {
      throw DifferenceErrors.noBase(subject.target(), "its layers are not those of a moment ago");
    }
    String name = base.name().isEmpty() ? base.digest() : base.name();
    String label = name.isEmpty() ? "its lowest layers" : name;
    Contents lowest =
        new Contents(
            new ScanReport.Subject(
                label, label, subject.form(), base.digest(), "", subject.platform(), "", ""),
            "",
            below,
            null);
    return side(lowest, files(dissection.filesBelow(), below));
  }

  private Dissection dissect(Target target, int lowest) {
    return Dissection.read(
        target, reading.options(), Cataloguers.all(), reading.cache(), _ -> lowest);
  }

  private Side side(Contents contents, @Nullable FileSizes files) {
    ScanReport report = Scan.of(contents, reading, advisories, ground, "", judge);
    ScanReport.Subject subject = report.subject();
    List<Side.Aside> aside = new ArrayList<>();
    for (ScanReport.SetAside each : report.setAside()) {
      aside.add(new Side.Aside(each.finding(), each.reason(), each.explanation(), each.place()));
    }
    List<Side.Data> data = new ArrayList<>();
    for (ScanReport.Source each : report.sources()) {
      data.add(new Side.Data(each.name(), each.records(), each.asOf(), each.imported()));
    }
    return new Side(
        subject.target(),
        subject.name(),
        subject.manifestDigest().isEmpty() ? subject.configDigest() : subject.manifestDigest(),
        subject.platform(),
        false,
        report.inventory().distribution(),
        report.inventory().layers(),
        Side.installed(report.inventory().packages()),
        config(contents.image()),
        files,
        report.findings(),
        aside,
        data,
        report.inventory().problems().isEmpty());
  }

  private static Side.@Nullable Config config(@Nullable Image image) {
    return image == null
        ? null
        : new Side.Config(image.config(), ConfigSecrets.of(image.config()).config());
  }

  private static @Nullable FileSizes files(
      @Nullable List<Dissection.File> files, Inventory inventory) {
    if (files == null) {
      return null;
    }
    List<LayerSummary> layers = inventory.layers();
    List<FileSizes.Entry> entries = new ArrayList<>(files.size());
    for (Dissection.File file : files) {
      String layer = file.layer() < layers.size() ? layers.get(file.layer()).digest() : "";
      entries.add(new FileSizes.Entry(file.path(), file.size(), file.mode(), layer));
    }
    return new FileSizes(entries);
  }
}
