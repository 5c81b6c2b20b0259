package dev.plinth.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The forms that {@code Gemfile.lock} has in the field beside the plain ones of {@link
 * RealLockFilesTest}.
 */
class GemfileLockTest extends WrittenTree {
  @Test
  void gemfile() {
    assertThat(
            found(
                "Gemfile.lock",
                """
                GIT
                  remote: https://example.com/g.git
                  revision: 0123
                  specs:
                    g (0.1.0)

                PATH
                  remote: .
                  specs:
                    ours (1.0)
                      rack

                GEM
                  remote: https://rubygems.org/
                  specs:
                    nokogiri (1.13.0-x86_64-linux)
                      racc (~> 1.4)
                    nokogiri (1.13.0-arm64-darwin)
                    racc (1.6.0)

                PLATFORMS
                  x86_64-linux

                DEPENDENCIES
                  nokogiri

                CHECKSUMS
                  racc (1.6.0) sha256=%s

                BUNDLED WITH
                   2.3.15
                """
                    .formatted("cd".repeat(32))))
        .containsExactly(
            "Gemfile.lock:5 pkg:gem/g@0.1.0",
            "Gemfile.lock:16 pkg:gem/nokogiri@1.13.0",
            "Gemfile.lock:19 pkg:gem/racc@1.6.0");
    assertThat(SourceTree.read(root).packages().getLast().details())
        .containsEntry("sha256", "cd".repeat(32));
  }
}
