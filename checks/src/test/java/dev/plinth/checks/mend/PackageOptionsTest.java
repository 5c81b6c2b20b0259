package dev.plinth.checks.mend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.FileLint;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.findings.Fix.Safety;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Options of package managers in JSON arrays, and cache mounts in place of clean-ups. */
class PackageOptionsTest {
  private static String mended(String text, String... rules) {
    FileLint lint = new FileLint(LintSettings.NONE);
    return new Mender(Safety.REVIEW, Set.of(rules))
        .mend(
            text.getBytes(StandardCharsets.UTF_8),
            bytes -> lint.lint("Dockerfile", bytes, null, Map.of()))
        .after()
        .raw();
  }

  @Test
  void an_option_is_a_string_of_its_own_in_an_array() {
    assertThat(
            mended(
                "FROM debian:12\nRUN [\"apt-get\", \"install\", \"curl\"]\n"
                    + "RUN [\"sh\", \"-c\", \"apt-get install curl\"]\n"
                    + "RUN [\"pip\", \"install\", \"a==1\"]\n",
                "missing-yes",
                "recommended-packages",
                "pip-cache-kept"))
        .contains("[\"apt-get\", \"install\", \"--no-install-recommends\", \"-y\", \"curl\"]")
        .contains("\"apt-get install --no-install-recommends -y curl\"]")
        .contains("[\"pip\", \"install\", \"--no-cache-dir\", \"a==1\"]");
  }

  @Test
  void downloads_are_kept_in_a_mount_where_the_file_uses_mounts() {
    String pip = "FROM python:3.13-slim\nRUN pip install a==1\n";
    assertThat(mended("# syntax=docker/dockerfile:1\n" + pip, "pip-cache-kept"))
        .endsWith("RUN --mount=type=cache,target=/root/.cache/pip pip install a==1\n");
    assertThat(mended(pip, "pip-cache-kept")).endsWith("RUN pip install --no-cache-dir a==1\n");
    String node = "# syntax=docker/dockerfile:1\nFROM node:22-slim\nWORKDIR /a\n";
    assertThat(mended(node + "RUN npm ci\n", "node-cache-kept"))
        .endsWith("RUN --mount=type=cache,target=/root/.npm npm ci\n");
    assertThat(mended(node + "USER node\nRUN npm ci\n", "node-cache-kept"))
        .endsWith("RUN npm ci && npm cache clean --force\n");
  }
}
