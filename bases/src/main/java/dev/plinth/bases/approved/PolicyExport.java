package dev.plinth.bases.approved;

import dev.plinth.bases.known.Mirrors;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What is approved, in the words of what enforces it at run time. A target gets what it can express
 * exactly, and refuses the rest: nothing that Plinth refuses is let through by a file from here.
 *
 * <ul>
 *   <li>{@code containers}: {@code policy.json} of Podman, Buildah, CRI-O and skopeo
 *       (containers-policy.json(5)): everything is rejected but the scopes of what is approved. A
 *       scope has no patterns of tags and no digests.
 *   <li>{@code validating-admission-policy} and {@code kyverno}: CEL over all containers of a pod
 *       (Kubernetes, "Validating Admission Policy"; Kyverno, "Validate Rules", CEL).
 *   <li>{@code registries}, {@code containerd}: where images of mirrored registries are fetched
 *       (containers-registries.conf(5); containerd, "Registry Host Namespace"). Neither has a list
 *       of what is allowed; they carry the mirrors alone.
 * </ul>
 */
public final class PolicyExport {
  /** What there is. */
  public static final List<String> FORMATS =
      List.of("containers", "registries", "containerd", "kyverno", "validating-admission-policy");

  private static final String NAME = "approved-images.plinth.dev";

  /** What the parser that Kubernetes and Kyverno use takes (cel-go), less what stands around it. */
  private static final int LONGEST_EXPRESSION = 99_000;

  private PolicyExport() {}

  /**
   * What comes of it.
   *
   * @param files their texts by name; several only for containerd
   * @param refused what the target cannot express: sentences without a final stop
   */
  public record Result(Map<String, String> files, List<String> refused) {}

  /** In that format. */
  public static Result of(String format, Approvals approvals, Mirrors mirrors, LocalDate day) {
    List<Approval> entries = approvals.on(day);
    return switch (format) {
      case "containers" -> containers(entries);
      case "registries" -> registries(mirrors);
      case "containerd" -> containerd(mirrors);
      case "kyverno" -> one("kyverno.yaml", Cel.of(entries), PolicyExport::kyverno);
      case "validating-admission-policy" ->
          one("validating-admission-policy.yaml", Cel.of(entries), PolicyExport::admission);
      default -> throw new IllegalArgumentException(format);
    };
  }

  private static Result one(String name, String expression, UnaryOperator<String> file) {
    List<String> refused =
        expression.length() > LONGEST_EXPRESSION
            ? List.of(
                "the entries together: their expression has "
                    + expression.length()
                    + " characters, and Kubernetes reads "
                    + LONGEST_EXPRESSION)
            : List.of();
    return new Result(Map.of(name, file.apply(expression)), refused);
  }

  private static Result containers(List<Approval> entries) {
    List<String> refused = new ArrayList<>();
    List<String> scopes = new ArrayList<>();
    for (Approval entry : entries) {
      if (!entry.digest().isEmpty()) {
        refused.add(entry.pattern() + ": policy.json has no digests");
      } else if (entry.tag().indexOf('*') >= 0) {
        refused.add(entry.pattern() + ": policy.json has no patterns of tags");
      } else if (!entry.tag().isEmpty()) {
        // A scope with a tag is that one reference, with nothing below it: narrower, never wider.
        scopes.add(entry.name() + ":" + entry.tag());
      } else {
        scopes.add(entry.name());
      }
    }
    StringBuilder out = new StringBuilder();
    out.append(
        "{\n  \"default\": [{\"type\": \"reject\"}],\n  \"transports\": {\n    \"docker\": {");
    String before = "\n";
    for (String scope : scopes.stream().distinct().sorted().toList()) {
      out.append(before)
          .append("      \"")
          .append(scope)
          .append("\": [{\"type\": \"insecureAcceptAnything\"}]");
      before = ",\n";
    }
    out.append(scopes.isEmpty() ? "}" : "\n    }").append("\n  }\n}\n");
    return new Result(Map.of("policy.json", out.toString()), refused);
  }

  private static Result registries(Mirrors mirrors) {
    List<String> refused = new ArrayList<>();
    StringBuilder out = new StringBuilder();
    out.append("# containers-registries.conf(5), version 2: where mirrored images are fetched.\n");
    out.append("# It has no list of what is allowed: that stands in policy.json.\n");
    out.append("unqualified-search-registries = []\nshort-name-mode = \"enforcing\"\n");
    for (Map.Entry<String, List<String>> each : byOrigin(mirrors, refused).entrySet()) {
      out.append("\n[[registry]]\nprefix = \"").append(each.getKey()).append("\"\n");
      out.append("location = \"").append(each.getKey()).append("\"\n");
      for (String mirror : each.getValue()) {
        out.append("\n[[registry.mirror]]\nlocation = \"").append(mirror).append("\"\n");
      }
    }
    return new Result(Map.of("registries.conf", out.toString()), refused);
  }

  private static Result containerd(Mirrors mirrors) {
    List<String> refused = new ArrayList<>();
    Map<String, String> files = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> each : byOrigin(mirrors, refused).entrySet()) {
      String origin = each.getKey();
      if (origin.indexOf('/') >= 0) {
        refused.add(origin + ": containerd mirrors whole registries alone");
        continue;
      }
      String server = origin.equals("docker.io") ? "registry-1.docker.io" : origin;
      StringBuilder out = new StringBuilder("server = \"https://" + server + "\"\n");
      for (String mirror : each.getValue()) {
        int slash = mirror.indexOf('/');
        String host = slash < 0 ? mirror : mirror.substring(0, slash);
        String path = slash < 0 ? "" : mirror.substring(slash);
        out.append("\n[host.\"https://").append(host);
        out.append(path.isEmpty() ? "" : "/v2" + path).append("\"]\n");
        out.append("  capabilities = [\"pull\", \"resolve\"]\n");
        out.append(path.isEmpty() ? "" : "  override_path = true\n");
      }
      files.put(origin + "/hosts.toml", out.toString());
    }
    return new Result(files, refused);
  }

  private static Map<String, List<String>> byOrigin(Mirrors mirrors, List<String> refused) {
    Map<String, List<String>> origins = new TreeMap<>();
    for (Mirrors.Mirror mirror : mirrors.mirrors()) {
      String origin = bare(mirror.to());
      String from = bare(mirror.from());
      if (!origin.matches("[a-z0-9._:/-]+") || !from.matches("[a-z0-9._:/-]+")) {
        refused.add(mirror.from() + ": it is no plain name");
      } else if (mirror.all() && !(mirror.from().endsWith("/") && mirror.to().endsWith("/"))) {
        refused.add(mirror.from() + "*: a mirror is of whole names, and the star ends none");
      } else {
        List<String> mirrored = origins.computeIfAbsent(origin, _ -> new ArrayList<>());
        if (!mirrored.contains(from)) {
          mirrored.add(from);
        }
      }
    }
    return origins;
  }

  private static String bare(String name) {
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }

  private static String admission(String expression) {
    return """
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingAdmissionPolicy
    metadata:
      name: %s
    spec:
      failurePolicy: Fail
      matchConstraints:
        resourceRules:
        - apiGroups: [""]
          apiVersions: ["v1"]
          operations: ["CREATE", "UPDATE"]
          resources: ["pods", "pods/ephemeralcontainers"]
      variables:
      - name: images
        expression: >-
          %s
      validations:
      - expression: >-
          %s
        message: "an image is not approved"
    ---
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingAdmissionPolicyBinding
    metadata:
      name: %s
    spec:
      policyName: %s
      validationActions: ["Deny"]
    """
        .formatted(NAME, Cel.IMAGES, "variables.images.all(image, " + expression + ")", NAME, NAME);
  }

  private static String kyverno(String expression) {
    return """
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata:
      name: approved-images
    spec:
      validationFailureAction: Enforce
      background: true
      rules:
      - name: approved-images
        match:
          any:
          - resources:
              kinds: ["Pod"]
              operations: ["CREATE", "UPDATE"]
        validate:
          cel:
            variables:
            - name: images
              expression: >-
                %s
            expressions:
            - expression: >-
                %s
              message: "an image is not approved"
    """
        .formatted(Cel.IMAGES, "variables.images.all(image, " + expression + ")");
  }
}
