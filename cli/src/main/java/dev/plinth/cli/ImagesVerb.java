package dev.plinth.cli;

import dev.plinth.bases.approved.Approvals;
import dev.plinth.bases.known.Releases;
import dev.plinth.bases.places.Place;
import dev.plinth.bases.places.PlaceFacts;
import dev.plinth.report.places.PlaceReport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Every place of a project that names an image. */
final class ImagesVerb implements Verb {
  static final String SUMMARY = "every place that names an image, and how it is pinned";

  @Override
  public String name() {
    return "images";
  }

  @Override
  public String summary() {
    return SUMMARY;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Lists every place that names an image: in Dockerfiles, Compose, Kubernetes, Helm,"
                + " Kustomize, GitHub Actions, GitLab CI, CircleCI, development containers and"
                + " Terraform, and wherever .plinth.yaml says. Says how each is pinned, which"
                + " family of bases it is of, and how long that is looked after. Asks no network.")
        .footer(
            "",
            "Exit codes: 0 all files were read, 1 the policy does not approve some image, 3 some",
            "files were not read; the others are listed.",
            "",
            "Examples:",
            "  plinth images",
            "  plinth images services/ -o json=images.json");
    PlaceArguments.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    List<Outputs.Output> outputs = PlaceArguments.outputs(arguments);
    PlaceArguments.Found found = PlaceArguments.read(arguments, console);
    Releases releases = PlaceArguments.releases(console);
    LocalDate today = PlaceArguments.today(console);
    Approvals approvals = found.bases().approvals();
    boolean refused = false;
    List<PlaceReport.Row> rows = new ArrayList<>();
    for (PlaceArguments.PlacedFile file : found.files()) {
      for (Place place : file.places().places()) {
        String result = judged(place, approvals, today);
        refused |= !result.isEmpty();
        rows.add(
            PlaceReport.Row.of(
                file.places(), place, PlaceFacts.of(place, found.bases(), releases), null, result));
      }
    }
    PlaceReport report = new PlaceReport(Version.number(), "images", rows, found.partial());
    PlaceArguments.write(report, outputs, console);
    if (!report.unread().isEmpty()) {
      return Main.UNFINISHED;
    }
    return refused ? Main.BLOCKED : Main.PASSED;
  }

  /** That it is not approved; empty where it is, or where nobody says what is. */
  private static String judged(Place place, Approvals approvals, LocalDate today) {
    if (!approvals.given() || place.kind() == Place.Kind.ACTION) {
      return "";
    }
    Approvals.Judgement judgement = approvals.judge(place.image().reference(), today);
    return judgement.standing() == Approvals.Standing.APPROVED
        ? ""
        : "not approved: " + judgement.why();
  }
}
