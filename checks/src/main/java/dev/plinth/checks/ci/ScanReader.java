package dev.plinth.checks.ci;

import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.checks.ci.Scan.Target;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.Calls;
import dev.plinth.dockerfile.calls.Setting;
import dev.plinth.dockerfile.shell.ShellWord;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises scans by the commands that run them, in images of the scanners as well. Options are
 * those of Trivy 0.72, Grype 0.112 and Docker Scout 1.18; older names count, too.
 */
final class ScanReader {
  private static final List<String> TRIVY =
      List.of(
          "image",
          "i",
          "filesystem",
          "fs",
          "rootfs",
          "repository",
          "repo",
          "vm",
          "sbom",
          "config",
          "conf",
          "kubernetes",
          "k8s",
          "aws",
          "convert",
          "server",
          "plugin",
          "module",
          "version",
          "clean",
          "registry",
          "vex",
          "help");

  private static final List<String> GRYPE_ASIDE =
      List.of("db", "version", "config", "completion", "explain", "help", "--version", "--help");

  /** Options of Grype whose value is the next word. */
  private static final Set<String> GRYPE_VALUED =
      Set.of(
          "-c",
          "--config",
          "-o",
          "--output",
          "-f",
          "--fail-on",
          "--file",
          "-s",
          "--scope",
          "-t",
          "--template",
          "--platform",
          "--name",
          "--exclude",
          "--distro",
          "--profile",
          "--vex",
          "--from",
          "--sort-by",
          "--ignore-states");

  private final Step step;
  private final Set<Trigger> triggers;

  ScanReader(Step step, Set<Trigger> triggers) {
    this.step = step;
    this.triggers = triggers;
  }

  /** The scan that a call runs; null where it runs none. */
  @Nullable Scan of(Calls calls, Call call) {
    if (call.isAny("docker", "podman", "nerdctl")) {
      Options options = new Options(call.arguments());
      return options.first(List.of("run")) >= 0
          ? inImage(calls, call)
          : options.at(0).equals("scout") ? scout(call, options.behind(0)) : null;
    }
    if (call.is("docker-scout")) {
      return scout(call, new Options(call.arguments()));
    }
    return tool(call.program(), calls, call, new Options(call.arguments()));
  }

  /** What {@code docker run} runs, where its image is a scanner's. */
  private @Nullable Scan inImage(Calls calls, Call call) {
    List<ShellWord> words = call.arguments();
    for (int i = 1; i < words.size(); i++) {
      String tool = ScannerImages.tool(words.get(i).pattern());
      if (tool != null) {
        return tool(tool, calls, call, new Options(words).behind(i));
      }
    }
    return null;
  }

  private @Nullable Scan tool(String tool, Calls calls, Call call, Options options) {
    return switch (tool) {
      case "trivy" -> trivy(calls, call, options);
      case "grype" -> grype(calls, call, options);
      case "plinth" -> plinth(call, options);
      case "docker-scout" -> scout(call, options);
      case "snyk" ->
          switch (options.operand()) {
            case "container" -> plain(tool, call, Target.IMAGE);
            case "test", "monitor" -> plain(tool, call, Target.FILES);
            default -> null;
          };
      case "osv-scanner" ->
          plain(
              tool,
              call,
              options.first(List.of("image", "--docker", "-D")) >= 0 ? Target.IMAGE : Target.FILES);
      case "govulncheck" -> plain(tool, call, Target.FILES);
      case "gitleaks", "trufflehog", "ggshield", "detect-secrets" ->
          new Scan(
              step.file(),
              call.programSpan(),
              tool,
              Target.OTHER,
              false,
              true,
              null,
              null,
              triggers);
      default -> null;
    };
  }

  private Scan plain(String tool, Call call, Target target) {
    return new Scan(
        step.file(), call.programSpan(), tool, target, true, false, null, null, triggers);
  }

  private @Nullable Scan trivy(Calls calls, Call call, Options options) {
    int at = options.first(TRIVY);
    // Before 0.20 the image came without a word before it.
    boolean old = at < 0 && options.at(0).startsWith("-") && call.arguments().size() > 1;
    Target target = old ? Target.IMAGE : at < 0 ? null : target(options.at(at));
    if (target == null
        || options.on(
                "--download-db-only",
                "--download-java-db-only",
                "--help",
                "--version",
                "--clear-cache")
            != null) {
      return null;
    }
    Set<String> formats = Set.of("cyclonedx", "spdx", "spdx-json", "github");
    String format = options.value("--format", "-f");
    ShellWord scanners = options.given("--scanners", "--security-checks");
    String wanted = options.values("--scanners", "--security-checks");
    Span wantedSpan = scanners == null ? null : call.span(scanners);
    for (String name : new String[] {"TRIVY_SCANNERS", "TRIVY_SECURITY_CHECKS"}) {
      if (wantedSpan == null) {
        wanted = variable(calls, call, name);
        wantedSpan = wanted.isEmpty() ? null : variableSpan(calls, call, name);
      }
    }
    if (formats.contains(format) && !wanted.contains("vuln")) {
      return null;
    }
    ShellWord fixed = options.on("--ignore-unfixed");
    Span unfixed = fixed == null ? null : call.span(fixed);
    boolean said = options.given("--ignore-unfixed") != null;
    if (!said && variable(calls, call, "TRIVY_IGNORE_UNFIXED").equalsIgnoreCase("true")) {
      unfixed = variableSpan(calls, call, "TRIVY_IGNORE_UNFIXED");
    }
    return trivy(call.programSpan(), target, wanted, wantedSpan, unfixed);
  }

  /**
   * A scan by Trivy.
   *
   * @param scanners those that are asked for; empty for the usual ones
   */
  @Nullable Scan trivy(
      Span span,
      Target target,
      String scanners,
      @Nullable Span scannersSpan,
      @Nullable Span unfixed) {
    boolean unknown = scanners.indexOf('\0') >= 0 || scanners.contains("$");
    boolean usual = scanners.isEmpty() || unknown;
    boolean vulnerabilities = usual || scanners.contains("vuln");
    boolean secrets = target != Target.OTHER && (usual || scanners.contains("secret"));
    if (!vulnerabilities && !secrets) {
      return null;
    }
    boolean off = vulnerabilities && !usual && !secrets && target != Target.OTHER;
    return new Scan(
        step.file(),
        span,
        "trivy",
        target,
        vulnerabilities,
        secrets,
        unfixed,
        off ? scannersSpan : null,
        triggers);
  }

  /** What a subcommand of Trivy looks at; null where it is no scan for vulnerabilities. */
  static @Nullable Target target(String command) {
    return switch (command) {
      case "image", "i" -> Target.IMAGE;
      case "filesystem", "fs", "rootfs", "repository", "repo" -> Target.FILES;
      case "sbom", "vm" -> Target.OTHER;
      default -> null;
    };
  }

  private @Nullable Scan grype(Calls calls, Call call, Options options) {
    if (options.first(GRYPE_ASIDE) >= 0) {
      return null;
    }
    ShellWord fixed = options.on("--only-fixed");
    Span unfixed = fixed == null ? null : call.span(fixed);
    if (unfixed == null && variable(calls, call, "GRYPE_ONLY_FIXED").equalsIgnoreCase("true")) {
      unfixed = variableSpan(calls, call, "GRYPE_ONLY_FIXED");
    }
    return new Scan(
        step.file(),
        call.programSpan(),
        "grype",
        grypeTarget(options.at(options.operandAt(0, GRYPE_VALUED))),
        true,
        false,
        unfixed,
        null,
        triggers);
  }

  /** What Grype looks at by that name. */
  static Target grypeTarget(String name) {
    if (name.isEmpty() || name.startsWith("sbom:") || name.endsWith(".json")) {
      return Target.OTHER;
    }
    return name.startsWith("dir:")
            || name.startsWith("file:")
            || name.startsWith(".")
            || name.startsWith("/")
        ? Target.FILES
        : Target.IMAGE;
  }

  private @Nullable Scan plinth(Call call, Options options) {
    if (!options.operand().equals("scan")) {
      return null;
    }
    ShellWord fixed = options.on("--only-fixed", "--ignore-unfixed");
    return new Scan(
        step.file(),
        call.programSpan(),
        "plinth",
        options.begins("src:") ? Target.FILES : Target.IMAGE,
        true,
        false,
        fixed == null ? null : call.span(fixed),
        null,
        triggers);
  }

  private @Nullable Scan scout(Call call, Options options) {
    String command = options.operand();
    if (!command.equals("cves") && !command.equals("quickview") && !command.equals("qv")) {
      return null;
    }
    ShellWord fixed = options.on("--only-fixed");
    return new Scan(
        step.file(),
        call.programSpan(),
        "docker scout",
        options.begins("fs://")
            ? Target.FILES
            : options.begins("sbom://") ? Target.OTHER : Target.IMAGE,
        true,
        false,
        fixed == null ? null : call.span(fixed),
        null,
        triggers);
  }

  private String variable(Calls calls, Call call, String name) {
    Setting setting = calls.variable(call, name);
    String value = setting == null ? step.variable(name) : setting.value();
    return value == null ? "\0" : value;
  }

  private Span variableSpan(Calls calls, Call call, String name) {
    if (calls.variable(call, name) != null) {
      return call.programSpan();
    }
    Scalar scalar = step.environment().get(name);
    // GitLab's variables may stand in another file.
    return scalar == null || step.file().kind() == CiPaths.Kind.GITLAB
        ? call.programSpan()
        : scalar.span();
  }
}
