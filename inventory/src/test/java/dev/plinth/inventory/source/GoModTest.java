package dev.plinth.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The forms that {@code go.mod} has in the field beside the plain ones of {@link
 * RealLockFilesTest}.
 */
class GoModTest extends WrittenTree {
  @Test
  void goModInAllItsForms() {
    assertThat(
            found(
                "go.mod",
                """
                module "example.com/m" // why

                go 1.22
                toolchain go1.22.5
                require example.com/a v1.0.0
                require (
                \texample.com/b/v2 v2.0.0 // indirect
                \texample.com/c v1.0.0
                \texample.com/d v1.0.0
                \texample.com/e v0.0.0-20200101000000-0123456789ab // indirect
                \texample.com/f v1.0.0
                )
                replace example.com/c => ../c
                replace (
                \texample.com/d v1.0.0 => example.com/fork v1.0.1
                \texample.com/e v9.9.9 => example.com/never v1.0.0
                )
                exclude example.com/f v1.0.0
                retract [v0.1.0, v0.2.0]
                tool example.com/a/cmd
                """))
        .containsExactly(
            "go.mod:5 pkg:golang/example.com/a@v1.0.0",
            "go.mod:10 pkg:golang/example.com/e@v0.0.0-20200101000000-0123456789ab",
            "go.mod:9 pkg:golang/example.com/fork@v1.0.1",
            "go.mod:4 pkg:golang/stdlib@1.22.5",
            "go.mod:7 pkg:golang/example.com/b/v2@v2.0.0");
    assertThat(problems())
        .containsExactly(
            "go.mod: example.com/f v1.0.0 is required and excluded, so another version is built");
  }

  @Test
  void goModBeforeItWasWhole() {
    assertThat(found("go.mod", "module m\ngo 1.16\nrequire example.com/a v1.0.0\n"))
        .containsExactly("go.mod:3 pkg:golang/example.com/a@v1.0.0");
    assertThat(problems()).hasSize(1).first().asString().contains("before 1.17");
  }
}
