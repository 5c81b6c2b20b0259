package dev.plinth.checks.syntax;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Mount;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Level;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A mount of RUN with fields that the builder does not know or that do not go together. */
@RuleInfo(
    id = "invalid-mount",
    level = Level.ERROR,
    title = "Mount that cannot be",
    category = Category.SYNTAX,
    aliases = {"hadolint:DL1000"})
public final class InvalidMount implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places(Keyword.RUN)) {
      for (Flag flag : place.instruction().flags()) {
        if (flag.named("mount") && flag.value() != null) {
          mount(Mount.of(flag), report);
        }
      }
    }
  }

  private static void mount(Mount mount, Reporter report) {
    String type = mount.type().toLowerCase(Locale.ROOT);
    if (type.indexOf('$') >= 0) {
      return;
    }
    if (!List.of("bind", "cache", "tmpfs", "secret", "ssh").contains(type)) {
      report
          .at(span(mount, "type"), type, "there is no mount of the type " + SourceText.utf8(type))
          .advise("the types are bind, cache, tmpfs, secret and ssh");
      return;
    }
    for (Mount.Field field : mount.fields()) {
      String key = SourceText.utf8(field.key());
      if (buildahs(field.key())) {
        report
            .at(
                span(mount, field.key()),
                key,
                "only buildah and Podman know the field "
                    + key
                    + " of a mount, BuildKit refuses it")
            .level(Level.INFO);
      } else if (!known(field.key())) {
        report.at(
            span(mount, field.key()), key, "mounts have no field " + (key.isEmpty() ? "''" : key));
      } else if (key.equals("from") && field.value().indexOf('$') >= 0) {
        report
            .at(span(mount, "from"), key, "the field from of a mount takes no variables")
            .advise("give the image a stage of its own by FROM, and name that");
      }
    }
  }

  private static Span span(Mount mount, String key) {
    Mount.@Nullable Field field = mount.field(key);
    @Nullable Span span = field == null ? null : field.valueSpan();
    return span == null || span.isEmpty() ? mount.flag().span() : span;
  }

  /** Fields, in lower case, for labels of SELinux, owners and propagation. */
  private static boolean buildahs(String key) {
    return switch (key) {
      case "z", "u", "chown", "relabel", "bind-propagation", "bind-nonrecursive", "tmpcopyup" ->
          true;
      default -> false;
    };
  }

  private static boolean known(String key) {
    return switch (key) {
      case "type",
          "from",
          "source",
          "src",
          "target",
          "dst",
          "destination",
          "ro",
          "readonly",
          "rw",
          "readwrite",
          "id",
          "sharing",
          "required",
          "size",
          "mode",
          "uid",
          "gid",
          "env" ->
          true;
      default -> false;
    };
  }
}
