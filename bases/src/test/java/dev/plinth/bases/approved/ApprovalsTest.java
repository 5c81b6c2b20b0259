package dev.plinth.bases.approved;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.plinth.bases.Base;
import dev.plinth.bases.known.Mirrors;
import dev.plinth.findings.Finding;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.oci.image.Reference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalsTest {
  private static final LocalDate DAY = LocalDate.of(2027, 1, 1);
  private static final String DIGEST = "sha256:" + "a".repeat(64);
  private static final Approvals APPROVALS =
      Approvals.read(
          ".plinth.yaml",
          ("approved:\n  - {image: harbor.corp/base, reason: ours, owner: platform}\n"
                  + "  - image: python:3.12-slim*\n  - {image: quay.io, until: 2026-12-31}\n"
                  + "  - image: 'localhost:5000/hub'\n  - image: docker.io/library/alpine:3.20\n"
                  + "  - image: ghcr.io/team/tool@"
                  + DIGEST
                  + "\n")
              .getBytes(UTF_8));

  private static final String[] ALLOWED = {
    "harbor.corp/base/python:3.13",
    "harbor.corp/base:1",
    "harbor.corp/base/a/b@" + DIGEST,
    "python:3.12-slim",
    "docker.io/library/python:3.12-slim-bookworm",
    "index.docker.io/python:3.12-slim@" + DIGEST,
    "library/python:3.12-slim",
    "localhost:5000/hub/x",
    "alpine:3.20",
    "ghcr.io/team/tool:1@" + DIGEST,
  };

  private static final String[] REFUSED = {
    "harbor.corp/bases/python:3.13",
    "harbor.corp/other",
    "python:3.12",
    "python",
    "somebody/python:3.12-slim",
    "quay.io/x/y:1",
    "localhost:5001/hub/x",
    "alpine:3.21",
    "ghcr.io/team/tool:1",
    "harbor.corp.example/base/python:1",
  };

  private static Approvals.Standing standing(String name) {
    return APPROVALS.judge(name, DAY).standing();
  }

  @Test
  void tenAreApprovedAndTenAreNot() {
    for (String each : ALLOWED) {
      assertThat(standing(each)).as(each).isEqualTo(Approvals.Standing.APPROVED);
    }
    for (String each : REFUSED) {
      assertThat(standing(each)).as(each).isNotEqualTo(Approvals.Standing.APPROVED);
    }
    // Without a slash it is a repository with a tag, unless what stands there can only be a host.
    assertThat(Approval.of("python:3", "", "", null).name()).isEqualTo("docker.io/library/python");
    assertThat(Approval.of("localhost:5000", "", "", null).wholeRegistry()).isTrue();
    assertThat(standing("quay.io/x/y:1")).isEqualTo(Approvals.Standing.EXPIRED);
    assertThat(APPROVALS.judge("harbor.corp/base:1", DAY).why()).contains("harbor.corp/base: ours");
    assertThat(Approvals.read("x", "policy: {}\n".getBytes(UTF_8)).given()).isFalse();
    for (String bad : List.of("a*/b", "Upper/x", "a/b:c d", "x@sha256:1", "")) {
      assertThatThrownBy(
              () -> Approvals.read("x", ("approved: [{image: '" + bad + "'}]").getBytes(UTF_8)))
          .as(bad)
          .hasMessageContaining("image");
    }
  }

  /** Evaluates what is exported as Kubernetes would. */
  private static boolean cel(Approvals approvals, String image) throws Exception {
    CelCompiler compiler =
        CelCompilerFactory.standardCelCompilerBuilder().addVar("image", SimpleType.STRING).build();
    CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder().build();
    String expression = Cel.of(approvals.on(DAY));
    CelRuntime.Program program = runtime.createProgram(compiler.compile(expression).getAst());
    return (Boolean) program.eval(Map.of("image", image));
  }

  @Test
  void theSameInCel() throws Exception {
    for (String each : ALLOWED) {
      assertThat(cel(APPROVALS, each)).as(each).isTrue();
    }
    for (String each : REFUSED) {
      assertThat(cel(APPROVALS, each)).as(each).isFalse();
    }
    assertThat(cel(new Approvals(true, List.of()), "debian")).isFalse();
  }

  @Test
  void nothingThatIsExportedIsWider() throws Exception {
    long seed = Long.getLong("plinth.seed", 20_261_127L);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    String[] hosts = {"", "docker.io/", "index.docker.io/", "quay.io/", "localhost/", "a.b:5000/"};
    String[] paths = {"library/", "", "team/", "team/a/"};
    String[] names = {"python", "a", "ab", "library", "x-y"};
    String[] tags = {"", ":1", ":1.2", ":1.2-slim", ":latest", ":10"};
    String[] ends = {"", "@" + DIGEST, "@sha256:" + "b".repeat(64)};
    String[] patterns = {
      "docker.io",
      "quay.io",
      "a.b:5000",
      "python",
      "team",
      "docker.io/team/a",
      "quay.io/team",
      "docker.io/library",
      "python:1*",
      "quay.io/a:1.2",
      "team/a:*",
      "python:latest",
      "localhost",
      "python@" + DIGEST,
      "quay.io/team/*",
      "library/python:1.2-*",
      "a.b:5000/x-y",
      "ab:1.*"
    };
    int accepted = 0;
    for (int round = 0; round < 300; round++) {
      List<Approval> entries = new ArrayList<>();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        entries.add(Approval.of(patterns[random.nextInt(patterns.length)], "", "", null));
      }
      Approvals approvals = new Approvals(true, entries);
      for (int i = 0; i < 20; i++) {
        String image =
            hosts[random.nextInt(hosts.length)]
                + paths[random.nextInt(paths.length)]
                + names[random.nextInt(names.length)]
                + tags[random.nextInt(tags.length)]
                + ends[random.nextInt(ends.length)];
        boolean plinth = approvals.judge(image, DAY).standing() == Approvals.Standing.APPROVED;
        boolean exported = cel(approvals, image);
        accepted += exported ? 1 : 0;
        assertThat(plinth || !exported).as("seed %d: %s by %s", seed, image, entries).isTrue();
        // What Plinth approves it lets through as well, digests without a tag apart.
        if (plinth && !image.contains("@")) {
          assertThat(exported).as("seed %d: %s by %s", seed, image, entries).isTrue();
        }
        PolicyExport.Result json = PolicyExport.of("containers", approvals, Mirrors.NONE, DAY);
        if (json.refused().isEmpty() && accepts(json.files().get("policy.json"), image)) {
          assertThat(plinth).as("seed %d: %s by %s", seed, image, entries).isTrue();
        }
      }
    }
    assertThat(accepted).isGreaterThan(300);
  }

  /** As containers-policy.json(5) looks a reference up: itself, its repository, what is above. */
  private static boolean accepts(String policy, String image) throws Exception {
    Json docker =
        java.util.Objects.requireNonNull(
            java.util.Objects.requireNonNull(
                    JsonReader.read(policy.getBytes(UTF_8)).get("transports"))
                .get("docker"));
    Reference reference = Reference.parse(image).withDefaultTag();
    List<String> scopes = new ArrayList<>();
    // With a tag and a digest skopeo asks for neither form; the digest's is the identity.
    scopes.add(
        reference.digest() == null
            ? reference.name() + ":" + reference.tag()
            : reference.name() + "@" + reference.digest());
    String name = reference.name();
    while (!name.isEmpty()) {
      scopes.add(name);
      int slash = name.lastIndexOf('/');
      name = slash < 0 ? "" : name.substring(0, slash);
    }
    for (String scope : scopes) {
      if (docker.get(scope) != null) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @CsvSource({
    // One name behind Docker Hub's is an official image, not the namespace of that name.
    "docker.io/team,             docker.io/team:1",
    "docker.io/team,             index.docker.io/team",
    "docker.io/localhost,        localhost/app:1",
    "docker.io/evil.example,     evil.example/app:1",
    "docker.io/evil.example/app, evil.example/app:1",
    "docker.io/library/a/b,      a/b:1",
    "docker.io/library/a/b,      docker.io/a/b:1",
    "quay.io/team,               'quay.io/team/App:1'",
    "quay.io/team,               'quay.io/team/a b'",
    "quay.io/team,               'quay.io/team/a%2fb'",
  })
  void whatPlinthRefusesIsRefusedInCelAsWell(String pattern, String image) throws Exception {
    Approvals approvals = new Approvals(true, List.of(Approval.of(pattern, "", "", null)));
    assertThat(approvals.judge(image, DAY).standing()).isEqualTo(Approvals.Standing.REFUSED);
    assertThat(cel(approvals, image)).isFalse();
  }

  @Test
  void allImagesOfAPodAreLookedAt() throws Exception {
    CelCompiler compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("object", SimpleType.DYN)
            .build();
    CelRuntime.Program program =
        CelRuntimeFactory.standardCelRuntimeBuilder()
            .build()
            .createProgram(compiler.compile(Cel.IMAGES).getAst());
    List<Object> containers = List.of(Map.of("name", "a", "image", "one"));
    assertThat(program.eval(Map.of("object", Map.of("spec", Map.of("containers", containers)))))
        .isEqualTo(List.of("one"));
    Map<String, Object> spec =
        Map.of(
            "containers", containers,
            "initContainers", List.of(Map.of("image", "two")),
            "ephemeralContainers", List.of(Map.of("image", "three")),
            "volumes",
                List.of(
                    Map.of("name", "b", "emptyDir", Map.of()),
                    Map.of("name", "c", "image", Map.of("reference", "four"))));
    assertThat(program.eval(Map.of("object", Map.of("spec", spec))))
        .isEqualTo(List.of("one", "two", "three", "four"));
  }

  @Test
  void anExpressionThatKubernetesDoesNotReadIsRefused() {
    List<Approval> many = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      many.add(Approval.of("registry.example.org/team/application-" + i, "", "", null));
    }
    for (String format : List.of("kyverno", "validating-admission-policy")) {
      assertThat(PolicyExport.of(format, new Approvals(true, many), Mirrors.NONE, DAY).refused())
          .singleElement()
          .asString()
          .contains("Kubernetes reads 99000");
      assertThat(PolicyExport.of(format, APPROVALS, Mirrors.NONE, DAY).refused()).isEmpty();
    }
  }

  @Test
  void aMirrorOfPartsOfNamesIsRefused() {
    Mirrors mirrors = new Mirrors(List.of(Mirrors.Mirror.of("harbor.corp/hub-*", "docker.io/*")));
    for (String format : List.of("registries", "containerd")) {
      PolicyExport.Result result = PolicyExport.of(format, APPROVALS, mirrors, DAY);
      assertThat(result.refused()).singleElement().asString().startsWith("harbor.corp/hub-*: ");
    }
  }

  @Test
  void whatATargetCannotExpressIsRefused() {
    PolicyExport.Result json = PolicyExport.of("containers", APPROVALS, Mirrors.NONE, DAY);
    assertThat(json.refused())
        .containsExactly(
            "python:3.12-slim*: policy.json has no patterns of tags",
            "ghcr.io/team/tool@" + DIGEST + ": policy.json has no digests");
    assertThat(json.files().get("policy.json"))
        .contains("\"default\": [{\"type\": \"reject\"}]")
        .doesNotContain("quay.io");
  }

  @Test
  void mirrors() {
    Mirrors mirrors =
        new Mirrors(
            List.of(
                Mirrors.Mirror.of("harbor.corp/hub/*", "docker.io/*"),
                Mirrors.Mirror.of("harbor.corp/quay/*", "quay.io/*")));
    assertThat(
            PolicyExport.of("registries", APPROVALS, mirrors, DAY).files().get("registries.conf"))
        .contains(
            "[[registry]]\nprefix = \"docker.io\"\nlocation = \"docker.io\"\n\n"
                + "[[registry.mirror]]\nlocation = \"harbor.corp/hub\"\n");
    assertThat(PolicyExport.of("containerd", APPROVALS, mirrors, DAY).files())
        .containsEntry(
            "docker.io/hosts.toml",
            "server = \"https://registry-1.docker.io\"\n\n"
                + "[host.\"https://harbor.corp/v2/hub\"]\n"
                + "  capabilities = [\"pull\", \"resolve\"]\n  override_path = true\n")
        .containsKey("quay.io/hosts.toml");
  }

  @Test
  void aBaseIsApprovedByProofAlone() {
    Base proved = new Base("harbor.corp/base/x:1", "", 1, Base.Certainty.PROOF, "the layers");
    Base claimed = new Base("harbor.corp/base/x:1", "", 1, Base.Certainty.CLAIM, "a label");
    Base other = new Base("debian:12", "", 1, Base.Certainty.PROOF, "the layers");
    assertThat(UnapprovedBase.of(proved, APPROVALS, DAY)).isNull();
    assertThat(UnapprovedBase.of(other, Approvals.NONE, DAY)).isNull();
    Finding claim = java.util.Objects.requireNonNull(UnapprovedBase.of(claimed, APPROVALS, DAY));
    assertThat(claim.evidence().getFirst()).contains("is only a claim", "a label");
    assertThat(UnapprovedBase.of(other, APPROVALS, DAY)).isNotNull();
    assertThat(UnapprovedBase.of(null, APPROVALS, DAY)).isNotNull();
    assertThat(UnapprovedBase.page()).contains("# unapproved-base");
  }
}
