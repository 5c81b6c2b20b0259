package dev.plinth.policy.foreign;

import dev.plinth.foundation.PlinthException;
import dev.plinth.policy.yaml.YamlNode;
import dev.plinth.policy.yaml.YamlProblem;
import dev.plinth.policy.yaml.YamlReader;
import java.util.List;
import java.util.Locale;

/** The kinds of ignore file, by name and content. */
public final class IgnoreFiles {
  /** The names under which they are looked for, in the order in which they are applied. */
  public static final List<String> NAMES =
      List.of(".trivyignore", ".trivyignore.yaml", ".grype.yaml", "osv-scanner.toml");

  private IgnoreFiles() {}

  /**
   * Reads a file. A name that ends in {@code .toml} is osv-scanner's, one in {@code .yaml} or
   * {@code .yml} Grype's where it has {@code ignore}, else Trivy's; any other is a list of names as
   * Trivy takes it.
   *
   * @throws PlinthException {@code PLINTH-IGNORE-FILE}
   */
  public static IgnoreFile read(String label, byte[] bytes) {
    if (bytes.length > IgnoreFile.MAX_BYTES) {
      throw IgnoreErrors.file(
          label,
          "it is larger than " + IgnoreFile.MAX_BYTES + " bytes",
          "name a list of what to ignore");
    }
    String name = label.toLowerCase(Locale.ROOT);
    if (name.endsWith(".toml")) {
      return OsvScannerConfig.read(label, bytes);
    }
    if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
      return TrivyIgnore.read(label, bytes);
    }
    try {
      YamlNode root = YamlReader.read(bytes);
      boolean grype =
          name.endsWith("grype.yaml")
              || (root instanceof YamlNode.Mapping mapping
                  && mapping.members().containsKey("ignore"));
      return grype ? GrypeConfig.read(label, root) : TrivyIgnoreYaml.read(label, root);
    } catch (YamlProblem e) {
      throw IgnoreErrors.file(label, e.because(), e.next());
    }
  }
}
