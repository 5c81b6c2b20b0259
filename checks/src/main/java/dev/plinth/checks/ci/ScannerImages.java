package dev.plinth.checks.ci;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Images of scanners, by the names that their makers publish them under. */
public final class ScannerImages {
  /** By repository without a registry, with what runs in it. */
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("aquasec/trivy", "trivy"),
          Map.entry("aquasecurity/trivy", "trivy"),
          Map.entry("anchore/grype", "grype"),
          Map.entry("anchore/syft", "syft"),
          Map.entry("docker/scout-cli", "docker-scout"),
          Map.entry("snyk/snyk", "snyk"),
          Map.entry("google/osv-scanner", "osv-scanner"),
          Map.entry("goodwithtech/dockle", "dockle"),
          Map.entry("hadolint/hadolint", "hadolint"),
          Map.entry("bridgecrew/checkov", "checkov"),
          Map.entry("checkmarx/kics", "kics"),
          Map.entry("zricethezav/gitleaks", "gitleaks"),
          Map.entry("gitleaks/gitleaks", "gitleaks"),
          Map.entry("trufflesecurity/trufflehog", "trufflehog"),
          Map.entry("gitguardian/ggshield", "ggshield"),
          Map.entry("arminc/clair-local-scan", "clair"));

  private ScannerImages() {}

  /** The scanner that an image is of; null for all other images. */
  public static @Nullable String tool(String image) {
    String name = name(image);
    int second = name.lastIndexOf('/', name.lastIndexOf('/') - 1);
    return KNOWN.get(name.substring(second + 1));
  }

  /** The image's name without tag and digest. */
  public static String name(String image) {
    int at = image.indexOf('@');
    String name = at < 0 ? image : image.substring(0, at);
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
  }
}
