package dev.plinth.checks.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.rule.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every rule of hadolint and BuildKit has one here, or a reason why not; the page says which. */
class ForeignNamesTest {
  private static final Path PAGE = Path.of("..", "docs", "lint-names.md");
  private static final Map<String, String> REFUSED = refused();

  private static Map<String, String> refused() {
    Map<String, String> reasons = new LinkedHashMap<>();
    try (InputStream in =
        ForeignNamesTest.class.getResourceAsStream("/dev/plinth/checks/refused.tsv")) {
      if (in == null) {
        throw new IllegalStateException("refused.tsv is missing");
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          int tab = line.indexOf('\t');
          reasons.put(line.substring(0, tab), line.substring(tab + 1));
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return reasons;
  }

  /** Of hadolint 2.15. */
  static List<String> hadolint() {
    List<String> names = new ArrayList<>();
    names.add("DL1001");
    IntStream.rangeClosed(3000, 3067)
        .filter(n -> !Set.of(3005, 3017, 3031, 3039).contains(n))
        .forEach(n -> names.add("DL" + n));
    for (int n : new int[] {4000, 4001, 4003, 4004, 4005, 4006}) {
      names.add("DL" + n);
    }
    return names;
  }

  /** Of BuildKit 0.27. */
  static List<String> buildkit() {
    return List.of(
        "ConsistentInstructionCasing",
        "CopyIgnoredFile",
        "DuplicateStageName",
        "ExposeInvalidFormat",
        "ExposeProtoCasing",
        "FromAsCasing",
        "FromPlatformFlagConstDisallowed",
        "InvalidBaseImagePlatform",
        "InvalidDefaultArgInFrom",
        "InvalidDefinitionDescription",
        "JSONArgsRecommended",
        "LegacyKeyValueFormat",
        "MaintainerDeprecated",
        "MultipleInstructionsDisallowed",
        "NoEmptyContinuation",
        "RedundantTargetPlatform",
        "ReservedStageName",
        "SecretsUsedInArgOrEnv",
        "StageNameCasing",
        "UndefinedArgInFrom",
        "UndefinedVar",
        "WorkdirRelativePath");
  }

  @Test
  void hadolintsAndBuildKitsRulesAreHereOrRefused() {
    assertThat(hadolint()).hasSize(71);
    assertThat(buildkit()).hasSize(22);
    List<String> missing = new ArrayList<>();
    hadolint().forEach(name -> check("hadolint:" + name, missing));
    buildkit().forEach(name -> check("buildkit:" + name, missing));
    assertThat(missing).isEmpty();
    assertThat(
            REFUSED.keySet().stream()
                .filter(name -> name.startsWith("hadolint:") || name.startsWith("buildkit:")))
        .hasSizeLessThanOrEqualTo(10);
  }

  private static void check(String name, List<String> missing) {
    boolean mapped = !RuleNames.named(name).isEmpty();
    if (mapped == REFUSED.containsKey(name)) {
      missing.add(name + (mapped ? " is mapped and refused" : ""));
    }
  }

  @Test
  void noNameOfAnotherToolIsMistyped() {
    // Its name for what it cannot read, and rules that it has dropped.
    Set<String> known =
        new TreeSet<>(
            Set.of(
                "hadolint:DL1000",
                "hadolint:DL3005",
                "hadolint:DL3017",
                "hadolint:DL3031",
                "hadolint:DL3039"));
    hadolint().forEach(name -> known.add("hadolint:" + name));
    buildkit().forEach(name -> known.add("buildkit:" + name));
    for (String alias : aliases().keySet()) {
      if (alias.startsWith("hadolint:") || alias.startsWith("buildkit:")) {
        assertThat(known).contains(alias);
      }
      if (alias.startsWith("shellcheck:")) {
        assertThat(alias).matches("shellcheck:SC[123][0-9]{3}");
      }
      if (alias.startsWith("trivy:")) {
        assertThat(alias).matches("trivy:DS-00[0-3][0-9]");
      }
      if (alias.startsWith("checkov:")) {
        assertThat(alias).matches("checkov:CKV2?_DOCKER_[0-9]{1,2}");
      }
      if (alias.startsWith("dockle:")) {
        assertThat(alias).matches("dockle:(CIS|DKL)-(DI|LI)-00[01][0-9]");
      }
      if (alias.startsWith("zizmor:")) {
        assertThat(alias).isIn("zizmor:unpinned-uses", "zizmor:unpinned-images");
      }
    }
  }

  private static Map<String, List<String>> aliases() {
    Map<String, List<String>> names = new java.util.TreeMap<>();
    for (Rule rule : Rules.all()) {
      for (String alias : RuleCard.annotated(rule).aliases()) {
        names.computeIfAbsent(alias, _ -> new ArrayList<>()).add(RuleNames.id(rule));
      }
    }
    return names;
  }

  @Test
  void thePageSaysWhichIsWhich() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# Names in other tools\n\n");
    page.append(
        "Wherever Plinth takes a rule's ID (options, settings, comments, `plinth explain`), these names serve as\n"
            + "well, with or without the tool and a colon before them. Generated; a test holds it, and that all of\n"
            + "hadolint's and BuildKit's rules stand here.\n");
    Map<String, List<String>> aliases = aliases();
    for (String[] tool :
        new String[][] {
          {"hadolint", "hadolint"},
          {"buildkit", "BuildKit"},
          {"shellcheck", "ShellCheck"},
          {"trivy", "Trivy"},
          {"checkov", "Checkov"},
          {"dockle", "dockle"},
          {"zizmor", "zizmor"}
        }) {
      page.append("\n## ").append(tool[1]).append("\n\n| there | here |\n|---|---|\n");
      Map<String, String> rows = new java.util.TreeMap<>();
      aliases.forEach((alias, ids) -> {
        if (alias.startsWith(tool[0] + ":")) {
          List<String> links =
              ids.stream().sorted().map(id -> "[`" + id + "`](rules/" + id + ".md)").toList();
          rows.put(alias.substring(tool[0].length() + 1), String.join(", ", links));
        }
      });
      REFUSED.forEach((name, reason) -> {
        if (name.startsWith(tool[0] + ":")) {
          rows.put(name.substring(tool[0].length() + 1), "none: " + reason);
        }
      });
      rows.forEach(
          (name, here) -> page.append("| ").append(name).append(" | ").append(here).append(" |\n"));
    }
    if (Boolean.getBoolean("plinth.approve")) {
      Files.writeString(PAGE, page.toString());
    }
    assertThat(PAGE).as("written with -Dplinth.approve=true").hasContent(page.toString());
  }
}
