package dev.plinth.report.inspect;

import dev.plinth.bases.Base;
import dev.plinth.bases.inspect.Identity;
import dev.plinth.bases.inspect.Inspection;
import dev.plinth.bases.inspect.Parts;
import dev.plinth.bases.inspect.RunUser;
import dev.plinth.bases.inspect.Settings;
import dev.plinth.bases.inspect.Start;
import dev.plinth.bases.inspect.Step;
import dev.plinth.bases.inspect.Support;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory.LayerSummary;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.inventory.Package;
import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.inventory.profile.ImageProfile.Library;
import dev.plinth.inventory.profile.ImageProfile.Program;
import dev.plinth.inventory.profile.ImageProfile.Share;
import dev.plinth.inventory.profile.ImageProfile.SpecialFile;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an image is, for programs, in the schema {@value #SCHEMA}, documented in {@code
 * docs/inspect-json.md} and given by {@code docs/inspect.schema.json}.
 */
public final class InspectJson {
  /** Name and major version; additions keep it, any other change raises it. */
  static final String SCHEMA = "plinth.inspect/1";

  private final JsonMembers json;
  private final InspectReport report;
  private final Inspection image;

  private InspectJson(JsonMembers json, InspectReport report) {
    this.json = json;
    this.report = report;
    this.image = report.inspection();
  }

  /** Writes it. */
  public static void write(InspectReport report, OutputStream out) throws IOException {
    JsonOutput.write(out, json -> new InspectJson(new JsonMembers(json), report).write());
  }

  private void write() throws IOException {
    json.open();
    json.text("schema", SCHEMA);
    json.open("tool");
    json.text("name", "plinth");
    json.text("version", report.tool());
    json.close();
    subject(image.identity());
    distribution(image.inventory().distribution());
    support(image.support());
    base(image.base());
    packages(image.inventory().packages());
    profile(image.profile());
    if (!image.identity().folder()) {
      configuration();
    }
    size();
    layers();
    steps();
    json.texts("hidden", report.hidden());
    json.texts("notices", report.notices());
    problems();
    json.close();
  }

  private void subject(Identity identity) throws IOException {
    json.open("subject");
    json.text("target", identity.target());
    json.known("name", identity.name());
    json.text("form", identity.form());
    json.known("manifestDigest", identity.manifestDigest());
    json.known("configDigest", identity.configDigest());
    json.known("indexDigest", identity.indexDigest());
    json.known("platform", identity.platform());
    json.known("osVersion", identity.osVersion());
    json.known("platformNote", identity.platformNote());
    json.texts("platforms", identity.platforms());
    json.known("created", identity.created());
    json.known("author", identity.author());
    json.close();
  }

  private void distribution(Distribution distribution) throws IOException {
    if (distribution.unknown()) {
      return;
    }
    json.open("distribution");
    json.text("id", distribution.id());
    json.known("versionId", distribution.versionId());
    json.known("codename", distribution.codename());
    json.texts("idLike", distribution.idLike());
    json.known("prettyName", distribution.prettyName());
    json.close();
  }

  private void support(@Nullable Support support) throws IOException {
    if (support == null) {
      return;
    }
    json.open("support");
    json.text("product", support.product());
    json.text("cycle", support.cycle());
    json.text("state", support.state().word());
    json.known("makerEnds", support.makerEnds());
    json.known("communityEnds", support.communityEnds());
    json.known("commercialEnds", support.commercialEnds());
    json.close();
  }

  private void base(@Nullable Base base) throws IOException {
    if (base == null) {
      return;
    }
    json.open("base");
    members(base);
    if (!image.others().isEmpty()) {
      json.openList("others");
      for (Base other : image.others()) {
        json.open();
        members(other);
        json.close();
      }
      json.closeList();
    }
    json.close();
  }

  private void members(Base base) throws IOException {
    json.known("name", base.name());
    json.known("digest", base.digest());
    json.known("layers", base.layers());
    json.text("certainty", base.certainty().word());
    json.text("explanation", base.explanation());
  }

  private void packages(List<Package> packages) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (Package each : packages) {
      counts.merge(each.type(), 1, Integer::sum);
    }
    json.open("packages");
    json.number("total", packages.size());
    json.open("byType");
    for (Map.Entry<String, Integer> each : counts.entrySet()) {
      json.number(each.getKey(), each.getValue());
    }
    json.close();
    json.close();
  }

  private void profile(ImageProfile profile) throws IOException {
    if (!profile.whole()) {
      return;
    }
    json.open("profile");
    json.openList("libraries");
    for (Library each : profile.libraries()) {
      json.open();
      json.text("name", each.name());
      json.known("version", each.version());
      json.text("evidence", each.evidence());
      json.close();
    }
    json.closeList();
    json.openList("programs");
    for (Program each : profile.programs()) {
      program(json, each);
    }
    json.closeList();
    json.texts("loaders", profile.loaders());
    json.texts("certificates", profile.certificates());
    json.number("timeZoneFiles", profile.zones());
    json.number("specialFiles", profile.specials());
    json.openList("special");
    for (SpecialFile each : profile.special()) {
      json.open();
      json.text("path", each.path());
      json.text("mode", Integer.toOctalString(each.mode()));
      json.number("user", each.user());
      json.number("group", each.group());
      json.bool("capabilities", each.capabilities());
      json.close();
    }
    json.closeList();
    json.number("users", profile.users().size());
    json.close();
  }

  static void program(JsonMembers json, Program program) throws IOException {
    json.open();
    json.text("kind", program.kind().word());
    json.text("name", program.name());
    json.text("path", program.path());
    json.known("provider", program.provider());
    json.close();
  }

  private void configuration() throws IOException {
    Settings settings = image.settings();
    json.open("configuration");
    RunUser user = image.user();
    json.open("user");
    json.text("written", user.written());
    if (!image.identity().windows()) {
      json.known("name", user.name());
      json.known("number", user.number());
      json.known("group", user.group());
      json.bool("root", user.root());
      json.bool("runAsNonRoot", user.nonRoot().accepted());
      json.text("reason", user.nonRoot().word());
    }
    json.close();
    words("entrypoint", image.start().entrypoint());
    words("command", image.start().command());
    json.known("init", image.start().init());
    json.texts("ports", settings.ports());
    json.texts("volumes", settings.volumes());
    json.known("workingFolder", settings.workingFolder());
    json.known("stopSignal", settings.stopSignal());
    Settings.HealthCheck check = settings.healthCheck();
    if (check != null) {
      json.open("healthCheck");
      json.bool("off", check.command().isEmpty());
      json.known("command", check.command());
      json.known("interval", check.interval());
      json.known("timeout", check.timeout());
      json.known("startPeriod", check.startPeriod());
      json.number("retries", check.retries());
      json.close();
    }
    json.texts("onBuild", settings.onBuild());
    map("environment", settings.environment());
    map("labels", settings.labels());
    json.close();
  }

  private void words(String name, Start.Words words) throws IOException {
    json.open(name);
    json.text("form", words.form().word());
    json.texts("words", words.words());
    json.close();
  }

  private void map(String name, Map<String, String> members) throws IOException {
    json.open(name);
    for (Map.Entry<String, String> each : members.entrySet()) {
      json.text(each.getKey(), each.getValue());
    }
    json.close();
  }

  private void size() throws IOException {
    Parts parts = image.parts();
    if (parts == null) {
      return;
    }
    json.open("size");
    json.known("base", parts.base());
    json.number("runtime", parts.runtime());
    json.number("application", parts.application());
    json.number("visible", parts.visible());
    json.number("hidden", parts.hidden());
    json.close();
  }

  private void layers() throws IOException {
    json.openList("layers");
    List<LayerSummary> layers = image.inventory().layers();
    List<Share> shares = image.profile().shares();
    for (int i = 0; i < layers.size(); i++) {
      LayerSummary layer = layers.get(i);
      json.open();
      json.number("index", i);
      json.known("digest", layer.digest());
      json.known("diffId", layer.diffId());
      json.known("storedSize", layer.storedSize());
      json.known("unpackedSize", layer.unpackedSize());
      json.known("entries", layer.entries());
      if (i < shares.size()) {
        Share share = shares.get(i);
        json.number("content", share.content());
        json.number("visible", share.visible());
        json.number("packaged", share.packaged());
        json.number("runtime", share.runtime());
        json.number("other", share.other());
        json.number("visibleFiles", share.files());
      }
      json.close();
    }
    json.closeList();
  }

  private void steps() throws IOException {
    json.openList("history");
    if (!image.identity().folder()) {
      for (Step step : image.steps()) {
        json.open();
        json.known("instruction", step.instruction());
        json.known("created", step.created());
        json.known("comment", step.comment());
        json.known("layer", step.layer());
        json.bool("base", step.base());
        json.close();
      }
    }
    json.closeList();
  }

  private void problems() throws IOException {
    json.openList("problems");
    for (Problem problem : image.inventory().problems()) {
      json.open();
      json.known("path", problem.path());
      json.known("layer", problem.layer());
      json.text("text", problem.text());
      json.close();
    }
    json.closeList();
  }
}
