package dev.plinth.report.inspect;

import dev.plinth.bases.Base;
import dev.plinth.bases.inspect.Identity;
import dev.plinth.bases.inspect.Inspection;
import dev.plinth.bases.inspect.Settings;
import dev.plinth.bases.inspect.Support;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.inventory.profile.ImageProfile.SpecialFile;
import dev.plinth.report.Line;
import dev.plinth.report.Page;
import dev.plinth.report.ReportContext;
import dev.plinth.report.text.Style;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an image is, for people: what matters first, a line each, the history below. */
public final class InspectText {
  private static final int LABEL = 2;
  private static final int VALUE = 16;
  private static final int SHORT_DIGEST = 12;
  private static final int MOST_SPECIAL = 12;
  private static final int MOST_LABELS = 12;
  private static final int LONGEST = 160;

  private final Page page;
  private final InspectReport report;
  private final Inspection image;
  private final boolean details;

  private InspectText(Page page, InspectReport report) {
    this.page = page;
    this.report = report;
    this.image = report.inspection();
    this.details = page.context().details();
  }

  /** Writes it. */
  public static void write(InspectReport report, ReportContext context, OutputStream out)
      throws IOException {
    BufferedWriter writer =
        new BufferedWriter(
            new OutputStreamWriter(
                out, context.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII));
    new InspectText(new Page(writer, context), report).print();
    writer.flush();
  }

  private void print() throws IOException {
    page.blank();
    identity();
    system();
    if (!image.identity().folder()) {
      section("runs");
      new StartText(page, image, LABEL, VALUE).print();
      settings();
    }
    section("size");
    new SizeText(page, image).print();
    notes();
    page.blank();
  }

  private void section(String title) throws IOException {
    page.blank();
    page.line(0).add(title, Style.STRONG).end();
  }

  private void row(String label, String value) throws IOException {
    if (!value.isEmpty()) {
      line(label).add(value).end();
    }
  }

  private Line line(String label) {
    return page.line(LABEL).hang(VALUE).add(label, Style.QUIET).at(VALUE);
  }

  private void identity() throws IOException {
    Identity identity = image.identity();
    String name = identity.name().isEmpty() ? identity.target() : identity.name();
    page.line(0).add(page.shortened(name, LONGEST), Style.STRONG).end();
    List<String> parts = new ArrayList<>();
    parts.add(
        (identity.platform() + (identity.osVersion().isEmpty() ? "" : " " + identity.osVersion()))
            .strip());
    parts.add(identity.form());
    parts.add(identity.created().isEmpty() ? "" : "created " + day(identity.created()));
    parts.removeIf(String::isEmpty);
    row("image", identity.folder() ? "a folder" : String.join(" · ", parts));
    row("digest", details ? identity.manifestDigest() : shortened(identity.manifestDigest()));
    row("id", details ? identity.configDigest() : shortened(identity.configDigest()));
    row("author", page.shortened(identity.author(), LONGEST));
    if (identity.platforms().size() > 1) {
      row("platforms", String.join(", ", identity.platforms()));
    }
    if (!identity.platformNote().isEmpty()) {
      caution(identity.platformNote());
    }
  }

  private static String day(String time) {
    int end = time.indexOf('T');
    return end > 0 ? time.substring(0, end) : time;
  }

  private static String shortened(String digest) {
    int hex = digest.indexOf(':') + 1;
    return digest.length() <= hex + SHORT_DIGEST ? digest : digest.substring(0, hex + SHORT_DIGEST);
  }

  private void system() throws IOException {
    boolean windows = image.identity().windows();
    Distribution distribution = image.inventory().distribution();
    String name =
        distribution.prettyName().isEmpty()
            ? (distribution.id() + " " + distribution.versionId()).strip()
            : distribution.prettyName();
    row("system", windows ? "Windows" : name.isEmpty() ? "no distribution" : name);
    support(image.support());
    base(image.base());
    if (!windows) {
      linux(image.profile());
    }
  }

  private void support(@Nullable Support support) throws IOException {
    if (support == null) {
      return;
    }
    String maker = support.makerEnds();
    String until = maker.equals("ended") ? "" : " until " + maker;
    String community = support.communityEnds();
    String commercial = support.commercialEnds();
    Line line = line("support");
    switch (support.state()) {
      case SUPPORTED ->
          line.add("maintained" + until, Style.GOOD)
              .add(community.isEmpty() ? "" : ", " + support.community() + " until " + community);
      case LONG_TERM ->
          line.add(support.community() + " until " + community, Style.CAUTION)
              .add("; its maker's own support is over");
      case SUBSCRIBERS ->
          line.add("ended", Style.HIGH)
              .add(ended(maker, community))
              .add("; " + support.commercial() + " until " + commercial + " for subscribers");
      case ENDED ->
          line.add("ended", Style.HIGH)
              .add(ended(maker, community) + ": nobody fixes what is found");
      case UNKNOWN -> line.add("no end is known");
    }
    line.end();
  }

  private static String ended(String maker, String community) {
    String last = community.isEmpty() || community.equals("ended") ? maker : community;
    return last.equals("ended") ? "" : " on " + last;
  }

  private void base(@Nullable Base base) throws IOException {
    if (base == null) {
      return;
    }
    base("stands on", base);
    page.line(VALUE).hang(VALUE).add(base.explanation(), Style.QUIET).end();
    for (Base other : image.others()) {
      base("and on", other);
      if (details) {
        page.line(VALUE).hang(VALUE).add(other.explanation(), Style.QUIET).end();
      }
    }
  }

  private void base(String label, Base base) throws IOException {
    String digest = details ? base.digest() : shortened(base.digest());
    String name = base.name().isEmpty() ? digest : base.name();
    int layers = image.inventory().layers().size();
    String part =
        base.layers() < 0 ? "" : "the lowest " + base.layers() + " of " + layers + " layers";
    Line line = line(label);
    if (name.isEmpty()) {
      line.add(part.isEmpty() ? "a base without a name" : part, Style.STRONG);
    } else {
      line.add(page.shortened(name, LONGEST), Style.STRONG);
    }
    line.add(" (" + base.certainty().word() + ")", Style.QUIET);
    if (!name.isEmpty() && !part.isEmpty()) {
      line.add(", " + part);
    }
    line.end();
  }

  private void linux(ImageProfile profile) throws IOException {
    if (!profile.whole()) {
      caution("it has too many files to say what lies in it");
      return;
    }
    ProgramsText programs = new ProgramsText(profile);
    row("libc", programs.libraries());
    row("shell", programs.shells());
    row("packages", programs.packages(image.inventory().packages()));
    row("installs by", programs.managers());
    row("languages", programs.interpreters());
    row("build tools", programs.buildTools());
    row(
        "certificates",
        profile.certificates().isEmpty() ? "none" : "/" + profile.certificates().getFirst());
    row("time zones", profile.zones() == 0 ? "none" : profile.zones() + " files");
    special(profile);
  }

  private void special(ImageProfile profile) throws IOException {
    if (profile.specials() == 0) {
      row("setuid", "none");
      return;
    }
    List<String> texts = new ArrayList<>();
    int most = details ? ImageProfile.MAX_SPECIAL : MOST_SPECIAL;
    for (SpecialFile each : profile.special()) {
      if (texts.size() < most) {
        texts.add(
            "/"
                + each.path()
                + (each.setUser() ? "" : each.setGroup() ? " (setgid)" : " (capabilities)")
                + (each.setUser() && each.user() != 0 ? " (user " + each.user() + ")" : ""));
      }
    }
    int more = profile.specials() - texts.size();
    row(
        "setuid",
        profile.specials()
            + ": "
            + String.join(", ", texts)
            + (more > 0 ? " and " + more + " more" : ""));
  }

  private void settings() throws IOException {
    Settings settings = image.settings();
    row("ports", String.join(", ", settings.ports()));
    row("volumes", String.join(", ", settings.volumes()));
    row("folder", settings.workingFolder());
    row("stop signal", settings.stopSignal());
    Settings.HealthCheck check = settings.healthCheck();
    if (check != null) {
      row("health check", check.command().isEmpty() ? "switched off" : SizeText.health(check));
    }
    row("on build", String.join("; ", settings.onBuild()));
    members("environment", settings.environment(), "=", Integer.MAX_VALUE);
    members("labels", settings.labels(), " = ", details ? Integer.MAX_VALUE : MOST_LABELS);
  }

  private void members(String title, Map<String, String> members, String between, int most)
      throws IOException {
    String label = title;
    int shown = 0;
    for (Map.Entry<String, String> each : members.entrySet()) {
      if (shown++ == most) {
        page.line(VALUE)
            .add("and " + (members.size() - most) + " more, with --details", Style.QUIET)
            .end();
        return;
      }
      String text = each.getKey() + between + each.getValue();
      Line line = page.line(LABEL).hang(VALUE + 2);
      if (!label.isEmpty()) {
        line.add(label, Style.QUIET);
      }
      line.at(VALUE).add(details ? text : page.shortened(text, page.width() - VALUE)).end();
      label = "";
    }
  }

  private void notes() throws IOException {
    List<String> notes = new ArrayList<>();
    if (!report.hidden().isEmpty()) {
      notes.add(
          "secrets are not shown: they stand in "
              + String.join(", ", report.hidden().subList(0, Math.min(10, report.hidden().size())))
              + (report.hidden().size() > 10 ? " and elsewhere" : ""));
    }
    notes.addAll(report.notices());
    for (Problem problem : image.inventory().problems()) {
      notes.add(
          "not whole: "
              + (problem.path().isEmpty() ? "the image" : problem.path())
              + ": "
              + problem.text());
    }
    if (!notes.isEmpty()) {
      page.blank();
    }
    for (String note : notes) {
      caution(note);
    }
  }

  private void caution(String text) throws IOException {
    page.line(LABEL).hang(LABEL + 2).add("! ", Style.CAUTION).add(text).end();
  }
}
