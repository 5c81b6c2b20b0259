package dev.plinth.cli;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one list of verbs. */
final class Verbs {
  private Verbs() {}

  /** Name, summary and how to make the verb: so that listing them loads none of them. */
  record Entry(String name, String summary, Supplier<Verb> verb) {}

  /** All of them, in the order of the help. */
  static List<Entry> all() {
    return List.of(
        new Entry("scan", ScanVerb.SUMMARY, ScanVerb::new),
        new Entry("lint", LintVerb.SUMMARY, LintVerb::new),
        new Entry("init", InitVerb.SUMMARY, InitVerb::new),
        new Entry("choose", ChooseVerb.SUMMARY, ChooseVerb::new),
        new Entry("evaluate", EvaluateVerb.SUMMARY, EvaluateVerb::new),
        new Entry("context", ContextVerb.SUMMARY, ContextVerb::new),
        new Entry("parse", ParseVerb.SUMMARY, ParseVerb::new),
        new Entry("sbom", SbomVerb.SUMMARY, SbomVerb::new),
        new Entry("inspect", InspectVerb.SUMMARY, InspectVerb::new),
        new Entry("diff", DiffVerb.SUMMARY, DiffVerb::new),
        new Entry("bases", BasesVerb.SUMMARY, BasesVerb::new),
        new Entry("debug", DebugVerb.SUMMARY, DebugVerb::new),
        new Entry("images", ImagesVerb.SUMMARY, ImagesVerb::new),
        new Entry("pin", PinVerb.SUMMARY, PinVerb::new),
        new Entry("update", UpdateVerb.SUMMARY, UpdateVerb::new),
        new Entry("outdated", OutdatedVerb.SUMMARY, OutdatedVerb::new),
        new Entry("policy", PolicyVerb.SUMMARY, PolicyVerb::new),
        new Entry("tags", TagsVerb.SUMMARY, TagsVerb::new),
        new Entry("digest", DigestVerb.SUMMARY, DigestVerb::new),
        new Entry("manifest", ManifestVerb.SUMMARY, ManifestVerb::new),
        new Entry("copy", CopyVerb.SUMMARY, CopyVerb::new),
        new Entry("db", DbVerb.SUMMARY, DbVerb::new),
        new Entry("explain", ExplainVerb.SUMMARY, ExplainVerb::new),
        new Entry("versions", VersionsVerb.SUMMARY, VersionsVerb::new),
        new Entry("demo", DemoVerb.SUMMARY, DemoVerb::new),
        new Entry("completion", CompletionVerb.SUMMARY, CompletionVerb::new));
  }

  /** The verb of that name, null when there is none. */
  static @Nullable Entry find(String name) {
    for (Entry entry : all()) {
      if (entry.name().equals(name)) {
        return entry;
      }
    }
    return null;
  }
}
