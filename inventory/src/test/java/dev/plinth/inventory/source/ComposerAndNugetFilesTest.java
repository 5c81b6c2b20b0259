package dev.plinth.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The forms that files of Composer and NuGet have in the field beside the plain ones of {@link
 * RealLockFilesTest}.
 */
class ComposerAndNugetFilesTest extends WrittenTree {
  @Test
  void composerAndNuget() {
    Trees.write(
        root,
        "composer.lock",
        """
        {"packages": [
          {"name": "symfony/http-kernel", "version": "v5.4.0", "license": ["MIT"],
           "dist": {"type": "zip", "shasum": ""}},
          {"name": "ours/lib", "version": "dev-main", "dist": {"type": "path"}}],
         "packages-dev": [{"name": "phpunit/phpunit", "version": "9.5.0"}]}
        """);
    Trees.write(
        root,
        "packages.config",
        """
        <?xml version="1.0" encoding="utf-8"?>
        <packages>
          <package id="Old.One" version="1.0.0" targetFramework="net48" />
          <package id="Tool" version="2.0.0" developmentDependency="true" />
        </packages>
        """);
    assertThat(
            found(
                "packages.lock.json",
                """
                {"version": 1, "dependencies": {"net6.0": {
                  "Newtonsoft.Json": {"type": "Direct", "requested": "[9.0.1, )", "resolved": "9.0.1"},
                  "other": {"type": "Project"}}}}
                """))
        .containsExactly(
            "composer.lock:2 pkg:composer/symfony/http-kernel@v5.4.0",
            "composer.lock:5 pkg:composer/phpunit/phpunit@9.5.0 (dev)",
            "packages.lock.json:2 pkg:nuget/Newtonsoft.Json@9.0.1",
            "packages.config:3 pkg:nuget/Old.One@1.0.0",
            "packages.config:4 pkg:nuget/Tool@2.0.0 (dev)");
  }
}
