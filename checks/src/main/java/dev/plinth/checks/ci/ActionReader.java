package dev.plinth.checks.ci;

import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.checks.ci.Scan.Target;
import dev.plinth.dockerfile.Span;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises scans and builds by the actions that do them, by what their makers say of inputs. */
final class ActionReader {
  private final Step step;
  private final ActionUse action;
  private final Set<Trigger> triggers;

  ActionReader(Step step, ActionUse action, Set<Trigger> triggers) {
    this.step = step;
    this.action = action;
    this.triggers = triggers;
  }

  /** The scan that the action runs; null where it runs none. */
  @Nullable Scan scan() {
    String name = action.key();
    return switch (name) {
      case "aquasecurity/trivy-action" -> trivy();
      case "anchore/scan-action" ->
          scan(
              "grype",
              step.input("path").isEmpty()
                  ? step.input("sbom").isEmpty() ? Target.IMAGE : Target.OTHER
                  : Target.FILES,
              on("only-fixed"));
      case "docker/scout-action" ->
          step.input("command").contains("cves") || step.input("command").contains("quickview")
              ? scan("docker scout", Target.IMAGE, on("only-fixed"))
              : null;
      case "snyk/actions/docker",
          "crazy-max/ghaction-container-scan",
          "azure/container-scan",
          "sysdiglabs/scan-action" ->
          scan(name, Target.IMAGE, null);
      case "actions/dependency-review-action", "golang/govulncheck-action" ->
          scan(name, Target.FILES, null);
      case "gitleaks/gitleaks-action",
          "trufflesecurity/trufflehog",
          "gitguardian/ggshield-action",
          "gitguardian/ggshield/actions/secret" ->
          secrets(name);
      // They set up, or look at other things.
      case "snyk/actions/setup", "snyk/actions/iac" -> null;
      default ->
          // Both have gitleaks among their linters, switched on.
          name.startsWith("oxsecurity/megalinter") || name.contains("/super-linter")
              ? secrets(name)
              : name.startsWith("snyk/actions/") || name.startsWith("google/osv-scanner-action/")
                  ? scan(name, Target.FILES, null)
                  : null;
    };
  }

  private Scan secrets(String tool) {
    return new Scan(
        step.file(), action.span(), tool, Target.OTHER, false, true, null, null, triggers);
  }

  private Scan scan(String tool, Target target, @Nullable Span unfixed) {
    return new Scan(step.file(), action.span(), tool, target, true, false, unfixed, null, triggers);
  }

  private @Nullable Scan trivy() {
    String type = step.input("scan-type");
    Target target = type.isEmpty() ? Target.IMAGE : ScanReader.target(type);
    if (target == null) {
      return type.contains("$") ? scan("trivy", Target.OTHER, trivyUnfixed()) : null;
    }
    String scanners = "";
    Span place = null;
    for (Scalar each : new Scalar[] {value("scanners"), value("security-checks")}) {
      if (each != null && place == null && !each.absent()) {
        scanners = each.text();
        place = each.span();
      }
    }
    for (String each : new String[] {"TRIVY_SCANNERS", "TRIVY_SECURITY_CHECKS"}) {
      if (place == null && !step.variable(each).isEmpty()) {
        scanners = step.variable(each);
        place = action.span();
      }
    }
    String format = step.input("format");
    boolean list =
        format.equals("github") || format.startsWith("spdx") || format.equals("cyclonedx");
    return list && !scanners.contains("vuln")
        ? null
        : new ScanReader(step, triggers)
            .trivy(action.span(), target, scanners, place, trivyUnfixed());
  }

  private @Nullable Span trivyUnfixed() {
    Span unfixed = on("ignore-unfixed");
    boolean variable =
        step.input("ignore-unfixed").isEmpty()
            && step.variable("TRIVY_IGNORE_UNFIXED").equalsIgnoreCase("true");
    return variable ? action.span() : unfixed;
  }

  private @Nullable Scalar value(String input) {
    return step.inputs().get(input);
  }

  /** Where an input is switched on; null where it is not. */
  private @Nullable Span on(String input) {
    Scalar value = value(input);
    return value != null && value.text().strip().equalsIgnoreCase("true") ? value.span() : null;
  }

  /** True where the action makes a builder that keeps no images, and asks registries each time. */
  boolean makesBuilder() {
    return action.key().equals("docker/setup-buildx-action")
        && !step.input("driver").equals("docker");
  }

  /** True where {@code docker build} uses that builder as well. */
  boolean makesUsual() {
    return makesBuilder() && on("install") != null;
  }

  /** The build that the action runs; null where it runs none. */
  @Nullable ImageBuild build(BuildReader.Machine machine) {
    String name = action.key();
    return switch (name) {
      case "docker/build-push-action", "docker/bake-action" ->
          build(machine.fresh(), name, "pull: true", machine.own() ? "true" : step.input("pull"));
      case "redhat-actions/buildah-build" -> {
        String extra = step.input("extra-args");
        boolean asks = extra.contains("--pull") || extra.contains("$");
        yield build(machine.fresh(), name, "extra-args: --pull", asks ? "true" : "");
      }
      default -> null;
    };
  }

  private ImageBuild build(boolean fresh, String name, String option, String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    boolean pulls = !lower.isEmpty() && !lower.equals("false");
    return new ImageBuild(step.file(), action.span(), name, option, pulls, fresh, triggers);
  }
}
